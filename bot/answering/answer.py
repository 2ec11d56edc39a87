"""From a question to a reply."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from bot.answering.alarm import fitted_alarm
from bot.answering.confidence import Model, fitted_model
from bot.answering.countries import name_countries
from bot.answering.danger import quote_hotline
from bot.answering.facts import quote_fact
from bot.answering.finding import Finding, find, query_of
from bot.answering.gathering import compare, list_cities, summarise
from bot.answering.outcome import Outcome, Topic
from bot.answering.questions import FactName
from bot.answering.quotes import check_quote
from bot.answering.reader import Reader, topic_after
from bot.answering.reading import Reading
from bot.answering.smalltalk import Talk, small_talk
from bot.answering.urgency import is_urgent, told_sentences
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
    SmallTalk,
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
        reply = self._reply(edition, reading, topic)
        for quote in (*reply.quotes, *((reply.hotline,) if reply.hotline else ())):
            check_quote(edition.profiles, quote)
        if isinstance(reply, SmallTalk):
            return Outcome(reply, topic or Topic())
        shown = name_countries(reply, reply.language)
        return Outcome(shown, topic_after(reading, reply, topic))

    def _reply(self, edition: Edition, reading: Reading, topic: Topic | None) -> Reply:
        if is_urgent(reading.question) or _alarms(edition, reading):
            return _warn(edition, reading, self._informing_reply(edition, reading))
        if not reading.mentions.cities:
            talk = small_talk(reading.question, in_conversation=topic is not None)
            if talk is not None:
                return _small_talk(edition, reading, talk)
        reply = self._informing_reply(edition, reading)
        if reading.subject is None or (isinstance(reply, NotFound) and not reply.has_profile):
            return reply
        return replace(reply, subject=reading.subject)

    def _informing_reply(self, edition: Edition, reading: Reading) -> Reply:
        reply = self._reply_in_kind(edition, reading)
        if reply.passages:
            return reply
        # What a search finds is on record also where the reply asks back or refuses.
        profiles = reading.choices or reading.profiles or None
        searched = find(query_of(reading, edition), edition, self._model, profiles)
        return replace(reply, passages=searched.passages)

    def _reply_in_kind(self, edition: Edition, reading: Reading) -> Reply:
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
        query = query_of(reading, edition)
        finding = find(query, edition, self._model, reading.profiles or None)
        if reading.about and not reading.certain and finding.state != "answered":
            # The conversation's city was only assumed: another one's answer is better than none.
            anywhere = find(query, edition, self._model, None)
            if anywhere.state == "answered":
                return _reply_of(edition, replace(reading, profiles=(), about=None), anywhere)
        return _reply_of(edition, reading, finding)


def _alarms(edition: Edition, reading: Reading) -> bool:
    """Tell whether what a message tells, and does not ask, sounds like danger to the encoder."""
    told = ". ".join(told_sentences(reading.question))
    if not told:
        return False
    said = reading.mentions.strike(told) if told == reading.question else told
    vector = edition.encoder.encode([said], kind="query")[0]
    return fitted_alarm().rings(vector, edition.encoder.digest)


def _warn(edition: Edition, reading: Reading, reply: Reply) -> Reply:
    """Return the reply to a message that speaks of danger, with the city's hotline."""
    slugs = reading.profiles[:1]
    hotline = quote_hotline(edition, slugs[0]) if slugs else None
    return replace(reply, urgent=True, hotline=hotline)


def _small_talk(edition: Edition, reading: Reading, talk: Talk) -> SmallTalk:
    return SmallTalk(
        question=reading.question,
        language=reading.language,
        edition=edition.id,
        edition_date=edition.created,
        confidence=1.0,
        talk=talk,
    )


def _fact_answer(edition: Edition, reading: Reading, name: FactName) -> Reply | None:
    slugs = reading.profiles or tuple(edition.catalog)
    if len({(edition.catalog[slug].city, edition.catalog[slug].country) for slug in slugs}) > 1:
        return _which_city(edition, replace(reading, choices=slugs))
    stated = (quote_fact(edition.profiles[slug], name) for slug in slugs)
    found = next((each for each in stated if each), None)
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
