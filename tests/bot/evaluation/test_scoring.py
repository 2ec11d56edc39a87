"""Scores."""

from __future__ import annotations

from bot.evaluation.scoring import score_all
from tests.bot.evaluation.samples import (
    Scripted,
    answered,
    closest,
    make_question,
    not_found,
)

RIGHT = "It has met since\u00a02001."


def test_each_reply_is_held_against_its_question() -> None:
    """Rank, quote, status and confidence are those of the reply."""
    questions = [make_question(name) for name in ("1-fr", "2-fr", "3-fr")]
    replies = {
        "1-fr": answered(RIGHT, "testville", "essai"),
        "2-fr": closest("Nothing of it.", "essai", "testville"),
        "3-fr": not_found("essai"),
    }
    unguarded = Scripted({"3-fr": answered(RIGHT, "testville")})
    first, second, third = score_all(questions, Scripted(replies), unguarded)
    assert (first.rank, first.quoted, first.holds, first.refused) == (1, True, True, False)
    assert (second.rank, second.quoted, second.holds, second.refused) == (2, False, False, True)
    assert (third.rank, third.quoted, third.confidence) == (None, False, 0.1)
    assert third.holds, "what was held back would have answered"


def test_progress_is_told_of_every_question() -> None:
    """A long evaluation can show how far it is."""
    seen: list[int] = []
    questions = [make_question("1-fr"), make_question("2-en")]
    replies = Scripted({each.id: answered(RIGHT, "testville") for each in questions})
    assert len(list(score_all(questions, replies, replies, lambda: seen.append(1)))) == 2
    assert len(seen) == 2
