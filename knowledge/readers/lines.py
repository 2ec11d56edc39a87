"""Lines of plain text put together again: running headers, hard wraps, hyphens."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

BULLET = re.compile(r"[ \t\u00a0]*(?:[•·‣▪◦●○∙■□►–—*+-]|\(?\d{1,2}[.)]|[a-z]\))[ \t\u00a0]+(?=\S)")
NARROWEST, WIDEST = 28, 140
"""Characters a line of hard-wrapped text is at least and at most."""
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"(?i)[-–—| ]*(?:p(?:age|\.)?\s*)?\d{1,4}(?:\s*(?:/|of|sur|von|de)\s*\d{1,4})?[-–—| ]*"
)
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
    running = _running_numbers(lines)
    chunks = list(_chunks(lines, running))
    width = _page_width(chunks)
    joined: list[Line] = [replace(line, running=True) for line in lines if line.number in running]
    for chunk in chunks:
        joined.extend(_join_chunk(chunk, width, slack, text))
    return sorted(joined, key=lambda line: line.number)


def _running_numbers(lines: Sequence[Line]) -> set[int]:
    """Find lines that come again on each printed page, told by their growing page number."""
    alike: defaultdict[str, list[Line]] = defaultdict(list)
    for line in lines:
        if line.text.strip() and len(line.text) < 200 and _NUMBER.search(line.text):
            alike[_NUMBER.sub("#", " ".join(line.text.split()))].append(line)
    found: set[int] = set()
    for key, group in alike.items():
        bare = _PAGE_NUMBER.fullmatch(key.replace("#", "1")) is not None
        if (
            len(group) >= (3 if bare else 2)
            and _counts_up(group)
            and _lies_apart(group, lines, bare)
        ):
            found.update(line.number for line in group)
    return found


def _counts_up(group: Sequence[Line]) -> bool:
    columns = list(
        zip(*([int(n[:9]) for n in _NUMBER.findall(line.text)] for line in group), strict=True)
    )
    changing = [column for column in columns if len(set(column)) > 1]
    return len(changing) == 1 and all(
        0 < later - earlier <= 2
        for earlier, later in zip(changing[0], changing[0][1:], strict=False)
    )


def _lies_apart(group: Sequence[Line], lines: Sequence[Line], bare: bool) -> bool:
    """Say whether a page's worth of lines lies between a running line and the next."""
    gaps = [b.number - a.number for a, b in pairwise(group)]
    alone = all(
        not (0 <= at < len(lines) and lines[at].text.strip())
        for line in group
        for at in (line.number - 2, line.number)
    )
    return min(gaps) >= (10 if bare or not alone else 6)


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
    return after.lstrip()[:1].islower() or not (_ENDED.search(before) or BULLET.match(after))


def _page_width(chunks: Sequence[Sequence[Line]]) -> int:
    """Return the width a page is wrapped at, 0 where its lines are not wrapped."""
    pairs = [(a.text, b.text) for chunk in chunks for a, b in pairwise(chunk)]
    lengths = sorted(len(a) for a, _ in pairs)
    if len(pairs) < 3:
        return 0
    counts = Counter(min(length, WIDEST + 1) for length in lengths)
    width = max((length for length, n in counts.items() if n >= 1 and length <= WIDEST), default=0)
    full = sum(_is_full(a, b, width, 0.85) for a, b in pairs)
    return width if width >= NARROWEST and full >= 0.5 * len(pairs) else 0


def _is_full(line: str, following: str, width: int, slack: float) -> bool:
    first = re.split(r"[ \t]", following.lstrip(" \t"), maxsplit=1)[0]  # no-break spaces hold
    return len(line) + 1 + len(first) > width * slack


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
    if re.fullmatch(r"\W{3,}", line.strip()):
        return False
    starts_low = line.lstrip()[:1].islower()
    if width:
        return _is_full(before, line, width, slack) or (
            starts_low and not _ENDED.search(before) and len(before) > 0.5 * width
        )
    return starts_low and len(before) >= NARROWEST and not _ENDED.search(before)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _merge(before: str, after: str, text: str) -> str:
    """Put two halves of a paragraph together, undoing a hyphen that only the line's end caused."""
    if not (re.search(r"[^\W\d_]-$", before) and after[:1].islower()):
        return f"{before} {after}"
    head, tail = re.split(r"[\s(«“\"]", before)[-1], re.match(r"[\w’'-]*", after)
    word = tail[0] if tail else ""
    whole = head[:-1] + word
    if _KEEPS_HYPHEN.search(before) and not re.search(rf"\b{re.escape(whole)}\b", text):
        return before + after
    return (
        before + after if re.search(rf"\b{re.escape(head + word)}\b", text) else before[:-1] + after
    )
