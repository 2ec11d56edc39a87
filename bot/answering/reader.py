"""Understand a question: its language, its cities, what the conversation adds, what it asks."""

from __future__ import annotations

from bot.answering.conversation import resolve
from bot.answering.language import detect_language
from bot.answering.outcome import Topic
from bot.answering.reading import Reading
from knowledge.editions import Edition
from knowledge.places import PlaceIndex
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
        tongue = language or detect_language(question, fallback)
        mentions = self._place_index(edition).find(question)
        resolved = resolve(question, detect_language(question, fallback), topic, mentions)
        return _read(edition, question, tongue, mentions, resolved, profile)

    def _place_index(self, edition: Edition) -> PlaceIndex:
        kept = self._places
        if kept is None or kept[0] != edition.id:
            kept = self._places = (edition.id, PlaceIndex(edition.catalog))
        return kept[1]
