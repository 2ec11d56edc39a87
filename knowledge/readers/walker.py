"""The walk over an HTML page: from the parser's events to blocks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from knowledge.models import Block, BlockKind, Region
from knowledge.readers.decoding import normalize, squeeze
from knowledge.readers.regions import CLOSED, INLINE, holds_tags, region_of
from knowledge.readers.tables import row_block

LONGEST_CELL = 40
"""Words of a table's cell; beyond, the table only lays the page out."""
LONGEST_LINE = 12
"""Words of a line that a break parts from its neighbours."""
NEAR = 12
"""Elements around a text that are looked at: deeper nesting says nothing more."""
_SKIPPED = re.compile(
    r"script|style|noscript|template|svg|math|iframe|object|canvas|audio|video|map|textarea|"
    r"datalist|head|title"
)
_HEADING = re.compile(r"h([1-6])")
_MARKS = re.compile(r"\[ ?(?:\d{1,3}|note \d+|edit|modifier(?: \| modifier le code)?) ?\]")
"""Marks of notes and of editing, as encyclopedias have them."""
_ENDS_LIKE_TEXT = (".", ",", ";", ":", "!", "…")


@dataclass(slots=True)
class Element:
    """An open element, with what it means for the text inside; ``used`` once it gave a block."""

    tag: str
    region: Region | None = None
    by_name: bool = False
    skipped: bool = False
    holds_tags: bool = False
    used: bool = False


