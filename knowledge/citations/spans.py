"""What can be quoted of a profile."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from knowledge.citations.codes import code_of
from knowledge.models import Passage, Profile


@dataclass(frozen=True, slots=True)
class Span:
    """A quotable part of a profile: ``profile.text[start:end]``."""

    start: int
    end: int
    section: str


def spans_of(profile: Profile, passages: Iterable[Passage]) -> Iterator[Span]:
    """Yield every quotable part, each place once.

    These are the runs of consecutive sentences of a passage, whole passages, and the value and
    the line of each key fact.
    """
    seen: set[tuple[int, int]] = set()
    for start, end, section in _places(profile, passages):
        if (start, end) not in seen:
            seen.add((start, end))
            yield Span(start, end, section)


def _places(profile: Profile, passages: Iterable[Passage]) -> Iterator[tuple[int, int, str]]:
    for fact in profile.facts:
        section = _section_at(profile, fact.start)
        yield fact.start, fact.end, section
        yield fact.quote_start, fact.quote_end, section
    for passage in passages:
        yield passage.start, passage.end, passage.section
        for first, (start, _) in enumerate(passage.sentences):
            for _, end in passage.sentences[first:]:
                yield start, end, passage.section


def _section_at(profile: Profile, position: int) -> str:
    for section in profile.sections:
        if section.start <= position < section.end:
            return section.title
    return ""


def find_span(profile: Profile, passages: Iterable[Passage], code: str) -> Span | None:
    """Return the part of a profile that a code stands for."""
    for span in spans_of(profile, passages):
        if code_of(profile.slug, profile.text[span.start : span.end]) == code:
            return span
    return None
