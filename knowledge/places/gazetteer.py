"""The kept source of names: cities of the world by any of their names."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import asin, cos, radians, sin, sqrt

EARTH_RADIUS = 6371.0
"""Kilometres."""
_TAB, _LINE_END = b"\t", b"\n"


@dataclass(frozen=True, slots=True)
class Place:
    """A city of the world.

    Attributes:
        row: its position in the kept source, by falling population.
        names: as its country writes it, and in French and English.
        others: its names in further languages, in Latin letters.
        country: ISO 3166 code.
        latitude, longitude: in degrees, to a tenth.
        population: to a thousand.
    """

    row: int
    names: tuple[str, ...]
    others: tuple[str, ...]
    country: str
    latitude: float
    longitude: float
    population: int

    def distance(self, other: Place) -> float:
        """Return the great-circle distance to another place, in kilometres (haversine formula)."""
        south, north = radians(self.latitude), radians(other.latitude)
        east = radians(other.longitude - self.longitude)
        half_chord = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin(east / 2) ** 2
        return 2 * EARTH_RADIUS * asin(min(1.0, sqrt(half_chord)))


@dataclass(frozen=True, slots=True)
class Named:
    """A place found by a name; ``foreign`` when only another language calls it so."""

    place: Place
    foreign: bool


class Gazetteer:
    """Finds cities by name without reading them all.

    Args:
        packed: the file that ``knowledge.places.build`` writes: lines of cities and lines of
            their index, sorted by bytes, compressed.
    """

    def __init__(self, packed: bytes) -> None:
        cities, self._index = zlib.decompress(packed).split(b"\f")
        self._rows = cities.split(_LINE_END)

    def __len__(self) -> int:
        return len(self._rows)

    def named(self, key: str, country: str | None = None) -> tuple[Named, ...]:
        """Return the places of a folded name, largest first, where given only of one country."""
        found = (
            Named(self.place(int(entry.lstrip("~"))), entry.startswith("~"))
            for entry in self._entries(key)
        )
        return tuple(named for named in found if country in (None, named.place.country))

    def place(self, row: int) -> Place:
        """Return the place of a row."""
        names, others, country, latitude, longitude, thousands = (
            self._rows[row].decode().split("\t")
        )
        return Place(
            row=row,
            names=tuple(names.split(";")),
            others=tuple(others.split(";")) if others else (),
            country=country,
            latitude=float(latitude),
            longitude=float(longitude),
            population=int(thousands) * 1000,
        )

    def largest(self, count: int) -> Iterator[Place]:
        """Give the largest cities of the world."""
        for row in range(min(count, len(self._rows))):
            yield self.place(row)

    def _entries(self, key: str) -> list[str]:
        wanted = key.encode()
        low, high = 0, len(self._index)
        while low < high:
            start = self._index.rfind(_LINE_END, low, (low + high) // 2) + 1 or low
            end = self._index.find(_LINE_END, start)
            end = len(self._index) if end < 0 else end
            found, _, rows = self._index[start:end].partition(_TAB)
            if found == wanted:
                return sorted(rows.decode().split(","), key=lambda row: int(row.lstrip("~")))
            if found < wanted:
                low = end + 1
            else:
                high = start
        return []


@cache
def open_gazetteer() -> Gazetteer:
    """Return the kept source, read once."""
    return Gazetteer(_read("cities.z"))


@cache
def common_words() -> frozenset[str]:
    """Return the folded common words of French and English."""
    return frozenset(zlib.decompress(_read("words.z")).decode().split("\n"))


def _read(name: str) -> bytes:
    return (resources.files(__package__) / "data" / name).read_bytes()
