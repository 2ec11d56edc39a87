"""Texts that are nearly the same: print versions, mirrors, overviews that two cities share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from knowledge.models import Profile

WORDS = 5
"""Words of one shingle (Broder, 1997)."""
SAMPLED = 4
"""One shingle of so many is looked up first; the others only confirm."""
COMMON = 40
"""Texts that share a shingle from which it counts as a phrase of the network, not of a copy."""
NEAR = 0.8
SHORTEST = 30
_WORD = re.compile(r"\w+")
_Shingles = NDArray[np.uint64]
_Key = tuple[str, str | None]


@dataclass(frozen=True, slots=True)
class NearDuplicate:
    """Two pages, or two of their sections, that say nearly the same.

    Attributes:
        share: of the shorter one's five-word runs that stand in the other, 0 to 1.
        section: of the first; ``other_section`` of the second; both None for whole pages.
    """

    profile: str
    other: str
    share: float
    section: str | None = None
    other_section: str | None = None


def find_duplicates(
    profiles: Sequence[Profile], changed: Collection[str]
) -> tuple[NearDuplicate, ...]:
    """Return near-duplicates between pages, at least one of which changed.

    Args:
        profiles: all that will stand in the edition.
        changed: slugs of those that are new or different.
    """
    if not changed:
        return ()
    vocabulary: dict[str, int] = {}
    pages: dict[_Key, _Shingles] = {(p.slug, None): _shingles(p.text, vocabulary) for p in profiles}
    whole = _similar(pages, changed)
    named = {(pair.profile, pair.other) for pair in whole}
    sections: dict[_Key, _Shingles] = {
        (p.slug, section.title): _shingles(p.text[section.start : section.end], vocabulary)
        for p in profiles
        for section in p.sections
    }
    parts = [p for p in _similar(sections, changed) if (p.profile, p.other) not in named]
    return (*whole, *parts)


def _shingles(text: str, vocabulary: dict[str, int]) -> _Shingles:
    """Return the distinct five-word runs of a text, each as a hash."""
    words = _WORD.findall(text.casefold())
    if len(words) < SHORTEST:
        return np.empty(0, np.uint64)
    ids = np.array([vocabulary.setdefault(word, len(vocabulary) + 1) for word in words], np.uint64)
    total = np.zeros(len(ids) - WORDS + 1, np.uint64)
    for offset in range(WORDS):
        # Wraps around 2**64, as a hash may; the odd factor is Knuth's.
        total = (total + ids[offset : offset + len(total)]) * np.uint64(6364136223846793005)
        total ^= total >> np.uint64(29)
    return np.unique(total)


def _similar(texts: Mapping[_Key, _Shingles], changed: Collection[str]) -> list[NearDuplicate]:
    keys = list(texts)
    found = []
    for first, second in sorted(_candidates(list(texts.values()))):
        (slug, section), (other, other_section) = keys[first], keys[second]
        if slug == other or not ({slug, other} & set(changed)):
            continue
        a, b = texts[keys[first]], texts[keys[second]]
        share = len(np.intersect1d(a, b, assume_unique=True)) / min(len(a), len(b))
        if share >= NEAR:
            pair = NearDuplicate(slug, other, round(share, 3), section, other_section)
            found.append(pair)
    return found


def _candidates(texts: Sequence[_Shingles]) -> set[tuple[int, int]]:
    """Return the pairs that share enough sampled shingles to be worth a comparison."""
    sampled = [text[text % np.uint64(SAMPLED) == 0] for text in texts]
    hashes = np.concatenate(sampled) if sampled else np.empty(0, np.uint64)
    owners = np.repeat(np.arange(len(texts)), [len(text) for text in sampled])
    order = np.argsort(hashes, kind="stable")
    breaks = np.flatnonzero(np.diff(hashes[order])) + 1
    shared: Counter[tuple[int, int]] = Counter()
    for group in np.split(owners[order], breaks):
        if 1 < len(group) <= COMMON:
            shared.update(combinations(group.tolist(), 2))
    return {
        pair
        for pair, count in shared.items()
        if count >= NEAR / 2 * min(len(sampled[pair[0]]), len(sampled[pair[1]]))
    }
