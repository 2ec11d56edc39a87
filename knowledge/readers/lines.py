"""Lines of plain text put together again: running headers, hard wraps, hyphens."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

BULLET = re.compile(r"[ \t\u00a0]*(?:[•·‣▪◦●○∙■□►–—*+-]|\(?\d{1,2}[.)]|[a-z]\))[ \t\u00a0]+(?=\S)")
_STOPPED = re.compile(r"[.!?…][»”\"')\]\u00a0\u202f ]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """One line, or several put together.

    It ``opens`` after an empty line, ``closes`` before one, and ``follows_text`` where the line
    above it ends a sentence.
    """

    text: str
    number: int
    opens: bool = False
    closes: bool = False
    follows_text: bool = False
    running: bool = False

    @property
    def is_item(self) -> bool:
        """Say whether a bullet or a number opens the line."""
        return BULLET.match(self.text) is not None


def chunks_of(lines: Sequence[Line], running: Collection[int]) -> Iterator[list[Line]]:
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


def _before_running(line: Line, lines: Sequence[Line], running: Collection[int]) -> bool:
    """Say whether the next line that is not empty is a running header."""
    if not running:
        return False
    for later in lines[line.number : line.number + 4]:
        if later.text.strip():
            return later.number in running
    return False


def continues_after_break(before: str, after: str) -> bool:
    """Say whether a paragraph goes on over a running header or the end of a page or column."""
    return after.lstrip()[:1].islower() or not (
        _STOPPED.search(before[-20:]) or BULLET.match(after)
    )
