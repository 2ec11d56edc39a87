"""What a question says of places."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CityMention:
    """A city that has a profile.

    Attributes:
        start, end: of the mention in the question; ``surface`` is what stands there.
        cities: for each city of that name, the slugs of its profiles.
        exact: whether the name is written as one knows it, accents and case aside.
        score: 1 where exact, else the share of letters that agree.
    """

    start: int
    end: int
    surface: str
    cities: tuple[tuple[str, ...], ...]
    exact: bool = True
    score: float = 1.0

    @property
    def profiles(self) -> tuple[str, ...]:
        """Return the slugs of every city of that name."""
        return tuple(slug for slugs in self.cities for slug in slugs)

    @property
    def is_ambiguous(self) -> bool:
        """Tell whether several cities have that name."""
        return len(self.cities) > 1


@dataclass(frozen=True, slots=True)
class CountryMention:
    """A country, by its name or its adjective; ``profiles`` are the slugs of its cities."""

    start: int
    end: int
    surface: str
    code: str
    profiles: tuple[str, ...]
    adjective: bool = False


@dataclass(frozen=True, slots=True)
class AbsentCity:
    """A city that has no profile.

    Attributes:
        country: ISO 3166 code, None where the city is in no kept source.
        nearest: slugs of cities that have a profile, nearest first.
        known: whether the kept source of names has it.
    """

    start: int
    end: int
    surface: str
    country: str | None = None
    nearest: tuple[str, ...] = ()
    known: bool = True


@dataclass(frozen=True, slots=True)
class Mentions:
    """Every place named in a question, in the order of its words."""

    cities: tuple[CityMention, ...] = ()
    countries: tuple[CountryMention, ...] = ()
    absent: tuple[AbsentCity, ...] = ()

    @property
    def profiles(self) -> tuple[str, ...]:
        """Return the slugs of the cities named without ambiguity, each once."""
        named = (slug for city in self.cities if not city.is_ambiguous for slug in city.profiles)
        return tuple(dict.fromkeys(named))

    @property
    def ambiguous(self) -> tuple[CityMention, ...]:
        """Return the mentions that several cities fit."""
        return tuple(city for city in self.cities if city.is_ambiguous)

    @property
    def named_nothing(self) -> bool:
        """Tell whether no place at all is named."""
        return not (self.cities or self.countries or self.absent)

    def strike(self, question: str, *, countries: bool = False, adjectives: bool = False) -> str:
        """Return the question without the names of cities in it; of countries, too, where asked."""
        spans = [(city.start, city.end) for city in self.cities]
        spans += [(city.start, city.end) for city in self.absent]
        for land in self.countries:
            if adjectives if land.adjective else countries:
                spans.append((land.start, land.end))
        kept, position = [], 0
        for start, end in sorted(spans):
            kept.append(question[position:start])
            position = end
        return " ".join("".join((*kept, question[position:])).split())
