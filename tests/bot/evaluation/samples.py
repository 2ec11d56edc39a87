"""Questions, replies and an answering that says what it was told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.answering.outcome import Outcome, Topic
from bot.evaluation.questions import Question
from bot.evaluation.scoring import Score
from prompts.replies import Answer, Closest, Found, Language, NotFound, Reply
from tests.prompts.replies import make_quote

BASE: dict[str, Any] = {"question": "?", "language": "en", "edition": "e", "edition_date": "2026"}


class Scripted:
    """Gives the reply that was laid down for each question."""

    def __init__(self, replies: Mapping[str, Reply]) -> None:
        self.replies = replies

    def answer(
        self, question: str, *, language: Language | None = None, fallback: Language = "en"
    ) -> Outcome:
        """Return the reply laid down."""
        return Outcome(self.replies[question], Topic())


def found(*profiles: str) -> tuple[Found, ...]:
    """Return passages of these profiles, best first."""
    return tuple(Found(profile, "Section", 1.0) for profile in profiles)


def answered(text: str, *profiles: str, confidence: float = 0.9) -> Answer:
    """Return an answer that quotes a text."""
    quotes = (make_quote(text),)
    return Answer(quotes=quotes, passages=found(*profiles), confidence=confidence, **BASE)


def closest(text: str, *profiles: str, confidence: float = 0.5) -> Closest:
    """Return a closest passage."""
    quotes = (make_quote(text),)
    return Closest(quotes=quotes, passages=found(*profiles), confidence=confidence, **BASE)


def not_found(*profiles: str, confidence: float = 0.1) -> NotFound:
    """Return a refusal."""
    return NotFound(passages=found(*profiles), confidence=confidence, **BASE)


def make_question(name: str = "1-fr", **changes: Any) -> Question:
    """Return a question about Testville."""
    pair, _, language = name.partition("-")
    given: dict[str, Any] = {
        "question": name,
        "pair": pair,
        "language": language,
        "profiles": ("testville",),
        "page_language": "en",
        "answers": ("since 2001",),
    }
    return Question(id=name, **given | changes)


def make_score(name: str = "1-fr", **changes: Any) -> Score:
    """Return the score of a question answered rightly at once."""
    question = {key: changes.pop(key) for key in ("answerable", "answers") if key in changes}
    given: dict[str, Any] = {
        "status": "answered",
        "rank": 1,
        "quoted": True,
        "holds": True,
        "confidence": 0.9,
    }
    return Score(make_question(name, **question), **given | changes)
