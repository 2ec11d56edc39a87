"""What looking into a source finds: pages' bytes, pages that did not change, failures."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from knowledge.reasons import Reason

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Document:
    """The bytes of one page.

    Attributes:
        source: the file or address it was read from; in an archive ``ARCHIVE/MEMBER``.
        root: what staff gave and this was found under.
        media_type: what its server calls it, None for files.
        etag: the server's mark of this version; ``last_modified`` likewise.
    """

    source: str
    root: str
    data: bytes = field(repr=False)
    media_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A page whose server says that it is still the known version."""

    source: str
    root: str


@dataclass(frozen=True, slots=True)
class Failure:
    """A page or source that could not be read, in one line.

    Attributes:
        gone: whether it is no longer there, rather than out of reach for now.
    """

    source: str
    root: str
    reason: Reason
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """A source that holds several pages was listed whole: what it no longer names is gone.

    Attributes:
        count: pages that it names.
    """

    root: str
    count: int


Found = Document | Unchanged | Failure | Listing


@dataclass(frozen=True, slots=True)
class Known:
    """A version that is already there, so that its server can say that it is still the one."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds of what is read; memory stays within a few times ``page_bytes``.

    Attributes:
        page_bytes: of one page, unpacked.
        archive_bytes: of all members of one archive, unpacked.
        archive_members: files in one archive.
        pages: pages of one listing, folder, sitemap or index.
        request_seconds: for a server to connect or send its next bytes.
        page_seconds: for a whole page.
        redirects: hops of one address.
        attempts: tries of one address.
        interval: seconds between two requests to one server, where its robots.txt asks no more.
        private_addresses: whether local and private addresses may be fetched.
    """

    page_bytes: int = 20 * MEGABYTE
    archive_bytes: int = 500 * MEGABYTE
    archive_members: int = 10_000
    pages: int = 10_000
    request_seconds: float = 20.0
    page_seconds: float = 120.0
    redirects: int = 5
    attempts: int = 3
    interval: float = 1.0
    private_addresses: bool = False


def printable(text: str) -> str:
    """Return text with control and direction characters spelled out, so that none acts."""
    return "".join(
        rf"\u{ord(mark):04x}"
        if unicodedata.category(mark) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
        else mark
        for mark in text
    )


NOTHING_KNOWN: Mapping[str, Known] = {}
