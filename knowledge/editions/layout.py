"""What an edition's folder holds: its file names and its manifest."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from knowledge.errors import DamagedEditionError
from knowledge.reasons import because

FORMAT: Final = 1
MANIFEST: Final = "manifest.json"
PROFILES: Final = "profiles.jsonl"
PASSAGES: Final = "passages.jsonl"
PAGES: Final = "pages.jsonl.gz"
CATALOG: Final = "catalog.json"
KEYS: Final = "units.npy"
SEARCH: Final = "search"
_BLANK: Final = "?" * 64
"""Stands in for the manifest's own digest while that is computed."""


@dataclass(frozen=True, slots=True)
class EncoderStamp:
    """The encoder an edition was built with; ``dimension`` counts a vector's components."""

    name: str
    digest: str
    dimension: int


@dataclass(frozen=True, slots=True)
class FileStamp:
    """A file's size in bytes and its SHA-256."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class SourceStamp:
    """Where one profile came from.

    Attributes:
        source: the file or address of the page itself.
        root: what staff gave: that file, its folder or archive, a sitemap, an index.
        sha256: digest of the bytes read.
        etag: the server's own mark of this version; ``last_modified`` likewise.
        fetched: when this version was first read (ISO 8601 UTC).
        listed: whether its root stood in the list that staff keep.
    """

    slug: str
    source: str
    root: str
    sha256: str
    etag: str | None = None
    last_modified: str | None = None
    fetched: str | None = None
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Changes:
    """Profiles that differ from the edition before, by slug, and how much was embedded."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    embedded: int = 0
    reused: int = 0

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


@dataclass(frozen=True, slots=True)
class Manifest:
    """All that an edition says of itself.

    Attributes:
        id: name of the folder; later editions sort after earlier ones.
        created: ISO 8601 UTC.
        previous: the edition it was built from.
        pipeline: digest of the code that read and cut its pages.
        chrome: digest of the lines that cleaning took for their site's.
        files: every other file by its path in the folder.
        forced: whether it was published although the examination refused it.
        refused: what the examination held against it.
        score: mean score of the examination, 0 to 1; None where nothing was asked.
        rate: texts embedded a second, for the next estimate.
    """

    id: str
    created: str
    encoder: EncoderStamp
    previous: str | None = None
    pipeline: str = ""
    chrome: str = ""
    sources: tuple[SourceStamp, ...] = ()
    files: Mapping[str, FileStamp] = field(default_factory=dict)
    changes: Changes = field(default_factory=Changes)
    profiles: int = 0
    passages: int = 0
    forced: bool = False
    refused: tuple[str, ...] = ()
    score: float | None = None
    rate: float | None = None
    format: int = FORMAT

    def to_bytes(self) -> bytes:
        """Return the manifest as it is stored, closed by a digest of itself."""
        body = asdict(self) | {"sha256": _BLANK}
        data = json.dumps(body, ensure_ascii=False, indent=1).encode() + b"\n"
        return data.replace(_BLANK.encode(), sha256(data).hexdigest().encode())

    def with_examination(
        self, score: float | None, refused: tuple[str, ...], *, forced: bool
    ) -> Manifest:
        """Return the manifest with the outcome of the examination."""
        return replace(self, score=score, refused=refused, forced=forced)


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of an edition's folder.

    Raises:
        DamagedEditionError: it is missing, or any byte of it was changed.
    """
    try:
        data = (folder / MANIFEST).read_bytes()
        body = json.loads(data)
        stated = body.pop("sha256")
        if sha256(data.replace(stated.encode(), _BLANK.encode())).hexdigest() != stated:
            raise ValueError(stated)
        return _parse(body)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DamagedEditionError(because("edition.manifest", edition=folder.name)) from error


def _parse(body: dict[str, Any]) -> Manifest:
    changes = body["changes"]
    return Manifest(
        **body
        | {
            "encoder": EncoderStamp(**body["encoder"]),
            "sources": tuple(SourceStamp(**source) for source in body["sources"]),
            "files": {path: FileStamp(**stamp) for path, stamp in body["files"].items()},
            "refused": tuple(body["refused"]),
            "changes": Changes(
                **changes | {kind: tuple(changes[kind]) for kind in ("added", "changed", "removed")}
            ),
        }
    )
