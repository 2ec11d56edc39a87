"""The tables; every time is in whole seconds since 1970, UTC."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, BigInteger, Boolean, Index, Integer, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

# SQLite numbers rows by itself only where the key is a plain INTEGER.
RowNumber = BigInteger().with_variant(Integer, "sqlite")


class Base(DeclarativeBase):
    """What every table belongs to."""


class PersonRow(Base):
    """A person's language: the one they chose, and the one they were last answered in."""

    __tablename__ = "persons"
    user_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    chosen: Mapped[str | None] = mapped_column(String(2))
    last: Mapped[str | None] = mapped_column(String(2))


class TopicRow(Base):
    """The cities and the subject of a conversation, until it expires."""

    __tablename__ = "topics"
    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    thread_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    user_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    profiles: Mapped[list[str]] = mapped_column(JSON)
    subject: Mapped[str] = mapped_column(Text)
    at: Mapped[int] = mapped_column(BigInteger, index=True)


class UpdateRow(Base):
    """An update that was taken up, by which run of the bot, and whether it is done."""

    __tablename__ = "updates"
    update_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    run: Mapped[str] = mapped_column(String(32))
    done: Mapped[bool] = mapped_column(Boolean)
    at: Mapped[int] = mapped_column(BigInteger, index=True)


class ReplyRow(Base):
    """A reply without its question: what its buttons need, and where it stands."""

    __tablename__ = "replies"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    chat_id: Mapped[int] = mapped_column(BigInteger)
    user_id: Mapped[int] = mapped_column(BigInteger, index=True)
    question_id: Mapped[int | None] = mapped_column(BigInteger)
    message_ids: Mapped[list[int]] = mapped_column(JSON)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    at: Mapped[int] = mapped_column(BigInteger, index=True)
    __table_args__ = (Index("ix_replies_question", "chat_id", "question_id"),)


class FeedbackRow(Base):
    """Whether a reply was useful to a person."""

    __tablename__ = "feedback"
    reply_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    user_id: Mapped[int] = mapped_column(
        BigInteger, primary_key=True, autoincrement=False, index=True
    )
    useful: Mapped[bool] = mapped_column(Boolean)
    kind: Mapped[str] = mapped_column(String(32))
    edition: Mapped[str] = mapped_column(String(128))
    at: Mapped[int] = mapped_column(BigInteger)


class UnansweredRow(Base):
    """A question that was not answered, without who asked."""

    __tablename__ = "unanswered"
    id: Mapped[int] = mapped_column(RowNumber, primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(2))
    edition: Mapped[str] = mapped_column(String(128))
    at: Mapped[int] = mapped_column(BigInteger, index=True)


class GroupRow(Base):
    """A group that was greeted."""

    __tablename__ = "groups"
    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    at: Mapped[int] = mapped_column(BigInteger)
