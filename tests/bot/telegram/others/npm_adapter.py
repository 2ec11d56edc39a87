"""A small adapter in front of npm ``telegram-test-api``: what it leaves out of the Bot API."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
from aiohttp import web

JSON = dict[str, Any]
TOLERATED = ("setMyCommands", "setMyDescription", "setMyShortDescription", "sendChatAction")
BOT: JSON = {"id": 666, "is_bot": True, "first_name": "Bot", "username": "TestNameBot"}
POLL_SECONDS = 0.1
LATEST = 10**11
"""A date above this is in milliseconds."""


class Adapter:
    """Passes calls on, and mends the answers that python-telegram-bot could not read."""

    def __init__(self, behind: str) -> None:
        self.behind = behind
        self.methods: list[str] = []

    async def handle(self, request: web.Request) -> web.Response:
        """Pass one call on."""
        method = request.match_info["method"]
        self.methods.append(method)
        if method in TOLERATED:
            return web.json_response({"ok": True, "result": True})
        fields = {name: str(value) for name, value in (await request.post()).items()}
        async with (
            aiohttp.ClientSession() as session,
            session.post(f"{self.behind}{request.path}", json=fields) as response,
        ):
            answer = await response.json()
        answer["result"] = await self._mend(method, fields, answer.get("result"))
        return web.json_response(answer, status=response.status)

    async def _mend(self, method: str, fields: JSON, result: Any) -> Any:
        if method == "getMe":
            return BOT
        if method == "getUpdates" and not result:
            # It does not long-poll.
            await asyncio.sleep(POLL_SECONDS)
        if method == "getUpdates":
            return [mend_update(update) for update in result]
        if method == "sendMessage":
            # Dates come in milliseconds, and the request's own fields as they were sent.
            kept = {"message_id": result["message_id"], "text": result["text"]}
            return kept | {"date": result["date"] // 1000, "from": BOT, "chat": chat(fields)}
        if method == "editMessageText":
            text, number = fields["text"], int(fields["message_id"])
            return {"message_id": number, "date": 1, "chat": chat(fields), "text": text}
        return True if result is None else result


def chat(fields: JSON) -> JSON:
    """Return the chat of a call."""
    return {"id": int(fields["chat_id"]), "type": "private", "first_name": "Person"}


def mend_update(update: JSON) -> JSON:
    """Return an update as the Bot API writes it."""
    query = update.get("callback_query")
    if query is not None:
        query["chat_instance"] = "1"
    message = update["message"] if query is None else query["message"]
    if message["date"] > LATEST:
        message["date"] //= 1000
    return update


@asynccontextmanager
async def adapted(behind: str) -> AsyncIterator[tuple[str, Adapter]]:
    """Serve the adapter on a free port, and give its address."""
    adapter = Adapter(behind)
    app = web.Application()
    app.router.add_post("/bot{token}/{method}", adapter.handle)
    runner = web.AppRunner(app, shutdown_timeout=0.2, handler_cancellation=True)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    port = runner.addresses[0][1]
    try:
        yield f"http://127.0.0.1:{port}", adapter
    finally:
        await runner.cleanup()
