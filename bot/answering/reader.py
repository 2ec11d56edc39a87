"""Understand a question: its language, its cities, what it asks for, what it leaves unsaid."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.answering.conversation import Resolved, next_topic, resolve
from bot.answering.language import detect_language
from bot.answering.outcome import Topic
from bot.answering.questions import Asked, read_question
from bot.answering.reading import Reading
from bot.answering.wording import subject_of
from knowledge.editions import Edition
from knowledge.places import Mentions, PlaceIndex
from prompts.replies import Language, Reply

SHORTEST_LEAD = 2
"""Words before a country that leave nothing else to ask about: "Et en Turquie ?"."""
_CITIES_OF = re.compile(
    r"\b(?:villes?|communes?|cit(?:y|ies)|towns?|municipalit(?:y|ies|[ée]s?)|profiles?|profils?)"
    r"(?: \w+)? (?:in|of|from|en|au|aux|du|de|des) (?:the |l['’]|la |les )?$",
    re.IGNORECASE,
)
NEAREST = 3
"""Cities of the same country that are offered in place of one that no source knows."""
_APPOSED = re.compile(
    r"\s*[,(]?\s*(?:(?:in|en|au|aux)\s+)?(?:the\s+|la\s+|le\s+|l[’'])?", re.IGNORECASE
)


class Reader:
    """Reads questions about the cities of an edition; keeps the names of the last edition."""

    def __init__(self) -> None:
        self._places: tuple[str, PlaceIndex] | None = None

    def read(
        self,
        edition: Edition,
        question: str,
        *,
        language: Language | None,
        fallback: Language,
        topic: Topic | None,
        profile: str | None,
    ) -> Reading:
        """Return a question as understood; see ``Answerer.answer`` for the arguments."""
        mentions = _keep_to(topic, self._place_index(edition).find(question))
        # The name of a city says nothing of the language it is asked about in.
        tongue = language or detect_language(mentions.strike(question), fallback)
        resolved = resolve(question, tongue, topic, mentions)
        known = tuple(slug for slug in resolved.profiles if slug in edition.catalog)
        if profile is not None:
            mentions, known = _choose(mentions, profile), ()
        reading = _read(question, tongue, mentions, replace(resolved, profiles=known), profile)
        names = {slug: edition.catalog[slug].city for slug in reading.profiles}
        about = ", ".join(dict.fromkeys(names[slug] for slug in known)) or None
        return replace(reading, about=about, cities=_group(reading, names))

    def _place_index(self, edition: Edition) -> PlaceIndex:
        kept = self._places
        if kept is None or kept[0] != edition.id:
            index = PlaceIndex(edition.catalog, is_topic=edition.index.knows)
            kept = self._places = (edition.id, index)
        return kept[1]


def _keep_to(topic: Topic | None, mentions: Mentions) -> Mentions:
    """Let the conversation settle which city of a name is meant, where it is about one of them."""
    talked_about = set(topic.profiles if topic else ())
    return replace(
        mentions,
        cities=tuple(
            replace(city, cities=tuple(kept))
            if len(kept := [slugs for slugs in city.cities if talked_about & set(slugs)]) == 1
            else city
            for city in mentions.cities
        ),
    )


def _choose(mentions: Mentions, profile: str) -> Mentions:
    """Let a person's choice settle which city of a name is meant."""
    settled = (replace(city, cities=((profile,),)) for city in mentions.ambiguous[:1])
    plain = (city for city in mentions.cities if not city.is_ambiguous)
    return replace(mentions, cities=(*plain, *settled))


def _group(reading: Reading, names: dict[str, str]) -> tuple[tuple[str, ...], ...]:
    """Return the cities of a reading, each with its slugs: one may have pages in two languages."""
    named = (city.profiles for city in reading.mentions.cities if not city.is_ambiguous)
    groups = [slugs for slugs in dict.fromkeys(named) if set(slugs) <= set(names)]
    rest = [slug for slug in names if not any(slug in slugs for slugs in groups)]
    by_name: dict[str, list[str]] = {}
    for slug in rest:
        by_name.setdefault(names[slug], []).append(slug)
    return (*groups, *map(tuple, by_name.values()))


def _read(
    question: str,
    language: Language,
    mentions: Mentions,
    resolved: Resolved,
    profile: str | None,
) -> Reading:
    named = (profile,) if profile else mentions.profiles
    lands = () if named or resolved.profiles else mentions.countries
    empty = _empty_country(question, mentions) if lands else None
    located = _locate_absent(question, mentions)
    return Reading(
        question=question,
        language=language,
        search=resolved.search,
        asked=_ask(question, mentions, resolved, profile),
        profiles=named or resolved.profiles or (() if located else _of_countries(mentions)),
        certain=bool(named) or (bool(resolved.profiles) and resolved.points_back),
        missing=", ".join(city.surface for city in mentions.absent) or empty,
        nearest=(mentions.absent[0].nearest or located) if mentions.absent else (),
        choices=() if named else tuple(s for m in mentions.ambiguous for s in m.profiles),
        subject=resolved.subject,
        resolved=resolved,
        mentions=mentions,
    )


def _locate_absent(question: str, mentions: Mentions) -> tuple[str, ...]:
    """Return the cities of the country that is said after a city without a profile.

    The country tells where that city is, not whose profiles to ask: "Odense, Denmark".
    """
    return tuple(
        slug
        for city in mentions.absent
        for land in mentions.countries
        if city.end < land.start and _APPOSED.fullmatch(question[city.end : land.start])
        for slug in land.profiles
    )[:NEAREST]


def _empty_country(question: str, mentions: Mentions) -> str | None:
    """Return the country whose cities are asked for, where none of them has a profile.

    "Cities in Turkey" are; "returnees from Syria" are not.
    """
    for land in mentions.countries:
        before = question[: land.start]
        asked_for = _CITIES_OF.search(before) or len(before.split()) <= SHORTEST_LEAD
        if not land.profiles and not land.adjective and asked_for:
            return land.surface
    return None


def _ask(question: str, mentions: Mentions, resolved: Resolved, profile: str | None) -> Asked:
    """Tell what a question asks for: by the last one's words where it has none of its own."""
    named = {city.profiles for city in mentions.cities if not city.is_ambiguous}
    cities = len(named) + len(mentions.absent) if named else 0
    cities = cities or len(resolved.profiles) or (1 if profile else 0)
    asked = read_question(question, cities=cities, rest=resolved.search)
    if resolved.subject and not subject_of(mentions.strike(question)):
        asked = read_question(f"{question} {resolved.subject}", cities=cities, rest=resolved.search)
    elif resolved.subject:
        own = read_question(question, cities=cities, rest=mentions.strike(question))
        asked = replace(asked, fact=own.fact, kind=own.kind)
    return replace(asked, shape="comparison") if len(resolved.profiles) > 1 else asked


def _of_countries(mentions: Mentions) -> tuple[str, ...]:
    slugs = (slug for country in mentions.countries for slug in country.profiles)
    return tuple(dict.fromkeys(slugs))


def topic_after(reading: Reading, reply: Reply, last: Topic | None) -> Topic:
    """Return what the next question may take over: the cities asked about, else the one quoted."""
    quoted = tuple(dict.fromkeys(quote.profile for quote in reply.quotes))
    profiles = reading.profiles if reading.certain or reading.about else ()
    if reply.urgent:
        # What someone in danger wrote is not repeated to them.
        return replace(last or Topic(), profiles=profiles or (last or Topic()).profiles)
    if not profiles and len(quoted) == 1:
        profiles = quoted
    return next_topic(reading.question, reading.resolved, profiles, last, reading.mentions)
