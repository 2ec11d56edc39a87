"""The names by which each profile's city can be called."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from knowledge.places.countries import Countries
from knowledge.places.gazetteer import Gazetteer, Place
from knowledge.places.spelling import fold_name

LONGEST_NAME = 5
"""Words of the longest name looked for."""
SHORTEST_FOREIGN_NAME = 4
"""Letters a name in a further language must have, so that it is no chance word."""
_OFFICIAL = re.compile(
    r"^(?:city|town|municipality|ville|commune|municipalit[ée]|mairie|m[ée]tropole)\s+(?:of\s+|de\s+|d['’])",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r"\s+(?:city|municipality|kommune|gemeente)$", re.IGNORECASE)
_SLUG_SUFFIX = re.compile(r"[-_.](?:fr|en)$", re.IGNORECASE)
_PARTS = re.compile(r"\s*[/(),|–—]\s*")
_ARTICLES = {"le": ("au", "du"), "les": ("aux", "des")}


class Entry(Protocol):
    """What a profile, or a catalogue of profiles, says of a city."""

    @property
    def slug(self) -> str:
        """The profile's stable name."""

    @property
    def title(self) -> str:
        """The title of its page."""

    @property
    def city(self) -> str:
        """The city's name on it."""

    @property
    def country(self) -> str | None:
        """The country's name on it."""

    @property
    def names(self) -> tuple[str, ...]:
        """Other names of the city that the page gives."""


@dataclass(frozen=True, slots=True)
class ProfiledCity:
    """A city that has profiles.

    Attributes:
        profiles: their slugs; pages of one city in two languages share it.
        names: as its profiles, its country, French and English call it.
        others: its names in further languages.
        country: its code, None where no profile gives it.
        place: its entry in the kept source, None where it has none.
    """

    profiles: tuple[str, ...]
    names: tuple[str, ...]
    others: tuple[str, ...] = ()
    country: str | None = None
    place: Place | None = None
    keys: frozenset[str] = field(default=frozenset(), repr=False)


class CityNames:
    """Gathers the names of the cities of all profiles.

    Args:
        profiles: by slug.
        gazetteer: the kept source of names.
        countries: the kept table of countries.
    """

    def __init__(
        self, profiles: Mapping[str, Entry], gazetteer: Gazetteer, countries: Countries
    ) -> None:
        self._gazetteer = gazetteer
        self._countries = countries
        self.cities = tuple(self._gather(profiles))

    def _gather(self, profiles: Mapping[str, Entry]) -> Iterator[ProfiledCity]:
        groups: list[list[ProfiledCity]] = []
        by_key: defaultdict[str, list[list[ProfiledCity]]] = defaultdict(list)
        for profile in profiles.values():
            city = self._name(profile)
            alike = (group for key in sorted(city.keys) for group in by_key[key])
            group = next((group for group in alike if _is_same(group[0], city)), None)
            if group is None:
                group = []
                groups.append(group)
            group.append(city)
            for key in city.keys:
                by_key[key].append(group)
        return (_merge(group) for group in groups)

    def _name(self, profile: Entry) -> ProfiledCity:
        own = tuple(own_names(profile))
        country = self._countries.code(profile.country)
        place = self._place({fold_name(name) for name in _first_names(profile)}, country)
        names = tuple(dict.fromkeys((*own, *(place.names if place else ()))))
        return ProfiledCity(
            profiles=(profile.slug,),
            names=names,
            others=place.others if place else (),
            country=country or (place.country if place else None),
            place=place,
            keys=frozenset(map(fold_name, names)),
        )

    def _place(self, keys: set[str], country: str | None) -> Place | None:
        found = [named for key in keys for named in self._gazetteer.named(key, country)]
        own = [named.place for named in found if not named.foreign]
        if country is None and len({place.row for place in own}) != 1:
            return None
        candidates = own or [named.place for named in found]
        return min(candidates, key=lambda place: place.row, default=None)


def own_names(profile: Entry) -> Iterator[str]:
    """Give the names that a profile itself has for its city, without "City of" and the like."""
    for name in (profile.city, *profile.names, *_title_names(profile)):
        whole = _strip_official(name)
        for candidate in (name.strip(), whole):
            if fold_name(candidate):
                yield candidate
        if "/" in whole or "(" in whole:
            yield from filter(fold_name, _PARTS.split(whole))
    yield from _slug_names(profile)


def _first_names(profile: Entry) -> Iterator[str]:
    """Give the names by which its place is looked up: in brackets there may stand a province."""
    whole = _strip_official(profile.city)
    yield whole
    yield _PARTS.split(whole)[0]
    yield from _slug_names(profile)


def _strip_official(name: str) -> str:
    return _SUFFIX.sub("", _OFFICIAL.sub("", name.strip())).strip()


def _slug_names(profile: Entry) -> Iterator[str]:
    slug = _SLUG_SUFFIX.sub("", profile.slug)
    if slug and not any(map(str.isdigit, slug)):
        yield slug.replace("-", " ")


def _title_names(profile: Entry) -> Iterator[str]:
    head, comma, tail = profile.title.partition(",")
    if comma and profile.country and fold_name(tail) == fold_name(profile.country):
        yield head


def spellings(name: str) -> Iterator[str]:
    """Give the keys of a name: with "au" and "du" where it begins with "Le".

    >>> list(spellings("Le Cap"))
    ['le cap', 'au cap', 'du cap']
    """
    key = fold_name(name)
    yield key
    article, _, rest = key.partition(" ")
    for contraction in _ARTICLES.get(article, ()):
        if rest:
            yield f"{contraction} {rest}"


def _is_same(one: ProfiledCity, other: ProfiledCity) -> bool:
    if one.place and other.place:
        return one.place.row == other.place.row
    countries_agree = one.country == other.country or None in (one.country, other.country)
    names_agree = fold_name(one.names[0]) in other.keys or fold_name(other.names[0]) in one.keys
    return countries_agree and names_agree


def _merge(group: list[ProfiledCity]) -> ProfiledCity:
    places = [city.place for city in group if city.place]
    countries = [city.country for city in group if city.country]
    names = tuple(dict.fromkeys(name for city in group for name in city.names))
    return ProfiledCity(
        profiles=tuple(slug for city in group for slug in city.profiles),
        names=names,
        others=tuple(dict.fromkeys(name for city in group for name in city.others)),
        country=countries[0] if countries else None,
        place=places[0] if places else None,
        keys=frozenset(map(fold_name, names)),
    )
