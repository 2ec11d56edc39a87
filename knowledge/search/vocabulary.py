"""The words of each passage with their vectors: a question's word is met by one that means it.

Single words meet across languages ("réunions" and "meetings") where stems cannot; each word of a
question takes its best match in the passage (late interaction, Khattab and Zaharia 2020).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from knowledge.models import Passage
from knowledge.search.terms import words

SHORTEST: Final = 3
"""Letters a word needs: shorter ones mean too many things alone."""
_LETTERS = re.compile(r"[^\W\d_]")
_VECTORS, _STARTS, _WORDS = "word_vectors.npy", "word_starts.npy", "word_rows.npy"


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
