"""One page from a file or from bytes: its format told, its size bounded, its reader called."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from knowledge.errors import ReadError
from knowledge.models import Block, Page
from knowledge.readers.decoding import decode, normalize
from knowledge.readers.frontmatter import split_front_matter
from knowledge.readers.slugs import slug_of
from knowledge.readers.text import blocks_of_text

LARGEST_FILE = 20_000_000
"""Bytes of a page, unless the caller says otherwise: a long PDF fits, a disk image does not."""


def read_file(path: Path, *, largest: int = LARGEST_FILE) -> Page:
    """Read a page from a file.

    Raises:
        ReadError: the file is missing, too large, empty, or in no format that can be read.
    """
    try:
        with path.open("rb") as file:
            data = file.read(largest + 1)
    except OSError as error:
        raise ReadError(f"{path} can't be read: {error.strerror or error}.") from error
    return read_bytes(data, source=str(path), largest=largest)


def read_bytes(
    data: bytes, *, source: str, media_type: str | None = None, largest: int = LARGEST_FILE
) -> Page:
    """Read a page from its bytes.

    Raises:
        ReadError: the bytes are too many, empty, or in no format that can be read.
    """
    text = normalize(decode(data, source=source))
    metadata, text, skipped = split_front_matter(text, source=source)
    blocks = tuple(
        Block(b.kind, b.text, b.line + skipped, b.level, b.region) for b in blocks_of_text(text)
    )
    return Page(source, slug_of(source), "text/plain", sha256(data).hexdigest(), blocks, metadata)
