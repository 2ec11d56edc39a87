"""Misspelt names of cities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

SHORTEST = 4
"""Letters below which a misspelling could be any word."""
_ALLOWED = ((4, 1), (7, 2), (12, 3))
"""From how many letters on how many slips are forgiven."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A name that was probably meant; ``score`` is 1 less the slips by letter."""

    name: str
    slips: int
    score: float


def allowed_slips(letters: int) -> int:
    """Return how many slips a name of so many letters forgives."""
    return max((slips for least, slips in _ALLOWED if letters >= least), default=0)


def guess_names(written: str, names: Sequence[str]) -> list[Guess]:
    """Return the names nearest to what was written, all of the same fewest slips.

    A slip is a letter too many, too few, wrong, or swapped with its neighbour (optimal string
    alignment). The first letter must be right, except where two letters are swapped or one slip
    is all there is in a name of six letters or more.
    """
    most = allowed_slips(len(written))
    if not most or not names:
        return []
    found = extract(written, names, scorer=OSA.distance, score_cutoff=most, limit=8)
    plausible = [
        Guess(name, int(slips), 1 - slips / max(len(name), len(written)))
        for name, slips, _ in found
        if slips <= allowed_slips(len(name)) and _is_plausible(written, name, int(slips))
    ]
    fewest = min((guess.slips for guess in plausible), default=0)
    return [guess for guess in plausible if guess.slips == fewest]


def _is_plausible(written: str, name: str, slips: int) -> bool:
    if slips == 0 or written[0] == name[0]:
        return True
    return slips == 1 and (len(name) >= 6 or sorted(written) == sorted(name))
