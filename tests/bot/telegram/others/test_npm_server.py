"""The bot polling npm ``telegram-test-api``, a server that others wrote."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import time
import warnings
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.bot.telegram.others.npm_adapter import adapted
from tests.bot.telegram.processes import running_bot
from tests.bot.telegram.room import button_data
from tests.bot.telegram.test_end_to_end import free_port
from tests.bot.telegram.test_questions import HOTLINE
from tests.telegram_server.server import TOKEN

PACKAGE = "telegram-test-api@4.2.1"
START = """
const TelegramServer = require('telegram-test-api');
const server = new TelegramServer({ host: '127.0.0.1', port: Number(process.argv[2]) });
server.start().then(() => console.log('ready'));
"""


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with the package; where npm is missing, say so loudly and skip."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        reason = "npm or node is missing: the bot is NOT tested against telegram-test-api"
        warnings.warn(pytest.PytestWarning(reason), stacklevel=1)
        pytest.skip(reason)
    folder = tmp_path_factory.mktemp("npm")
    (folder / "package.json").write_text('{"private": true}')
    (folder / "start.js").write_text(START)
    command = [npm, "install", "--no-audit", "--no-fund", "--silent", PACKAGE]
    subprocess.run(command, cwd=folder, check=True, timeout=180)
    return folder


@asynccontextmanager
async def node_server(folder: Path) -> AsyncIterator[str]:
    """Run the package's server, and give its address."""
    port = free_port()
    process = await asyncio.create_subprocess_exec(
        "node", "start.js", str(port), cwd=folder, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    try:
        async with asyncio.timeout(30):
            assert await process.stdout.readline() == b"ready\n"
        yield f"http://127.0.0.1:{port}"
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


def from_person(**content: Any) -> dict[str, Any]:
    """Return what its client would send."""
    who = {"id": 5, "is_bot": False, "first_name": "Person", "language_code": "fr"}
    chat = {"id": 5, "type": "private", "first_name": "Person"}
    common = {"botToken": TOKEN, "from": who, "chat": chat, "date": int(time.time() * 1000)}
    return common | content


async def messages_of_bot(behind: str, count: int) -> list[dict[str, Any]]:
    """Wait until the bot has sent so many messages, and return the history of them."""
    async with asyncio.timeout(30), aiohttp.ClientSession() as session:
        while True:
            async with session.post(f"{behind}/getUpdatesHistory", json={"token": TOKEN}) as answer:
                history = (await answer.json())["result"]
            sent = [each for each in history if "chat_id" in each.get("message", {})]
            if len(sent) >= count:
                return sent
            await asyncio.sleep(0.1)


async def test_questions_commands_and_buttons(package: Path, home: Path) -> None:
    """A question, a command and taps go through a server that does not know us."""
    async with (
        node_server(package) as behind,
        adapted(behind) as (url, adapter),
        running_bot(home, {"CITYBOT_API_URL": url, "CITYBOT_API_TIMEOUT": "20"}) as bot,
        aiohttp.ClientSession() as session,
    ):
        await session.post(f"{behind}/sendMessage", json=from_person(text=HOTLINE))
        (reply,) = await messages_of_bot(behind, 1)
        assert "The youth hotline answers day and night" in reply["message"]["text"]
        entity = {"type": "bot_command", "offset": 0, "length": 5}
        command = from_person(text="/help", entities=[entity])
        await session.post(f"{behind}/sendCommand", json=command)
        _, shown = await messages_of_bot(behind, 2)
        assert "Ce que l’on peut taper" in shown["message"]["text"]
        data = button_data(reply["message"], "En français")
        message = from_person(text="…") | {"message_id": reply["messageId"]}
        tap = from_person(data=data, message=message)
        await session.post(f"{behind}/sendCallback", json=tap)
        async with asyncio.timeout(30):
            while "answerCallbackQuery" not in adapter.methods:  # noqa: ASYNC110 - no event
                await asyncio.sleep(0.05)
        assert "editMessageText" in adapter.methods
        assert "Édition du" in (await messages_of_bot(behind, 2))[0]["message"]["text"]
        assert await bot.end() == 0, bot.text()
