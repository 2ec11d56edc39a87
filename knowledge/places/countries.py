"""Countries by their French and English names, and the adjectives that stand for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from knowledge.places.spelling import fold_name

_SEPARATOR = re.compile(r"[;,] *")


@dataclass(frozen=True, slots=True)
class Country:
    """A country; ``code`` is its ISO 3166 code, or its folded name where it is not in the table."""

    code: str
    english: str
    french: str
    capital: str


@dataclass(frozen=True, slots=True)
class CountryName:
    """A way to name a country; ``written`` is its form where only that capitalisation counts."""

    code: str
    adjective: bool
    written: str | None = None


class Countries:
    """Finds countries by name."""

    def __init__(self, table: str, demonyms: str) -> None:
        self._countries = dict(_read_table(table))
        self._names: dict[str, CountryName] = {}
        for country in self._countries.values():
            for name in (country.english, country.french):
                self._add(name, country.code, adjective=False)
        for line in demonyms.splitlines():
            self._add_demonyms(line)

    def named(self, key: str) -> CountryName | None:
        """Return what a folded name or adjective stands for."""
        return self._names.get(key)

    def code(self, name: str | None) -> str | None:
        """Return the code of a country as a page writes it, None where none is written."""
        key = fold_name(name or "")
        found = self._names.get(key)
        return found.code if found and not found.adjective else key or None

    def country(self, code: str) -> Country | None:
        """Return a country by its code."""
        return self._countries.get(code)

    def _add(self, name: str, code: str, *, adjective: bool) -> None:
        key = fold_name(name)
        if key:
            is_acronym = len(name) <= 3 and name.isupper()
            found = CountryName(code, adjective, name if is_acronym else None)
            self._names.setdefault(key, found)

    def _add_demonyms(self, line: str) -> None:
        code, english, french, french_adjectives, english_adjectives = line.split("\t")
        for name in _SEPARATOR.split(f"{english};{french}"):
            self._add(name, code, adjective=False)
        for adjective in _SEPARATOR.split(french_adjectives):
            for form in inflect(adjective):
                self._add(form, code, adjective=True)
        for adjective in _SEPARATOR.split(english_adjectives):
            self._add(adjective, code, adjective=True)
            self._add(f"{adjective}s", code, adjective=True)


def inflect(adjective: str) -> Iterator[str]:
    """Give the four forms of a French adjective: "danois" or, with its feminine, "grec/grecque"."""
    masculine, *feminines = adjective.split("/")
    if not feminines:
        feminines = [_feminine(masculine)]
    for form in (masculine, *feminines):
        yield form
        yield form if form.endswith("s") else f"{form}s"


def _feminine(masculine: str) -> str:
    if masculine.endswith("e"):
        return masculine
    return f"{masculine}ne" if masculine.endswith("en") else f"{masculine}e"


def _read_table(table: str) -> Iterator[tuple[str, Country]]:
    for line in table.splitlines():
        code, english, french, capital = line.split("\t")
        yield code, Country(code, english, french, capital)


@cache
def open_countries() -> Countries:
    """Return the kept table of countries, read once."""
    data = resources.files(__package__).joinpath("data")
    table = data.joinpath("countries.tsv").read_text(encoding="utf-8")
    return Countries(table, data.joinpath("demonyms.tsv").read_text(encoding="utf-8"))
