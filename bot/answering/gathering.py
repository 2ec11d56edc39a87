"""Replies about several cities, or about one as a whole."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from bot.answering.confidence import Model
from bot.answering.evidence import asked_words
from bot.answering.facts import fact_lines, quote_fact
from bot.answering.finding import Finding, find, query_of
from bot.answering.listing import subject_of
from bot.answering.quotes import make_quote
from bot.answering.reading import Reading
from knowledge.editions import Edition
from knowledge.models import Passage
from knowledge.pages import tag_names
from prompts.replies import Cell, CityList, Comparison, Found, Quote, Summary

WIDE: Final = 60
"""Passages looked at to list cities."""
MOST_CITIES: Final = 12
"""Cities that one list shows."""

READ_IN_LIST: Final = 2
"""Passages of each city that are read beside the question."""


def compare(reading: Reading, edition: Edition, model: Model) -> Comparison:
    """Return what each city's profile says of the subject."""
    query = query_of(reading, edition)
    found = {slugs: find(query, edition, model, slugs) for slugs in reading.cities}
    cells = tuple(
        _cell(edition, slugs[0], _stated(reading, edition, slugs, f)) for slugs, f in found.items()
    )
    absent = tuple(Cell("", city.surface, None) for city in reading.mentions.absent)
    return Comparison(
        question=reading.question,
        language=reading.language,
        edition=edition.id,
        edition_date=edition.created,
        status="answered" if any(cell.quotes for cell in cells) else "not_found",
        confidence=max((f.probability for f in found.values()), default=0.0),
        quotes=tuple(quote for cell in cells for quote in cell.quotes),
        passages=tuple(f.passages[0] for f in found.values() if f.passages),
        about=reading.about,
        cells=(*cells, *absent),
    )


def _stated(
    reading: Reading, edition: Edition, slugs: tuple[str, ...], finding: Finding
) -> tuple[Quote, ...]:
    if reading.asked.fact:
        facts = (quote_fact(edition.profiles[slug], reading.asked.fact) for slug in slugs)
        return next(((fact[1],) for fact in facts if fact), ())
    return finding.quotes if finding.state == "answered" else ()


def _cell(edition: Edition, slug: str, quotes: tuple[Quote, ...]) -> Cell:
    profile = edition.profiles[slug]
    return Cell(slug, profile.city, profile.country, quotes)


def list_cities(reading: Reading, edition: Edition, model: Model) -> CityList | None:
    """Return the cities whose profiles answer, surest first, each with its quote; None if none."""
    subject = replace(reading, search=subject_of(reading.search or reading.question))
    query = query_of(subject, edition)
    asked = asked_words(query, edition.index)
    hits = edition.index.search(
        query.text, query.vector, asked=asked, profiles=reading.profiles or None, k=WIDE
    )
    slugs = dict.fromkeys(
        slug for hit in hits for slug in _profiles_of(edition.passages[hit.passage])
    )
    if reading.profiles:
        slugs = {slug: None for slug in slugs if slug in reading.profiles}
    findings = {
        slug: find(query, edition, model, [slug], most=READ_IN_LIST)
        for slug in list(slugs)[: 2 * MOST_CITIES]
    }
    stating = [item for item in findings.items() if item[1].state == "answered"]
    stating.sort(key=lambda item: -item[1].probability)
    if not stating:
        return None
    cells = tuple(_cell(edition, slug, f.quotes) for slug, f in stating[:MOST_CITIES])
    return CityList(
        question=reading.question,
        language=reading.language,
        edition=edition.id,
        edition_date=edition.created,
        confidence=stating[0][1].probability,
        quotes=tuple(quote for cell in cells for quote in cell.quotes),
        passages=tuple(f.passages[0] for _, f in stating[:5] if f.passages),
        cells=cells,
    )


def _profiles_of(passage: Passage) -> tuple[str, ...]:
    return (passage.profile, *passage.shared)


def summarise(reading: Reading, edition: Edition) -> Summary:
    """Return a profile's facts, tags and the lead sentence of each section."""
    profile = edition.profiles[reading.profiles[0]]
    facts, leads = fact_lines(profile), _lead_quotes(edition, profile.slug)
    return Summary(
        question=reading.question,
        language=reading.language,
        edition=edition.id,
        edition_date=edition.created,
        confidence=1.0,
        quotes=(*(line.quote for line in facts), *leads),
        passages=(Found(profile.slug, profile.title, 1.0),),
        about=reading.about,
        profile=profile.slug,
        city=profile.city,
        country=profile.country,
        facts=facts,
        leads=leads,
        tags=tag_names(profile.tags, reading.language),
    )


def _lead_quotes(edition: Edition, slug: str) -> tuple[Quote, ...]:
    firsts: dict[str, Passage] = {}
    for row in edition.index.passages_of(slug):
        passage = edition.passages[row]
        firsts.setdefault(passage.section, passage)
    profile = edition.profiles[slug]
    fact_spans = [(f.quote_start, f.quote_end) for f in profile.facts]
    return tuple(
        make_quote(profile, p.sentences[0], p.section, p.language)
        for p in firsts.values()
        if p.sentences and p.sentences[0] not in fact_spans
    )
