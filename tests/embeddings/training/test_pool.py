"""Which short pairs are learnt one by one."""

from __future__ import annotations

import pytest

from embeddings.training.pairs import Pair
from embeddings.training.pool import choose_pool, weigh_rows
from embeddings.training.recipe import Recipe

PAIRS = [Pair("a", "f", "e")] * 6 + [Pair("b", "f", "e")] * 4


def test_long_pairs_stay_out() -> None:
    """Only pairs within the limit are chosen."""
    rows = choose_pool(PAIRS, [5, 50] * 5, Recipe(short_tokens=40))
    assert rows.tolist() == [0, 2, 4, 6, 8]


def test_a_source_gives_so_many() -> None:
    """A source's limit holds, and the choice repeats with the seed."""
    recipe = Recipe(pool={"a": 2})
    rows = choose_pool(PAIRS, [5] * 10, recipe)
    assert rows.tolist() == choose_pool(PAIRS, [5] * 10, recipe).tolist()
    assert (rows < 6).sum() == 2
    assert (rows >= 6).sum() == 4


def test_nothing_short_is_no_row() -> None:
    """A pool can be empty."""
    assert choose_pool(PAIRS, [99] * 10, Recipe()).size == 0


def test_sources_are_drawn_by_weight() -> None:
    """A source's rows share its weight, whatever their number."""
    chances = weigh_rows([pair.source for pair in PAIRS], {"a": 0.9, "b": 0.1})
    assert chances[:6].sum() == pytest.approx(0.9)
    assert chances[6:].sum() == pytest.approx(0.1)
