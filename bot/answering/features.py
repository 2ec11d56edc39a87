"""What the confidence is told of a question and the best that was found for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bot.answering.evidence import Evidence, Query
from knowledge.search.terms import fold, passage_terms, stem, stop_words

USUAL_LEAD: Final = 0.0
"""Lead over other cities' passages that says nothing either way."""
ENOUGH_CITIES: Final = 20
"""Other cities from which that lead counts for more than half."""
FEW_WORDS: Final = 4
MOST_WORDS: Final = 8
"""Content words of a question between which its length counts: more of them are met by fewer."""
_NAME = re.compile(r"\b(?:[A-ZÀ-Þ]\w+|\w*[A-ZÀ-Þ]\w*[A-ZÀ-Þ]\w*|\w*\d\w*)\b")


def measure(
    query: Query,
    evidence: Sequence[Evidence],
    profile_text: str,
    *,
    elsewhere: NDArray[np.float32],
    cities: int,
) -> dict[str, float]:
    """Return the features of the best evidence.

    Args:
        query: the question.
        evidence: best first, not empty.
        profile_text: the whole page that the best evidence stands in.
        elsewhere: best cosines of other cities' passages, float32 of shape (k,).
        cities: how many other cities there are.
    """
    top = evidence[0]
    return {
        "odds": float(top.odds.max()) if top.odds is not None and len(top.odds) else 0.0,
        **_nearness(top, [each.score for each in evidence[1:6]]),
        **_words(query, top),
        "cross": float(top.passage.language != query.language),
        "lexical": top.hit.lexical / (top.hit.lexical + 8),
        "lead": _lead(max(each.hit.dense for each in evidence), elsewhere, cities),
        "missing_names": _count_missing(query.text, profile_text),
    }


def _nearness(top: Evidence, others: Sequence[float]) -> dict[str, float]:
    return {
        "passage_cosine": top.whole,
        "margin": top.score - max(others, default=top.score),
        "margin_of_five": top.score - (sum(others) / len(others) if others else top.score),
    }


def _words(query: Query, top: Evidence) -> dict[str, float]:
    if not len(query.words):
        return {"more_words": 0.0, "met": 0.0}
    return {
        "more_words": float(max(0, min(MOST_WORDS, len(query.words)) - FEW_WORDS)),
        "met": float(top.weights @ top.met_whole),
    }


def _lead(best: float, elsewhere: NDArray[np.float32], cities: int) -> float:
    """Return how much nearer the best passage is than those of other cities.

    If other cities have passages that fit better, this one's profile hardly has the subject. A few
    cities say little of that, so their word counts less.
    """
    if not len(elsewhere):
        return USUAL_LEAD
    lead = best - float(elsewhere.mean())
    return USUAL_LEAD + (lead - USUAL_LEAD) * cities / (cities + ENOUGH_CITIES)


def _count_missing(question: str, profile: str) -> float:
    """Count the names of a question that the profile lacks, at most 3."""
    words = find_names(question)
    if not words:
        return 0.0
    held = set(passage_terms(profile, "und"))
    return float(min(3, sum(not _is_held(word, held) for word in words)))


def find_names(question: str) -> list[str]:
    """Return the folded names and numbers of a question; a capital at its start is no name.

    >>> find_names("Which body runs the SSP and Sted1?")
    ['ssp', 'sted1']
    """
    found = (
        match[0]
        for match in _NAME.finditer(question)
        if match.start() > 0 or not (match[0].isalpha() and match[0].istitle())
    )
    return [word for word in map(fold, found) if word not in stop_words()]


def _is_held(word: str, held: set[str]) -> bool:
    return any(stem(word, tongue) in held for tongue in ("fr", "en"))
