"""What changed between two versions of a profile, down to the word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from knowledge.models import Passage, Profile, Removal
from knowledge.reasons import Reason

Status = Literal["added", "changed", "removed"]
Side = Literal["same", "old", "new"]
_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")
ALIKE = 0.3
"""Share of words in common from which two passages count as versions of one."""


@dataclass(frozen=True, slots=True)
class Words:
    """A run of text that stands in both versions, or in one."""

    side: Side
    text: str


@dataclass(frozen=True, slots=True)
class PassageChange:
    """A passage that is new, gone, or worded differently."""

    status: Status
    section: str
    language: str
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class SectionChange:
    """A section that is new, gone, or worded differently, with its language now."""

    status: Status
    title: str
    language: str


@dataclass(frozen=True, slots=True)
class FactChange:
    """A key fact, old beside new; None where it did not or does not stand in the page."""

    kind: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class BlockLanguage:
    """The language of a part of the page."""

    section: str
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class ProfileChange:
    """All that a refresh does to one profile.

    Attributes:
        source: where the page comes from now, or came from.
        reason: why it goes, where it does.
        languages: of each passage as it will stand.
        removals: what cleaning took out of the page.
    """

    slug: str
    city: str
    status: Status
    source: str
    reason: Reason | None = None
    sections: tuple[SectionChange, ...] = ()
    passages: tuple[PassageChange, ...] = ()
    facts: tuple[FactChange, ...] = ()
    languages: tuple[BlockLanguage, ...] = ()
    removals: tuple[Removal, ...] = ()


def diff_words(old: str, new: str) -> tuple[Words, ...]:
    """Return two texts as one: what they share, and what only one of them holds."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    runs: list[Words] = []
    for kind, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            runs.append(Words("same", "".join(before[i:j])))
            continue
        if i < j:
            runs.append(Words("old", "".join(before[i:j])))
        if k < m:
            runs.append(Words("new", "".join(after[k:m])))
    return tuple(runs)


def diff_passages(old: Sequence[Passage], new: Sequence[Passage]) -> tuple[PassageChange, ...]:
    """Return the passages that differ; those that only moved don't."""
    before = _only_in(old, new)
    after = _only_in(new, old)
    pairs = dict(_pair(before, after))
    changes = [
        PassageChange(
            "changed",
            passage.section,
            passage.language,
            diff_words(before[pairs[row]].text, passage.text),
        )
        if row in pairs
        else PassageChange(
            "added", passage.section, passage.language, (Words("new", passage.text),)
        )
        for row, passage in enumerate(after)
    ]
    gone = [
        PassageChange("removed", passage.section, passage.language, (Words("old", passage.text),))
        for row, passage in enumerate(before)
        if row not in pairs.values()
    ]
    return (*changes, *gone)


def _only_in(passages: Sequence[Passage], others: Sequence[Passage]) -> list[Passage]:
    known = {(other.section, other.text) for other in others}
    return [passage for passage in passages if (passage.section, passage.text) not in known]


def _pair(before: Sequence[Passage], after: Sequence[Passage]) -> Iterator[tuple[int, int]]:
    """Yield (row in after, row in before) of what look like two versions, the likest first."""
    old = [frozenset(_TOKEN.findall(passage.text)) for passage in before]
    new = [frozenset(_TOKEN.findall(passage.text)) for passage in after]
    likeness = [
        (len(a & b) / len(a | b), row, other)
        for row, a in enumerate(new)
        for other, b in enumerate(old)
        if a & b
    ]
    taken_new, taken_old = set[int](), set[int]()
    for likely, row, other in sorted(likeness, reverse=True):
        if likely >= ALIKE and row not in taken_new and other not in taken_old:
            taken_new.add(row)
            taken_old.add(other)
            yield row, other


def diff_sections(old: Profile | None, new: Profile | None) -> tuple[SectionChange, ...]:
    """Return the sections that are new, gone or worded differently, by their titles."""
    before, after = _texts_of(old), _texts_of(new)
    changes = [
        SectionChange("changed" if title in before else "added", title, language)
        for title, (language, text) in after.items()
        if before.get(title) != (language, text)
    ]
    gone = [
        SectionChange("removed", title, language)
        for title, (language, _) in before.items()
        if title not in after
    ]
    return (*changes, *gone)


def _texts_of(profile: Profile | None) -> dict[str, tuple[str, str]]:
    texts: dict[str, tuple[str, str]] = {}
    for section in profile.sections if profile else ():
        text = profile.text[section.start : section.end] if profile else ""
        before = texts.get(section.title, (section.language, ""))
        texts[section.title] = (before[0], before[1] + text)
    return texts


def diff_facts(old: Profile | None, new: Profile | None) -> tuple[FactChange, ...]:
    """Return the key facts that differ, old beside new."""
    before = {fact.kind: fact.value for fact in (old.facts if old else ())}
    after = {fact.kind: fact.value for fact in (new.facts if new else ())}
    return tuple(
        FactChange(kind, before.get(kind), after.get(kind))
        for kind in dict.fromkeys((*before, *after))
        if before.get(kind) != after.get(kind)
    )


def languages_of(passages: Iterable[Passage]) -> tuple[BlockLanguage, ...]:
    """Return the language of each passage, with its first words."""
    return tuple(
        BlockLanguage(passage.section, passage.language, " ".join(passage.text.split()[:8]))
        for passage in passages
    )


def same_knowledge(old: Profile, new: Profile) -> bool:
    """Return whether two versions say the same, whatever bytes they were read from."""
    names = ("title", "city", "country", "url", "text", "sections", "facts", "tags", "names")
    return all(getattr(old, name) == getattr(new, name) for name in names)
