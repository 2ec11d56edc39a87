"""What the answering hands back: the reply, and what the next turn may take over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from prompts.replies import Language, Reply


@dataclass(frozen=True, slots=True)
class Topic:
    """What a conversation is about.

    Attributes:
        profiles: slugs of the cities talked about, in order.
        subject: the content words of the last question, without its cities.
    """

    profiles: tuple[str, ...] = ()
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A reply and the topic it leaves behind."""

    reply: Reply
    topic: Topic


class Answering(Protocol):
    """What answers a question: synchronous, and busy for some milliseconds."""

    def answer(
        self,
        question: str,
        *,
        language: Language | None = None,
        fallback: Language = "en",
        topic: Topic | None = None,
        profile: str | None = None,
    ) -> Outcome:
        """Return the reply to a question and the topic it leaves behind."""
