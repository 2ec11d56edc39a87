"""Countries are named in the reader's language; quotes stay as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.answering.answer import Answerer
from bot.answering.countries import name_country
from bot.settings import Settings
from prompts.replies import Language, Summary
from tests.bot.small_edition import open_small


@pytest.mark.parametrize(
    ("country", "language", "named"),
    [
        ("Denmark", "fr", "Danemark"),
        ("Danemark", "en", "Denmark"),
        ("Denmark", "en", "Denmark"),
        ("Imaginie", "en", "Imaginie"),
        (None, "fr", None),
    ],
)
def test_a_country_is_named_in_the_language(
    country: str | None, language: Language, named: str | None
) -> None:
    """A known country gets its name in the language, an unknown one keeps its own."""
    assert name_country(country, language) == named


def test_the_frame_of_a_reply_names_countries(tmp_path: Path) -> None:
    """Every country of a reply's frame is in its language; what is quoted is untouched."""
    edition = open_small(tmp_path)
    answerer = Answerer(lambda: edition, Settings(home=tmp_path))
    reply = answerer.answer("Résumé de Testville", language="fr").reply
    assert isinstance(reply, Summary)
    assert reply.country == "Danemark"
    assert {quote.country for quote in reply.quotes} == {"Danemark"}
    assert "Denmark" in {line.quote.text for line in reply.facts}
