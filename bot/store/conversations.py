"""Who speaks: in which language, and about what."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from bot.answering.outcome import Topic
from bot.store.memory import Memory
from bot.store.records import Place, Turn
from bot.store.tables import PersonRow, TopicRow
from prompts.replies import Language


class Conversations(Memory):
    """The language of each person, and the topic of each conversation."""

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

    async def keep_topic(self, place: Place, topic: Topic) -> None:
        """Keep what a conversation is about."""
        await self._write(lambda session: write_topic(session, place, topic, self._time()))


async def write_topic(session: AsyncSession, place: Place, topic: Topic, at: int) -> None:
    """Write what a conversation is about.

    Args:
        session: of a transaction.
        place: where and with whom.
        topic: what it is about.
        at: when, in seconds since 1970.
    """
    await session.merge(
        TopicRow(
            chat_id=place.chat,
            thread_id=place.thread,
            user_id=place.user,
            profiles=list(topic.profiles),
            subject=topic.subject,
            at=at,
        )
    )


async def write_last_language(session: AsyncSession, user: int, language: Language) -> None:
    """Write the language that a person was last answered in."""
    person = await session.get(PersonRow, user)
    if person is None:
        session.add(PersonRow(user_id=user, chosen=None, last=language))
    elif person.last != language:
        person.last = language


def _language(code: str | None) -> Language | None:
    return code if code in ("fr", "en") else None  # type: ignore[return-value] # narrowed
