"""Find the texts that are easily taken for one another: their teacher vectors are near."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

CELL: Final = 400
"""Vectors that share a cell of the index, on average."""
PROBED: Final = 12
"""Cells that are looked into for each vector."""


def find_neighbours(
    vectors: NDArray[np.float16], count: int, *, seed: int = 0
) -> NDArray[np.int32]:
    """Return the rows of the nearest other vectors of each vector, nearest first.

    The search is approximate: of a few cells near to the vector. Where fewer are found, the row
    stands for itself.

    Args:
        vectors: Unit vectors, of shape (n, d).
        count: How many are wanted of each.
        seed: Decides which vectors the cells are learnt from.

    Returns:
        int32 of shape (n, count).
    """
    import faiss

    rows = vectors.astype(np.float32)
    cells = max(1, len(rows) // CELL)
    index = faiss.IndexIVFFlat(
        faiss.IndexFlatIP(rows.shape[1]), rows.shape[1], cells, faiss.METRIC_INNER_PRODUCT
    )
    index.cp.seed, index.nprobe = seed, PROBED
    index.train(rows[np.random.default_rng(seed).permutation(len(rows))[: 64 * cells]])
    index.add(rows)
    _, found = index.search(rows, count + 1)
    own = np.arange(len(rows))[:, None]
    # A row is mostly its own nearest; where not, the last one found makes room.
    others = np.argsort(found == own, axis=1, kind="stable")[:, :count]
    near = np.take_along_axis(found, others, axis=1)
    return np.where(near < 0, own, near).astype(np.int32)
