"""Questions that no profile answered, without who asked."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from bot.store.memory import Memory
from bot.store.tables import UnansweredRow
from prompts.replies import Language


class Questions(Memory):
    """What people asked in vain."""

    async def keep_unanswered(self, text: str, language: Language, edition: str) -> None:
        """Keep a question that was not answered, where any are kept."""
        if self.unanswered_days:
            row = UnansweredRow(text=text, language=language, edition=edition, at=self._time())
            async with self._sessions.begin() as session:
                session.add(row)

    async def unanswered(self, limit: int = 20) -> Sequence[str]:
        """Return the latest questions that were not answered."""
        statement = select(UnansweredRow.text).order_by(UnansweredRow.id.desc()).limit(limit)
        async with self._sessions() as session:
            return (await session.execute(statement)).scalars().all()
