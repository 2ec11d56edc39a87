"""The server itself: HTTP, long polling, webhook delivery and faults on demand."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, Literal

import aiohttp
from aiohttp import web
from pydantic import BaseModel

from tests.telegram_server.methods import Methods, too_many
from tests.telegram_server.refusals import RefusalError
from tests.telegram_server.requests import read_request
from tests.telegram_server.world import JSON, World

TOKEN = "4242:TEST-token-of-no-one"
LONGEST_POLL = 1.0
"""Seconds: a poll ends sooner than Telegram's, so that a test sees the next one soon."""
FaultKind = Literal["429", "502", "500", "drop", "drop after", "slow", "slow after", "bad markup"]


@dataclass(slots=True)
class Fault:
    """What goes wrong with the next calls of a method.

    ``drop`` and ``slow`` come before the request is carried out, ``drop after`` and
    ``slow after`` once it was. ``slow`` ones last ``seconds``.
    """

    method: str
    kind: FaultKind
    times: int = 1
    seconds: float = 1.0


@dataclass(slots=True)
class Call:
    """A request that came in and how it ended."""

    method: str
    fields: JSON
    error: RefusalError | None = None
    result: Any = None
    at: float = field(default_factory=time.perf_counter)


@dataclass(slots=True)
class Webhook:
    """Where updates are sent to."""

    url: str
    secret: str | None
    deliveries: list[int] = field(default_factory=list)


