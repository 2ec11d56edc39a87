"""Whether a text holds the kind of thing that was asked for: a number, a date, an address."""

from __future__ import annotations

from bot.answering.questions import Kind, patterns
from knowledge.search.terms import fold


def holds(kind: Kind, text: str) -> bool | None:
    """Tell whether a text holds what a question of this kind asks for; None where any text may."""
    pattern = dict(patterns("needs")).get(kind)
    return None if pattern is None else bool(pattern.search(fold(text)))
