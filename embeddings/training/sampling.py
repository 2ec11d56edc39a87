"""Draw batches: short texts of equal length, and long ones joined from several pairs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embeddings.training.teacher import batch_by_length

Tokens = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class ShortTexts:
    """The short pairs: token ids of both sides, their teacher vector, their chance."""

    french: Sequence[Tokens]
    english: Sequence[Tokens]
    targets: NDArray[np.int64]
    chances: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class LongTexts:
    """The pairs to join, end marks removed, and the end marks of student and teacher."""

    french: Sequence[Tokens]
    english: Sequence[Tokens]
    teacher: Sequence[Tokens]
    limit: int
    ends: tuple[int, int]
    teacher_ends: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Batch:
    """Student tokens, with rows of teacher vectors, or without them tokens to ask the teacher."""

    tokens: list[list[int]]
    targets: NDArray[np.int64] | None
    ask: list[list[int]]


def draw_short(
    texts: ShortTexts, english_share: float, tokens: int, chance: np.random.Generator
) -> Iterator[Batch]:
    """Yield batches of short texts without end, each of one length, in both languages."""
    while True:
        rows = chance.choice(len(texts.targets), 24_000, p=texts.chances)
        in_english = chance.random(len(rows)) < english_share
        drawn = [
            texts.english[row] if english else texts.french[row]
            for row, english in zip(rows, in_english, strict=True)
        ]
        batches = list(batch_by_length(np.array([len(ids) for ids in drawn], np.int64), tokens))
        for at in chance.permutation(len(batches)):
            chosen = batches[at]
            if sum(len(drawn[i]) for i in chosen) < tokens // 3:
                continue
            yield Batch([drawn[i].tolist() for i in chosen], texts.targets[rows[chosen]], [])


def join_texts(
    texts: LongTexts, english: bool, chance: np.random.Generator
) -> tuple[list[int], list[int]]:
    """Join two to six pairs, neighbours or any, up to the limit; return both token lists."""
    side = texts.english if english else texts.french
    count = int(chance.integers(2, 7))
    if chance.random() < 0.5:
        start = int(chance.integers(len(side)))
        rows = [(start + step) % len(side) for step in range(count)]
    else:
        rows = chance.integers(len(side), size=count).tolist()
    ours: list[int] = []
    theirs: list[int] = []
    for row in rows:
        longest = max(len(ours) + len(side[row]), len(theirs) + len(texts.teacher[row]))
        if ours and longest > texts.limit - 2:
            break
        ours.extend(side[row].tolist())
        theirs.extend(texts.teacher[row].tolist())
    cut = texts.limit - 2
    return (
        [texts.ends[0], *ours[:cut], texts.ends[1]],
        [texts.teacher_ends[0], *theirs[:cut], texts.teacher_ends[1]],
    )


def draw_long(
    texts: LongTexts, english_share: float, tokens: int, chance: np.random.Generator
) -> Iterator[Batch]:
    """Yield batches of long texts without end, each of nearly one length."""
    while True:
        drawn = [
            join_texts(texts, bool(chance.random() < english_share), chance) for _ in range(1024)
        ]
        lengths = np.array([-(-len(ours) // 8) * 8 for ours, _ in drawn], np.int64)
        batches = list(batch_by_length(lengths, tokens))
        for at in chance.permutation(len(batches)):
            chosen = [drawn[i] for i in batches[at]]
            if len(chosen) < 6:
                continue
            yield Batch([ours for ours, _ in chosen], None, [theirs for _, theirs in chosen])
