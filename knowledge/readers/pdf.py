"""PDF to blocks: lines told by their place and font, running headers set apart."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any

from knowledge.errors import ReadError
from knowledge.models import Block
from knowledge.readers.decoding import normalize, squeeze
from knowledge.readers.lines import BULLET, continues_after_break
from knowledge.readers.text import blocks_of_text
from knowledge.reasons import because

if TYPE_CHECKING:
    from pypdf import PdfReader

MOST_PAGES = 400
MOST_LETTERS = 4_000_000
FEWEST_LETTERS = 20
"""Letters of a whole document below which it is a scan."""
SLACK = 0.8
"""Share of the width from which a line counts as full, letters being of different widths."""
_BULLET_SIGNS = re.compile("^[\x7f\uf0b7\uf0a7\uf06e\u2022]+ *")
_EDGE = 2


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One printed line: where it begins, in points from the page's lower left, and its font."""

    text: str
    x: float
    y: float
    size: float
    bold: bool
    page: int


def blocks_of_pdf(data: bytes, *, source: str) -> tuple[Block, ...]:
    """Return the blocks of a PDF document.

    Raises:
        ReadError: it is encrypted, damaged, too long, or has no text.
    """
    lines = _read_lines(data, source)
    if sum(sum(map(str.isalnum, line.text)) for line in lines) < FEWEST_LETTERS:
        raise ReadError(because("page.scanned", page=source))
    running = _running(lines)
    body = Counter[tuple[float, bool]]()
    for line in lines:
        body[line.size, line.bold] += len(line.text)
    flowing = [line for line in lines if line not in running]
    blocks = [
        Block("paragraph", line.text, at, region="running")
        for at, line in enumerate(lines, 1)
        if line in running
    ]
    blocks += _blocks(
        flowing, body.most_common(1)[0][0], {line: at for at, line in enumerate(lines, 1)}
    )
    return tuple(blocks)


def _read_lines(data: bytes, source: str) -> list[PrintedLine]:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError, WrongPasswordError

    # What pypdf mends in passing, or can't, comes back as an error with one line.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    locked = ReadError(because("page.encrypted", page=source))
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise locked
        return list(_lines(reader, source))
    except ReadError:
        raise
    except (DependencyError, FileNotDecryptedError, WrongPasswordError) as error:
        raise locked from error
    except Exception as error:  # pypdf meets damage with errors of every kind
        problem = type(error).__name__
        raise ReadError(because("page.damaged_pdf", page=source, problem=problem)) from error


def _lines(reader: PdfReader, source: str) -> Iterator[PrintedLine]:
    if len(reader.pages) > MOST_PAGES:
        pages = len(reader.pages)
        raise ReadError(because("page.too_long", page=source, pages=pages, most=MOST_PAGES))
    letters = 0
    for number, page in enumerate(reader.pages):
        collector = _Collector(number)
        page.extract_text(visitor_text=collector.visit)
        lines = collector.finish()
        letters += sum(len(line.text) for line in lines)
        if letters > MOST_LETTERS:
            raise ReadError(because("page.too_wordy", page=source, most=MOST_LETTERS))
        yield from lines


