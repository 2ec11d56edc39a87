"""The bot behind a webhook of PyPI ``telemelya``, a server that others wrote, unmodified."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import aiohttp
import httpx
import pytest
from telemelya.client.client import TelegramTestClient

from tests.bot.telegram.processes import ROOT, BotProcess, running_bot
from tests.bot.telegram.room import ADMIN
from tests.bot.telegram.test_end_to_end import free_port
from tests.bot.telegram.test_questions import HOTLINE
from tests.telegram_server.server import TOKEN

KEY = "key-of-no-one"


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """Give the address of a running telemelya."""
    port, redis_port, s3_port = free_port(), free_port(), free_port()
    module = "tests.bot.telegram.others.telemelya_stack"
    command = [sys.executable, "-m", module, str(port), str(redis_port), str(s3_port), KEY]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, cwd=ROOT, stdout=quiet, stderr=quiet) as process:
        try:
            wait_until_served(f"http://127.0.0.1:{port}")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.kill()


def wait_until_served(url: str) -> None:
    """Wait until something answers at an address."""
    for _ in range(600):
        try:
            httpx.get(url).raise_for_status()
        except httpx.HTTPError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(url)


@pytest.fixture
def hook() -> str:
    """Give the address of the bot's webhook."""
    return f"http://127.0.0.1:{free_port()}/hook"


@pytest.fixture
async def bot(url: str, hook: str, home: Path) -> AsyncIterator[BotProcess]:
    """Give a bot that has told telemelya its webhook; telemelya knows no secret."""
    environment = {
        "CITYBOT_API_URL": url,
        "CITYBOT_API_TIMEOUT": "20",
        "CITYBOT_ADMINS": str(ADMIN),
        "CITYBOT_WEBHOOK_URL": hook,
        "CITYBOT_WEBHOOK_PORT": hook.rsplit(":", 1)[-1].split("/", maxsplit=1)[0],
    }
    async with running_bot(home, environment) as running:
        await running.until_said('"serving"')
        yield running


@pytest.fixture
async def client(url: str) -> AsyncIterator[TelegramTestClient]:
    """Give its own client."""
    with TelegramTestClient(url, KEY, TOKEN) as opened:
        yield opened


async def answered(client: TelegramTestClient, method: str) -> dict[str, Any]:
    """Wait until the bot has called a method, and return the last such call."""
    async with asyncio.timeout(30):
        while True:
            responses = await asyncio.to_thread(client.get_responses)
            if found := [each for each in responses if each["method"] == method]:
                last: dict[str, Any] = found[-1]
                return last
            await asyncio.sleep(0.1)


async def until_written(client: TelegramTestClient, words: str) -> None:
    """Wait until the bot has written some words."""
    async with asyncio.timeout(30):
        while True:
            responses = await asyncio.to_thread(client.get_responses)
            if any(words in str(each.get("text")) for each in responses):
                return
            await asyncio.sleep(0.1)


async def do(work: Callable[[], Any]) -> Any:
    """Do blocking work beside the event loop."""
    return await asyncio.to_thread(work)


async def test_a_question_its_buttons_and_a_command(
    bot: BotProcess, client: TelegramTestClient
) -> None:
    """Text, taps and commands go through the webhook."""
    await do(lambda: client.send_message(5, HOTLINE))
    reply = await answered(client, "sendMessage")
    assert "The youth hotline answers day and night" in reply["text"]
    rows = reply["reply_markup"]["inline_keyboard"]
    data = next(
        button["callback_data"] for row in rows for button in row if "français" in button["text"]
    )
    await do(lambda: client.send_callback_query(5, data, reply["message_id"]))
    await answered(client, "answerCallbackQuery")
    edited = await answered(client, "editMessageText")
    assert "Édition du" in edited["text"]
    await do(client.reset)
    await do(lambda: client.send_command(5, "/help"))
    assert "/privacy" in (await answered(client, "sendMessage"))["text"]


async def test_an_inline_query_is_answered_and_chosen(
    bot: BotProcess, client: TelegramTestClient
) -> None:
    """A chosen quote becomes a message."""
    who = {"id": 5, "is_bot": False, "first_name": "Person", "language_code": "fr"}
    asked = await do(lambda: client.send_inline_query("hotline testville", from_user=who))
    answer = await answered(client, "answerInlineQuery")
    assert "hotline answers day and night" in str(answer["results"][0])
    query = answer["inline_query_id"]
    assert query
    assert asked
    chosen = await do(lambda: client.choose_inline_result(5, inline_query_id=query, result_index=0))
    assert "hotline answers day and night" in str(chosen)


async def test_a_file_is_fetched(
    bot: BotProcess, client: TelegramTestClient, hook: str, tmp_path: Path
) -> None:
    """An admin's document comes with its bytes; a photo gets one sentence."""
    page = tmp_path / "newville.txt"
    page.write_text("# Newville")
    file_id = await do(lambda: client.upload_media(str(page)))
    await do(lambda: client.send_message(ADMIN, "/help"))
    await answered(client, "sendMessage")
    document = {"file_id": file_id, "file_unique_id": "u", "file_name": page.name, "file_size": 10}
    message = {
        "message_id": 77,
        "date": 1,
        "chat": {"id": ADMIN, "type": "private", "first_name": "Person"},
        "from": {"id": ADMIN, "is_bot": False, "first_name": "Person", "language_code": "en"},
        "document": document,
    }
    async with aiohttp.ClientSession() as session:
        update = {"update_id": 10**6, "message": message}
        async with session.post(hook, json=update) as response:
            assert response.status == 200
    await until_written(client, "newville.txt")
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"\xff\xd8\xff")
    await do(lambda: client.send_photo(5, str(photo)))
    await until_written(client, "I read text only")
