"""The whole bot in one process, before a strict Bot API that is called without HTTP."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote

import httpx
from telegram import Update
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.answering.answer import Answerer
from bot.answering.outcome import Answering
from bot.settings import Settings
from bot.store.store import Store
from bot.telegram.services import App, Services
from bot.telegram.serving import Knowing, assemble
from knowledge.editions import Edition
from tests.bot.telegram.keepers import NotingKeeper
from tests.telegram_server.methods import Methods
from tests.telegram_server.refusals import RefusalError
from tests.telegram_server.requests import read_request
from tests.telegram_server.world import JSON, Chat, World

TOKEN = "4242:TEST-token-of-no-one"
ADMIN = 99
Trouble = Literal["timeout", "timeout after", "drop", "drop after", "unreachable"]


@dataclass(slots=True)
class Fault:
    """What goes wrong with the next calls of a method: trouble of the network, or a refusal."""

    method: str
    trouble: Trouble | RefusalError
    times: int = 1


@dataclass
class DirectRequest(BaseRequest):
    """Carries requests to the strict methods; any that is refused is kept, and fails the test."""

    methods: Methods
    calls: list[tuple[str, JSON, Any]] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def read_timeout(self) -> float | None:
        """Return the timeout of a read, in seconds."""
        return 5.0

    async def initialize(self) -> None:
        """Do nothing: there is no connection."""

    async def shutdown(self) -> None:
        """Do nothing: there is no connection."""

    async def do_request(  # noqa: PLR0917 - the signature of its base
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = None,
        write_timeout: Any = None,
        connect_timeout: Any = None,
        pool_timeout: Any = None,
    ) -> tuple[int, bytes]:
        """Carry out one request, with the next fault of its method."""
        if method == "GET":
            return self._download(url)
        name = url.rsplit("/", 1)[-1]
        fields = dict(request_data.parameters) if request_data else {}
        fault = next((f for f in self.faults if f.method == name and f.times), None)
        trouble = fault.trouble if fault else None
        if fault is not None:
            fault.times -= 1
        if isinstance(trouble, RefusalError):
            return trouble.code, json.dumps(trouble.as_dict()).encode()
        if trouble in ("timeout", "drop", "unreachable"):
            raise_trouble(trouble)
        answer = self._carry_out(name, fields)
        if trouble in ("timeout after", "drop after"):
            raise_trouble(trouble)
        return answer

    def _carry_out(self, name: str, fields: JSON) -> tuple[int, bytes]:
        try:
            result = self.methods.call(read_request(name, fields))
        except RefusalError as refusal:
            self.refused.append((name, refusal.description))
            return refusal.code, json.dumps(refusal.as_dict()).encode()
        self.calls.append((name, fields, json.loads(json.dumps(result))))
        return 200, json.dumps({"ok": True, "result": result}).encode()

    def _download(self, url: str) -> tuple[int, bytes]:
        for path, content, _ in self.methods.world.files.values():
            if unquote(url).endswith(f"/file/bot{TOKEN}/{path}"):
                return 200, content
        return 404, b'{"ok": false, "error_code": 404, "description": "Not Found"}'


def raise_trouble(trouble: str) -> None:
    """Raise what python-telegram-bot raises for a trouble of the network."""
    if trouble.startswith("timeout"):
        raise TimedOut from httpx.ReadTimeout("")
    if trouble == "unreachable":
        raise NetworkError("httpx.ConnectError") from httpx.ConnectError("")
    raise NetworkError("httpx.RemoteProtocolError") from httpx.RemoteProtocolError("")


@dataclass
class Room:
    """The bot, the world around it, and what was said."""

    world: World
    request: DirectRequest
    app: App
    services: Services
    store: Store
    keeper: NotingKeeper
    clock: Clock

    @property
    def sent(self) -> list[JSON]:
        """Return the messages that the bot posted, as they were when posted."""
        return [result for name, _, result in self.request.calls if name == "sendMessage"]

    def calls_of(self, method: str) -> list[JSON]:
        """Return the fields of each call of a method."""
        return [fields for name, fields, _ in self.request.calls if name == method]

    async def deliver(self) -> None:
        """Hand every waiting update to the bot, one after the other."""
        while self.world.queue:
            await self.handle(self.world.queue.pop(0).update)

    async def handle(self, update: JSON) -> None:
        """Hand one update to the bot."""
        found = Update.de_json(json.loads(json.dumps(update)), self.app.bot)
        await self.app.update_processor.process_update(found, self.app.process_update(found))

    async def say(
        self, chat: Chat, who: JSON, text: str | None = None, **content: Any
    ) -> list[JSON]:
        """Let a person write, and return what the bot posts then."""
        before = len(self.sent)
        await self.world.say(chat, who, text, **content)
        await self.deliver()
        return self.sent[before:]

    async def press(self, chat: Chat, who: JSON, message: JSON, label: str) -> str | None:
        """Let a person tap the button of that label, and return the words of the answer."""
        data = button_data(chat.messages[message["message_id"]], label)
        return await self.press_data(chat, who, message, data)

    async def press_data(self, chat: Chat, who: JSON, message: JSON, data: str) -> str | None:
        """Let a person tap a button with some data, and return the words of the answer."""
        query = await self.world.press(chat, who, message["message_id"], data)
        await self.deliver()
        text: str | None = self.request.methods.callback_answers[query].get("text")
        return text

    async def ask_inline(self, who: JSON, text: str) -> Any:
        """Let a person type an inline query, and return the bot's answer."""
        query = await self.world.ask_inline(who, text)
        await self.deliver()
        return self.request.methods.inline_answers[query]


@dataclass
class Clock:
    """A clock that a test moves."""

    now: float = 1_800_000_000.0

    def __call__(self) -> float:
        """Return the time in seconds."""
        return self.now


def labels_of(message: JSON) -> list[str]:
    """Return the labels of a message's buttons."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]


def button_data(message: JSON, label: str) -> str:
    """Return the data of the button whose label starts so."""
    for row in message["reply_markup"]["inline_keyboard"]:
        for button in row:
            if button["text"].startswith(label) and "callback_data" in button:
                return str(button["callback_data"])
    raise AssertionError(f"no button {label!r} among {labels_of(message)}")


def settings_for(home: Path, **changes: Any) -> Settings:
    """Return settings for a test."""
    return replace(Settings(home=home, token=TOKEN, admins=(ADMIN,)), **changes)


@asynccontextmanager
async def open_room(
    edition: Edition,
    home: Path,
    *,
    answers: Callable[[Answering], Answering] = lambda answers: answers,
    world: World | None = None,
    keeper: NotingKeeper | None = None,
    **changes: Any,
) -> AsyncIterator[Room]:
    """Open the bot on an edition, with a fresh database."""
    world, clock, keeper = world or World(), Clock(), keeper or NotingKeeper()
    settings = settings_for(home, **changes)
    store = await Store.open(
        f"sqlite+aiosqlite:///{home / 'test.sqlite3'}",
        now=clock,
        topic_minutes=settings.conversation_minutes,
        unanswered_days=settings.unanswered_days,
    )
    request = DirectRequest(Methods(world))
    executor = ThreadPoolExecutor(1)
    answerer = answers(Answerer(lambda: edition, settings))
    knowing = Knowing(answerer, lambda: edition, keeper)
    app, services = assemble(settings, store, knowing, executor, (request, request))
    try:
        async with app:
            yield Room(world, request, app, services, store, keeper, clock)
    finally:
        executor.shutdown()
        await store.close()
