"""The kept names, built from sources handed in."""

import zlib
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from knowledge.places.build import (
    City,
    Translations,
    index_names,
    is_latin_name,
    read_cities,
    read_countries,
    read_words,
    write_packed,
)
from knowledge.places.gazetteer import Gazetteer


class Geonames:
    """Three invented cities of one country whose capital is small."""

    def get_cities(self) -> dict[str, dict[str, Any]]:
        """Return the cities."""
        return {
            "1": self._city(1, "Testburg", 900_000, ["Testopolis", "TST", "Тестбург", "testbrg"]),
            "2": self._city(2, "Exempleville", 500, ["Exemplestad"]),
            "3": self._city(3, "Petitbourg", 500, []),
        }

    def get_countries(self) -> dict[str, dict[str, Any]]:
        """Return their country."""
        return {"BE": {"capital": "Exempleville"}}

    @staticmethod
    def _city(identifier: int, name: str, people: int, others: list[str]) -> dict[str, Any]:
        place = {"countrycode": "BE", "latitude": 50.84, "longitude": 4.36}
        return {
            "geonameid": identifier,
            "name": name,
            "population": people,
            "alternatenames": others,
            **place,
        }


def translate(country: str, language: str) -> Translations | None:
    """Give one place a French name; there is no English file."""
    if language == "en":
        return None
    assert country == "BE"
    return cast("Translations", SimpleNamespace(geoid_list=[1], name_list=["Testbourg"]))


def test_cities_are_read_with_their_names_largest_first() -> None:
    """A city has its own, its French, and its other Latin names; small ones only as capitals."""
    cities = read_cities(Geonames(), translate)
    assert [city.names for city in cities] == [("Testburg", "Testbourg"), ("Exempleville",)]
    assert [city.others for city in cities] == [("Testopolis",), ("Exemplestad",)]


def test_packed_cities_are_found_by_all_their_names(tmp_path: Path) -> None:
    """What is written is what is found."""
    cities = read_cities(Geonames(), translate)
    path = tmp_path / "cities.z"
    size = write_packed(path, (city.line() for city in cities), index_names(cities))
    assert size == path.stat().st_size
    gazetteer = Gazetteer(path.read_bytes())
    (found,) = gazetteer.named("testopolis")
    assert found.foreign
    assert (found.place.latitude, found.place.longitude) == (50.8, 4.4)
    assert (found.place.population, found.place.country) == (900_000, "BE")


def test_small_city_abroad_keeps_only_its_own_names() -> None:
    """Names in other languages are kept where people use them."""
    city = City(("Testburg",), ("Testopolis",), "XX", 0, 0, 30_000)
    assert city.line().split("\t")[1] == ""
    assert [line.split("\t")[0] for line in index_names([city])] == ["testburg"]


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("København", True),
        ("CPH", False),
        ("Копенгаген", False),
        ("kopenhagen", False),
        ("Ås", False),
        ("A;B", False),
        ("Den Haag", True),
    ],
)
def test_codes_and_transcriptions_are_no_names(name: str, *, latin: bool) -> None:
    """A name has three Latin letters and a capital, and is no code."""
    assert is_latin_name(name) is latin


class Words:
    """Four words by falling frequency, of which one is only a name."""

    def top_n_list(self, lang: str, n: int) -> list[str]:
        """Return the commonest words."""
        assert n > 0
        return {"fr": ["écoute", "viborg", "42"], "en": ["paris", "nice", "rarely"]}[lang]

    def zipf_frequency(self, word: str, lang: str) -> float:
        """Return a log frequency."""
        assert lang in ("fr", "en")
        return 1.0 if word == "rarely" else 5.0

    def is_known(self, token: str, lang: str) -> bool:
        """Tell whether a word is listed."""
        return (token, lang) != ("viborg", "fr")

    def lemmatize(self, token: str, lang: str) -> str:
        """Return its dictionary form."""
        assert lang in ("fr", "en")
        return token


def test_common_words_are_folded_and_hold_no_name() -> None:
    """Names, numbers, rare words and well-known cities are left out."""
    assert read_words(Words(), Words()) == ["ecoute", "nice"]


def test_countries_without_a_name_are_left_out() -> None:
    """A line holds the code, both names and the capital."""
    capitals = {"DK": "Copenhagen", "ZZ": "Nowhere"}
    lines = list(read_countries(capitals, {"DK": "Denmark"}, {"DK": "Danemark"}))
    assert lines == ["DK\tDenmark\tDanemark\tCopenhagen"]


def test_sections_are_parted(tmp_path: Path) -> None:
    """Each section of a packed file is read apart."""
    write_packed(tmp_path / "x.z", ["a", "b"], ["c"])
    assert zlib.decompress((tmp_path / "x.z").read_bytes()) == b"a\nb\x0cc"
