"""Telegram's limits, and what is tried again."""

from __future__ import annotations

import asyncio
import warnings
from datetime import timedelta
from typing import Any

import httpx
import pytest
from telegram.error import BadRequest, NetworkError, RetryAfter, TimedOut

from bot.telegram.limits import ATTEMPTS, Limits, was_unsent


class Line:
    """A line to Telegram that fails as it is told to, then says yes."""

    def __init__(self, *errors: Exception) -> None:
        self.errors = list(errors)
        self.calls = 0

    async def __call__(self) -> bool:
        """Make one call."""
        self.calls += 1
        if self.errors:
            raise self.errors.pop(0)
        return True


class Naps:
    """Sleeps that take no time, and are counted."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def __call__(self, seconds: float) -> None:
        """Note a sleep."""
        self.seconds.append(seconds)


def caused(error: NetworkError, cause: Exception) -> NetworkError:
    """Return an error with its cause, as python-telegram-bot raises it."""
    error.__cause__ = cause
    return error


def unreachable() -> NetworkError:
    """Return the error of a server that is not there."""
    return caused(NetworkError("no route"), httpx.ConnectError(""))


def lost() -> NetworkError:
    """Return the error of a connection that was lost after the request."""
    return caused(TimedOut(), httpx.ReadTimeout(""))


async def call(line: Line, endpoint: str, naps: Naps, chat: Any = 5) -> Any:
    """Make a call under limits of its own."""
    limits = Limits(naps)
    await limits.initialize()
    try:
        return await limits.process_request(line, (), {}, endpoint, {"chat_id": chat}, None)
    finally:
        await limits.shutdown()


@pytest.mark.parametrize("is_opted_in", ["1", ""])
async def test_flood_control_is_waited_for(
    is_opted_in: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As long as Telegram says, whichever way the library tells it, and then once more."""
    monkeypatch.setenv("PTB_TIMEDELTA", is_opted_in)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        line, naps = Line(RetryAfter(timedelta(seconds=2))), Naps()
        assert await call(line, "sendMessage", naps) is True
    assert naps.seconds == [pytest.approx(2, abs=0.2)]


async def test_flood_control_holds_up_its_chat_alone() -> None:
    """Another chat goes on."""
    naps = Naps()
    limits = Limits(naps)
    await limits.process_request(Line(RetryAfter(30)), (), {}, "sendMessage", {"chat_id": 1}, None)
    before = len(naps.seconds)
    await limits.process_request(Line(), (), {}, "sendMessage", {"chat_id": 2}, None)
    assert len(naps.seconds) == before


@pytest.mark.parametrize(
    ("endpoint", "error"),
    [
        ("sendChatAction", RetryAfter(1)),
        ("sendMessage", RetryAfter(600)),
        ("sendChatAction", unreachable()),
        ("getMe", unreachable()),
        ("sendMessage", lost()),
        ("sendMessage", BadRequest("no")),
    ],
)
async def test_what_is_not_tried_again(endpoint: str, error: Exception) -> None:
    """Signs, long waits, the start, doubts about a post, and refusals."""
    line = Line(error)
    with pytest.raises(type(error), match=str(error)):
        await call(line, endpoint, Naps())
    assert line.calls == 1


@pytest.mark.parametrize(
    ("endpoint", "error"),
    [
        ("sendMessage", unreachable()),
        ("sendMessage", NetworkError("Bad Gateway")),
        ("editMessageText", lost()),
        ("answerCallbackQuery", lost()),
    ],
)
async def test_what_is_tried_again(endpoint: str, error: Exception) -> None:
    """Posts that surely did not arrive, and whatever can't happen twice."""
    line, naps = Line(error), Naps()
    assert await call(line, endpoint, naps) is True
    assert line.calls == 2
    assert naps.seconds == [0.2]


async def test_trying_ends() -> None:
    """After some attempts the last error is raised."""
    line = Line(*(unreachable() for _ in range(ATTEMPTS)))
    with pytest.raises(NetworkError, match="no route"):
        await call(line, "sendMessage", Naps())
    assert line.calls == ATTEMPTS


async def test_a_group_gets_twenty_messages_a_minute() -> None:
    """The twenty-first waits; typing and private chats do not."""
    limits = Limits()

    async def send(endpoint: str, chat: int) -> None:
        await limits.process_request(Line(), (), {}, endpoint, {"chat_id": chat}, None)

    for _ in range(20):
        await send("sendMessage", -5)
    for _ in range(30):
        await send("sendChatAction", -5)
    await send("sendMessage", 5)
    waiting = asyncio.create_task(send("sendMessage", -5))
    await asyncio.sleep(0.1)
    assert not waiting.done()
    waiting.cancel()


async def test_thirty_messages_a_second_go_out_overall() -> None:
    """The thirty-first waits for its turn."""
    limits = Limits()
    loop = asyncio.get_running_loop()
    began = loop.time()
    for chat in range(1, 46):
        await limits.process_request(Line(), (), {}, "sendMessage", {"chat_id": chat}, None)
    assert loop.time() - began >= 0.4


async def test_a_chat_that_is_no_number_is_no_chat() -> None:
    """A channel's name is not limited as a group."""
    assert await call(Line(), "sendMessage", Naps(), chat="@channel") is True


def test_what_surely_did_not_arrive() -> None:
    """No connection, or an answer that says so."""
    assert was_unsent(NetworkError("Bad Gateway"))
    assert not was_unsent(caused(NetworkError(""), httpx.RemoteProtocolError("")))
