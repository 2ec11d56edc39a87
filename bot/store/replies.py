"""Replies that were sent, so that their buttons work, and how useful they were."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.answering.outcome import Topic
from bot.store.codec import decode_reply, encode_reply
from bot.store.conversations import write_last_language, write_topic
from bot.store.memory import Memory
from bot.store.records import KeptReply, Place
from bot.store.tables import FeedbackRow, ReplyRow


class Replies(Memory):
    """The replies in every chat, and what people thought of them."""

    async def keep_reply(self, kept: KeptReply, place: Place, topic: Topic | None = None) -> None:
        """Keep a reply for its buttons, its language, and the topic it leaves behind."""

        async def write(session: AsyncSession) -> None:
            await session.merge(self._reply_row(kept))
            await write_last_language(session, kept.user, kept.reply.language)
            if topic is not None and self.topic_minutes:
                await write_topic(session, place, topic, self._time())

        await self._write(write)

    def _reply_row(self, kept: KeptReply) -> ReplyRow:
        return ReplyRow(
            id=kept.id,
            chat_id=kept.chat,
            user_id=kept.user,
            question_id=kept.question,
            message_ids=list(kept.messages),
            content=encode_reply(kept.reply),
            at=self._time(),
        )

    async def reply(self, identifier: str) -> KeptReply | None:
        """Return a kept reply, None where it is too old or was forgotten."""
        async with self._sessions() as session:
            row = await session.get(ReplyRow, identifier)
        return _kept(row)

    async def reply_to(self, chat: int, question: int) -> KeptReply | None:
        """Return the newest reply to a message."""
        statement = (
            select(ReplyRow)
            .where(ReplyRow.chat_id == chat, ReplyRow.question_id == question)
            .order_by(ReplyRow.at.desc())
            .limit(1)
        )
        async with self._sessions() as session:
            return _kept((await session.execute(statement)).scalar())

    async def messages_of(self, chat: int) -> frozenset[int]:
        """Return the bot's messages in a chat that hold a kept reply."""
        statement = select(ReplyRow.message_ids).where(ReplyRow.chat_id == chat)
        async with self._sessions() as session:
            found = (await session.execute(statement)).scalars()
            return frozenset(number for numbers in found for number in numbers)

    async def rate(self, kept: KeptReply, user: int, *, useful: bool) -> bool:
        """Keep whether a reply was useful; return whether that is news."""

        async def write(session: AsyncSession) -> bool:
            before = await session.get(FeedbackRow, (kept.id, user))
            if before is not None and before.useful is useful:
                return False
            row = FeedbackRow(
                reply_id=kept.id,
                user_id=user,
                useful=useful,
                kind=kept.reply.kind,
                edition=kept.reply.edition,
                at=self._time(),
            )
            await session.merge(row)
            return True

        return await self._write(write)

    async def feedback(self) -> tuple[int, int]:
        """Return how many replies were rated useful, and not."""
        async with self._sessions() as session:
            rates = (await session.execute(select(FeedbackRow.useful))).scalars().all()
        return sum(rates), len(rates) - sum(rates)


def _kept(row: ReplyRow | None) -> KeptReply | None:
    if row is None:
        return None
    try:
        reply = decode_reply(row.content)
    except ValueError:
        return None
    return KeptReply(
        row.id, row.chat_id, row.user_id, row.question_id, tuple(row.message_ids), reply
    )
