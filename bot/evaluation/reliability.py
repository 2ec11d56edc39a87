"""Whether a confidence of 0.8 is right eight times in ten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.evaluation.scoring import Score

BINS: Final = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Replies of like confidence.

    Attributes:
        confidence: their mean.
        right: share whose quotes hold an answer.
    """

    confidence: float
    right: float
    count: int


@dataclass(frozen=True, slots=True)
class Reliability:
    """How far confidence and truth lie apart.

    Attributes:
        error: expected calibration error over ten bins of equal width (Guo et al. 2017, eq. 3).
        brier: mean squared difference of confidence and truth (Brier 1950).
    """

    bins: tuple[Bin, ...]
    error: float
    brier: float
    count: int


def judge_confidence(scores: Sequence[Score]) -> Reliability | None:
    """Return the reliability over the questions of which it is known what answers them."""
    known = [each for each in scores if each.question.answers or not each.question.answerable]
    if not known:
        return None
    full: list[list[Score]] = [[] for _ in range(BINS)]
    for each in known:
        full[min(BINS - 1, int(each.confidence * BINS))].append(each)
    bins = tuple(fill_bin(members) for members in full if members)
    error = sum(each.count * abs(each.confidence - each.right) for each in bins) / len(known)
    brier = sum((each.confidence - each.holds) ** 2 for each in known) / len(known)
    return Reliability(bins, error, brier, len(known))


def fill_bin(members: Sequence[Score]) -> Bin:
    """Return the means of one bin."""
    count = len(members)
    confidence = sum(each.confidence for each in members) / count
    return Bin(confidence, sum(each.holds for each in members) / count, count)
