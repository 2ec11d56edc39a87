"""Key facts of a city, each with the exact place of its value and of the line that says it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from knowledge.models import Fact, FactKind, Section
from knowledge.pages.labels import LEADER_SECTION, NAME_LABELS, fold, kind_of_label, split_row
from knowledge.pages.sentences import split_sentences
from knowledge.pages.titles import Title

_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december|"
    "janvier|février|fevrier|mars|avril|mai|juin|juillet|août|aout|septembre|octobre|novembre|décembre|decembre"
)
_DATE = rf"(?P<value>(?:\d{{1,2}}(?:er|st|nd|rd|th)?[ \u00a0])?(?:(?:{_MONTHS})[ \u00a0](?:\d{{1,2}},[ \u00a0])?)?(?:19|20)\d\d)\b"
_NETWORK = r"(?:network|scn|strong cities|réseau)"
MEMBER_SINCE = re.compile(
    rf"(?:\bmember\b[^.;]{{0,60}}?\b(?:since|in)|\bjoined\b[^.;]{{0,30}}?\b{_NETWORK}\b[^.;]{{0,30}}?\b(?:in|on|since)|"
    rf"\b(?:belong(?:s|ed)|part)\b[^.;]{{0,15}}?\b{_NETWORK}\b[^.;]{{0,20}}?\bsince|"
    rf"\bmembre\b[^.;]{{0,60}}?\b(?:depuis(?: le)?|en)|\b(?:adhéré|rejoint|rejoignait|entrée?|adhère)\b[^.;]{{0,30}}?\b{_NETWORK}\b[^.;]{{0,30}}?\b(?:en|depuis|le)|"
    rf"\b(?:partie|appartient)\b[^.;]{{0,15}}?\b{_NETWORK}\b[^.;]{{0,20}}?\bdepuis(?: le)?)[ \u00a0]+{_DATE}",
    re.I,
)
_OFFICE = re.compile(
    r"(?:(?:lord |deputy )?mayor(?:ess)?|leader of the council|burgomaster|governor|bourgmestre|maire(?:sse)?|gouverneure?|préfète?)\b",
    re.I,
)
ORDER: tuple[FactKind, ...] = ("city", "country", "population", "leader", "role", "member_since")


def find_facts(
    text: str, sections: Sequence[Section], rows: Iterable[tuple[int, int]], title: Title
) -> tuple[Fact, ...]:
    """Return one fact of each kind that the text states: from its rows, else from its sentences."""
    found: dict[FactKind, Fact] = {}
    candidates = [*_from_rows(text, sections, rows), *_from_sentences(text, sections)]
    for fact in candidates:
        found.setdefault(fact.kind, fact)
    leader = found.get("leader")
    office = _OFFICE.match(leader.value) if leader else None
    if leader and office and "role" not in found:
        found["role"] = Fact(
            "role",
            office[0],
            leader.start,
            leader.start + len(office[0]),
            leader.quote_start,
            leader.quote_end,
        )
    return tuple(found[kind] for kind in ORDER if kind in found)


def _from_rows(
    text: str, sections: Sequence[Section], rows: Iterable[tuple[int, int]]
) -> Iterator[Fact]:
    for start, end in rows:
        row = split_row(text[start:end])
        if row is None:
            continue
        label, offset = row
        kind = kind_of_label(label)
        if (
            kind is None
            and NAME_LABELS.fullmatch(fold(label))
            and _is_leader_section(start, sections)
        ):
            kind = "leader"
        if kind is not None:
            yield Fact(kind, text[start + offset : end], start + offset, end, start, end)


def _is_leader_section(at: int, sections: Sequence[Section]) -> bool:
    return any(s.start <= at < s.end and LEADER_SECTION.fullmatch(fold(s.title)) for s in sections)


def _from_sentences(text: str, sections: Sequence[Section]) -> Iterator[Fact]:
    for section in sections:
        for start, end in _sentences(text, section):
            found = MEMBER_SINCE.search(text, start, end)
            if found:
                yield Fact(
                    "member_since",
                    found["value"],
                    found.start("value"),
                    found.end("value"),
                    start,
                    end,
                )


def _sentences(text: str, section: Section) -> Iterator[tuple[int, int]]:
    at = section.start
    for line in text[section.start : section.end].split("\n"):
        for start, end in split_sentences(line):
            yield at + start, at + end
        at += len(line) + 1
