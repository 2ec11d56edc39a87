"""The bot as its own process, over HTTP, against the strict server."""

from __future__ import annotations

import asyncio
import json
import shutil
import signal
import socket
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.bot.small_edition import publish_small
from tests.bot.telegram.processes import BotProcess, running_bot
from tests.bot.telegram.room import ADMIN, button_data
from tests.bot.telegram.test_questions import HOTLINE
from tests.telegram_server.server import TOKEN, Fault, TelegramServer, post_update
from tests.telegram_server.world import JSON, Chat, World, person

ASKER = person(5, "fr")


@pytest.fixture(scope="package")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a home with an edition."""
    home = tmp_path_factory.mktemp("published")
    publish_small(home)
    return home


@pytest.fixture
def home(published: Path, tmp_path: Path) -> Path:
    """Give a home of its own, with the edition."""
    return Path(shutil.copytree(published, tmp_path / "home"))


@pytest.fixture
async def server() -> AsyncIterator[TelegramServer]:
    """Give a running server, at which nothing but the known may be refused."""
    async with TelegramServer().running() as running:
        yield running


@pytest.fixture
async def bot(server: TelegramServer, home: Path) -> AsyncIterator[BotProcess]:
    """Give a bot that polls the server."""
    async with running_bot(home, {"CITYBOT_API_URL": server.url, "CITYBOT_ADMINS": "99"}) as run:
        yield run


@pytest.fixture
def chat(server: TelegramServer) -> Chat:
    """Give the private chat of a person."""
    return server.world.private(ASKER)


def replies_in(chat: Chat) -> list[JSON]:
    """Return the bot's messages that stand in a chat."""
    return [each for each in chat.messages.values() if each["from"]["is_bot"]]


async def test_a_day_of_the_bot(server: TelegramServer, bot: BotProcess, chat: Chat) -> None:
    """Question, buttons, commands, inline, group, document: each is answered, none refused."""
    world = server.world
    await world.say(chat, ASKER, HOTLINE)
    (reply,) = await server.until_sent(1, 30)
    assert "The youth hotline answers day and night" in reply["text"]
    for label in ("More", "En français", "👍"):
        data = button_data(reply, label)
        query = await world.press(chat, ASKER, reply["message_id"], data)
        await server.until_tap_answered(query)
    await world.say(chat, ASKER, "/city Testville")
    inline = await world.ask_inline(ASKER, "hotline testville")
    await server.until(lambda: inline in server.methods.inline_answers)
    group = world.group(-100, kind="supergroup", threads={7})
    await world.say(group, ASKER, "nothing for the bot")
    await world.say(group, ASKER, f"@city_test_bot {HOTLINE}", thread=7)
    await server.until(lambda: any(sent["chat"]["id"] == -100 for sent in server.sent))
    admin = person(ADMIN, "en")
    document = world.add_file("newville.txt", b"# Newville")
    await world.say(world.private(admin), admin, None, document=document)
    await server.until(lambda: any("newville.txt" in sent["text"] for sent in server.sent))
    known = {"chat not found"}
    assert {call.error.description for call in server.refused if call.error} <= {
        f"Bad Request: {each}" for each in known
    }
    assert len(replies_in(group)) == 1
    await server.until(lambda: not world.queue)
    assert await bot.end() == 0


async def test_a_question_under_way_survives_a_crash(
    server: TelegramServer, home: Path, chat: Chat
) -> None:
    """It was not confirmed: the next run gets it again, and answers it once."""
    environment = {"CITYBOT_API_URL": server.url}
    async with running_bot(home, environment) as first:
        await server.world.say(chat, ASKER, f"{HOTLINE} slowly")
        await server.until(lambda: "typing" in chat.actions, 30)
        await first.end(signal.SIGKILL)
    async with running_bot(home, environment):
        await server.until_sent(1, 30)
        await server.until(lambda: not server.world.queue, 15)
    assert len(replies_in(chat)) == 1


