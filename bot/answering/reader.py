"""Understand a question: its language, its cities, and what it asks for."""

from __future__ import annotations

from bot.answering.language import detect_language
from bot.answering.outcome import Topic
from bot.answering.questions import read_question
from bot.answering.reading import Reading
from knowledge.editions import Edition
from knowledge.places import Mentions, PlaceIndex
from knowledge.search.terms import words
from prompts.replies import Language


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
        del topic
        mentions = self._place_index(edition).find(question)
        # The name of a city says nothing of the language it is asked about in.
        tongue = language or detect_language(mentions.strike(question), fallback)
        return _read(question, tongue, mentions, profile)

    def _place_index(self, edition: Edition) -> PlaceIndex:
        kept = self._places
        if kept is None or kept[0] != edition.id:
            kept = self._places = (edition.id, PlaceIndex(edition.profiles))
        return kept[1]


def _read(question: str, language: Language, mentions: Mentions, profile: str | None) -> Reading:
    rest = mentions.strike(question)
    profiles = (profile,) if profile else mentions.profiles
    absent = mentions.absent[0] if mentions.absent else None
    asked = read_question(question, cities=len(profiles), rest=rest)
    return Reading(
        question=question,
        language=language,
        search=rest,
        asked=asked,
        profiles=profiles or _of_countries(mentions),
        certain=bool(profiles),
        missing=absent.surface if absent else None,
        nearest=absent.nearest if absent else (),
        choices=() if profiles else tuple(s for m in mentions.ambiguous for s in m.profiles),
    )


def _of_countries(mentions: Mentions) -> tuple[str, ...]:
    slugs = (slug for country in mentions.countries for slug in country.profiles)
    return tuple(dict.fromkeys(slugs))


def topic_after(reading: Reading, last: Topic | None) -> Topic:
    """Return what the next question may take over."""
    subject = " ".join(words(reading.search))
    kept = last or Topic()
    return Topic(reading.profiles or kept.profiles, subject or kept.subject)
