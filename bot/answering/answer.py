"""From a question to a reply."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from bot.answering.confidence import Model, fitted_model
from bot.answering.facts import quote_fact
from bot.answering.finding import Finding, find
from bot.answering.gathering import compare, list_cities, summarise
from bot.answering.outcome import Outcome, Topic
from bot.answering.questions import FactName
from bot.answering.quotes import check_quote
from bot.answering.reader import Reader, topic_after
from bot.answering.reading import Reading
from bot.settings import Settings
from knowledge.editions import Edition
from prompts.replies import (
    Answer,
    CityChoice,
    Closest,
    FactAnswer,
    Found,
    Language,
    NotFound,
    Reply,
    WhichCity,
)

MOST_CHOICES: Final = 8


class Answerer:
    """Answers questions from the current edition.

    Args:
        editions: returns the current edition; called once a question.
        settings: cuts of the confidence, where they replace the fitted ones.
    """

    def __init__(self, editions: Callable[[], Edition], settings: Settings) -> None:
        self._editions = editions
        self._model = _with_cuts(fitted_model(), settings)
        self._reader = Reader()

    def answer(
        self,
        question: str,
        *,
        language: Language | None = None,
        fallback: Language = "en",
        topic: Topic | None = None,
        profile: str | None = None,
    ) -> Outcome:
        """Answer a question.

        Args:
            question: as typed.
            language: of the reply; told from the question where None.
            fallback: language of the reply where the question's can't be told.
            topic: what the conversation is about.
            profile: slug of the city that a person chose.

        Raises:
            QuoteError: the edition's text changed under a quote.
        """
        edition = self._editions()
        reading = self._reader.read(
            edition, question, language=language, fallback=fallback, topic=topic, profile=profile
        )
        reply = self._reply(edition, reading)
        for quote in reply.quotes:
            check_quote(edition.profiles, quote)
        return Outcome(reply, topic_after(reading, topic))

    def _reply(self, edition: Edition, reading: Reading) -> Reply:
        if reading.choices:
            return _which_city(edition, reading)
        if reading.missing and not reading.profiles:
            return _no_profile(edition, reading)
        match reading.asked.shape:
            case "comparison":
                return compare(reading, edition, self._model)
            case "list":
                found = list_cities(reading, edition, self._model)
                return found or _reply_of(edition, reading, Finding())
            case "summary":
                return summarise(reading, edition)
        return self._one_answer(edition, reading)

    def _one_answer(self, edition: Edition, reading: Reading) -> Reply:
        if reading.asked.fact:
            fact = _fact_answer(edition, reading, reading.asked.fact)
            if fact is not None:
                return fact
        finding = find(reading, edition, self._model, reading.profiles or None)
        return _reply_of(edition, reading, finding)


def _fact_answer(edition: Edition, reading: Reading, name: FactName) -> Reply | None:
    slugs = reading.profiles or tuple(edition.profiles)
    if len(slugs) > 1:
        return _which_city(edition, replace(reading, choices=slugs))
    found = quote_fact(edition.profiles[slugs[0]], name) if slugs else None
    if found is None:
        return None
    fact, quote = found
    return FactAnswer(
        question=reading.question,
        language=reading.language,
        edition=edition.id,
        edition_date=edition.created,
        confidence=1.0,
        quotes=(quote,),
        passages=(Found(quote.profile, quote.section, 1.0),),
        about=reading.about,
        fact=fact.kind,
        value=fact.value,
        city=quote.city,
    )


def _with_cuts(model: Model, settings: Settings) -> Model:
    answer = model.answer if settings.answer_cut is None else settings.answer_cut
    closest = model.closest if settings.closest_cut is None else settings.closest_cut
    return replace(model, answer=answer, closest=closest)


def _reply_of(edition: Edition, reading: Reading, finding: Finding) -> Reply:
    kinds = {"answered": Answer, "closest": Closest, "not_found": NotFound}
    found = kinds[finding.state](
        question=reading.question,
        language=reading.language,
        edition=edition.id,
        edition_date=edition.created,
        confidence=round(finding.probability, 4),
        quotes=() if finding.state == "not_found" else finding.quotes,
        passages=finding.passages,
        about=reading.about,
        subject=reading.subject,
    )
    if isinstance(found, NotFound) and reading.profiles:
        return replace(found, city=edition.profiles[reading.profiles[0]].city)
    return found


def _no_profile(edition: Edition, reading: Reading) -> NotFound:
    return NotFound(
        question=reading.question,
        language=reading.language,
        edition=edition.id,
        edition_date=edition.created,
        city=reading.missing,
        has_profile=False,
        nearest=tuple(edition.profiles[slug].city for slug in reading.nearest),
    )


def _which_city(edition: Edition, reading: Reading) -> WhichCity:
    profiles = [edition.profiles[slug] for slug in reading.choices[:MOST_CHOICES]]
    return WhichCity(
        question=reading.question,
        language=reading.language,
        edition=edition.id,
        edition_date=edition.created,
        choices=tuple(CityChoice(p.slug, p.city, p.country) for p in profiles),
    )