async def test_a_reply_posted_before_a_crash_is_not_posted_again(
    server: TelegramServer, home: Path, chat: Chat
) -> None:
    """The run that died had posted it without knowing: the next one finds it."""
    environment = {"CITYBOT_API_URL": server.url, "CITYBOT_API_TIMEOUT": "20"}
    async with running_bot(home, environment) as first:
        server.faults.append(Fault("sendMessage", "slow after", seconds=2))
        await server.world.say(chat, ASKER, HOTLINE)
        update = server.world.queue[0].update
        await server.until(lambda: replies_in(chat), 30)
        await first.end(signal.SIGKILL)
    server.world.queue.clear()
    await server.world.redeliver(update)
    async with running_bot(home, environment):
        await server.world.say(chat, ASKER, "/help")
        await server.until(lambda: len(replies_in(chat)) >= 2, 30)
        await server.until(lambda: not server.world.queue, 15)
    assert len([each for each in replies_in(chat) if "youth hotline" in each["text"]]) == 1
    assert len(replies_in(chat)) == 2


async def test_the_bot_waits_for_the_network(home: Path) -> None:
    """With no server at the start it goes on trying, and serves when there is one."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    async with running_bot(home, {"CITYBOT_API_URL": f"http://127.0.0.1:{port}"}) as bot:
        await bot.until_said("no connection yet")
        async with TelegramServer().running(port) as server:
            chat = server.world.private(ASKER)
            await server.world.say(chat, ASKER, "/help")
            assert await server.until_sent(1, 30)


async def test_sigterm_finishes_what_is_under_way(
    server: TelegramServer, bot: BotProcess, chat: Chat
) -> None:
    """The slow question is answered, and the process ends by itself within ten seconds."""
    await server.world.say(chat, ASKER, f"{HOTLINE} slowly")
    await server.until(lambda: "typing" in chat.actions, 30)
    began = time.monotonic()
    assert await bot.end() == 0
    assert time.monotonic() - began < 10
    assert len(replies_in(chat)) == 1


async def test_the_log_holds_no_token_and_no_question(
    server: TelegramServer, bot: BotProcess, chat: Chat
) -> None:
    """Every line is JSON; a failure names its place, not what a person wrote."""
    server.faults += [Fault("getUpdates", "502"), Fault("sendMessage", "500", times=2)]
    await server.world.say(chat, ASKER, f"{HOTLINE} zebra-question")
    await server.world.say(chat, ASKER, "/help")
    await server.until_sent(1, 60)
    await bot.end()
    lines = [json.loads(line) for line in bot.text().splitlines()]
    assert {"time", "level", "logger", "event"} <= lines[0].keys()
    assert TOKEN not in bot.text()
    assert TOKEN.split(":")[1] not in bot.text()
    assert "zebra" not in bot.text()


@pytest.mark.parametrize(
    ("token", "words"),
    [("", "write to @BotFather"), ("1:WRONG-token-of-no-one", "CITYBOT_TOKEN is refused")],
)
async def test_a_missing_or_wrong_token_ends_in_one_line(
    server: TelegramServer, home: Path, token: str, words: str
) -> None:
    """It says where to get one, never what it was; the exit status is 1."""
    environment = {"CITYBOT_API_URL": server.url, "CITYBOT_TOKEN": token}
    async with running_bot(home, environment) as bot:
        async with asyncio.timeout(30):
            assert await bot.process.wait() == 1
        said = [line for line in bot.text().splitlines() if line.startswith("citybot: ")]
        assert len(said) == 1
        assert words in said[0]
        assert "WRONG" not in bot.text()


async def test_sigterm_does_not_wait_for_what_takes_long(
    server: TelegramServer, bot: BotProcess, chat: Chat
) -> None:
    """Neither flood control nor a refresh holds up the end; what is published stays whole."""
    admin = person(ADMIN, "en")
    document = server.world.add_file("slow.txt", b"# Newville")
    await server.world.say(server.world.private(admin), admin, None, document=document)
    await server.until(lambda: server.calls_of("getFile"), 30)
    server.faults.append(Fault("sendMessage", "429", seconds=50))
    await server.world.say(chat, ASKER, HOTLINE)
    await bot.until_said("flood control")
    began = time.monotonic()
    assert await bot.end() == 0
    assert time.monotonic() - began < 10
    assert "work was cut off" in bot.text()


# Webhook ------------------------------------------------------------------------------------------


def free_port() -> int:
    """Return a port of this machine that is free."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def webhook_environment(server: TelegramServer, port: int) -> dict[str, str]:
    """Return the settings of a webhook."""
    return {
        "CITYBOT_API_URL": server.url,
        "CITYBOT_WEBHOOK_URL": f"http://127.0.0.1:{port}/hook",
        "CITYBOT_WEBHOOK_PORT": str(port),
        "CITYBOT_WEBHOOK_SECRET": "a-secret-of-no-one",
    }


