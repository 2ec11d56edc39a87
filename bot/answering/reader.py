"""Understand a question: its language, its cities, what it asks for, what it leaves unsaid."""

from __future__ import annotations

from dataclasses import replace

from bot.answering.conversation import Resolved, next_topic, resolve
from bot.answering.language import detect_language
from bot.answering.outcome import Topic
from bot.answering.questions import Asked, read_question
from bot.answering.reading import Reading
from knowledge.editions import Edition
from knowledge.places import Mentions, PlaceIndex
from prompts.replies import Language, Reply


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
        mentions = self._place_index(edition).find(question)
        # The name of a city says nothing of the language it is asked about in.
        tongue = language or detect_language(mentions.strike(question), fallback)
        resolved = resolve(question, tongue, topic, mentions)
        if profile is not None:
            resolved = replace(resolved, profiles=())
        known = tuple(slug for slug in resolved.profiles if slug in edition.catalog)
        reading = _read(question, tongue, mentions, replace(resolved, profiles=known), profile)
        cities = dict.fromkeys(edition.catalog[slug].city for slug in known)
        return replace(reading, about=", ".join(cities) or None)

    def _place_index(self, edition: Edition) -> PlaceIndex:
        kept = self._places
        if kept is None or kept[0] != edition.id:
            index = PlaceIndex(edition.catalog, is_topic=edition.index.knows)
            kept = self._places = (edition.id, index)
        return kept[1]


def _read(
    question: str,
    language: Language,
    mentions: Mentions,
    resolved: Resolved,
    profile: str | None,
) -> Reading:
    named = (profile,) if profile else mentions.profiles
    absent = mentions.absent[0] if mentions.absent else None
    return Reading(
        question=question,
        language=language,
        search=resolved.search,
        asked=_ask(question, mentions, resolved, profile),
        profiles=named or resolved.profiles or _of_countries(mentions),
        certain=bool(named) or (bool(resolved.profiles) and resolved.points_back),
        missing=absent.surface if absent else None,
        nearest=absent.nearest if absent else (),
        choices=() if named else tuple(s for m in mentions.ambiguous for s in m.profiles),
        subject=resolved.subject,
        resolved=resolved,
        mentions=mentions,
    )


def _ask(question: str, mentions: Mentions, resolved: Resolved, profile: str | None) -> Asked:
    """Tell what a question asks for, by the last one's words, too, where it takes them over."""
    cities = len({city.profiles for city in mentions.cities if not city.is_ambiguous})
    cities = cities or len(resolved.profiles) or (1 if profile else 0)
    whole = f"{question} {resolved.subject}" if resolved.subject else question
    asked = read_question(whole, cities=cities, rest=resolved.search)
    if len(resolved.profiles) > 1:
        return replace(asked, shape="comparison")
    return asked


def _of_countries(mentions: Mentions) -> tuple[str, ...]:
    slugs = (slug for country in mentions.countries for slug in country.profiles)
    return tuple(dict.fromkeys(slugs))


def topic_after(reading: Reading, reply: Reply, last: Topic | None) -> Topic:
    """Return what the next question may take over: the cities asked about, else the one quoted."""
    quoted = tuple(dict.fromkeys(quote.profile for quote in reply.quotes))
    profiles = reading.profiles if reading.certain or reading.about else ()
    if not profiles and len(quoted) == 1:
        profiles = quoted
    return next_topic(reading.question, reading.resolved, profiles, last, reading.mentions)
