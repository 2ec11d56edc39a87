"""The life of the bot, from its settings to SIGTERM."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.answering.answer import Answerer
from bot.errors import SettingsError
from bot.settings import Settings
from bot.telegram import serving
from bot.telegram.app import api_base, file_base
from bot.telegram.handlers.staff import reason_of
from bot.telegram.serving import Knowing, secrets_of, serve
from knowledge.editions import Edition
from knowledge.errors import NoEditionError
from tests.bot.telegram.keepers import NotingKeeper
from tests.bot.telegram.room import settings_for
from tests.bot.telegram.test_end_to_end import free_port, webhook_environment
from tests.bot.telegram.test_questions import HOTLINE
from tests.telegram_server.server import TOKEN, Fault, TelegramServer
from tests.telegram_server.world import person

ASKER = person(5, "en")


@pytest.fixture
async def server() -> AsyncIterator[TelegramServer]:
    """Give a running server."""
    async with TelegramServer().running() as running:
        yield running


@asynccontextmanager
async def serving_bot(settings: Settings, edition: Edition) -> AsyncIterator[asyncio.Task[bool]]:
    """Serve in this process, and end by the signal that a service manager sends."""

    def editions() -> Edition:
        return edition

    knowing = Knowing(Answerer(editions, settings), editions, NotingKeeper())
    task = asyncio.create_task(serving._serve(settings, knowing))
    try:
        yield task
        async with asyncio.timeout(20):
            # Without a handler the signal would end the tests.
            while signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        os.kill(os.getpid(), signal.SIGTERM)
        async with asyncio.timeout(10):
            await task
    finally:
        task.cancel()


def settings_at(server: TelegramServer, home: Path, **changes: Any) -> Settings:
    """Return settings for a server."""
    return settings_for(home, api_url=server.url, api_timeout=2, **changes)


async def test_the_bot_polls_sets_its_menus_and_ends(
    server: TelegramServer, edition: Edition, tmp_path: Path
) -> None:
    """Menus and descriptions come per language and scope, and the health is told."""
    port = free_port()
    settings = settings_at(server, tmp_path, health_port=port)
    chat = server.world.private(ASKER)
    async with serving_bot(settings, edition), aiohttp.ClientSession() as session:
        await server.world.say(chat, ASKER, HOTLINE)
        (reply,) = await server.until_sent(1, 20)
        await server.until(lambda: ("all_group_chats:", "en") in server.methods.menus)
        async with session.get(f"http://127.0.0.1:{port}/healthz") as response:
            assert (await response.json())["edition"] == edition.id
        async with session.get(f"http://127.0.0.1:{port}/metrics") as response:
            assert "citybot_replies_total" in await response.text()
    assert "The youth hotline" in reply["text"]
    descriptions = server.methods.descriptions
    assert descriptions["long", "fr"] != descriptions["long", "en"]
    assert {code for _, code in descriptions} == {"", "fr", "en"}
    groups = {each["command"] for each in server.methods.menus["all_group_chats:", "fr"]}
    private = {each["command"] for each in server.methods.menus["all_private_chats:", "fr"]}
    assert "forget" in private - groups


async def test_the_bot_serves_a_webhook(
    server: TelegramServer, edition: Edition, tmp_path: Path
) -> None:
    """With its secret, at its path."""
    given = webhook_environment(server, free_port())
    settings = settings_at(
        server,
        tmp_path,
        webhook_url=given["CITYBOT_WEBHOOK_URL"],
        webhook_port=int(given["CITYBOT_WEBHOOK_PORT"]),
        webhook_secret=given["CITYBOT_WEBHOOK_SECRET"],
    )
    chat = server.world.private(ASKER)
    async with serving_bot(settings, edition):
        await server.world.say(chat, ASKER, HOTLINE)
        assert await server.until_sent(1, 20)


async def test_a_start_without_a_network_goes_on_trying(
    server: TelegramServer, edition: Edition, tmp_path: Path
) -> None:
    """The first call is lost, the next one is not."""
    server.faults.append(Fault("getMe", "drop"))
    chat = server.world.private(ASKER)
    async with serving_bot(settings_at(server, tmp_path), edition):
        await server.world.say(chat, ASKER, "/help")
        assert await server.until_sent(1, 20)


async def test_a_bot_that_never_reached_telegram_ends(
    edition: Edition, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """SIGTERM ends the waiting too."""
    settings = settings_for(tmp_path, api_url=f"http://127.0.0.1:{free_port()}")
    caplog.set_level("WARNING")
    async with serving_bot(settings, edition), asyncio.timeout(20):
        while "no connection yet" not in caplog.text:  # noqa: ASYNC110 - a log has no event
            await asyncio.sleep(0.01)


async def test_a_menu_that_is_refused_is_only_logged(
    server: TelegramServer, edition: Edition, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The bot serves all the same."""
    server.faults += [Fault("setMyDescription", "bad markup"), Fault("setMyCommands", "bad markup")]
    caplog.set_level("INFO")
    async with serving_bot(settings_at(server, tmp_path), edition):
        await server.until(lambda: ("all_group_chats:", "en") in server.methods.menus, 20)
    assert "description not set" in caplog.text
    assert "menu not set" in caplog.text


async def test_a_refused_token_is_told(
    server: TelegramServer, edition: Edition, tmp_path: Path
) -> None:
    """The message does not hold it."""
    settings = replace(settings_at(server, tmp_path), token="1:WRONG-token")
    knowing = Knowing(Answerer(lambda: edition, settings), lambda: edition, NotingKeeper())
    with pytest.raises(SettingsError, match="CITYBOT_TOKEN is refused") as caught:
        await serving._serve(settings, knowing)
    assert "WRONG" not in str(caught.value)


def test_without_a_token_it_says_where_to_get_one(tmp_path: Path) -> None:
    """The knowledge is not even opened."""

    def never() -> Knowing:
        raise AssertionError

    with pytest.raises(SettingsError, match="@BotFather"):
        serve(replace(settings_for(tmp_path), token=None), never)


def test_secrets_are_known(tmp_path: Path) -> None:
    """Token, webhook secret, and a database's address with its password."""
    settings = settings_for(tmp_path, webhook_secret="s", database_url="postgresql://u:p@h/d")
    assert secrets_of(settings) == (TOKEN, "s", "postgresql://u:p@h/d")


async def test_the_health_says_what_is_wrong(edition: Edition, tmp_path: Path) -> None:
    """Without an edition, or before it serves, it is not well."""
    from tests.bot.telegram.room import open_room

    def none() -> Edition:
        raise NoEditionError("Nothing is published.")

    async with open_room(edition, tmp_path) as room:
        assert serving.state(room.app, room.services)["ok"] is False
        without = replace(room.services, editions=none)
        told = serving.state(room.app, without)
    assert told == {"ok": False, "edition": None, "problem": "Nothing is published."}


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1:81", "http://127.0.0.1:81/bot"],
)
def test_a_base_address_may_end_with_bot_or_not(url: str) -> None:
    """Both ways are in use."""
    assert api_base(url, "/bot") == "http://127.0.0.1:81/bot"
    assert file_base(url) == "http://127.0.0.1:81/file"
    assert api_base("http://h/{token}", "/bot") == "http://h/{token}"


def test_an_error_of_the_system_is_told_without_a_path() -> None:
    """People in a chat need not know the server's folders."""
    assert reason_of(OSError(28, "No space left on device", "/var/x")) == "No space left on device"