class TelegramServer:
    """A Bot API for one bot on 127.0.0.1."""

    def __init__(self, world: World | None = None, *, flood_control: bool = False) -> None:
        self.world = world or World()
        self.methods = Methods(self.world, flood_control=flood_control)
        self.calls: list[Call] = []
        self.faults: list[Fault] = []
        self.webhook: Webhook | None = None
        self.url = ""
        self._polling = False
        self._progress = asyncio.Condition()
        self._deliverer: asyncio.Task[None] | None = None

    @asynccontextmanager
    async def running(self, port: int = 0) -> AsyncIterator[TelegramServer]:
        """Serve on a port of 127.0.0.1, a free one where none is named."""
        app = web.Application(client_max_size=60 * 1024 * 1024)
        app.router.add_route("*", "/bot{token}/{method}", self._handle)
        app.router.add_get("/file/bot{token}/{path:.+}", self._download)
        # A poll whose caller is gone must not stand in the way of the next one.
        runner = web.AppRunner(app, shutdown_timeout=0.2, handler_cancellation=True)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", port, reuse_address=True)
        await site.start()
        host, bound = runner.addresses[0][:2]
        self.url = f"http://{host}:{bound}"
        try:
            yield self
        finally:
            await self._stop_delivery()
            async with self.world.changed:
                self.world.changed.notify_all()
            await runner.cleanup()

    @property
    def refused(self) -> list[Call]:
        """Return the calls that were refused, faults aside."""
        return [call for call in self.calls if call.error is not None]

    def calls_of(self, method: str) -> list[Call]:
        """Return the calls of one method that were carried out."""
        return [call for call in self.calls if call.method == method and call.error is None]

    async def until(self, claim: Callable[[], Any], timeout: float = 10.0) -> None:  # noqa: ASYNC109
        """Wait until a claim about the server holds.

        Raises:
            TimeoutError: it does not in time.
        """
        async with asyncio.timeout(timeout), self._progress:
            await self._progress.wait_for(claim)

    async def until_tap_answered(self, query: str) -> None:
        """Wait until the bot has answered a tap."""
        await self.until(lambda: query in self.methods.callback_answers)

    async def until_sent(self, count: int = 1, timeout: float = 10.0) -> list[JSON]:  # noqa: ASYNC109
        """Wait until the bot has sent so many messages, and return them."""
        await self.until(lambda: len(self.sent) >= count, timeout)
        return self.sent

    @property
    def sent(self) -> list[JSON]:
        """Return the messages that the bot posted, as they were when posted."""
        return [c.result for c in self.calls if c.method == "sendMessage" and c.result]

    # HTTP -------------------------------------------------------------------------------------

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        if request.match_info["token"] != TOKEN:
            return web.json_response(RefusalError(401, "Unauthorized").as_dict(), status=401)
        fields = await _fields(request)
        fault = self._fault(method)
        try:
            await self._before(fault, request)
            result = await self._carry_out(method, fields)
        except RefusalError as refusal:
            if fault is None:
                self.calls.append(Call(method, fields, refusal))
            await self._notify()
            return web.json_response(refusal.as_dict(), status=refusal.code)
        await self._notify()
        if fault is not None:
            await self._after(fault, request)
        return web.json_response({"ok": True, "result": result})

    async def _carry_out(self, method: str, fields: JSON) -> Any:
        model = read_request(method, fields)
        special = getattr(self, f"_{type(model).__name__}", None)
        result = await special(model) if special else self.methods.call(model)
        self.calls.append(Call(method, fields, result=_snapshot(result)))
        return result

    async def _notify(self) -> None:
        async with self._progress:
            self._progress.notify_all()

    def _fault(self, method: str) -> Fault | None:
        for fault in self.faults:
            if fault.method == method and fault.times:
                fault.times -= 1
                return fault
        return None

    async def _before(self, fault: Fault | None, request: web.Request) -> None:
        kind = fault.kind if fault else None
        if fault and kind == "429":
            raise too_many(int(fault.seconds))
        if kind in ("502", "500"):
            raise RefusalError(
                int(str(kind)), "Bad Gateway" if kind == "502" else "Internal Server Error"
            )
        if kind == "bad markup":
            raise RefusalError(
                400, "Bad Request: can't parse entities: Unexpected end tag at byte offset 1"
            )
        if kind == "drop":
            _drop(request)
        if fault and kind == "slow":
            await asyncio.sleep(fault.seconds)
            _drop(request)

    async def _after(self, fault: Fault, request: web.Request) -> None:
        if fault.kind == "drop after":
            _drop(request)
        if fault.kind == "slow after":
            await asyncio.sleep(fault.seconds)

    async def _download(self, request: web.Request) -> web.Response:
        for path, content, _ in self.world.files.values():
            if path == request.match_info["path"] and request.match_info["token"] == TOKEN:
                return web.Response(body=content)
        return web.json_response(RefusalError(404, "Not Found").as_dict(), status=404)

    # Updates ----------------------------------------------------------------------------------

    async def _GetUpdates(self, request: Any) -> list[JSON]:  # noqa: N802 - named as the method
        if self.webhook is not None:
            raise RefusalError(409, "Conflict: can't use getUpdates method while webhook is active")
        if self._polling:
            raise RefusalError(409, "Conflict: terminated by other getUpdates request")
        if request.allowed_updates is not None:
            self.world.allowed = set(request.allowed_updates) or None
        self.world.confirm(request.offset or 0)
        self._polling = True
        try:
            return await self._next_updates(
                min(request.timeout or 0, LONGEST_POLL), request.limit or 100
            )
        finally:
            self._polling = False

    async def _next_updates(self, wait: float, limit: int) -> list[JSON]:
        async with self.world.changed:
            with suppress(TimeoutError):
                async with asyncio.timeout(wait):
                    await self.world.changed.wait_for(lambda: self.world.queue)
            chosen = self.world.queue[:limit]
            for item in chosen:
                item.delivered = True
            return [item.update for item in chosen]

    async def _SetWebhook(self, request: Any) -> bool:  # noqa: N802
        await self._stop_delivery()
        if request.allowed_updates is not None:
            self.world.allowed = set(request.allowed_updates) or None
        self.webhook = Webhook(request.url, request.secret_token) if request.url else None
        if self.webhook is not None:
            self._deliverer = asyncio.create_task(self._deliver(self.webhook))
        return True

    async def _DeleteWebhook(self, request: Any) -> bool:  # noqa: N802
        await self._stop_delivery()
        self.webhook = None
        if request.drop_pending_updates:
            self.world.queue.clear()
        return True

    async def _stop_delivery(self) -> None:
        if self._deliverer is not None:
            self._deliverer.cancel()
            with suppress(asyncio.CancelledError):
                await self._deliverer
            self._deliverer = None

    async def _deliver(self, hook: Webhook) -> None:
        """Send each update until it is accepted, in order, as Telegram does."""
        async with aiohttp.ClientSession() as session:
            while True:
                async with self.world.changed:
                    await self.world.changed.wait_for(lambda: self.world.queue)
                    update = self.world.queue[0].update
                status = await post_update(session, hook.url, hook.secret, update)
                hook.deliveries.append(status)
                if 200 <= status < 300:
                    self.world.queue.pop(0)
                else:
                    await asyncio.sleep(0.1)
                await self._notify()


async def post_update(
    session: aiohttp.ClientSession, url: str, secret: str | None, update: JSON
) -> int:
    """Post an update to a webhook and return the HTTP status, 0 where nobody listens."""
    headers = {"X-Telegram-Bot-Api-Secret-Token": secret} if secret else {}
    try:
        async with session.post(url, json=update, headers=headers) as response:
            return response.status
    except aiohttp.ClientError:
        return 0


async def _fields(request: web.Request) -> JSON:
    if request.content_type == "application/json":
        return dict(await request.json())
    body = await request.post() if request.method == "POST" else request.query
    files = {name: value for name, value in body.items() if isinstance(value, web.FileField)}
    fields = {name: value for name, value in body.items() if name not in files}
    return {
        name: value for name, value in fields.items() if not str(value).startswith("attach://")
    } | {name: "uploaded" for name, value in fields.items() if str(value).startswith("attach://")}


def _drop(request: web.Request) -> None:
    if request.transport is not None:
        request.transport.abort()
    raise ConnectionResetError


def _snapshot(result: Any) -> Any:
    if isinstance(result, BaseModel):
        return result.model_dump()
    return dict(result) if isinstance(result, dict) else result
