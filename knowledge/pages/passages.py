"""Passages: parts of a section of 40 to 120 words, bounded by sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.models import UNKNOWN_LANGUAGE, Passage, Profile, Section
from knowledge.pages.labels import TAG_HEADINGS, fold
from knowledge.pages.languages import detect_language
from knowledge.pages.profiles import BULLET
from knowledge.pages.sentences import split_sentences

_ITEM = re.compile(rf"{BULLET}|\(?\d{{1,2}}[.)][ \u00a0]")
FEWEST, MOST = 40, 120
"""Words of a passage, where the text allows."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What a passage is never cut within: a sentence, an item or a row."""

    start: int
    end: int
    words: int
    language: str
    opens: bool
    is_item: bool
    is_row: bool
    leads: bool


def split_passages(profile: Profile) -> tuple[Passage, ...]:
    """Return a profile's passages in order; its list of tags makes none."""
    return tuple(
        _passage(profile, section, group)
        for section in profile.sections
        if not TAG_HEADINGS.fullmatch(fold(section.title))
        for group in _groups(list(_pieces(profile.text, section)))
    )


def _passage(profile: Profile, section: Section, group: list[Piece]) -> Passage:
    start, end = group[0].start, group[-1].end
    text = profile.text[start:end]
    parts = (profile.city, profile.country, section.title)
    context = ", ".join(dict.fromkeys(part for part in parts if part))
    if fold(profile.title) not in fold(context) and profile.city not in profile.title:
        context = f"{context}, {profile.title}"
    languages = {piece.language for piece in group} - {UNKNOWN_LANGUAGE}
    language = languages.pop() if len(languages) == 1 else detect_language(text)
    sentences = tuple((piece.start, piece.end) for piece in group)
    return Passage(profile.slug, section.title, language, start, end, text, context, sentences)


def _pieces(text: str, section: Section) -> Iterator[Piece]:
    """Yield the section's sentences; items and rows are one each."""
    at = section.start
    for block in text[section.start : section.end].split("\n\n"):
        yield from _pieces_of_block(block, at, detect_language(block))
        at += len(block) + 2


def _pieces_of_block(block: str, at: int, language: str) -> Iterator[Piece]:
    lines = block.split("\n")
    is_list = all(_ITEM.match(line) for line in lines)
    if is_list:
        for line in lines:
            skip = len(BULLET) if line.startswith(BULLET) else 0
            yield Piece(
                at + skip, at + len(line), len(line.split()), language, False, True, False, False
            )
            at += len(line) + 1
    elif len(lines) > 1:
        yield Piece(at, at + len(block), len(block.split()), language, True, False, True, False)
    else:
        for number, (start, end) in enumerate(split_sentences(block)):
            sentence = block[start:end]
            said = detect_language(sentence) if len(sentence.split()) >= 6 else language
            said = language if said == UNKNOWN_LANGUAGE else said
            yield Piece(
                at + start,
                at + end,
                len(sentence.split()),
                said,
                number == 0,
                False,
                False,
                sentence.endswith(":"),
            )


def _groups(pieces: list[Piece]) -> list[list[Piece]]:
    """Fill passages up; a new paragraph starts a new one once the last is long enough."""
    groups: list[list[Piece]] = []
    words = 0
    for piece in pieces:
        if groups and _joins(groups[-1], piece, words):
            groups[-1].append(piece)
            words += piece.words
        else:
            carried = (
                [groups[-1].pop()]
                if groups and piece.is_item and len(groups[-1]) > 1 and groups[-1][-1].leads
                else []
            )
            groups.append([*carried, piece])
            words = sum(p.words for p in groups[-1])
    return [group for group in groups if group]


def _joins(group: list[Piece], piece: Piece, words: int) -> bool:
    known = {p.language for p in group} - {UNKNOWN_LANGUAGE}
    if piece.language != UNKNOWN_LANGUAGE and known and piece.language not in known:
        return False
    if words + piece.words > MOST:
        return False
    if piece.is_row != group[-1].is_row:
        return group[-1].leads
    return not (piece.opens and words >= FEWEST and not piece.is_row)
