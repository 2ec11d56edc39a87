"""What is found holds what was asked for, or is worth less."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.answering.confidence import Model
from bot.answering.evidence import make_query
from bot.answering.finding import WITHOUT_NEED, find
from tests.bot.small_edition import open_small

SURE = Model(intercept=2.0, weights={}, answer=0.6, closest=0.1)


def test_a_number_that_is_not_quoted_halves_the_confidence(tmp_path: Path) -> None:
    """Asked how many, a quote without a number is only the closest."""
    edition = open_small(tmp_path)
    with_number = make_query("How many meetings with parents?", "en", "how_many", edition.encoder)
    without = make_query("How many street workers?", "en", "how_many", edition.encoder)
    sure = find(with_number, edition, SURE, ["testville"])
    unsure = find(without, edition, SURE, ["sampleton"])
    assert (sure.state, unsure.state) == ("answered", "closest")
    assert unsure.probability == pytest.approx(sure.probability * WITHOUT_NEED)


def test_nothing_is_found_in_a_city_without_passages(tmp_path: Path) -> None:
    """A city that the edition does not hold gives no quotes and no confidence."""
    edition = open_small(tmp_path)
    query = make_query("hotline", "en", "what", edition.encoder)
    found = find(query, edition, SURE, ["nowhere"])
    assert (found.quotes, found.probability, found.state) == ((), 0.0, "not_found")