async def test_a_webhook_is_served_and_retried(home: Path, server: TelegramServer) -> None:
    """Updates come with the secret; those sent while the bot is away come again, once each."""
    port = free_port()
    chat = server.world.private(ASKER)
    async with running_bot(home, webhook_environment(server, port)) as first:
        await server.world.say(chat, ASKER, HOTLINE)
        await server.until_sent(1, 30)
        assert await first.end() == 0
        assert "a-secret-of-no-one" not in first.text()
    await server.world.say(chat, ASKER, "/help")
    hook = server.webhook
    assert hook is not None
    await server.until(lambda: 0 in hook.deliveries)
    async with running_bot(home, webhook_environment(server, port)):
        await server.until_sent(2, 30)
        update = {"update_id": 1, "message": server.world.message(chat, ASKER, "/help")}
        async with aiohttp.ClientSession() as session:
            for secret in ("wrong", None):
                assert await post_update(session, hook.url, secret, update) == 403
            # An update of an unknown kind is taken and passed over.
            unknown: JSON = {"update_id": 2, "new_kind": {}}
            assert await post_update(session, hook.url, hook.secret, unknown) == 200
    assert len(replies_in(chat)) == 2


async def test_health_and_figures_are_served_locally(server: TelegramServer, home: Path) -> None:
    """The health names the edition; the figures count replies and hold nobody's words."""
    port = free_port()
    environment = {"CITYBOT_API_URL": server.url, "CITYBOT_HEALTH_PORT": str(port)}
    async with running_bot(home, environment) as bot, aiohttp.ClientSession() as session:
        chat = server.world.private(ASKER)
        await server.world.say(chat, ASKER, HOTLINE)
        await server.until_sent(1, 30)
        await bot.until_said('"replied"')
        async with session.get(f"http://127.0.0.1:{port}/healthz") as response:
            state: Any = await response.json()
            assert response.status == 200
        async with session.get(f"http://127.0.0.1:{port}/metrics") as response:
            figures = await response.text()
    assert state["ok"] is True
    assert state["edition"]
    assert 'citybot_replies_total{kind="answer",language="en"} 1.0' in figures
    assert "citybot_answering_seconds_count 1.0" in figures
    assert "hotline" not in figures


async def test_a_group_without_privacy_mode_is_left_alone(home: Path) -> None:
    """The bot hears everything there, and answers only what is meant for it."""
    open_server = TelegramServer(World(privacy=False))
    async with (
        open_server.running() as server,
        running_bot(home, {"CITYBOT_API_URL": server.url}),
    ):
        group = server.world.group(-7)
        await server.world.say(group, ASKER, "Does Testville have a hotline?")
        await server.world.say(group, ASKER, f"/ask {HOTLINE}")
        await server.until_sent(1, 30)
        assert len(replies_in(group)) == 1
