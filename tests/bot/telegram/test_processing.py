"""The order of updates."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

import pytest
from telegram import Bot, Update

from bot.store.updates import Delivery
from bot.telegram.processing import ChatOrder, lane_of, taken_over

CHAT = {"id": 5, "type": "private", "first_name": "Person"}
WHO = {"id": 5, "is_bot": False, "first_name": "Person"}


class Remembering:
    """A ledger in memory."""

    def __init__(self, delivery: Delivery = "new") -> None:
        self.delivery: Delivery = delivery
        self.finished: list[int] = []

    async def begin(self, update_id: int) -> Delivery:
        """Return what the test says."""
        return self.delivery

    async def finish(self, update_id: int) -> None:
        """Note the end."""
        self.finished.append(update_id)


def update_of(number: int, **content: Any) -> Update:
    """Return an update."""
    bot = Bot("1:TEST-token-of-no-one")
    found = Update.de_json({"update_id": number, **content}, bot)
    assert found is not None
    return found


def message_update(number: int, chat: int = 5) -> Update:
    """Return a message's update."""
    message = {
        "message_id": number,
        "date": 1,
        "chat": CHAT | {"id": chat},
        "from": WHO,
        "text": "x",
    }
    return update_of(number, message=message)


def tap_update(number: int, **message: Any) -> Update:
    """Return a tap's update."""
    query = {"id": str(number), "from": WHO, "chat_instance": "1", "data": "x", **message}
    return update_of(number, callback_query=query)


async def test_a_tap_does_not_wait_for_its_chat() -> None:
    """A slow message of the chat does not hold up a button."""
    order, done = ChatOrder(Remembering()), []
    gate = asyncio.Event()

    async def slow() -> None:
        await gate.wait()
        done.append("message")

    async def quick() -> None:
        done.append("tap")
        gate.set()

    message = {"message_id": 9, "date": 1, "chat": CHAT, "from": WHO, "text": "x"}
    await order.initialize()
    async with asyncio.timeout(5):
        await asyncio.gather(
            order.process_update(message_update(1), slow()),
            order.process_update(tap_update(2, message=message), quick()),
        )
    await order.shutdown()
    assert done == ["tap", "message"]


async def test_what_was_handled_is_not_handled_again() -> None:
    """Its coroutine is closed, not run."""
    ran: list[int] = []

    async def handle() -> None:
        ran.append(1)

    await ChatOrder(Remembering("done")).process_update(message_update(1), handle())
    assert ran == []


@pytest.mark.parametrize(("delivery", "is_again"), [("new", False), ("again", True)])
async def test_a_handler_knows_whether_another_run_had_begun(
    delivery: Delivery, *, is_again: bool
) -> None:
    """So that it looks for a reply that is there already."""
    seen: list[bool] = []

    async def handle() -> None:
        seen.append(taken_over.get())

    ledger = Remembering(delivery)
    await ChatOrder(ledger).process_update(message_update(1), handle())
    assert seen == [is_again]
    assert ledger.finished == [1]


async def test_what_is_no_update_is_handled() -> None:
    """Whatever else is put in the queue goes through."""
    ran: list[int] = []

    async def handle() -> None:
        ran.append(1)

    await ChatOrder(Remembering()).process_update("other", handle())
    assert ran == [1]


async def test_settling_waits_for_what_is_under_way() -> None:
    """Until it is done, or the time is up."""
    order, gate = ChatOrder(Remembering()), asyncio.Event()
    assert await order.settle(0.01)
    work: Coroutine[Any, Any, bool] = gate.wait()
    task = asyncio.create_task(order.process_update(message_update(1), work))
    await asyncio.sleep(0.01)
    assert not await order.settle(0.01)
    gate.set()
    assert await order.settle(5)
    await task


def test_lanes() -> None:
    """A chat has one, each message's taps another; the rest need none."""
    assert lane_of(message_update(1)) == lane_of(message_update(2))
    assert lane_of(message_update(1)) != lane_of(message_update(1, chat=6))
    assert lane_of(tap_update(1, inline_message_id="i")) != lane_of(
        tap_update(2, inline_message_id="i")
    )
    inline = {"id": "q", "from": WHO, "query": "", "offset": ""}
    assert lane_of(update_of(1, inline_query=inline)) == ("inline", "q")
    assert lane_of(update_of(3)) == ("update", 3)
    assert lane_of("other") != lane_of("other")
