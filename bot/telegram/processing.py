"""The order of updates: one after the other in a chat, each once, chats beside each other."""

from __future__ import annotations

import asyncio
import inspect
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from typing import Any, Protocol

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from bot.store.updates import Delivery

log = logging.getLogger(__name__)

AT_ONCE = 256
taken_over: ContextVar[bool] = ContextVar("taken_over", default=False)
"""Whether the update at hand had been taken up by a run that ended: its reply may be there."""


class Ledger(Protocol):
    """What remembers handled updates."""

    async def begin(self, update_id: int) -> Delivery:
        """Take up an update, once."""

    async def finish(self, update_id: int) -> None:
        """Note that an update was handled."""


class ChatOrder(BaseUpdateProcessor):
    """Handle the updates of a chat in order while other chats go on, and each update once.

    A tap on a button waits only for other taps on the same message, so that it answers at once.

    Args:
        ledger: remembers what was handled.
        count: hears the kind of each update.
    """

    def __init__(self, ledger: Ledger, count: Callable[[str], None] | None = None) -> None:
        super().__init__(AT_ONCE)
        self._ledger = ledger
        self._count = count
        self._locks: defaultdict[object, _Turnstile] = defaultdict(_Turnstile)
        self._under_way = 0
        self._idle = asyncio.Event()
        self._idle.set()

    async def initialize(self) -> None:
        """Do nothing: the ledger is open."""

    async def shutdown(self) -> None:
        """Do nothing: the ledger is closed by who opened it."""

    async def settle(self, seconds: float) -> bool:
        """Wait until nothing is under way, for so long at most; return whether that came."""
        try:
            async with asyncio.timeout(seconds):
                await self._idle.wait()
        except TimeoutError:
            return False
        return True

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Handle an update in its chat's turn, unless it was handled before."""
        self._under_way += 1
        self._idle.clear()
        try:
            await self._in_turn(update, coroutine)
        finally:
            self._under_way -= 1
            if not self._under_way:
                self._idle.set()

    async def _in_turn(self, update: object, coroutine: Awaitable[Any]) -> None:
        key = lane_of(update)
        turnstile = self._locks[key]
        turnstile.waiting += 1
        try:
            async with turnstile.lock:
                await self._once(update, coroutine)
        finally:
            turnstile.waiting -= 1
            if not turnstile.waiting:
                self._locks.pop(key, None)

    async def _once(self, update: object, coroutine: Awaitable[Any]) -> None:
        if not isinstance(update, Update):
            await coroutine
            return
        delivery = await self._ledger.begin(update.update_id)
        if delivery == "done":
            log.info("seen before", extra={"update": update.update_id})
            if inspect.iscoroutine(coroutine):
                coroutine.close()
            return
        if self._count is not None:
            self._count(kind_of(update))
        token = taken_over.set(delivery == "again")
        try:
            await coroutine
        finally:
            taken_over.reset(token)
        await self._ledger.finish(update.update_id)


class _Turnstile:
    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.waiting = 0


def kind_of(update: Update) -> str:
    """Return the kind of an update as the Bot API names it."""
    return next((kind for kind in Update.ALL_TYPES if getattr(update, kind) is not None), "unknown")


def lane_of(update: object) -> object:
    """Return what an update must keep its order with."""
    if not isinstance(update, Update):
        return object()
    query = update.callback_query
    if query is not None:
        message = query.message
        return ("tap", message.chat.id, message.message_id) if message else ("tap", query.id)
    if update.inline_query is not None:
        return ("inline", update.inline_query.id)
    chat = update.effective_chat
    return ("chat", chat.id) if chat else ("update", update.update_id)
