"""Hard-wrapped lines put together again to paragraphs."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from knowledge.readers.hyphens import join_halves
from knowledge.readers.lines import BULLET, Line

NARROWEST, WIDEST = 24, 140
"""Characters a line of hard-wrapped text is at least and at most."""
SPARE = 2
"""Characters a full line may lack, since the longest line need not fill the width either."""
_HYPHENED = re.compile(r"[^\W\d_]-$")
_FIRST_WORD = re.compile(r"[ \t]*(?P<word>(?:[«“–—] )?[^ \t]+)")
_ENDED = re.compile(r"[.!?…:;][»”\"')\]\u00a0\u202f ]*$")


def page_width(chunks: Sequence[Sequence[Line]]) -> int:
    """Return the width a page is wrapped at, 0 where its lines are not wrapped."""
    pairs = [(a.text, b.text) for chunk in chunks for a, b in pairwise(chunk)]
    lengths = sorted(len(a) for a, _ in pairs)
    long = sum(length > WIDEST for length in lengths) + sum(
        len(chunk) == 1 and len(chunk[0].text) > WIDEST for chunk in chunks
    )
    if len(pairs) < 3 or long > 0.1 * len(pairs):
        return 0
    widths = (
        length
        for at, length in reversed(list(enumerate(lengths)))
        # Three lines of about this length: one long line does not make a page's width.
        if length <= WIDEST and at >= 2 and lengths[at - 2] >= 0.9 * length
    )
    width = next(widths, 0)
    full = sum(_is_full(a, b, width, 0.85) for a, b in pairs if len(a) <= width)
    return width if width >= NARROWEST and full >= 0.5 * len(pairs) else 0


def join_chunk(
    chunk: Sequence[Line], page_wide: int, slack: float, words: Collection[str]
) -> list[Line]:
    """Return the lines between two empty ones, put together where a paragraph goes on.

    Args:
        chunk: the lines.
        page_wide: width the whole page is wrapped at, 0 where it is not.
        slack: share of the width from which a line counts as full.
        words: all words of the text, for hyphens.
    """
    width = page_wide or _chunk_width(chunk)
    groups: list[list[Line]] = [[chunk[0]]]
    for before, line in pairwise(chunk):
        if _continues(before.text, line.text, groups[-1][0], width, slack):
            groups[-1].append(line)
        else:
            groups.append([line])
    joined = [_join(group, words) for group in groups]
    joined = [joined[0]] + [
        replace(line, follows_text=_ENDED.search(above.text[-20:]) is not None)
        for above, line in pairwise(joined)
    ]
    joined[0] = replace(joined[0], opens=True)
    joined[-1] = replace(joined[-1], closes=True)
    return joined


def _join(group: Sequence[Line], words: Collection[str]) -> Line:
    parts: list[str] = []
    for at, line in enumerate(group):
        text = line.text.strip() if at else line.text
        if at + 1 < len(group):
            text, spaced = join_halves(text, group[at + 1].text.strip(), words)
            text += " " if spaced else ""
        parts.append(text)
    return replace(group[0], text="".join(parts))


def _chunk_width(chunk: Sequence[Line]) -> int:
    width = max(len(line.text) for line in chunk)
    pairs = list(pairwise(chunk))
    full = sum(_is_full(a.text, b.text, width, 1.0) for a, b in pairs)
    fits = NARROWEST <= width <= WIDEST and len(pairs) >= 2
    return width if fits and full >= 0.6 * len(pairs) else 0


def _is_full(line: str, following: str, width: int, slack: float) -> bool:
    """Say whether the next line's first word had no room left; no-break spaces hold a word."""
    first = _FIRST_WORD.match(following)
    return len(line) + 1 + (len(first["word"]) if first else 0) > width * slack - SPARE


def _continues(before: str, line: str, opened: Line, width: int, slack: float) -> bool:
    if BULLET.match(line):
        return False
    if opened.is_item and _indent(line) > _indent(opened.text):
        return True
    if re.fullmatch(r"\W{3,}", line.strip()) or _is_title(before) != _is_title(line):
        return False
    starts_low = line.lstrip()[:1].islower() and not _ENDED.search(before[-20:])
    if starts_low and _HYPHENED.search(before):
        return True
    if width:
        full = _is_full(before, line, width, slack)
        return full or (starts_low and len(before) > 0.5 * width)
    return starts_low and len(before) >= NARROWEST


def _is_title(line: str) -> bool:
    """Say whether a line is in capitals, so that it goes on only in another one."""
    return line.isupper() and len(line.split()) > 1 and not _ENDED.search(line[-20:])


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
