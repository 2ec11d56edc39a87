"""What is found, and how surely it answers."""

from __future__ import annotations

from pathlib import Path

from bot.answering.confidence import Model, fitted_model
from bot.answering.evidence import make_query
from bot.answering.finding import find
from tests.bot.small_edition import open_small

SURE = Model(intercept=2.0, weights={}, answer=0.6, closest=0.1)


def test_what_answers_is_surer_than_what_does_not(tmp_path: Path) -> None:
    """The same subject, with a detail that is stated and with one that is not."""
    edition = open_small(tmp_path)
    stated = make_query("How many meetings with parents?", "en", "how_many", edition.encoder)
    absent = make_query("Who pays for the zeppelins?", "en", "who", edition.encoder)
    sure, unsure = (
        find(query, edition, fitted_model(), ["testville"]) for query in (stated, absent)
    )
    assert "170" in sure.quotes[0].text
    assert sure.probability > unsure.probability


def test_nothing_is_found_in_a_city_without_passages(tmp_path: Path) -> None:
    """A city that the edition does not hold gives no quotes and no confidence."""
    edition = open_small(tmp_path)
    query = make_query("hotline", "en", "what", edition.encoder)
    found = find(query, edition, SURE, ["nowhere"])
    assert (found.quotes, found.probability, found.state) == ((), 0.0, "not_found")
