"""Cosine search over unit vectors: the one module that knows FAISS."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

FILE = "vectors.faiss"


def write_vectors(folder: Path, vectors: NDArray[np.float32]) -> None:
    """Write unit vectors as half floats, exact enough for a ranking and half the size.

    Args:
        folder: where ``vectors.faiss`` goes.
        vectors: float32 of shape (n, d), unit length.
    """
    import faiss

    index = faiss.IndexScalarQuantizer(
        vectors.shape[1], faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT
    )
    if len(vectors):
        index.train(vectors)
        index.add(vectors)
    faiss.write_index(index, str(folder / FILE))


class Vectors:
    """Stored unit vectors, mapped from their file: memory is shared between processes."""

    def __init__(self, folder: Path) -> None:
        import faiss

        self._index: Any = faiss.read_index(str(folder / FILE), faiss.IO_FLAG_MMAP_IFC)

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def dimension(self) -> int:
        """Components of one vector."""
        return int(self._index.d)

    def nearest(
        self, vector: NDArray[np.float32], k: int
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return the rows of the k nearest vectors and their cosines, best first.

        Args:
            vector: float32 of shape (d,), unit length.
            k: how many; fewer come back where fewer are stored.
        """
        k = min(k, len(self))
        if k == 0:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        cosines, rows = self._index.search(vector[np.newaxis], k)
        return rows[0], cosines[0]

    def rows(self, start: int, end: int) -> NDArray[np.float32]:
        """Return the stored vectors ``start`` to ``end``: float32 of shape (end - start, d)."""
        if end <= start:
            return np.empty((0, self.dimension), np.float32)
        stored: NDArray[np.float32] = self._index.reconstruct_n(start, end - start)
        return stored
