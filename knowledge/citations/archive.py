"""Versions of profiles that no edition need hold any longer, kept for their citations."""

from __future__ import annotations

import gzip
import json
import logging
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.citations.codes import prefix_of
from knowledge.editions.records import passage_from, profile_from
from knowledge.editions.storage import Home, write_whole
from knowledge.models import Passage, Profile

if TYPE_CHECKING:
    from knowledge.editions.edition import Edition

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a profile.

    Attributes:
        since: date of the edition in which it first stood (ISO 8601).
        until: date of the last edition before the one that superseded it.
        edition: id of that last edition.
    """

    profile: Profile
    passages: tuple[Passage, ...]
    since: str
    until: str
    edition: str


def archive_superseded(home: Path, old: Edition, new: Edition) -> int:
    """Keep the profiles of an edition that another one changes or drops.

    Called before the switch, so that no citation is ever without its text; what is kept twice
    is stored once.

    Returns:
        How many versions were written.

    Raises:
        OSError: the disk is full or not writable.
    """
    written = 0
    for slug, entry in old.catalog.items():
        later = new.catalog.get(slug)
        if later is not None and later.since == entry.since:
            continue
        rows = old.index.passages_of(slug)
        passages = tuple(replace(old.passages[row], shared=()) for row in rows)
        version = Version(old.profiles[slug], passages, entry.since_date, old.created, old.id)
        written += _write(home, version)
    return written


def _write(home: Path, version: Version) -> bool:
    body = asdict(version)
    text = json.dumps([body["profile"], body["passages"]], ensure_ascii=False, sort_keys=True)
    name = sha256(text.encode()).hexdigest()[:20]
    path = Home(home).citations / prefix_of(version.profile.slug) / f"{name}.json.gz"
    if path.exists():
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    data = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
    write_whole(path, gzip.compress(data, mtime=0))
    return True


def archived_versions(home: Path, prefix: str) -> Iterator[Version]:
    """Yield the kept versions of the profiles whose codes begin alike, the latest first.

    A file that can't be read is reported and passed over.
    """
    found = []
    for path in sorted((Home(home).citations / prefix).glob("*.json.gz")):
        try:
            found.append(_read(path))
        except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
            log.warning("The kept citation %s can't be read: %s", path, error)
    yield from sorted(found, key=lambda version: version.edition, reverse=True)


def _read(path: Path) -> Version:
    body = json.loads(gzip.decompress(path.read_bytes()))
    passages = tuple(passage_from(passage) for passage in body["passages"])
    return Version(**body | {"profile": profile_from(body["profile"]), "passages": passages})
