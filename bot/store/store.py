"""What is remembered, and how it is forgotten."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker

from bot.answering.outcome import Topic
from bot.store.codec import decode_reply, encode_reply
from bot.store.database import migrate, open_engine
from bot.store.records import KeptReply, Place, Turn
from bot.store.tables import (
    FeedbackRow,
    GroupRow,
    PersonRow,
    ReplyRow,
    TopicRow,
    UnansweredRow,
    UpdateRow,
)
from bot.store.updates import Updates
from prompts.replies import Language

DAY = 24 * 60 * 60
REPLY_DAYS = 30
FEEDBACK_DAYS = 365
UPDATE_DAYS = 3
"""Telegram keeps an update for 24 hours at most; three days are on the safe side."""

ATTEMPTS = 4
T = TypeVar("T")


class Store:
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
        self._engine = engine
        self._sessions = async_sessionmaker(engine, expire_on_commit=False)
        self._now = now
        self.topic_minutes = topic_minutes
        self.unanswered_days = unanswered_days
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

    # People -----------------------------------------------------------------------------------

    async def turn(self, place: Place) -> Turn:
        """Return what is known when a person speaks."""
        async with self._sessions() as session:
            person = await session.get(PersonRow, place.user)
            topic = await session.get(TopicRow, (place.chat, place.thread, place.user))
        chosen = person.chosen if person else None
        fresh = topic is not None and topic.at > self._time() - self.topic_minutes * 60
        kept = Topic(tuple(topic.profiles), topic.subject) if topic and fresh else None
        return Turn(_language(chosen), kept)

    async def language_of(self, user: int) -> Language | None:
        """Return the language a person chose, or was last answered in."""
        async with self._sessions() as session:
            person = await session.get(PersonRow, user)
        return _language(person.chosen or person.last) if person else None

    async def choose_language(self, user: int, language: Language | None) -> None:
        """Keep the language a person chose; None follows each question."""

        async def write(session: AsyncSession) -> None:
            person = await session.get(PersonRow, user)
            last = person.last if person else None
            await session.merge(PersonRow(user_id=user, chosen=language, last=language or last))

        await self._write(write)

    # Replies ----------------------------------------------------------------------------------

    async def keep_reply(self, kept: KeptReply, place: Place, topic: Topic | None = None) -> None:
        """Keep a reply for its buttons, its language, and the topic it leaves behind."""

        async def write(session: AsyncSession) -> None:
            await session.merge(self._reply_row(kept))
            await self._keep_last(session, kept.user, kept.reply.language)
            if topic is not None and self.topic_minutes:
                await self._keep_topic(session, place, topic)

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

    async def _keep_last(self, session: AsyncSession, user: int, language: Language) -> None:
        person = await session.get(PersonRow, user)
        if person is None:
            session.add(PersonRow(user_id=user, chosen=None, last=language))
        elif person.last != language:
            person.last = language

    async def keep_topic(self, place: Place, topic: Topic) -> None:
        """Keep what a conversation is about."""
        await self._write(lambda session: self._keep_topic(session, place, topic))

    async def _keep_topic(self, session: AsyncSession, place: Place, topic: Topic) -> None:
        await session.merge(
            TopicRow(
                chat_id=place.chat,
                thread_id=place.thread,
                user_id=place.user,
                profiles=list(topic.profiles),
                subject=topic.subject,
                at=self._time(),
            )
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

    # Questions not answered -------------------------------------------------------------------

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

    # Groups -----------------------------------------------------------------------------------

    async def greet_once(self, chat: int) -> bool:
        """Note that a group is greeted; return whether it was not before."""
        try:
            async with self._sessions.begin() as session:
                session.add(GroupRow(chat_id=chat, at=self._time()))
        except IntegrityError:
            return False
        return True

    async def move_chat(self, old: int, new: int) -> None:
        """Follow a group that became a supergroup; its old messages can't be edited any more."""
        async with self._sessions.begin() as session:
            await session.execute(delete(ReplyRow).where(ReplyRow.chat_id == old))
            topics = (
                await session.execute(select(TopicRow).where(TopicRow.chat_id == old))
            ).scalars()
            for row in topics.all():
                await session.delete(row)
                await self._keep_topic(
                    session,
                    Place(new, row.user_id, row.thread_id),
                    Topic(tuple(row.profiles), row.subject),
                )
            group = await session.get(GroupRow, old)
            if group is not None:
                await session.delete(group)
                await session.merge(GroupRow(chat_id=new, at=group.at))

    # Forgetting -------------------------------------------------------------------------------

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


def _language(code: str | None) -> Language | None:
    return code if code in ("fr", "en") else None  # type: ignore[return-value] # narrowed


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
