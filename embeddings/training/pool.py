"""Choose the short pairs that are learnt one by one."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from embeddings.training.pairs import Pair
from embeddings.training.recipe import Recipe


def choose_pool(pairs: Sequence[Pair], lengths: Sequence[int], recipe: Recipe) -> NDArray[np.int64]:
    """Return the rows of the pairs that are short enough, at most `recipe.pool` of a source.

    Args:
        pairs: All pairs.
        lengths: The number of English tokens of each.
        recipe: Holds the limits.
    """
    rows: dict[str, list[int]] = defaultdict(list)
    for row, (pair, length) in enumerate(zip(pairs, lengths, strict=True)):
        if length <= recipe.short_tokens:
            rows[pair.source].append(row)
    chance = np.random.default_rng(recipe.seed)
    chosen = [
        chance.permutation(np.asarray(found, np.int64))[: recipe.pool.get(source, len(found))]
        for source, found in sorted(rows.items())
    ]
    return np.sort(np.concatenate(chosen)) if chosen else np.empty(0, np.int64)


def weigh_rows(sources: Sequence[str], weights: dict[str, float]) -> NDArray[np.float64]:
    """Return the chance of each row to be drawn, so that sources are drawn by their weights."""
    names, inverse, counts = np.unique(np.asarray(sources), return_inverse=True, return_counts=True)
    share = np.array([weights.get(str(name), 1 / len(names)) for name in names])
    chances = (share / counts)[inverse]
    total: NDArray[np.float64] = chances / chances.sum()
    return total
