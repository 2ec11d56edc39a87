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
MOST_WORDS: Final = 8
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
        **_nearness(top, [each.score for each in evidence[1:6]]),
        **_words(query, evidence),
        **_language(query, top),
        **_need(query, top),
        "lead": _lead(max(each.hit.dense for each in evidence), elsewhere, cities),
        "missing_names": missing_names(query.text, profile_text),
    }


def _nearness(top: Evidence, others: Sequence[float]) -> dict[str, float]:
    return {
        "cosine": float(top.cosines[top.best]),
        "passage_cosine": top.whole,
        "score": top.score,
        "margin": top.score - max(others, default=top.score),
        "margin_of_five": top.score - (sum(others) / len(others) if others else top.score),
    }


def _words(query: Query, evidence: Sequence[Evidence]) -> dict[str, float]:
    top = evidence[0]
    if not len(query.words):
        return {"words": 0.0, "met": 0.0, "least_met": 0.0, "least_met_anywhere": 0.0}
    anywhere = np.max([each.met_whole for each in evidence], axis=0)
    return {
        "words": float(min(MOST_WORDS, len(query.words))),
        "met": float(top.weights @ top.met_whole),
        "least_met": float(top.met_whole.min()),
        "least_met_anywhere": float(anywhere.min()),
    }


def _language(query: Query, top: Evidence) -> dict[str, float]:
    cross = float(top.passage.language != query.language)
    return {
        "cross": cross,
        "coverage": top.coverage,
        "coverage_cross": top.coverage * cross,
        "lexical": top.hit.lexical / (top.hit.lexical + 8),
    }


def _need(query: Query, top: Evidence) -> dict[str, float]:
    """Tell whether a sentence holds what is asked for, and how many of the words beside it."""
    if top.meets[0] is None:
        return {"needed": 0.0, "needed_contact": 0.0, "needed_beside": 0.0}
    held = 1.0 if any(top.meets) else -1.0
    beside = (top.weights @ top.met) * np.array(top.meets, np.float32)
    return {
        "needed": held,
        "needed_contact": held * (query.kind == "contact"),
        "needed_beside": float(beside.max()) if len(query.words) else 0.0,
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


def missing_names(question: str, profile_text: str) -> float:
    """Return how many names, acronyms and numbers of a question its profile does not hold."""
    words = [
        found[0]
        for found in _NAME.finditer(question)
        if found.start() > 0 or not (found[0].isalpha() and found[0].istitle())
    ]
    if not words:
        return 0.0
    held = set(passage_terms(profile_text, "und"))
    absent = [word for word in words if not _is_held(fold(word), held)]
    return float(min(3, len(absent)))


def _is_held(word: str, held: set[str]) -> bool:
    return word in stop_words() or any(stem(word, tongue) in held for tongue in ("fr", "en"))
