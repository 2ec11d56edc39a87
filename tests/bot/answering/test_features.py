"""The features tell of nearness, words, language, need, and other cities."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.answering.evidence import make_query, weigh
from bot.answering.features import USUAL_LEAD, find_names, measure
from bot.answering.questions import Kind
from knowledge.editions import Edition
from tests.bot.small_edition import open_small


@pytest.fixture(name="edition")
def _edition(tmp_path: Path) -> Edition:
    return open_small(tmp_path)


def _measure(
    edition: Edition,
    question: str,
    kind: Kind,
    *,
    city: str = "testville",
    cities: int = 2,
    elsewhere: float | None = 0.1,
) -> dict[str, float]:
    query = make_query(question, "en", kind, edition.encoder)
    hits = edition.index.search(query.text, query.vector, profiles=[city], k=12)
    others = np.array([] if elsewhere is None else [elsewhere], np.float32)
    text = edition.profiles[city].text
    return measure(query, weigh(query, hits, edition), text, elsewhere=others, cities=cities)


def test_words_of_the_page_are_met(edition: Edition) -> None:
    """A question in the page's words is met, one in others is not."""
    near = _measure(edition, "meetings with parents", "what")
    far = _measure(edition, "zeppelin landing permit", "what")
    assert near["met"] > far["met"]
    assert near["passage_cosine"] > far["passage_cosine"]


def test_a_question_without_words_has_none_met(edition: Edition) -> None:
    """Nothing but common words gives zeros, not an error."""
    assert _measure(edition, "what is it", "what")["met"] == 0


def test_better_passages_elsewhere_lower_the_lead(edition: Edition) -> None:
    """The nearer other cities are, the smaller the lead; without any it says nothing."""
    question = "meetings with parents"
    low, high = (
        _measure(edition, question, "what", elsewhere=cosine, cities=50)["lead"]
        for cosine in (0.9, 0.1)
    )
    assert low < high
    assert _measure(edition, question, "what", elsewhere=None, cities=0)["lead"] == USUAL_LEAD


def test_few_cities_say_less(edition: Edition) -> None:
    """The lead over two cities counts less than the same over two hundred."""
    few, many = (
        _measure(edition, "meetings with parents", "what", cities=count)["lead"] - USUAL_LEAD
        for count in (2, 200)
    )
    assert abs(few) < abs(many)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Who runs the PET centre?", ["pet"]),
        ("Is there a hotline for Parents?", ["parents"]),
        ("Does the SSP meet in 1999?", ["ssp", "1999"]),
        ("Sted1", ["sted1"]),
        ("le ssp", []),
    ],
)
def test_names_are_found(question: str, names: list[str]) -> None:
    """Acronyms, names and numbers are found; a capital at the start is no name."""
    assert find_names(question) == names


def test_missing_names_are_counted(edition: Edition) -> None:
    """A name that the page lacks counts against it, one that it holds does not."""
    assert _measure(edition, "meetings with parents, 170 or SSP", "what")["missing_names"] == 1
    assert _measure(edition, "meetings with parents", "what")["missing_names"] == 0
