"""Texts that are near to each other."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from embeddings.training.neighbours import CELL, find_neighbours


def make_vectors(count: int) -> NDArray[np.float16]:
    """Return unit vectors in pairs: each even row is near to the next one."""
    chance = np.random.default_rng(1)
    first = chance.normal(size=(count // 2, 16))
    second = first + 0.01 * chance.normal(size=first.shape)
    rows = np.stack([first, second], axis=1).reshape(count, 16)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows, np.float16)


def test_the_nearest_other_text_comes_first() -> None:
    """Across many cells, a text finds its twin and never itself."""
    vectors = make_vectors(4 * CELL)
    near = find_neighbours(vectors, 3)
    own = np.arange(len(vectors))
    assert near.shape == (len(vectors), 3)
    assert not (near == own[:, None]).any()
    assert (near[:, 0] == (own ^ 1)).mean() > 0.99


def test_equal_texts_are_neighbours_too() -> None:
    """A row that is not its own nearest is not given as its neighbour all the same."""
    vectors = np.repeat(make_vectors(6), 2, axis=0)
    near = find_neighbours(vectors, 2)
    assert not (near == np.arange(12)[:, None]).any()


def test_where_few_are_found_a_text_stands_for_itself() -> None:
    """Of two texts none has three others."""
    assert find_neighbours(make_vectors(2), 3).tolist() == [[1, 0, 0], [0, 1, 1]]