class _Collector:
    """Puts the pieces of text that pypdf finds on a page together to lines."""

    def __init__(self, page: int) -> None:
        self._page = page
        self._lines: list[PrintedLine] = []
        self._open = False

    def visit(
        self,
        text: str,
        cm: Sequence[float],
        tm: Sequence[float],
        font: Mapping[str, Any] | None,
        size: float,
    ) -> None:
        """Take one piece of text with its matrices (PDF 32000-1:2008, 8.3.4 and 9.4.2)."""
        text = _BULLET_SIGNS.sub("• ", text)
        if not text.strip():
            self._open = self._open and not text.endswith("\n")
            if self._open and text:
                self._lines[-1] = replace(self._lines[-1], text=self._lines[-1].text + " ")
            return
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        scale = abs(tm[3] * cm[3]) or abs(tm[1] * cm[2]) or 1.0
        name = str((font or {}).get("/BaseFont", ""))
        line = PrintedLine(text, x, y, round(size * scale, 1), "bold" in name.lower(), self._page)
        before = self._lines[-1] if self._lines else None
        if before and self._goes_on(before, line):
            self._lines[-1] = replace(before, text=before.text.rstrip("\n") + text)
        else:
            self._lines.append(line)
        self._open = not text.endswith("\n")

    def _goes_on(self, before: PrintedLine, line: PrintedLine) -> bool:
        """Say whether a piece stands in the line before it, and not in a table's next cell."""
        if abs(before.y - line.y) > 0.35 * max(line.size, 1.0):
            return False
        if before.text.strip() == "•":
            return True
        # Half the size is about the mean width of a letter.
        end = before.x + 0.5 * before.size * len(before.text)
        return self._open and line.x - end < 2 * line.size

    def finish(self) -> list[PrintedLine]:
        """Return the page's lines, cleaned."""
        split = [
            replace(line, text=squeeze(part))
            for line in self._lines
            for part in normalize(line.text).split("\n")
        ]
        return [line for line in split if line.text]


def _running(lines: Sequence[PrintedLine]) -> set[PrintedLine]:
    """Find headers, footers and page numbers: outermost lines, at one height on most pages."""
    pages: dict[int, list[PrintedLine]] = {}
    for line in lines:
        pages.setdefault(line.page, []).append(line)
    edges: dict[tuple[str, int], set[PrintedLine]] = {}
    for on_page in pages.values():
        ranked = sorted(on_page, key=lambda line: line.y)
        for line in {*ranked[:_EDGE], *ranked[-_EDGE:]}:
            edges.setdefault((re.sub(r"\d+", "#", line.text), round(line.y)), set()).add(line)
    needed = max(2, 0.6 * len(pages))
    often = [found for found in edges.values() if len({line.page for line in found}) >= needed]
    return {line for found in often for line in found}


def _blocks(
    lines: Sequence[PrintedLine], body: tuple[float, bool], numbers: Mapping[PrintedLine, int]
) -> Iterator[Block]:
    """Yield headings, told by their font, and the text between them."""
    leading = _leading(lines)
    pending: list[str] = []
    first = 0
    before: PrintedLine | None = None
    for line in lines:
        if _is_heading(line, body):
            yield from _text(pending, first)
            pending = []
            yield Block("heading", line.text, numbers[line])
        else:
            if pending and before and _is_gap(before, line, leading):
                pending.append("")
            first = first if pending else numbers[line]
            pending.append(line.text)
        before = line
    yield from _text(pending, first)


def _text(lines: Iterable[str], first: int) -> Iterator[Block]:
    for block in blocks_of_text("\n".join(lines), slack=SLACK):
        yield replace(block, line=first + block.line - 1)


def _is_heading(line: PrintedLine, body: tuple[float, bool]) -> bool:
    size, bold = body
    stands_out = line.size >= 1.15 * size or (line.bold and not bold and line.size >= size)
    is_short = len(line.text) <= 90 and len(line.text.split()) <= 14 and line.text[-1] not in ".,;:"
    return (
        stands_out and is_short and not BULLET.match(line.text) and any(map(str.isalpha, line.text))
    )


def _leading(lines: Sequence[PrintedLine]) -> float:
    """Return the usual distance between lines, in points."""
    steps = [a.y - b.y for a, b in pairwise(lines) if a.page == b.page and 0 < a.y - b.y < 40]
    return median(steps) if steps else 0.0


def _is_gap(before: PrintedLine, line: PrintedLine, leading: float) -> bool:
    if before.page == line.page and before.y >= line.y:
        return before.y - line.y > 1.3 * leading
    return not continues_after_break(before.text, line.text)
