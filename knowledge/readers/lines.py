"""Lines of plain text put together again: running headers, hard wraps, hyphens."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from knowledge.readers.running import running_lines

BULLET = re.compile(r"[ \t\u00a0]*(?:[•·‣▪◦●○∙■□►–—*+-]|\(?\d{1,2}[.)]|[a-z]\))[ \t\u00a0]+(?=\S)")
SPARE = 2
"""Characters a full line may lack, since the longest line need not fill the width either."""
NARROWEST, WIDEST = 28, 140
"""Characters a line of hard-wrapped text is at least and at most."""
_STOPPED = re.compile(r"[.!?…][»”\"')\]\u00a0\u202f ]*$")
_ENDED = re.compile(r"[.!?…:;][»”\"')\]\u00a0\u202f ]*$")
_KEEPS_HYPHEN = re.compile(
    r"(?i)\b(?:mi|demi|semi|après|avant|non|ex|vice|ci|là|sous|sur|anti|contre|quasi|haut|bas|grand|"
    r"petit|nord|sud|self|well|early|full|part|high|low|long|short|half|all|multi|inter|cross|"
    r"follow|peut|c’est|est|dit|quatre|vingt|soixante|dix|vis|à|porte|arc|rendez|au|par)-$"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line, or several put together; ``opens`` after an empty line, ``closes`` before one."""

    text: str
    number: int
    opens: bool = False
    closes: bool = False
    running: bool = False

    @property
    def is_item(self) -> bool:
        """Say whether a bullet or a number opens the line."""
        return BULLET.match(self.text) is not None


def logical_lines(text: str, *, slack: float = 1.0) -> list[Line]:
    """Return a text's lines with paragraphs rejoined and running headers set apart.

    Args:
        text: normalised text.
        slack: share of the width from which a line counts as full; 1 where a line breaks only
            because the next word does not fit, less where letters differ in width.
    """
    lines = [Line(line.rstrip(" \t"), number) for number, line in enumerate(text.split("\n"), 1)]
    running = {at + 1 for at in running_lines([line.text for line in lines])}
    chunks = list(_chunks(lines, running))
    width = _page_width(chunks)
    joined: list[Line] = [replace(line, running=True) for line in lines if line.number in running]
    for chunk in chunks:
        joined.extend(_join_chunk(chunk, width, slack, text))
    return sorted(joined, key=lambda line: line.number)


def _chunks(lines: Sequence[Line], running: set[int]) -> Iterator[list[Line]]:
    """Yield lines between empty ones; a running header does not end a paragraph it interrupts."""
    chunk: list[Line] = []
    interrupted = False
    for line in lines:
        if line.number in running:
            interrupted = True
        elif line.text.strip(" \t\u00a0\u202f"):
            if chunk and interrupted and not continues_after_break(chunk[-1].text, line.text):
                yield chunk
                chunk = []
            chunk.append(line)
            interrupted = False
        elif chunk and not interrupted and not _before_running(line, lines, running):
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _before_running(line: Line, lines: Sequence[Line], running: set[int]) -> bool:
    """Say whether the next line that is not empty is a running header."""
    if not running:
        return False
    for later in lines[line.number : line.number + 4]:
        if later.text.strip():
            return later.number in running
    return False


def continues_after_break(before: str, after: str) -> bool:
    """Say whether a paragraph goes on over a running header or the end of a page or column."""
    return after.lstrip()[:1].islower() or not (_STOPPED.search(before) or BULLET.match(after))


def _page_width(chunks: Sequence[Sequence[Line]]) -> int:
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


def _is_full(line: str, following: str, width: int, slack: float) -> bool:
    first = re.split(r"[ \t]", following.lstrip(" \t"), maxsplit=1)[0]  # no-break spaces hold
    return len(line) + 1 + len(first) > width * slack - SPARE


def _join_chunk(chunk: Sequence[Line], page_width: int, slack: float, text: str) -> list[Line]:
    width = page_width or _chunk_width(chunk)
    joined = [replace(chunk[0], opens=True)]
    for before, line in pairwise(chunk):
        if _continues(before.text, line.text, joined[-1], width, slack):
            merged = _merge(joined[-1].text, line.text.strip(), text)
            joined[-1] = replace(joined[-1], text=merged)
        else:
            joined.append(line)
    joined[-1] = replace(joined[-1], closes=True)
    return joined


def _chunk_width(chunk: Sequence[Line]) -> int:
    width = max(len(line.text) for line in chunk)
    pairs = list(pairwise(chunk))
    full = sum(_is_full(a.text, b.text, width, 1.0) for a, b in pairs)
    fits = NARROWEST <= width <= WIDEST and len(pairs) >= 2
    return width if fits and full >= 0.6 * len(pairs) else 0


def _continues(before: str, line: str, opened: Line, width: int, slack: float) -> bool:
    if BULLET.match(line):
        return False
    if opened.is_item and _indent(line) > _indent(opened.text):
        return True
    if re.fullmatch(r"\W{3,}", line.strip()) or _is_title(before) != _is_title(line):
        return False
    starts_low = line.lstrip()[:1].islower()
    if width:
        return _is_full(before, line, width, slack) or (
            starts_low and not _ENDED.search(before) and len(before) > 0.5 * width
        )
    return starts_low and len(before) >= NARROWEST and not _ENDED.search(before)


def _is_title(line: str) -> bool:
    """Say whether a line is in capitals, so that it goes on only in another one."""
    return line.isupper() and len(line.split()) > 1


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _merge(before: str, after: str, text: str) -> str:
    """Put two halves of a paragraph together, undoing a hyphen that only the line's end caused."""
    if not re.search(r"[^\W\d_]-$", before):
        return f"{before} {after}"
    head = re.split(r"[\s(«“\"]", before)[-1]
    tail = re.match(r"[\w’'-]*", after)
    whole, hyphened = head[:-1] + (tail[0] if tail else ""), head + (tail[0] if tail else "")
    if head.isupper() and after[:1].isupper():
        return before[:-1] + after if _has_word(whole, text) else before + after
    if not after[:1].islower():
        return f"{before} {after}"
    keeps = _KEEPS_HYPHEN.search(before) and not _has_word(whole, text)
    return before + after if keeps or _has_word(hyphened, text) else before[:-1] + after


def _has_word(word: str, text: str) -> bool:
    return re.search(rf"\b{re.escape(word)}\b", text, re.I) is not None
