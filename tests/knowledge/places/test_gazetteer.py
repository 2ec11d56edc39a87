"""The kept source of names."""

import zlib
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.places.build import City, index_names
from knowledge.places.gazetteer import Gazetteer, common_words, open_gazetteer
from knowledge.places.spelling import fold_name


def pack(*cities: City) -> Gazetteer:
    """Pack cities as the kept file is packed, and open them."""
    lines = "\n".join(city.line() for city in cities)
    return Gazetteer(zlib.compress(f"{lines}\f{chr(10).join(index_names(cities))}".encode()))


def city(*names: str, others: tuple[str, ...] = (), population: int = 300_000) -> City:
    """Make an invented city at the origin."""
    return City(names, others, "XX", 0.0, 0.0, population)


@pytest.mark.parametrize(
    ("name", "known_as"),
    [
        ("Copenhague", "Copenhagen"),
        ("København", "Copenhagen"),
        ("Anvers", "Antwerp"),
        ("Antwerpen", "Antwerp"),
        ("Vilvorde", "Vilvoorde"),
        ("Le Cap", "Cape Town"),
        ("Kaapstad", "Cape Town"),
        ("La Haye", "The Hague"),
        ("Den Haag", "The Hague"),
        ("Aix-la-Chapelle", "Aachen"),
        ("Koumanovo", "Kumanovo"),
        ("Malines", "Mechelen"),
        ("Londres", "London"),
    ],
)
def test_city_is_found_by_its_french_english_and_local_names(name: str, known_as: str) -> None:
    """One city answers to all its names."""
    found = open_gazetteer().named(fold_name(name))
    assert known_as in found[0].place.names


def test_largest_city_of_a_name_comes_first() -> None:
    """London in England comes before London in Ontario."""
    countries = [named.place.country for named in open_gazetteer().named("london")]
    assert countries[0] == "GB"
    assert "CA" in countries


def test_country_narrows_the_cities_of_a_name() -> None:
    """A country's code leaves its own cities only."""
    found = open_gazetteer().named("tripoli", "LB")
    assert [named.place.country for named in found] == ["LB"]


def test_every_name_of_the_kept_source_is_found() -> None:
    """Each city of a sample is found by each of its own names."""
    gazetteer = open_gazetteer()
    for row in range(0, len(gazetteer), 97):
        place = gazetteer.place(row)
        for name in place.names:
            rows = [named.place.row for named in gazetteer.named(fold_name(name))]
            assert row in rows, name


def test_unknown_name_is_not_found() -> None:
    """No city has a name that stands in no source."""
    for name in ("atlantis sur mer", "", "zzzz", "\U0010ffff"):
        assert open_gazetteer().named(name) == ()


@given(
    st.lists(st.text("abcd e", min_size=1, max_size=6).filter(fold_name), min_size=1, max_size=9)
)
def test_search_in_the_sorted_index_finds_what_is_there(names: list[str]) -> None:
    """Whatever the names, each is found and no other is."""
    gazetteer = pack(*(city(name) for name in names))
    keys = {fold_name(name) for name in names}
    for key in keys:
        assert gazetteer.named(key)
    assert not gazetteer.named("not there")
    assert len(gazetteer) == len(names)


def test_foreign_name_is_told_from_a_citys_own() -> None:
    """A name that only other languages use is marked."""
    gazetteer = pack(city("Testburg", others=("Testopolis",)))
    assert [named.foreign for named in gazetteer.named("testburg")] == [False]
    assert [named.foreign for named in gazetteer.named("testopolis")] == [True]


def test_distance_is_that_of_the_great_circle() -> None:
    """Copenhagen lies some 200 kilometres from Viborg, and nowhere from itself."""
    gazetteer = open_gazetteer()
    viborg = gazetteer.named("viborg", "DK")[0].place
    copenhagen = gazetteer.named("copenhague")[0].place
    assert viborg.distance(copenhagen) == pytest.approx(210, abs=15)
    assert viborg.distance(viborg) == 0
    assert viborg.distance(copenhagen) == pytest.approx(copenhagen.distance(viborg))


def test_common_words_hold_words_and_no_great_city() -> None:
    """The names "Nice" and "tours" are words, "Viborg" and "Paris" are not."""
    words = common_words()
    assert {"nice", "tours", "reading", "police", "ville", "comment", "mobile"} <= words
    assert not {"viborg", "paris", "london", "kabul", "copenhagen"} & words


def test_kept_source_opens_quickly() -> None:
    """The cities open within sixty milliseconds, with room for a busy machine."""
    open_gazetteer.cache_clear()
    begun = perf_counter()
    open_gazetteer()
    assert perf_counter() - begun < 0.060 * 5
