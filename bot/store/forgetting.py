"""What is forgotten: all of a person or a chat when asked, everything else in time."""

from __future__ import annotations

from typing import Final

from sqlalchemy import delete, select

from bot.store.memory import Memory
from bot.store.tables import (
    FeedbackRow,
    GroupRow,
    PersonRow,
    ReplyRow,
    TopicRow,
    UnansweredRow,
    UpdateRow,
)

DAY: Final = 24 * 60 * 60
"""In seconds."""
REPLY_DAYS: Final = 30
FEEDBACK_DAYS: Final = 365
UPDATE_DAYS: Final = 3
"""Telegram keeps an update for 24 hours at most; three days are on the safe side."""


class Forgetting(Memory):
    """Removes what is kept."""

    async def forget_person(self, user: int) -> None:
        """Remove all that is kept of a person, in every chat."""
        async with self._sessions.begin() as session:
            for table in (PersonRow, TopicRow, ReplyRow, FeedbackRow):
                await session.execute(delete(table).where(table.user_id == user))

    async def forget_chat(self, chat: int) -> None:
        """Remove all that is kept of a chat; of a private one, the person too."""
        if chat > 0:
            await self.forget_person(chat)
        replies = select(ReplyRow.id).where(ReplyRow.chat_id == chat)
        async with self._sessions.begin() as session:
            await session.execute(delete(FeedbackRow).where(FeedbackRow.reply_id.in_(replies)))
            for table in (TopicRow, ReplyRow, GroupRow):
                await session.execute(delete(table).where(table.chat_id == chat))

    async def purge(self) -> None:
        """Remove what has had its time."""
        now = self._time()
        limits = (
            (TopicRow, self.topic_minutes * 60),
            (ReplyRow, REPLY_DAYS * DAY),
            (FeedbackRow, FEEDBACK_DAYS * DAY),
            (UpdateRow, UPDATE_DAYS * DAY),
            (UnansweredRow, self.unanswered_days * DAY),
        )
        async with self._sessions.begin() as session:
            for table, seconds in limits:
                await session.execute(delete(table).where(table.at <= now - seconds))
