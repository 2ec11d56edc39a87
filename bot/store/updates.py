"""Which updates were taken up, by which run of the bot, and which are done."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Final, Literal

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from bot.store.tables import UpdateRow

Delivery = Literal["new", "again", "done"]
FOREVER: Final = 2**53


class Updates:
    """Remembers updates, so that each is handled once.

    Args:
        sessions: of the database.
        now: the clock, in seconds since 1970.
        leave_seconds: how long an update that another run began is left to it.
    """

    def __init__(
        self,
        sessions: async_sessionmaker[AsyncSession],
        now: Callable[[], float],
        leave_seconds: int = 0,
    ) -> None:
        self._sessions = sessions
        self._now = now
        self._leave_seconds = leave_seconds
        self._run = secrets.token_hex(8)

    async def begin(self, update_id: int) -> Delivery:
        """Take up an update, once.

        Returns:
            "new"; "again" where a run that ended had taken it up without finishing; "done"
            where it was handled, or this run is at it.
        """
        row = UpdateRow(update_id=update_id, run=self._run, done=False, at=int(self._now()))
        try:
            async with self._sessions.begin() as session:
                session.add(row)
        except IntegrityError:
            return await self._take_over(update_id)
        return "new"

    async def _take_over(self, update_id: int) -> Delivery:
        async with self._sessions.begin() as session:
            # Without a time to wait, clocks that disagree must not matter.
            latest = int(self._now()) - self._leave_seconds if self._leave_seconds else FOREVER
            statement = (
                update(UpdateRow)
                .where(UpdateRow.update_id == update_id)
                .where(UpdateRow.done.is_(False), UpdateRow.run != self._run)
                .where(UpdateRow.at <= latest)
                .values(run=self._run, at=int(self._now()))
                .returning(UpdateRow.update_id)
            )
            taken = (await session.execute(statement)).scalar()
        return "done" if taken is None else "again"

    async def finish(self, update_id: int) -> None:
        """Note that an update was handled."""
        async with self._sessions.begin() as session:
            await session.execute(
                update(UpdateRow).where(UpdateRow.update_id == update_id).values(done=True)
            )
