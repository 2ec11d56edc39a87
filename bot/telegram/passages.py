"""Where a quote stands in the current edition, and what may be quoted around it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from bot.answering.facts import fact_lines
from bot.answering.quotes import quote_passage
from knowledge.models import Passage
from knowledge.pages import tag_names
from prompts.replies import Answer, CityChoice, Language, Quote, Summary, WhichCity

if TYPE_CHECKING:
    from knowledge.editions import Edition


def passages_in(edition: Edition, profile: str) -> list[Passage]:
    """Return the passages of a profile, in order; none where it is gone."""
    if profile not in edition.profiles:
        return []
    return [edition.passages[row] for row in edition.index.passages_of(profile)]


def passage_of(edition: Edition, quote: Quote) -> Passage | None:
    """Return the passage that a quote was taken from, where it still stands as it did."""
    profile = edition.profiles.get(quote.profile)
    if profile is None or profile.text[quote.start : quote.end] != quote.text:
        return None
    return next(
        (
            passage
            for passage in passages_in(edition, quote.profile)
            if passage.start <= quote.start and quote.end <= passage.end
        ),
        None,
    )


def whole_passage(edition: Edition, quote: Quote) -> Quote | None:
    """Return the passage around a quote as a quote, None where there is no more of it."""
    passage = passage_of(edition, quote)
    if passage is None or passage.text == quote.text:
        return None
    return quote_whole(edition, passage)


def quote_whole(edition: Edition, passage: Passage) -> Quote:
    """Return a passage as a quote."""
    return quote_passage(edition.profiles, passage, [(passage.start, passage.end)])[0]


def quote_sentence(edition: Edition, passage: Passage, sentence: int | None) -> Quote:
    """Return one sentence of a passage as a quote, the whole passage where none is named."""
    if sentence is None:
        return quote_whole(edition, passage)
    return quote_passage(edition.profiles, passage, [passage.sentences[sentence]])[0]


def section_titles(edition: Edition, profile: str) -> tuple[str, ...]:
    """Return the sections of a profile that hold text, in order."""
    return tuple(dict.fromkeys(passage.section for passage in passages_in(edition, profile)))


def section_answer(edition: Edition, profile: str, title: str, language: Language) -> Answer | None:
    """Return all passages of one section as quotes, None where it holds none."""
    found = [each for each in passages_in(edition, profile) if each.section == title]
    quotes = tuple(quote_whole(edition, passage) for passage in found)
    return answer_of(edition, quotes, language) if quotes else None


def answer_of(edition: Edition, quotes: tuple[Quote, ...], language: Language) -> Answer:
    """Return a reply that holds just these quotes."""
    return Answer(**_frame(edition, language), quotes=quotes, confidence=1.0)


def city_card(edition: Edition, profile: str, language: Language) -> Summary:
    """Return a profile's facts and tags; its sections are buttons."""
    found = edition.profiles[profile]
    facts = fact_lines(found)
    return Summary(
        **_frame(edition, language),
        confidence=1.0,
        quotes=tuple(line.quote for line in facts),
        profile=profile,
        city=found.city,
        country=found.country,
        facts=facts,
        tags=tag_names(found.tags, language),
    )


def which_city(edition: Edition, slugs: Sequence[str], language: Language) -> WhichCity:
    """Return the question which of some cities is meant."""
    entries = [edition.catalog[slug] for slug in slugs]
    choices = tuple(CityChoice(each.slug, each.city, each.country) for each in entries)
    return WhichCity(**_frame(edition, language), choices=choices)


def _frame(edition: Edition, language: Language) -> dict[str, Any]:
    return {
        "question": "",
        "language": language,
        "edition": edition.id,
        "edition_date": edition.created,
    }
