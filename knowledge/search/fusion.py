"""One score from three: how near in meaning, which of its words, and which that mean the same."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

LEXICAL_WEIGHT: Final = 0.35
HALF_SCORE: Final = 8.0
WORDS_WEIGHT: Final = 0.8


def fuse(
    dense: NDArray[np.float32],
    lexical: NDArray[np.float32],
    met: NDArray[np.float32] | None = None,
) -> NDArray[np.float32]:
    """Return the fused score of each passage.

    BM25 has no upper bound, so it saturates before it is added to the cosine: a score of
    ``HALF_SCORE`` counts half of ``LEXICAL_WEIGHT``.

    Args:
        dense: best cosines, float32 of shape (n,).
        lexical: BM25 scores, float32 of shape (n,).
        met: how far the words asked are met in meaning, float32 of shape (n,), where known.
    """
    fused: NDArray[np.float32] = dense + LEXICAL_WEIGHT * lexical / (lexical + HALF_SCORE)
    if met is not None:
        fused = fused + WORDS_WEIGHT * met
    return fused.astype(np.float32)
