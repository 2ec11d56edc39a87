"""All that the bot remembers, in one place: each part has a module of its own."""

from __future__ import annotations

import time
from collections.abc import Callable

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store.conversations import Conversations
from bot.store.database import migrate, open_engine
from bot.store.forgetting import Forgetting
from bot.store.groups import Groups
from bot.store.questions import Questions
from bot.store.replies import Replies
from bot.store.updates import Updates


class Store(Conversations, Replies, Questions, Groups, Forgetting):
    """All that the bot remembers.

    Args:
        engine: the database, migrated.
        now: the clock, in seconds since 1970.
        topic_minutes: how long a topic is carried over.
        unanswered_days: how long an unanswered question is kept; 0 keeps none.
        leave_seconds: how long an update that another run began is left to it.
    """

    def __init__(
        self,
        engine: AsyncEngine,
        *,
        now: Callable[[], float] = time.time,
        topic_minutes: int = 30,
        unanswered_days: int = 30,
        leave_seconds: int = 0,
    ) -> None:
        super().__init__(
            engine, now=now, topic_minutes=topic_minutes, unanswered_days=unanswered_days
        )
        self.updates = Updates(self._sessions, now, leave_seconds)

    @classmethod
    async def open(
        cls,
        url: str,
        *,
        now: Callable[[], float] = time.time,
        topic_minutes: int = 30,
        unanswered_days: int = 30,
        leave_seconds: int = 0,
    ) -> Store:
        """Open the database at an address and bring its tables up to date.

        Raises:
            SettingsError: the address can't be used.
        """
        engine = open_engine(url)
        await migrate(engine)
        return cls(
            engine,
            now=now,
            topic_minutes=topic_minutes,
            unanswered_days=unanswered_days,
            leave_seconds=leave_seconds,
        )

    async def close(self) -> None:
        """Let go of the database."""
        await self._engine.dispose()
