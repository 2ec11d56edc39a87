"""Key facts of a city, each with the exact place of its value and of the line that says it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from knowledge.models import Fact, FactKind, Section
from knowledge.pages.labels import (
    FACT_KINDS,
    fold,
    is_leader_section,
    is_name_label,
    kind_of_label,
    split_row,
)
from knowledge.pages.patterns import read_patterns
from knowledge.pages.sentences import split_sentences
from knowledge.pages.titles import Title

_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december|"
    "janvier|février|fevrier|mars|avril|mai|juin|juillet|août|aout|septembre|octobre|novembre|"
    "décembre|decembre"
)
_DATE = re.compile(
    r"[ \u00a0]+(?P<value>(?:\d{1,2}(?:er|st|nd|rd|th)?[ \u00a0])?"
    rf"(?:(?:{_MONTHS})[ \u00a0](?:\d{{1,2}},[ \u00a0])?)?(?:19|20)\d\d)\b",
    re.I,
)
_AND = re.compile(r"\b(?:and|et)\b")
_NEXT_CLAUSE = re.compile(r", (?:and|et)\b|\b(?:and|et) (?:in|en)\b")
_OFFICE = re.compile(
    r"(?:(?:lord |deputy )?mayor(?:ess)?|leader of the council|burgomaster|governor|bourgmestre|"
    r"maire(?:sse)?|gouverneure?|préfète?)\b",
    re.I,
)
_NAMELESS = re.compile(r"[^()]+?(?=\s\((?:[^()]*\b(?:name|nom)\b|vaca))", re.I)
_NUMBER = r"(?P<value>\d{1,3}(?:[ \u00a0\u202f.,']\d{3}){1,3}|\d{3,9}|\d{1,3}[.,]\d{1,3} millions?)"
_POPULATION = re.compile(
    rf"(?:\bcompte|\bhas|\bhome to|\bpeuplée? de|\bde|\bof)(?: [a-zè]+){{0,2}}[ \u00a0]{_NUMBER}"
    r"(?=[ \u00a0](?:inhabitants|residents|people|habitants|âmes|souls)\b)|"
    r"\bpopulation(?: (?:of|is|de|est de))?(?: [a-zà-ü]+)?[ \u00a0:]+"
    rf"{_NUMBER.replace('value', 'second')}|"
    rf"\b{_NUMBER.replace('value', 'third')}[ \u00a0](?:inhabitants|residents|habitants)\b|"
    rf"\b(?:city|town|ville|commune) (?:of|de)(?: (?:some|about|quelque))?[ \u00a0]"
    rf"{_NUMBER.replace('value', 'fourth')}(?=[,;. ])",
    re.I,
)
STATED: frozenset[FactKind] = frozenset({"population", "leader", "role", "member_since"})
"""Kinds of facts that a sentence may state as a label and its value."""


def find_facts(
    text: str, sections: Sequence[Section], rows: Iterable[tuple[int, int]], title: Title
) -> tuple[Fact, ...]:
    """Return one fact of each kind that the text states: in its rows, its title or sentences."""
    found: dict[FactKind, Fact] = {}
    rowed = list(rows)
    for fact in (
        *_from_rows(text, sections, rowed),
        *_beside_rows(text, sections, rowed),
        *_from_title(text, title),
        *_from_sentences(text, sections, title),
    ):
        found.setdefault(fact.kind, fact)
    if "leader" in found and "role" not in found:
        found |= {fact.kind: fact for fact in _role_within(found["leader"])}
    return tuple(found[kind] for kind in FACT_KINDS if kind in found)


def _fact(kind: FactKind, text: str, value: tuple[int, int], quote: tuple[int, int]) -> Fact:
    return Fact(kind, text[value[0] : value[1]], *value, *quote)


def _from_rows(
    text: str, sections: Sequence[Section], rows: Iterable[tuple[int, int]]
) -> Iterator[Fact]:
    for start, end in rows:
        row = split_row(text[start:end])
        if row is None:
            continue
        label, offset = row
        kind = kind_of_label(label)
        if kind is None and is_name_label(label) and _heads_leader(start, sections):
            kind = "leader"
        if kind is not None:
            yield _fact(kind, text, _value(text, start + offset, end), (start, end))


def _value(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where a value stands: the first sentence after its label, without a full stop."""
    first = split_sentences(text[start:end])
    stop = start + first[0][1] if first else end
    return start, stop - text.endswith(".", start, stop)


def _heads_leader(at: int, sections: Sequence[Section]) -> bool:
    return any(s.start <= at < s.end and is_leader_section(s.title) for s in sections)


def _beside_rows(
    text: str, sections: Sequence[Section], rows: Sequence[tuple[int, int]]
) -> Iterator[Fact]:
    """Yield a leader whose office is its own label: "Mayor (name withheld)" among the rows."""
    for section in sections:
        if not any(section.start <= start < section.end for start, _ in rows):
            continue
        for start, end in _lines(text, section):
            if any(row <= start < stop for row, stop in rows):
                continue
            line = text[start:end]
            if (
                _OFFICE.match(line)
                and len(line.split()) <= 10
                and line[-1] != "."
                and ":" not in line
            ):
                yield _fact("leader", text, (start, end), (start, end))


def _from_title(text: str, title: Title) -> Iterator[Fact]:
    quote = (0, len(title.text))
    if title.city_as_written and title.country_as_written:
        at = title.text.index(title.city_as_written)
        yield _fact("city", text, (at, at + len(title.city_as_written)), quote)
        at = title.text.rindex(title.country_as_written)
        yield _fact("country", text, (at, at + len(title.country_as_written)), quote)


def _from_sentences(text: str, sections: Sequence[Section], title: Title) -> Iterator[Fact]:
    city = fold(title.city or title.text)
    for number, section in enumerate(sections):
        for start, end in _sentences(text, section):
            row = split_row(text[start:end])
            kind = kind_of_label(row[0]) if row else None
            if row and kind in STATED:
                yield _fact(kind, text, _value(text, start + row[1], end), (start, end))
            since = _member_since(text, start, end)
            if since:
                yield _fact("member_since", text, since, (start, end))
            found = _POPULATION.search(text, start, end)
            if found and (city in fold(text[start:end]) or number == 0):
                named = next(name for name, said in found.groupdict().items() if said)
                yield _fact("population", text, found.span(named), (start, end))


def _member_since(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return where a sentence gives the date of membership, after or before it says so."""
    said = read_patterns("membership")
    for opening in said["since"].finditer(text, start, end):
        date = _DATE.match(text, opening.end(), end)
        if date and not _NEXT_CLAUSE.search(opening[0]):
            return date.span("value")
    for date in _DATE.finditer(text, start, end):
        after = said["before"].match(text, date.end(), end)
        if after and not _AND.search(after[0]):
            return date.span("value")
    return None


def _role_within(leader: Fact) -> Iterator[Fact]:
    """Yield the office that a leader's own line opens with, as in "City Mayor (name withheld)"."""
    office = _NAMELESS.match(leader.value) or _OFFICE.match(leader.value)
    if office:
        end = leader.start + len(office[0])
        yield Fact("role", office[0], leader.start, end, leader.quote_start, leader.quote_end)


def _lines(text: str, section: Section) -> Iterator[tuple[int, int]]:
    at = section.start
    for line in text[section.start : section.end].split("\n"):
        if line:
            yield at, at + len(line)
        at += len(line) + 1


def _sentences(text: str, section: Section) -> Iterator[tuple[int, int]]:
    for at, end in _lines(text, section):
        for start, stop in split_sentences(text[at:end]):
            yield at + start, at + stop
