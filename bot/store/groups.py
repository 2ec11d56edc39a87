"""Groups: greeted once, and followed when they become supergroups."""

from __future__ import annotations

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from bot.answering.outcome import Topic
from bot.store.conversations import write_topic
from bot.store.memory import Memory
from bot.store.records import Place
from bot.store.tables import GroupRow, ReplyRow, TopicRow


class Groups(Memory):
    """The groups that the bot is in."""

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
                await write_topic(
                    session,
                    Place(new, row.user_id, row.thread_id),
                    Topic(tuple(row.profiles), row.subject),
                    self._time(),
                )
            group = await session.get(GroupRow, old)
            if group is not None:
                await session.delete(group)
                await session.merge(GroupRow(chat_id=new, at=group.at))
