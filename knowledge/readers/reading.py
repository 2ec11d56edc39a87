"""One page from a file or from bytes: its format told, its size bounded, its reader called."""

from __future__ import annotations

import re
from dataclasses import replace
from hashlib import sha256
from pathlib import Path, PurePosixPath

from knowledge.errors import ReadError
from knowledge.models import Block, Metadata, Page
from knowledge.readers.decoding import decode, normalize
from knowledge.readers.frontmatter import split_front_matter
from knowledge.readers.slugs import slug_of
from knowledge.readers.text import blocks_of_text
from knowledge.reasons import Reason, because, system_reason

LARGEST_FILE = 20_000_000
"""Bytes of a page, unless the caller says otherwise: a long PDF fits, a disk image does not."""
TEXT, MARKDOWN, HTML, PDF = "text/plain", "text/markdown", "text/html", "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LARGEST = {TEXT: 2_000_000, MARKDOWN: 500_000, HTML: 5_000_000}
"""Bytes of a page in each of these formats; the worst page of that size takes under 500 MB."""
SUFFIXES = {
    ".txt": TEXT, ".text": TEXT, ".md": MARKDOWN, ".markdown": MARKDOWN, ".html": HTML,
    ".htm": HTML, ".xhtml": HTML, ".pdf": PDF, ".docx": DOCX,
}  # fmt: skip
_HTML_START = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b", re.I | re.S
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.I)


def read_file(path: Path, *, largest: int = LARGEST_FILE) -> Page:
    """Read a page from a file.

    Raises:
        ReadError: the file is missing, too large, empty, or in no format that can be read.
    """
    name = shown(str(path))
    try:
        if path.stat().st_size > largest:
            raise ReadError(_too_large(name, path.stat().st_size, largest))
        if not path.is_file():
            raise ReadError(because("page.not_file", page=name))
        with path.open("rb") as file:
            data = file.read(largest + 1)
    except (OSError, ValueError) as error:
        problem = system_reason(error) if isinstance(error, OSError) else str(error)
        raise ReadError(because("page.unreadable", page=name, problem=problem)) from error
    return read_bytes(data, source=str(path), largest=largest)


def read_bytes(
    data: bytes, *, source: str, media_type: str | None = None, largest: int = LARGEST_FILE
) -> Page:
    """Read a page from its bytes.

    Args:
        data: the bytes of the whole page.
        source: the file or address they came from, whose last part names the page.
        media_type: what a server said they are ("text/html; charset=utf-8").
        largest: the most bytes that are read.

    Raises:
        ReadError: the bytes are too many, empty, or in no format that can be read.
    """
    name = shown(source)
    if len(data) > largest:
        raise ReadError(_too_large(name, len(data), largest))
    if not data.strip():
        raise ReadError(because("page.empty", page=name))
    kind = _media_type(data, source, media_type)
    metadata, blocks = _read(data, kind, name, _declared(media_type))
    if not any(any(map(str.isalnum, block.text)) for block in blocks):
        raise ReadError(because("page.no_text", page=name))
    if metadata.url is None and re.match(r"https?://", source):
        metadata = replace(metadata, url=source)
    return Page(source, slug_of(source), kind, sha256(data).hexdigest(), blocks, metadata)


def shown(source: str) -> str:
    """Return a name fit for a line of a message: printable, not too long.

    >>> shown("a\\x1b[31mb.txt")
    'a�[31mb.txt'
    """
    printable = "".join(letter if letter.isprintable() else "�" for letter in source)
    return printable if len(printable) <= 200 else f"{printable[:120]}…{printable[-60:]}"


def _too_large(name: str, size: int, largest: int) -> Reason:
    return because("page.too_large", page=name, size=size, most=largest)


def _media_type(data: bytes, source: str, said: str | None) -> str:
    """Tell a page's format: by its first bytes, as the server said, by its name."""
    if data[:1024].lstrip()[:5] == b"%PDF-":
        return PDF
    if data.startswith(b"PK\x03\x04"):
        return DOCX
    plain = (said or "").split(";")[0].strip().lower()
    named = SUFFIXES.get(PurePosixPath(re.split(r"[?#]", source)[0]).suffix.lower())
    if plain in (HTML, "application/xhtml+xml") or _HTML_START.match(
        data[:4096].lstrip(b"\xef\xbb\xbf")
    ):
        return HTML
    return plain if plain == MARKDOWN else named if named in (MARKDOWN, HTML) else TEXT


def _declared(media_type: str | None) -> str | None:
    found = re.search(r"charset\s*=\s*[\"']?([\w-]{2,40})", media_type or "", re.I)
    return found[1] if found else None


def _read(
    data: bytes, kind: str, name: str, declared: str | None
) -> tuple[Metadata, tuple[Block, ...]]:
    if kind == PDF:
        from knowledge.readers.pdf import blocks_of_pdf

        return Metadata(), blocks_of_pdf(data, source=name)
    if kind == DOCX:
        from knowledge.readers.docx import blocks_of_docx

        return Metadata(), blocks_of_docx(data, source=name)
    if len(data) > LARGEST[kind]:
        raise ReadError(_too_large(name, len(data), LARGEST[kind]))
    if kind == HTML:
        return _read_html(data, name, declared)
    text = normalize(decode(data, source=name, declared=declared))
    metadata, text, skipped = split_front_matter(text, source=name)
    if kind == MARKDOWN:
        from knowledge.readers.markdown import blocks_of_markdown

        blocks = blocks_of_markdown(text)
    else:
        blocks = blocks_of_text(text)
    return metadata, tuple(replace(block, line=block.line + skipped) for block in blocks)


def _read_html(data: bytes, name: str, declared: str | None) -> tuple[Metadata, tuple[Block, ...]]:
    from knowledge.readers.html import blocks_of_html

    meta = _CHARSET.search(data[:4096])
    text = decode(
        data, source=name, declared=declared or (meta[1].decode("ascii") if meta else None)
    )
    blocks, metadata = blocks_of_html(text)
    return metadata, blocks
