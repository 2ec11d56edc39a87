"""Key facts, quoted from the line of the profile that states them."""

from __future__ import annotations

from bot.answering.questions import FactName
from bot.answering.quotes import make_quote
from knowledge.models import Fact, Profile, Section
from prompts.replies import FactLine, Quote


def quote_fact(profile: Profile, name: FactName) -> tuple[Fact, Quote] | None:
    """Return a key fact of a profile with its quote; None where the profile does not state it."""
    fact = _best_fact(profile, name)
    return None if fact is None else (fact, _quote(profile, fact))


def _best_fact(profile: Profile, name: str) -> Fact | None:
    facts = [fact for fact in profile.facts if fact.kind == name]
    return facts[0] if facts else None


def _quote(profile: Profile, fact: Fact) -> Quote:
    line = profile.text[fact.quote_start : fact.quote_end]
    # A label on a line of its own says what the reply says already; a sentence says more.
    if "\n" in line:
        return _quote_value(profile, fact)
    return _quote_span(profile, (fact.quote_start, fact.quote_end))


def _quote_value(profile: Profile, fact: Fact) -> Quote:
    return _quote_span(profile, (fact.start, fact.end))


def _quote_span(profile: Profile, span: tuple[int, int]) -> Quote:
    section = _section_at(profile, span[0])
    return make_quote(
        profile,
        span,
        section.title if section else profile.title,
        section.language if section else "und",
    )


def _section_at(profile: Profile, offset: int) -> Section | None:
    return next((s for s in profile.sections if s.start <= offset < s.end), None)


def fact_lines(profile: Profile) -> tuple[FactLine, ...]:
    """Return every key fact of a profile, each kind once; its label is the template's."""
    kinds = dict.fromkeys(fact.kind for fact in profile.facts)
    best = (_best_fact(profile, kind) for kind in kinds)
    return tuple(FactLine(fact.kind, _quote_value(profile, fact)) for fact in best if fact)
