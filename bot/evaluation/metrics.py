"""Rates over many scores, each with its interval."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.evaluation.scoring import Score

RESAMPLES: Final = 2000
SEED: Final = 20261124
DIRECTIONS: Final = ("fr>fr", "fr>en", "en>fr", "en>en")


@dataclass(frozen=True, slots=True)
class Rate:
    """A mean with its 95 % interval.

    Attributes:
        count: how many questions it is over.
        low: lower end of the percentile bootstrap interval over pairs of questions
            (Efron & Tibshirani 1993, chapter 13); ``high`` is its upper end.
    """

    value: float
    low: float
    high: float
    count: int


Measure = Callable[[Score], float | None]


def reciprocal_rank(score: Score) -> float | None:
    """Return 1/rank of the right page, 0 where it was not found."""
    if not has_page(score):
        return None
    return 1 / score.rank if score.rank else 0.0


def has_page(score: Score) -> bool:
    """Tell whether a right page is known."""
    return score.question.answerable and bool(score.question.profiles)


def recall_at(most: int) -> Measure:
    """Return the measure whether a right page stands among the first passages."""

    def recall(score: Score) -> float | None:
        if not has_page(score):
            return None
        return float(score.rank is not None and score.rank <= most)

    return recall


def answer_in_quote(score: Score) -> float | None:
    """Return whether a quote shown holds an answer."""
    known = score.question.answerable and score.question.answers
    return float(score.quoted) if known else None


def right_refusal(score: Score) -> float | None:
    """Return whether an unanswerable question was refused."""
    return None if score.question.answerable else float(score.refused)


def wrong_refusal(score: Score) -> float | None:
    """Return whether an answerable question was refused."""
    return float(score.refused) if score.question.answerable else None


MEASURES: Final[Mapping[str, Measure]] = {
    "recall@1": recall_at(1),
    "recall@5": recall_at(5),
    "mrr": reciprocal_rank,
    "answer_in_quote": answer_in_quote,
    "right_refusals": right_refusal,
    "wrong_refusals": wrong_refusal,
}


def rate(scores: Sequence[Score], measure: Measure) -> Rate | None:
    """Return the mean of a measure, or None where it applies to no question."""
    import numpy as np

    measured = [(each.question.pair, measure(each)) for each in scores]
    known = [(pair, value) for pair, value in measured if value is not None]
    if not known:
        return None
    places = {pair: place for place, pair in enumerate(dict.fromkeys(pair for pair, _ in known))}
    sums, counts = np.zeros(len(places)), np.zeros(len(places))
    for pair, value in known:
        sums[places[pair]] += value
        counts[places[pair]] += 1
    chance = np.random.default_rng(SEED)
    # Twins are drawn together: they are not independent of each other.
    draws = chance.multinomial(len(places), np.full(len(places), 1 / len(places)), RESAMPLES)
    low, high = np.quantile((draws @ sums) / (draws @ counts), [0.025, 0.975])
    return Rate(float(sums.sum() / counts.sum()), float(low), float(high), len(known))


def rates(scores: Sequence[Score]) -> dict[str, Rate]:
    """Return every measure that applies."""
    found = {name: rate(scores, measure) for name, measure in MEASURES.items()}
    return {name: value for name, value in found.items() if value is not None}


def groups(scores: Sequence[Score]) -> dict[str, list[Score]]:
    """Return the scores together, by language, and by languages of question and page."""
    found = {"all": list(scores)}
    for language in ("fr", "en"):
        found[language] = [each for each in scores if each.question.language == language]
    for direction in DIRECTIONS:
        found[direction] = [each for each in scores if each.question.direction == direction]
    return {name: members for name, members in found.items() if members}
