"""Passages: parts of a section of 40 to 120 words, bounded by sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf

from knowledge.models import UNKNOWN_LANGUAGE, Passage, Profile, Section
from knowledge.pages.labels import fold, is_tag_heading
from knowledge.pages.languages import detect_language
from knowledge.pages.profiles import BULLET, NUMBERED
from knowledge.pages.sentences import split_sentences

FEWEST, MOST = 40, 120
"""Words of a passage, where the text allows."""
LONGEST_ITEM = 25
"""Words of an item that is one sentence whatever it says; a longer one is read as prose."""
REFERRING = re.compile(
    r"(?:This|These|Those|That|It|Its|They|Their|Such|He|She|Both|Each of them|One of them|There|"
    r"Ce|Cet|Cette|Ces|Cela|Celui-ci|Celle-ci|Ceux-ci|Celles-ci|Il|Elle|Ils|Elles|Leurs?|Son|Sa|"
    r"Ses|Y|Tous deux|Toutes deux|Chacune?)\b"
)
SURE = 6
"""Words from which a sentence's own language counts, and not only its paragraph's."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What a passage is never cut within: a sentence, an item or a row.

    Attributes:
        line: where its line starts, bullet and all.
        opens: whether a paragraph, a list or a table opens with it.
        leads: whether it introduces what comes next.
        refers: whether it begins with a word that means something said before it.
    """

    line: int
    start: int
    end: int
    words: int
    language: str
    kind: str
    opens: bool
    leads: bool
    refers: bool = False


def split_passages(profile: Profile) -> tuple[Passage, ...]:
    """Return a profile's passages in order; its list of tags makes none."""
    return tuple(
        _passage(profile, section, group)
        for section in profile.sections
        if not is_tag_heading(section.title)
        for group in group_pieces(list(_pieces(profile.text, section)))
    )


def _passage(profile: Profile, section: Section, group: Sequence[Piece]) -> Passage:
    start, end = group[0].line, group[-1].end
    text = profile.text[start:end]
    parts = (profile.city, profile.country, section.title)
    context = ", ".join(dict.fromkeys(part for part in parts if part))
    if fold(profile.title) not in fold(context) and fold(profile.city) not in fold(profile.title):
        context = f"{context}, {profile.title}"
    languages = {piece.language for piece in group} - {UNKNOWN_LANGUAGE}
    language = languages.pop() if len(languages) == 1 else detect_language(text)
    sentences = tuple((piece.start, piece.end) for piece in group)
    return Passage(profile.slug, section.title, language, start, end, text, context, sentences)


def _pieces(text: str, section: Section) -> Iterator[Piece]:
    """Yield the section's sentences; items and rows are one each."""
    at = section.start
    for block in text[section.start : section.end].split("\n\n"):
        said = detect_language(block) if len(block.split()) >= SURE else UNKNOWN_LANGUAGE
        language = section.language if said == UNKNOWN_LANGUAGE else said
        yield from _pieces_of_block(block, at, language)
        at += len(block) + 2


def _pieces_of_block(block: str, at: int, language: str) -> Iterator[Piece]:
    lines = block.split("\n")
    if all(line.startswith(BULLET) or NUMBERED.match(line) for line in lines):
        yield from _items(lines, at, language)
    elif len(lines) > 1:
        words = len(block.split())
        yield Piece(at, at, at + len(block), words, language, "row", True, False)
    else:
        for number, (start, end) in enumerate(split_sentences(block)):
            sentence = block[start:end]
            words = len(sentence.split())
            said = detect_language(sentence) if words >= SURE else UNKNOWN_LANGUAGE
            said = language if said == UNKNOWN_LANGUAGE else said
            leads, refers = sentence.endswith(":"), bool(REFERRING.match(sentence))
            span = (at + start, at + start, at + end)
            yield Piece(*span, words, said, "sentence", number == 0, leads, refers)


def _items(lines: Sequence[str], at: int, language: str) -> Iterator[Piece]:
    for number, line in enumerate(lines):
        skip = len(BULLET) if line.startswith(BULLET) else 0
        spans = [(0, len(line) - skip)]
        if len(line.split()) > LONGEST_ITEM:
            spans = split_sentences(line[skip:])
        for start, end in spans:
            span = (at + skip + start if start else at, at + skip + start, at + skip + end)
            words = len(line[skip + start : skip + end].split())
            yield Piece(*span, words, language, "item", number == start == 0, False)
        at += len(line) + 1


def group_pieces(pieces: Sequence[Piece]) -> list[Sequence[Piece]]:
    """Cut a section where it costs least: too short, cut paragraphs and mixed kinds cost.

    Solved from the end by dynamic programming over the places where a passage may begin.
    """
    best: list[tuple[float, int]] = [(0.0, len(pieces))] * (len(pieces) + 1)
    for start in range(len(pieces) - 1, -1, -1):
        options: list[tuple[float, int]] = []
        words, cost = 0, 0.0
        for end in range(start + 1, len(pieces) + 1):
            words += pieces[end - 1].words
            cost += _join_cost(pieces[end - 2], pieces[end - 1]) if end - start > 1 else 0.0
            if end - start > 1 and (words > MOST or cost == inf):
                break
            cut = _cut_cost(pieces, end)
            options.append((cost + _length_cost(words) + cut + best[end][0], end))
        best[start] = min(options)
    groups: list[Sequence[Piece]] = []
    at = 0
    while at < len(pieces):
        groups.append(pieces[at : best[at][1]])
        at = best[at][1]
    return groups


def _length_cost(words: int) -> float:
    return max(0, FEWEST - words) + 0.02 * max(0, words - 90)


def _join_cost(before: Piece, piece: Piece) -> float:
    """Return what it costs to have two pieces in one passage."""
    languages = {before.language, piece.language} - {UNKNOWN_LANGUAGE}
    if len(languages) > 1:
        return inf
    if "row" in (before.kind, piece.kind) and before.kind != piece.kind and not before.leads:
        return 2.0 * FEWEST
    return 8.0 if piece.opens and not before.leads else 0.0


def _cut_cost(pieces: Sequence[Piece], end: int) -> float:
    """Return what it costs to begin a passage at ``end``."""
    if end == len(pieces):
        return 0.0
    if pieces[end - 1].leads:
        return 3.0 * FEWEST
    # "This stipulates …": apart from what it means, nobody finds it or knows what it is about.
    lost = 14.0 if pieces[end].refers else 0.0
    return lost + (0.0 if pieces[end].opens else 6.0)
