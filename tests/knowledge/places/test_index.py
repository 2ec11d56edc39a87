"""Places in questions."""

import csv
from pathlib import Path

import pytest

from knowledge.places import Mentions, PlaceIndex
from tests.knowledge.places.cities import PROFILES

TABLE = Path(__file__).with_name("questions.tsv")


def read_table() -> list[list[str]]:
    """Read the questions with the places they name."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()[1:]
    rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    return [[*row, "", "", ""][:4] for row in rows]


@pytest.fixture(scope="module")
def places() -> PlaceIndex:
    """Index the places of the test's profiles."""
    return PlaceIndex(PROFILES, is_topic={"Sted1", "Grundtvig"}.__contains__)


def name_cities(mentions: Mentions) -> str:
    """Write the cities of a question as the table does."""
    return ",".join("|".join(",".join(slugs) for slugs in city.cities) for city in mentions.cities)


@pytest.mark.parametrize(("question", "cities", "countries", "absent"), read_table())
def test_question_names_exactly_these_places(
    places: PlaceIndex, question: str, cities: str, countries: str, absent: str
) -> None:
    """A question names the places it means, and no everyday word is a place."""
    mentions = places.find(question)
    assert name_cities(mentions) == cities
    assert ",".join(country.code for country in mentions.countries) == countries
    assert ",".join(city.surface for city in mentions.absent) == absent
