"""What each part of the store works with: transactions, a clock, and how long things are kept."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker

ATTEMPTS: Final = 4
T = TypeVar("T")


class Memory:
    """A database, migrated, and a clock.

    Args:
        engine: the database.
        now: the clock, in seconds since 1970.
        topic_minutes: how long a topic is carried over.
        unanswered_days: how long an unanswered question is kept; 0 keeps none.
    """

    def __init__(
        self,
        engine: AsyncEngine,
        *,
        now: Callable[[], float] = time.time,
        topic_minutes: int = 30,
        unanswered_days: int = 30,
    ) -> None:
        self._engine = engine
        self._sessions = async_sessionmaker(engine, expire_on_commit=False)
        self._now = now
        self.topic_minutes = topic_minutes
        self.unanswered_days = unanswered_days

    async def _write(self, work: Callable[[AsyncSession], Awaitable[T]]) -> T:
        """Do work in one transaction, and again where another one got in between.

        A person who speaks in two chats at once is new in both.
        """
        for _ in range(ATTEMPTS - 1):
            try:
                async with self._sessions.begin() as session:
                    return await work(session)
            except (IntegrityError, OperationalError):
                await asyncio.sleep(0)
        async with self._sessions.begin() as session:
            return await work(session)

    def _time(self) -> int:
        return int(self._now())
