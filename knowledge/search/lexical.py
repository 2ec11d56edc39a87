"""BM25 over stems (Robertson and Zaragoza, 2009), its scores computed once and mapped."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

FOLDER = "lexical"


def write_lexical(folder: Path, documents: Sequence[Sequence[str]]) -> None:
    """Write the BM25 scores of documents, each a list of terms."""
    import bm25s

    if not any(documents):
        return
    index = bm25s.BM25(k1=1.2, b=0.6)
    index.index([list(terms) for terms in documents], show_progress=False)
    index.save(str(folder / FOLDER), show_progress=False)


class Lexical:
    """Stored BM25 scores of all documents."""

    def __init__(self, folder: Path, size: int) -> None:
        self._size = size
        self._index: Any = None
        if (folder / FOLDER).is_dir():
            import bm25s

            self._index = bm25s.BM25.load(str(folder / FOLDER), mmap=True)

    def scores(self, terms: Sequence[str]) -> NDArray[np.float32]:
        """Return the BM25 score of each document: float32 of shape (n,)."""
        if self._index is None:
            return np.zeros(self._size, np.float32)
        known = [term for term in terms if term in self._index.vocab_dict]
        if not known:
            return np.zeros(self._size, np.float32)
        found: NDArray[np.float32] = self._index.get_scores(known)
        return found

    def knows(self, terms: Sequence[str]) -> bool:
        """Tell whether any of the terms stands in some document."""
        return self._index is not None and any(t in self._index.vocab_dict for t in terms)

    def rarity(self, term: str) -> float:
        """Return the inverse document frequency of a term, at its largest where unknown.

        Source: ln(1 + (n - f + 0.5) / (f + 0.5)), Robertson and Zaragoza 2009, as in Lucene.
        """
        found = 0
        if self._index is not None and term in self._index.vocab_dict:
            columns = self._index.scores["indptr"]
            row = self._index.vocab_dict[term]
            found = int(columns[row + 1] - columns[row])
        return float(np.log(1 + (self._size - found + 0.5) / (found + 0.5)))
