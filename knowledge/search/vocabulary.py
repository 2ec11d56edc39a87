"""The words of each passage with their vectors: a question's word is met by one that means it.

Single words meet across languages ("réunions" and "meetings") where stems cannot; each word of a
question takes its best match in the passage (late interaction, Khattab and Zaharia 2020).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from knowledge.models import Passage
from knowledge.search.terms import words

SHORTEST: Final = 3
"""Letters a word needs: shorter ones mean too many things alone."""
UNRELATED: Final = 0.55
SAME: Final = 0.95
"""Cosines of single words below and above which they mean other things, or the same."""
CHUNK: Final = 4096
"""Words whose stored half floats are widened at a time."""
_LETTERS = re.compile(r"[^\W\d_]")
_VECTORS, _STARTS, _WORDS = "word_vectors.npy", "word_starts.npy", "word_rows.npy"


@dataclass(frozen=True, slots=True)
class AskedWords:
    """The words of a question.

    Attributes:
        vectors: float32 of shape (m, d), unit length.
        weights: how much each counts, float32 of shape (m,), sum 1.
    """

    vectors: NDArray[np.float32]
    weights: NDArray[np.float32]


def scale_cosines(cosines: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return how far words mean the same, 0 to 1, of their cosines."""
    scaled: NDArray[np.float32] = np.clip((cosines - UNRELATED) / (SAME - UNRELATED), 0, 1)
    return scaled


def content_words(text: str) -> list[str]:
    """Return the words of a text that carry meaning alone, each once, in order."""
    found = (word for word in words(text) if len(word) >= SHORTEST and _LETTERS.search(word))
    return list(dict.fromkeys(found))


def passage_words(passage: Passage) -> list[str]:
    """Return the words by which a passage can be met."""
    return content_words(f"{passage.section} {passage.text}")


def vocabulary(passages: Sequence[Passage]) -> list[str]:
    """Return every word of the passages once, in the order of their first appearance."""
    return list(dict.fromkeys(word for passage in passages for word in passage_words(passage)))


def write_vocabulary(
    folder: Path, passages: Sequence[Passage], vectors: NDArray[np.float32]
) -> None:
    """Write the words' vectors and which words stand in which passage.

    Args:
        folder: where the files go.
        passages: as given to ``vocabulary``.
        vectors: float32 of shape (len(vocabulary(passages)), d), unit length.
    """
    numbers = {word: number for number, word in enumerate(vocabulary(passages))}
    rows = [[numbers[word] for word in passage_words(passage)] for passage in passages]
    starts = np.cumsum([0, *(len(row) for row in rows)])
    np.save(folder / _STARTS, starts.astype(np.int64))
    np.save(folder / _WORDS, np.array([n for row in rows for n in row], np.int32))
    np.save(folder / _VECTORS, vectors.astype(np.float16))


class Vocabulary:
    """Stored words of an edition's passages, mapped from their files."""

    def __init__(self, folder: Path) -> None:
        self._starts: NDArray[np.int64] = np.load(folder / _STARTS)
        self._words: NDArray[np.int32] = np.load(folder / _WORDS, mmap_mode="r")
        self._vectors: NDArray[np.float16] = np.load(folder / _VECTORS, mmap_mode="r")

    def rows(self, start: int, end: int) -> NDArray[np.float32]:
        """Return the stored vectors ``start`` to ``end``: float32 of shape (end - start, d)."""
        return self._vectors[start:end].astype(np.float32)

    def cosines(self, asked: NDArray[np.float32], passage: int) -> NDArray[np.float32]:
        """Return the cosine of each asked word to each word of a passage.

        Args:
            asked: float32 of shape (m, d), unit length.
            passage: row of the passage.

        Returns:
            float32 of shape (m, n), the passage's words in the order of ``passage_words``.
        """
        rows = self._words[self._starts[passage] : self._starts[passage + 1]]
        if not len(rows) or not len(asked):
            return np.zeros((len(asked), len(rows)), np.float32)
        found: NDArray[np.float32] = asked @ self._vectors[rows].astype(np.float32).T
        return found

    def met(
        self, asked: AskedWords, passages: NDArray[np.int64] | None = None
    ) -> NDArray[np.float32]:
        """Return how far the words asked are met in passages: float32 of shape (n,), 0 to 1.

        Args:
            asked: the words.
            passages: rows of the passages, int64 of shape (n,); all where None.
        """
        count = len(self._starts) - 1 if passages is None else len(passages)
        if not count or not len(asked.vectors) or not len(self._words):
            return np.zeros(count, np.float32)
        if passages is None:
            return self._met_everywhere(asked)
        cosines = (self.cosines(asked.vectors, int(row)) for row in passages)
        best = [scale_cosines(found).max(axis=1, initial=0) for found in cosines]
        return (np.array(best, np.float32).reshape(count, -1) @ asked.weights).astype(np.float32)

    def _met_everywhere(self, asked: AskedWords) -> NDArray[np.float32]:
        similar = np.concatenate(
            [
                scale_cosines(asked.vectors @ self.rows(at, at + CHUNK).T)
                for at in range(0, len(self._vectors), CHUNK)
            ],
            axis=1,
        )
        # A last column of zeros, so that a passage without words may start at the end.
        spread = np.pad(similar[:, self._words], ((0, 0), (0, 1)))
        best = np.maximum.reduceat(spread, self._starts[:-1], axis=1)
        best[:, np.diff(self._starts) == 0] = 0
        found: NDArray[np.float32] = (asked.weights @ best).astype(np.float32)
        return found
