"""What the answering hands back: the reply, and what the next turn may take over."""

from __future__ import annotations

from dataclasses import dataclass

from prompts.replies import Reply


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
