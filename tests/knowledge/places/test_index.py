"""Places in questions."""

import csv
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.places import Mentions, PlaceIndex
from tests.knowledge.places.cities import PROFILES, profile

SAME = {"viborg-fr": "viborg", "copenhagen": "aarhus"}
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


@given(st.text(max_size=80))
def test_any_text_is_read_without_harm(places: PlaceIndex, question: str) -> None:
    """Whatever is typed, each mention is the slice of the question that it says it is."""
    mentions = places.find(question)
    spans = [(found.start, found.end, found.surface) for found in mentions.cities]
    spans += [(found.start, found.end, found.surface) for found in mentions.countries]
    spans += [(found.start, found.end, found.surface) for found in mentions.absent]
    assert all(question[start:end] == surface for start, end, surface in spans)


@pytest.mark.parametrize("slug", ["viborg", "cape-town", "le-havre", "testville", "ville-exemple"])
@pytest.mark.parametrize(
    "frame", ["Que fait {} ?", "What does {} do?", "hotline {}", "{}", "Who leads in {}?"]
)
@pytest.mark.parametrize("change", [str, str.upper, str.lower])
def test_city_is_found_in_every_frame_and_case(
    places: PlaceIndex, slug: str, frame: str, change: Callable[[str], str]
) -> None:
    """A city with a profile is found wherever it stands and however it is cased."""
    question = change(frame.format(PROFILES[slug].city))
    assert slug in places.find(question).profiles


@pytest.mark.parametrize(
    ("question", "nearest"),
    [
        ("Is there a hotline in Oslo?", "aarhus"),
        ("Y a-t-il une ligne à Bruxelles ?", "vilvoorde"),
        ("What happens in Rotterdam?", "the-hague"),
        ("Que fait Johannesburg ?", "cape-town"),
    ],
)
def test_nearest_cities_with_a_profile_are_offered(
    places: PlaceIndex, question: str, nearest: str
) -> None:
    """A city without a profile comes with the nearest ones that have one, nearest first."""
    (absent,) = places.find(question).absent
    assert absent.known
    assert len(absent.nearest) == 3
    assert SAME.get(absent.nearest[0], absent.nearest[0]) in (nearest, "viborg")


def test_unheard_city_has_neither_country_nor_neighbours(places: PlaceIndex) -> None:
    """A city that no source knows is said to be unknown."""
    (absent,) = places.find("Qui dirige le programme à Nullepart-sur-Mer ?").absent
    assert (absent.known, absent.country, absent.nearest) == (False, None, ())


def test_topic_of_the_profiles_is_no_city() -> None:
    """A strange name that the profiles speak of is taken for what they speak of."""
    question = "Who works in Bellefontaine House?"
    assert PlaceIndex(PROFILES).find(question).absent
    assert not PlaceIndex(PROFILES, is_topic=lambda name: True).find(question).absent


def test_profile_without_a_country_lies_nowhere() -> None:
    """Cities whose place nobody knows are never the nearest."""
    index = PlaceIndex({"testville": profile("testville", "Testville", None)})
    (absent,) = index.find("Is there a hotline in Oslo?").absent
    assert absent.nearest == ()


def test_invented_city_lies_about_its_countrys_capital() -> None:
    """A city in no source is placed by its country."""
    index = PlaceIndex(
        {
            "far": profile("far", "Testville", "Japan"),
            "near": profile("near", "Exempleville", "Norway"),
        }
    )
    (absent,) = index.find("Is there a hotline in Oslo?").absent
    assert absent.nearest == ("near", "far")


def test_misspelling_says_how_sure_it_is(places: PlaceIndex) -> None:
    """A right spelling scores one, a misspelt one less."""
    (right,) = places.find("Viborg").cities
    (wrong,) = places.find("Viborgg").cities
    assert (right.exact, right.score) == (True, 1.0)
    assert not wrong.exact
    assert 0.8 < wrong.score < 1


def test_country_lists_its_profiles(places: PlaceIndex) -> None:
    """A country names the slugs of its cities; its adjective does, too."""
    for question in ("the cities of Belgium", "les villes belges"):
        (country,) = places.find(question).countries
        assert set(country.profiles) == {"antwerp", "vilvoorde", "mechelen", "ghent"}


def test_striking_leaves_the_subject(places: PlaceIndex) -> None:
    """Without its cities a question is only about its subject; countries go where asked."""
    question = "Compare Viborg and Lyon, Denmark, on parents"
    mentions = places.find(question)
    assert mentions.strike(question) == "Compare and , Denmark, on parents"
    assert mentions.strike(question, countries=True) == "Compare and , , on parents"


def test_question_without_places_names_nothing(places: PlaceIndex) -> None:
    """No mention of any kind is nothing named."""
    assert places.find("Who runs it?").named_nothing
    assert not places.find("Who runs it in Denmark?").named_nothing


def test_reading_is_quick() -> None:
    """A thousand profiles are indexed within seconds and a question read in milliseconds."""
    many = {f"town-{n}": profile(f"town-{n}", f"Testville{n}", "France") for n in range(1000)}
    begun = perf_counter()
    index = PlaceIndex(many)
    assert perf_counter() - begun < 5
    index.find("warm up")
    begun = perf_counter()
    index.find("Comment fonctionne la cellule de prévention à Testvile77 pour les parents ?")
    assert perf_counter() - begun < 0.1