@dataclass(slots=True)
class Walker:
    """The target of the parser's events (lxml's parser target interface).

    Attributes:
        blocks: what was found, each with whether only a class or id puts it in its region.
        said: the title and the address the page gives itself.
        line: of the source, kept by who feeds the parser.
    """

    blocks: list[tuple[Block, bool]] = field(default_factory=list)
    said: dict[str, str] = field(default_factory=dict)
    line: int = 1
    _stack: list[Element] = field(default_factory=lambda: [Element("")])
    _text: list[str] = field(default_factory=list)
    _bold: int = 0
    _letters: int = 0
    _started: int = 0
    _cells: list[str] | None = None
    _label: str | None = None
    _after_link: bool = False
    _has_text: bool = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Open an element."""
        self._note(tag, attributes)
        element = self._element(tag, attributes)
        if tag == "br":
            self._text.append("\n")
        elif tag == "a" and element.holds_tags:
            self._flush()
        elif tag == "a" and self._after_link:
            self._text.append(" ")
        elif not INLINE.fullmatch(tag):
            self._flush()
        if tag == "tr":
            self._flush_row()
            self._cells = []
        self._stack.append(element)

    def end(self, tag: str) -> None:
        """Close an element."""
        if tag == "a" and self._stack[-1].holds_tags:
            self._flush("item")
        elif not INLINE.fullmatch(tag):
            self._flush()
        if tag in ("td", "th") and self._cells is not None and not self._stack[-1].used:
            self._cells.append("")
        if tag == "tr":
            self._flush_row()
        if len(self._stack) > 1:
            self._stack.pop()
        self._after_link = tag == "a"

    def data(self, text: str) -> None:
        """Take text in."""
        top = self._stack[-1]
        if top.tag == "title" and len(self._stack) < NEAR:
            self.said["title"] = self.said.get("title", "") + text
        if top.skipped:
            return
        if not self._has_text:
            self._started, self._has_text = self.line, bool(text.strip())
        self._text.append(re.sub(r"[ \t\n]+", " ", normalize(text)))
        letters = sum(map(str.isalnum, text))
        self._letters += letters
        self._bold += letters if self._inside("b", "strong") else 0
        self._after_link = False

    def comment(self, text: str) -> None:
        """Leave comments out."""

    def close(self) -> None:
        """End the page."""
        self._flush()
        self._flush_row()
        self._flush_label()

    def _note(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "link" and "canonical" in attributes.get("rel", "").lower().split():
            self.said.setdefault("url", attributes.get("href", ""))
        elif tag == "meta" and attributes.get("property", "").lower() == "og:url":
            self.said.setdefault("url", attributes.get("content", ""))

    def _element(self, tag: str, attributes: Mapping[str, str]) -> Element:
        outer = self._stack[-1]
        region, by_name = region_of(tag, attributes)
        if region is None or outer.region in CLOSED:
            region, by_name = outer.region, outer.by_name
        skipped = outer.skipped or _SKIPPED.fullmatch(tag) is not None
        tags = outer.holds_tags or holds_tags(tag, attributes)
        return Element(tag, region, by_name, skipped, tags)

    def _inside(self, *tags: str) -> bool:
        return any(element.tag in tags for element in self._stack[-NEAR:])

    def _flush(self, kind: BlockKind | None = None) -> None:
        """Make a block of the text so far, by the innermost element that says what it is."""
        raw = _MARKS.sub("", normalize("".join(self._text)))
        is_bold = self._letters > 0 and self._bold >= 0.95 * self._letters
        self._text.clear()
        self._bold = self._letters = 0
        self._has_text = False
        if not squeeze(raw):
            return
        for element in reversed(self._stack[-NEAR:]):
            if self._takes(element, squeeze(raw)):
                return
            if element.tag in ("li", "table"):
                break
        if kind is not None:
            self._emit(kind, squeeze(raw))
        else:
            self._emit_lines(raw, is_bold)

    def _takes(self, element: Element, text: str) -> bool:
        """Give a text to an element around it, where the element makes something of it."""
        heading = _HEADING.fullmatch(element.tag)
        if heading:
            for outer in self._stack[-NEAR:]:
                outer.used = outer.used or outer.tag == "li"
            self._emit("heading", text, int(heading[1]))
        elif element.tag == "dt":
            self._flush_label()
            self._label = text
        elif element.tag == "dd" and self._label is not None:
            self._emit_definition(text)
        elif element.tag in ("li", "summary", "figcaption") and not element.used:
            element.used = True
            self._emit("item" if element.tag == "li" else "paragraph", text)
        elif element.tag in ("td", "th") and self._cells is not None:
            self._add_to_cell(self._cells, element, text)
        else:
            return False
        return True

    @staticmethod
    def _add_to_cell(cells: list[str], element: Element, text: str) -> None:
        if element.used and cells:
            cells[-1] += f" {text}"
        else:
            cells.append(text)
            element.used = True

    def _flush_label(self) -> None:
        """Emit a term that no definition followed."""
        label, self._label = self._label, None
        if label is not None:
            self._emit("paragraph", label)

    def _emit_definition(self, value: str) -> None:
        label, self._label = self._label or "", None
        if len(value.split()) > LONGEST_CELL:
            self._emit("heading", label)
            self._emit("paragraph", value)
        else:
            self._emit("row", f"{label}\n{value}")

    def _flush_row(self) -> None:
        cells, self._cells = self._cells, None
        if not cells:
            return
        if any(len(cell.split()) > LONGEST_CELL for cell in cells):
            for cell in cells:
                self._emit("paragraph", cell)
        else:
            row = row_block(cells)
            self._emit(row.kind, row.text)

    def _emit_lines(self, raw: str, is_bold: bool) -> None:
        """Emit a paragraph, or its lines where breaks part labels and values."""
        lines = [line for line in map(squeeze, raw.split("\n")) if line]
        short = all(len(line.split()) <= LONGEST_LINE for line in lines)
        if len(lines) > 1 and (short or re.search(r"\n\s*\n", raw)):
            for line in lines:
                self._emit("paragraph", line)
            return
        text = " ".join(lines)
        heads = is_bold and len(text.split()) <= LONGEST_LINE and not text.endswith(_ENDS_LIKE_TEXT)
        self._emit("heading" if heads else "paragraph", text)

    def _emit(self, kind: BlockKind, text: str, level: int | None = None) -> None:
        self._flush_label()
        top = self._stack[-1]
        self.blocks.append((Block(kind, text, self._started, level, top.region), top.by_name))
