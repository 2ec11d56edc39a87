"""Faults of Telegram and of the network, met by one bot that goes on through all of them."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.bot.small_edition import publish_small
from tests.bot.telegram.processes import BotProcess, running_bot
from tests.bot.telegram.test_end_to_end import replies_in
from tests.bot.telegram.test_questions import HOTLINE
from tests.telegram_server.server import Fault, FaultKind, TelegramServer
from tests.telegram_server.world import JSON, Chat, person

pytestmark = pytest.mark.asyncio(loop_scope="module")
PEOPLE = itertools.count(1000)


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def server() -> AsyncIterator[TelegramServer]:
    """Give a running server."""
    async with TelegramServer().running() as running:
        yield running


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def bot(
    server: TelegramServer, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[BotProcess]:
    """Give a bot that polls the server."""
    home: Path = tmp_path_factory.mktemp("home")
    publish_small(home)
    async with running_bot(home, {"CITYBOT_API_URL": server.url}) as run:
        yield run


@pytest.fixture
def asker() -> JSON:
    """Give a person who never spoke to the bot before."""
    return person(next(PEOPLE), "fr")


@pytest.fixture
def chat(server: TelegramServer, asker: JSON) -> Chat:
    """Give that person's private chat."""
    return server.world.private(asker)


async def until_replied(server: TelegramServer, chat: Chat, count: int = 1) -> list[JSON]:
    """Wait until so many messages of the bot stand in a chat, and return them."""
    await server.until(lambda: len(replies_in(chat)) >= count, 30)
    return replies_in(chat)


@pytest.mark.parametrize(
    "kind", ["429", "502", "500", "drop", "drop after", "slow", "slow after", "bad markup"]
)
async def test_each_fault_ends_in_one_answer(
    server: TelegramServer, bot: BotProcess, chat: Chat, asker: JSON, kind: FaultKind
) -> None:
    """Flood control, server errors, lost connections and doubts: the answer stands there once."""
    seconds = 1.0 if kind == "429" else 1.5
    server.faults.append(Fault("sendMessage", kind, seconds=seconds))
    await server.world.say(chat, asker, HOTLINE)
    await until_replied(server, chat)
    await server.world.say(chat, asker, "/help")
    first, second = await until_replied(server, chat, 2)
    assert "The youth hotline" in first["text"]
    assert "/privacy" in second["text"]


async def test_a_poll_that_fails_is_tried_again(
    server: TelegramServer, bot: BotProcess, chat: Chat, asker: JSON
) -> None:
    """Errors of getUpdates do not end the bot."""
    for kind in ("502", "drop"):
        server.faults.append(Fault("getUpdates", kind))
    await server.world.say(chat, asker, "/help")
    assert await until_replied(server, chat)


async def test_a_redelivered_update_is_answered_once(
    server: TelegramServer, bot: BotProcess, chat: Chat, asker: JSON
) -> None:
    """The same update again brings no second reply."""
    await server.world.say(chat, asker, HOTLINE)
    update = server.world.queue[-1].update
    await until_replied(server, chat)
    await server.world.redeliver(update)
    await server.world.say(chat, asker, "/help")
    assert len(await until_replied(server, chat, 2)) == 2
    assert "seen before" in bot.text()


async def test_one_chat_is_answered_in_order_while_another_goes_on(
    server: TelegramServer, bot: BotProcess, chat: Chat, asker: JSON
) -> None:
    """The quick question waits for the slow one of its chat; the other chat does not."""
    other = person(next(PEOPLE), "en")
    other_chat = server.world.private(other)
    before = len(server.sent)
    await server.world.say(chat, asker, f"{HOTLINE} slowly")
    await server.world.say(chat, asker, HOTLINE)
    await server.world.say(other_chat, other, HOTLINE)
    sent = (await server.until_sent(before + 3, 30))[before:]
    assert [each["chat"]["id"] for each in sent] == [other_chat.id, chat.id, chat.id]
    assert sent[1]["reply_to_message"]["text"].endswith("slowly")


async def test_a_text_of_5000_characters_gets_one_sentence(
    server: TelegramServer, bot: BotProcess, chat: Chat, asker: JSON
) -> None:
    """Markup in a question gets one reply too."""
    await server.world.say(chat, asker, "x" * 5000)
    await server.world.say(chat, asker, "<b>Testville</b> & <hotline>?")
    first, _ = await until_replied(server, chat, 2)
    assert first["text"].startswith("Ce texte est trop long")
