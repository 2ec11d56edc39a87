"""A place, a topic and a reply to keep."""

from __future__ import annotations

from typing import Final

from bot.answering.outcome import Topic
from bot.store.records import KeptReply, Place
from tests.bot.telegram.test_rendering import answer_with, quote_of

HERE: Final = Place(5, 5)
TOPIC: Final = Topic(("testville",), "hotline")


def kept(identifier: str = "a", *, chat: int = 5, user: int = 5, question: int = 1) -> KeptReply:
    """Return a reply as it is kept."""
    return KeptReply(identifier, chat, user, question, (2, 3), answer_with(quote_of("A quote.")))
