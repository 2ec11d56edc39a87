"""Which places a question names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from knowledge.places.absent import AbsentCities
from knowledge.places.context import Question, Span, context_words
from knowledge.places.countries import Countries, CountryName, open_countries
from knowledge.places.gazetteer import Gazetteer, common_words, open_gazetteer
from knowledge.places.mentions import AbsentCity, CityMention, CountryMention, Mentions
from knowledge.places.names import LONGEST_NAME, CityNames, Entry, ProfiledCity, spellings
from knowledge.places.readings import (
    is_all_common,
    reads_as_country,
    reads_as_misspelt,
    reads_as_profiled,
)
from knowledge.places.spelling import fold_name, split_words
from knowledge.places.typos import SHORTEST, guess_names

SHORTEST_FOREIGN_NAME = 4
"""Letters a name in a further language must have, so that it is no chance word."""
SHORTEST_UNANNOUNCED = 6
"""Letters a misspelt name must have where neither a capital nor a preposition announces it."""
LONGEST_MISSPELT = 3
"""Words of the longest misspelt name."""
_Match = CityMention | CountryMention | AbsentCity


class PlaceIndex:
    """Finds the places that questions name, for the profiles of one edition.

    Args:
        profiles: what each says of its city, by slug.
        is_topic: tells whether the profiles speak of a name, so that it is no strange city.
        gazetteer, countries, common: the kept sources, opened where none are given.
    """

    def __init__(
        self,
        profiles: Mapping[str, Entry],
        *,
        is_topic: Callable[[str], bool] = lambda name: False,
        gazetteer: Gazetteer | None = None,
        countries: Countries | None = None,
        common: frozenset[str] | None = None,
    ) -> None:
        self._gazetteer = gazetteer or open_gazetteer()
        self._countries = countries or open_countries()
        self._common = common_words() if common is None else common
        self.cities = CityNames(profiles, self._gazetteer, self._countries).cities
        self._absent = AbsentCities(
            self.cities, self._gazetteer, self._countries, self._common, is_topic
        )
        self._by_key: defaultdict[str, list[int]] = defaultdict(list)
        self._by_country: defaultdict[str, list[str]] = defaultdict(list)
        for number, city in enumerate(self.cities):
            self._add(number, city)
        self._own_keys = tuple(
            dict.fromkeys(fold_name(name) for city in self.cities for name in city.names)
        )

    def find(self, question: str) -> Mentions:
        """Return every place that a question names."""
        matches = list(self._scan(Question.read(question)))
        countries = tuple(match for match in matches if isinstance(match, CountryMention))
        cities, absent = [], []
        for match in matches:
            settled = match
            if isinstance(match, CityMention):
                settled = self._settle(match, question, countries)
            if isinstance(settled, CityMention):
                cities.append(settled)
            elif isinstance(settled, AbsentCity):
                absent.append(settled)
        return Mentions(tuple(cities), countries, tuple(absent))

    def _add(self, number: int, city: ProfiledCity) -> None:
        for name in city.names:
            self._register(name, number)
        for name in city.others:
            if self._is_safe(fold_name(name), city):
                self._register(name, number)
        if city.country:
            self._by_country[city.country].extend(city.profiles)

    def _register(self, name: str, number: int) -> None:
        for key in spellings(name):
            if number not in self._by_key[key]:
                self._by_key[key].append(number)

    def _is_safe(self, key: str, city: ProfiledCity) -> bool:
        """Tell whether a name in a further language can mean nothing else."""
        if len(key) < SHORTEST_FOREIGN_NAME or is_all_common(key, self._common):
            return False
        if self._countries.named(key):
            return False
        bearers = (named.place.row for named in self._gazetteer.named(key) if not named.foreign)
        return all(city.place is not None and row == city.place.row for row in bearers)

    def _scan(self, question: Question) -> Iterator[_Match]:
        position = 0
        while position < len(question.words):
            match = self._match_at(question, position)
            if match is None:
                position += 1
            else:
                yield match
                while position < len(question.words) and question.words[position].start < match.end:
                    position += 1

    def _match_at(self, question: Question, position: int) -> _Match | None:
        """Return the longest name that begins at a word; a right spelling goes before a slip."""
        spans = list(question.spans(position, LONGEST_NAME))
        for span in spans:
            if span.key in context_words("regions"):
                return None
            match = self._match_exact(span)
            if match is not None:
                return match
        for span in spans[-LONGEST_MISSPELT:]:
            misspelt = self._match_misspelt(span) or self._absent.match_misspelt(span)
            if misspelt is not None:
                return misspelt
        strange = (
            self._absent.match_unheard(span, located=self._is_located(span)) for span in spans
        )
        return next(filter(None, strange), None)

    def _match_exact(self, span: Span) -> _Match | None:
        numbers = self._by_key.get(span.key)
        if numbers and reads_as_profiled(
            span, self._common, country_follows=self._country_follows(span)
        ):
            return self._mention(span, numbers)
        return self._match_country(span) or self._absent.match(span)

    def _country_follows(self, span: Span) -> bool:
        following = span.question.key(span.last, 1)
        return bool(following) and self._named_country(following) is not None

    def _is_located(self, span: Span) -> bool:
        """Tell whether the country is said after a name: "Novakrinje, en Serbie"."""
        question, at = span.question, span.last
        if question.key(at, 1) in context_words("country_leads"):
            at += 1
        elif not question.parted(at) or question.starts_sentence(at):
            return False
        found = self._named_country(question.key(at, 1)) or self._named_country(question.key(at, 2))
        return found is not None and not found.adjective

    def _match_country(self, span: Span) -> CountryMention | None:
        found = self._named_country(span.key)
        if found is None or not reads_as_country(span, found, self._common):
            return None
        if span.before() == "a" and not found.adjective and self._gazetteer.named(span.key):
            return None
        return CountryMention(
            span.start,
            span.end,
            span.surface,
            found.code,
            tuple(self._by_country.get(found.code, ())),
            found.adjective,
        )

    def _named_country(self, key: str) -> CountryName | None:
        found = self._countries.named(key)
        if found is None and key in self._by_country:
            return CountryName(key, adjective=False)
        return found

    def _match_misspelt(self, span: Span) -> CityMention | None:
        if not reads_as_misspelt(span, self._common, SHORTEST):
            return None
        announced = span.follows_locative or span.has_capital
        if not announced and len(span.key) < SHORTEST_UNANNOUNCED:
            return None
        guesses = guess_names(span.key, self._own_keys)
        if not guesses:
            return None
        numbers = sorted({number for guess in guesses for number in self._by_key[guess.name]})
        mention = self._mention(span, numbers)
        return replace(mention, exact=False, score=guesses[0].score)

    def _mention(self, span: Span, numbers: Sequence[int]) -> CityMention:
        cities = tuple(self.cities[number].profiles for number in numbers)
        return CityMention(span.start, span.end, span.surface, cities)

    def _settle(
        self, city: CityMention, question: str, countries: Sequence[CountryMention]
    ) -> CityMention | AbsentCity:
        """Let a named country choose between cities of one name, or tell that it is another's."""
        fitting = [known for known in self.cities if known.profiles in city.cities]
        named = {land.code for land in countries if city.is_ambiguous or not land.adjective}
        there = [known for known in fitting if known.country in named]
        if not there and city.is_ambiguous:
            there = [known for known in fitting if self._spells_country(question, city, known)]
        if there:
            return replace(city, cities=tuple(known.profiles for known in there))
        beside = next((land for land in countries if _stands_beside(city, land, question)), None)
        if beside is None or not city.exact:
            return city
        places = self._gazetteer.named(fold_name(city.surface), beside.code)
        if not places and question[city.end :].lstrip()[:1] not in (",", "("):
            return city
        nearest = self._absent.nearest(places[0].place) if places else beside.profiles
        return AbsentCity(city.start, city.end, city.surface, beside.code, nearest)

    def _spells_country(self, question: str, city: CityMention, known: ProfiledCity) -> bool:
        """Tell whether the question holds a city's country, in lower case or misspelt."""
        country = self._countries.country(known.country or "")
        if country is None:
            return False
        rest = split_words(question[: city.start] + question[city.end :])
        names = [fold_name(country.english), fold_name(country.french)]
        return any(guess_names(word.folded, names) for word in rest)


def _stands_beside(city: CityMention, country: CountryMention, question: str) -> bool:
    """Tell whether a country is said just after a city, as in "Tripoli, Libya"."""
    between = question[city.end : country.start]
    return not country.adjective and between.strip(" ,(-–").casefold() in ("", "in", "en", "au")
