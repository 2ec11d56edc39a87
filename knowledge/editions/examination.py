"""Golden questions, asked of a candidate before anybody else asks it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Protocol

from knowledge.editions.edition import Edition
from knowledge.errors import ExaminationError
from knowledge.reasons import because


@dataclass(frozen=True, slots=True)
class Score:
    """How well an edition answers one golden question.

    Attributes:
        id: names the question in both editions.
        score: 0 to 1; 1 is a hit.
        must_hit: whether losing it refuses a candidate by itself.
        profiles: slugs of the profiles that hold the answer, empty where none is known.
    """

    id: str
    question: str
    score: float
    must_hit: bool = False
    profiles: tuple[str, ...] = ()

    @property
    def hit(self) -> bool:
        """Whether it was answered as it should be."""
        return self.score >= 1.0


class Examiner(Protocol):
    """Asks an edition the golden questions."""

    def __call__(self, edition: Edition) -> Sequence[Score]:
        """Return the score of each question, the same questions for every edition."""


@dataclass(frozen=True, slots=True)
class Examination:
    """A candidate beside the current edition.

    Attributes:
        score: mean score of the candidate, 0 to 1; None where nothing was asked.
        before: mean score of the current edition over the same questions.
        worse: what got worse, one line each.
        refused: why the candidate is refused, one line each.
        set_aside: questions about profiles that staff removed.
    """

    score: float | None = None
    before: float | None = None
    worse: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    set_aside: tuple[str, ...] = ()

    def require(self) -> None:
        """Pass, or say what got worse.

        Raises:
            ExaminationError: the candidate is refused.
        """
        if self.refused:
            lines = tuple(dict.fromkeys((*self.refused, *self.worse)))
            raise ExaminationError(because("examination.refused", lines=lines))


def examine(
    candidate: Edition, current: Edition | None, examiner: Examiner | None, *, margin: float
) -> Examination:
    """Ask both editions the golden questions.

    Args:
        candidate: what is to be published.
        current: what is published, None where nothing is.
        examiner: asks; nothing is asked where None.
        margin: how far the mean score may fall, 0 to 1.
    """
    if examiner is None:
        return Examination()
    asked = examiner(candidate)
    aside = {each.id for each in asked if _is_removed(each, candidate, current)}
    now = {each.id: each for each in asked if each.id not in aside}
    before = _ask_current(current, examiner, now) if current else {}
    return _judge(now, before, margin, tuple(sorted(aside)))


def _is_removed(score: Score, candidate: Edition, current: Edition | None) -> bool:
    """Return whether staff removed all that could answer: then its loss is no fault.

    Where no edition is there yet, a question about a profile that never was counts neither.
    """
    if not score.profiles or any(slug in candidate.profiles for slug in score.profiles):
        return False
    return current is None or any(slug in current.profiles for slug in score.profiles)


def _ask_current(
    current: Edition, examiner: Examiner, now: Mapping[str, Score]
) -> dict[str, Score]:
    return {each.id: each for each in examiner(current) if each.id in now}


def _judge(
    now: Mapping[str, Score], before: Mapping[str, Score], margin: float, aside: tuple[str, ...]
) -> Examination:
    mean = fmean(each.score for each in now.values()) if now else None
    old = fmean(each.score for each in before.values()) if before else None
    worse = tuple(
        because(
            "examination.worse", question=each.question, before=before[key].score, now=each.score
        )
        for key, each in now.items()
        if key in before and each.score < before[key].score
    )
    refused = [
        because("examination.lost", question=each.question)
        for key, each in now.items()
        if each.must_hit and not each.hit and (key not in before or before[key].hit)
    ]
    if mean is not None and old is not None and mean < old - margin:
        refused.append(because("examination.mean", before=old, now=mean))
    return Examination(mean, old, worse, tuple(refused), aside)
