"""Cities that have something, asked of the bundled profiles in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.answering.answer import Answerer
from bot.settings import Settings
from knowledge.editions import open_edition, publish_edition
from knowledge.editions.seams import load_bundled
from knowledge.pages import clean_pages
from knowledge.readers import read_file
from prompts.replies import CityList, NotFound

PROFILES = Path(__file__).parents[2] / "knowledge" / "profiles"


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    """Return what answers from the bundled profiles."""
    home = tmp_path_factory.mktemp("home")
    pages = [read_file(path) for path in sorted(PROFILES.glob("*.md"))]
    publish_edition(home, clean_pages(pages), load_bundled(None))
    edition = open_edition(home)
    return Answerer(lambda: edition, Settings(home=home))


@pytest.mark.parametrize(
    "question",
    [
        "Which cities have a hotline?",
        "Which cities have a helpline?",
        "Quelles villes ont une ligne d’écoute ?",
        "quelles villes ont une ligne d'ecoute",
    ],
)
def test_cities_with_a_line_are_listed(answerer: Answerer, question: str) -> None:
    """At least two, each with the quote that says so."""
    reply = answerer.answer(question).reply
    assert isinstance(reply, CityList)
    said = [" ".join(quote.text for quote in cell.quotes).lower() for cell in reply.cells]
    assert len(said) >= 2
    assert all(any(w in text for w in ("hotline", "helpline", "ligne d’écoute")) for text in said)


@pytest.mark.parametrize(
    "question", ["Which cities have a swimming pool?", "Quelles villes ont une piscine ?"]
)
def test_what_no_city_has_is_not_listed(answerer: Answerer, question: str) -> None:
    """None is made up."""
    assert isinstance(answerer.answer(question).reply, NotFound)
