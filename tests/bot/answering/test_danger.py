"""The hotline that a profile states."""

from pathlib import Path

import pytest

from bot.answering.danger import quote_hotline
from knowledge.editions import open_edition, publish_edition
from knowledge.pages import clean_pages
from knowledge.readers import read_bytes
from tests.encoders import HashingEncoder

PAGE = """---
city: Testville
country: France
---
# Testville, France

## Accueil

La ville accueille les familles depuis 2015. {}
"""


def quote(tmp_path: Path, sentences: str) -> str | None:
    """Publish a page with some sentences and return the hotline it states."""
    page = read_bytes(PAGE.format(sentences).encode(), source="testville.md")
    encoder = HashingEncoder()
    publish_edition(tmp_path, clean_pages([page]), encoder)
    edition = open_edition(tmp_path, load=lambda name: encoder)
    found = quote_hotline(edition, "testville")
    if found is not None:
        assert edition.profiles["testville"].text[found.start : found.end] == found.text
    return found.text if found else None


@pytest.mark.parametrize(
    "sentence",
    [
        "Une ligne d’écoute répond jour et nuit au 0 800 55 01 23.",
        "The helpline takes calls at any hour: 555 01 23.",
        "Appelez le numéro vert 0 800 55 01 23.",
        "A 24/7 hotline supports parents.",
    ],
)
def test_sentence_that_states_a_hotline_is_quoted(tmp_path: Path, sentence: str) -> None:
    """French and English names of a hotline are known, with or without its number."""
    assert quote(tmp_path, f"Elle est ouverte à tous. {sentence}") == sentence


def test_sentence_with_the_number_goes_first(tmp_path: Path) -> None:
    """A number to call helps more than the mention of a line; a year is no number."""
    first = "The hotline has been open since 2015."
    second = "Callers reach the hotline on 555 01 23."
    assert quote(tmp_path, f"{first} {second}") == second


def test_profile_without_a_hotline_states_none(tmp_path: Path) -> None:
    """Nothing is quoted where nothing is stated."""
    assert quote(tmp_path, "Elle est ouverte le 3 mai.") is None
