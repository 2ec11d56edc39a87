"""What travels in and out of the store."""

from __future__ import annotations

from dataclasses import dataclass

from bot.answering.outcome import Topic
from prompts.replies import Language, Reply


@dataclass(frozen=True, slots=True)
class Place:
    """Where and with whom a conversation goes on; thread 0 is a chat without topics."""

    chat: int
    user: int
    thread: int = 0


@dataclass(frozen=True, slots=True)
class Turn:
    """What is known when a person speaks: the language they chose, and what it is about."""

    chosen: Language | None = None
    topic: Topic | None = None


@dataclass(frozen=True, slots=True)
class KeptReply:
    """A reply that was sent, with the messages that hold it."""

    id: str
    chat: int
    user: int
    question: int | None
    messages: tuple[int, ...]
    reply: Reply
