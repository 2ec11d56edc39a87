"""DOCX to blocks, by the styles of its paragraphs."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from knowledge.errors import ReadError
from knowledge.models import Block
from knowledge.readers.decoding import normalize, squeeze
from knowledge.readers.tables import row_block
from knowledge.reasons import because

LARGEST_UNPACKED = 60_000_000
"""Bytes of a document with everything in it unpacked; beyond, it is a bomb or an album."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_HEADING = re.compile(r"(?i)(?:heading|titre|title)\s?(\d)?")


def blocks_of_docx(data: bytes, *, source: str) -> tuple[Block, ...]:
    """Return the blocks of a DOCX document; external entities are never loaded.

    Raises:
        ReadError: it is damaged, or too large when unpacked.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
    except (zipfile.BadZipFile, ValueError) as error:
        raise ReadError(because("page.not_docx", page=source)) from error
    if unpacked > LARGEST_UNPACKED:
        reason = because("page.unpacks", page=source, size=unpacked, most=LARGEST_UNPACKED)
        raise ReadError(reason)
    return _read(data, source)


def _read(data: bytes, source: str) -> tuple[Block, ...]:
    from docx import Document

    try:
        document = Document(BytesIO(data))
        names = {style.style_id: style.name or "" for style in document.styles}
        blocks = tuple(_blocks(document.element.body, names))
    except Exception as error:  # python-docx meets damage with errors of every kind
        problem = type(error).__name__
        raise ReadError(because("page.damaged_docx", page=source, problem=problem)) from error
    return tuple(
        Block(block.kind, block.text, line, block.level, block.region)
        for line, block in enumerate(blocks, 1)
    )


def _blocks(parent: Any, names: dict[str, str]) -> Iterator[Block]:
    for child in parent:
        if child.tag == f"{_W}p":
            yield from _paragraph(child, names)
        elif child.tag == f"{_W}tbl":
            yield from _table(child)
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
            yield from _blocks(child, names)


def _paragraph(paragraph: Any, names: dict[str, str]) -> Iterator[Block]:
    text = _text(paragraph)
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    identifier = style.get(f"{_W}val") if style is not None else ""
    name = names.get(identifier, identifier)
    heading = _HEADING.fullmatch(name)
    if not squeeze(text) or re.match(r"(?i)toc", name):
        return
    if heading:
        yield Block("heading", squeeze(text), level=int(heading[1] or 1))
    elif "List" in name or paragraph.find(f"{_W}pPr/{_W}numPr") is not None:
        yield Block("item", squeeze(text))
    elif _is_bold(paragraph) and len(text.split()) <= 12 and text.strip()[-1] not in ".,;:":
        yield Block("heading", squeeze(text))
    else:
        for line in text.split("\n"):
            yield from [Block("paragraph", squeeze(line))] if squeeze(line) else []


def _is_bold(paragraph: Any) -> bool:
    runs = [
        run for run in paragraph.iter(f"{_W}r") if any(text.text for text in run.iter(f"{_W}t"))
    ]
    return bool(runs) and all(run.find(f"{_W}rPr/{_W}b") is not None for run in runs)


def _text(element: Any) -> str:
    """Return the text of an element, insertions included and deletions left out."""
    parts: list[str] = []
    skipped = {id(inner) for fallback in element.iter(_FALLBACK) for inner in fallback.iter()}
    for inner in element.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}noBreakHyphen"):
        if id(inner) in skipped:
            continue
        if inner.tag == f"{_W}t":
            parts.append(inner.text or "")
        else:
            parts.append({"tab": " ", "noBreakHyphen": "-"}.get(inner.tag.removeprefix(_W), "\n"))
    return normalize("".join(parts))


def _table(table: Any) -> Iterator[Block]:
    for row in table.iter(f"{_W}tr"):
        cells = [
            squeeze(" ".join(_text(p) for p in cell.iter(f"{_W}p")))
            for cell in row.findall(f"{_W}tc")
        ]
        if any(cells):
            yield row_block(cells)
