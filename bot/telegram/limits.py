"""How fast and how often Telegram is called: its limits, and what is safe to try again.

Limits: https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
"""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

import httpx
from aiolimiter import AsyncLimiter
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TimedOut
from telegram.ext import BaseRateLimiter

log = logging.getLogger(__name__)

OVERALL = (30, 1.0)
GROUP = (20, 60.0)
ATTEMPTS = 6
PATIENCE = 60.0
"""Seconds that one call waits for flood control at most."""
POSTS = frozenset({"sendMessage", "sendDocument"})
UNSENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)

Sleep = Callable[[float], Awaitable[None]]


def was_unsent(error: NetworkError) -> bool:
    """Tell whether Telegram surely did not carry the request out.

    It never reached the server, or the server itself failed (5xx).
    """
    cause = error.__cause__
    return isinstance(cause, UNSENT) or not isinstance(cause, httpx.HTTPError)


def is_refusal(error: Exception) -> bool:
    """Tell whether Telegram said no: another try would hear the same."""
    return isinstance(error, BadRequest | Forbidden | InvalidToken)


class Limits(BaseRateLimiter[None]):
    """Keep to Telegram's limits; wait where it says so, for that chat alone.

    Typing actions and answers to taps are neither counted nor held up. Whatever can't post
    twice is tried again after any network failure; a post only where it surely was not made.
    """

    def __init__(self, sleep: Sleep = asyncio.sleep) -> None:
        self._sleep = sleep
        self._overall = AsyncLimiter(*OVERALL)
        self._groups: dict[int, AsyncLimiter] = {}
        self._stopped_until: dict[int, float] = defaultdict(float)

    async def initialize(self) -> None:
        """Do nothing: there is nothing to open."""

    async def shutdown(self) -> None:
        """Let go of the groups' counters."""
        self._groups.clear()

    async def process_request(  # noqa: PLR0917 - the signature of its base
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: None,
    ) -> Any:
        """Make a request in its turn, and again where that is safe."""
        chat = _chat_of(data)
        for attempt in range(ATTEMPTS):
            await self._wait_turn(endpoint, chat)
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as error:
                wait = _seconds(error)
                if endpoint == "sendChatAction" or wait > PATIENCE or attempt == ATTEMPTS - 1:
                    raise
                self._stop(chat, wait)
            except NetworkError as error:
                if is_refusal(error) or attempt == ATTEMPTS - 1 or endpoint == "sendChatAction":
                    raise
                if endpoint in POSTS and not was_unsent(error):
                    raise
                if endpoint == "getMe":
                    # Asked at the start, where the whole start is tried again.
                    raise
                log.info("retry", extra={"endpoint": endpoint, "error": type(error).__name__})
                await self._sleep(min(0.2 * 3**attempt, 10.0))
        raise TimedOut  # pragma: no cover - the last attempt returns or raises

    async def _wait_turn(self, endpoint: str, chat: int) -> None:
        wait = self._stopped_until[chat] - asyncio.get_running_loop().time() if chat else 0.0
        if wait > 0:
            await self._sleep(wait)
        if endpoint in POSTS or endpoint.startswith("edit"):
            if chat < 0:
                group = self._groups.setdefault(chat, AsyncLimiter(*GROUP))
                await group.acquire()
            await self._overall.acquire()

    def _stop(self, chat: int, wait: float) -> None:
        self._stopped_until[chat] = asyncio.get_running_loop().time() + wait
        log.warning("flood control", extra={"seconds": wait})


def _chat_of(data: dict[str, Any]) -> int:
    try:
        return int(data.get("chat_id", 0))
    except (TypeError, ValueError):
        return 0


def _seconds(error: RetryAfter) -> float:
    after = error.retry_after
    return float(after) if isinstance(after, int) else after.total_seconds()
