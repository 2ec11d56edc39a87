"""Cities that a question names and that have no profile."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

from knowledge.places.context import Span, context_words
from knowledge.places.countries import Countries
from knowledge.places.gazetteer import Gazetteer, Named, Place
from knowledge.places.mentions import AbsentCity
from knowledge.places.names import ProfiledCity
from knowledge.places.readings import (
    is_all_common,
    reads_as_absent,
    reads_as_misspelt,
)
from knowledge.places.spelling import fold_name
from knowledge.places.typos import guess_names
from knowledge.places.unheard import reads_as_unheard

VERY_PROMINENT = 500_000
"""Inhabitants from which a misspelt city without a profile is known."""
SHORTEST_MISSPELT = 5
"""Letters that its name must then have."""
SHORTEST_CITY = 3
"""Letters of the shortest name taken for a city."""
NEAREST = 3
"""Cities offered in place of one that has no profile."""
_CONTRACTIONS = {"au": "le", "du": "le", "aux": "les", "des": "les"}


class AbsentCities:
    """Finds cities without a profile, and those nearest to them that have one.

    Args:
        cities: those that have a profile.
        is_topic: tells whether the profiles speak of a name, so that it is no strange city.
    """

    def __init__(
        self,
        cities: Sequence[ProfiledCity],
        gazetteer: Gazetteer,
        countries: Countries,
        common: frozenset[str],
        is_topic: Callable[[str], bool],
    ) -> None:
        self._cities = cities
        self._is_topic = is_topic
        self._gazetteer = gazetteer
        self._countries = countries
        self._common = common

    def match(self, span: Span) -> AbsentCity | None:
        """Return the city that a span names as the kept source spells it."""
        if len(span.key) < SHORTEST_CITY or span.follows_title:
            return None
        found = self._named(span.key)
        if found and reads_as_absent(span, found, self._common):
            return self.describe(span, found[0].place)
        return None

    def match_misspelt(self, span: Span) -> AbsentCity | None:
        """Return the very prominent city that a span names with one slip."""
        announced = span.follows_locative or span.has_capital
        if not announced or len(span.key) < SHORTEST_MISSPELT:
            return None
        if not reads_as_misspelt(span, self._common, SHORTEST_MISSPELT) or self._is_topic(
            span.surface
        ):
            return None
        guesses = [guess for guess in guess_names(span.key, self._prominent) if guess.slips == 1]
        if not guesses:
            return None
        return self.describe(span, self._gazetteer.named(guesses[0].name)[0].place)

    def match_unheard(self, span: Span, *, located: bool) -> AbsentCity | None:
        """Return the city that a span names and no source knows; located if its country follows."""
        if self._countries.named(span.key):
            return None
        if not reads_as_unheard(span, self._common, self._words, located=located):
            return None
        if span.key in context_words("not_cities") or span.key.endswith(("ism", "isme")):
            return None
        if self._is_topic(span.surface):
            return None
        return AbsentCity(span.start, span.end, span.surface, known=False)

    def describe(self, span: Span, place: Place) -> AbsentCity:
        """Return the mention of a place that has no profile."""
        nearest = self.nearest(place)
        return AbsentCity(span.start, span.end, span.surface, place.country, nearest)

    def nearest(self, place: Place) -> tuple[str, ...]:
        """Return the slugs of the nearest cities that have a profile, nearest first."""
        distances = []
        for number, city in enumerate(self._cities):
            there = city.place or self._capital(city.country)
            if there is not None:
                distances.append((place.distance(there), number))
        return tuple(self._cities[number].profiles[0] for _, number in sorted(distances)[:NEAREST])

    def _named(self, key: str) -> tuple[Named, ...]:
        found = self._gazetteer.named(key)
        contraction, _, rest = key.partition(" ")
        if not found and rest and contraction in _CONTRACTIONS:
            found = self._gazetteer.named(f"{_CONTRACTIONS[contraction]} {rest}")
        return found

    def _capital(self, country: str | None) -> Place | None:
        entry = self._countries.country(country) if country else None
        if entry is None:
            return None
        found = self._gazetteer.named(fold_name(entry.capital), entry.code)
        return found[0].place if found else None

    @cached_property
    def _words(self) -> list[str]:
        return sorted(self._common)

    @cached_property
    def _prominent(self) -> list[str]:
        names: list[str] = []
        for place in self._gazetteer.largest(len(self._gazetteer)):
            if place.population < VERY_PROMINENT:
                break
            names.extend(fold_name(name) for name in place.names)
        return [name for name in names if not is_all_common(name, self._common)]
