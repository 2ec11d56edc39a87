"""Write an edition aside, and switch to it in one step."""

from __future__ import annotations

import gzip
import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from knowledge.editions.content import Content, mark_shared
from knowledge.editions.edition import Edition
from knowledge.editions.layout import (
    CATALOG,
    KEYS,
    MANIFEST,
    PAGES,
    PASSAGES,
    PROFILES,
    SEARCH,
    Changes,
    EncoderStamp,
    Manifest,
    SourceStamp,
)
from knowledge.editions.locks import refresh_lock
from knowledge.editions.records import to_line, write_records
from knowledge.editions.seams import Encoder, Pipeline, Progress, default_pipeline, stay_quiet
from knowledge.editions.storage import (
    Home,
    make_aside,
    remove_folder,
    stamp_files,
    sweep,
    sync_files,
    sync_folder,
    write_whole,
)
from knowledge.editions.vectors import embed
from knowledge.errors import RefreshError
from knowledge.models import CleanedPage
from knowledge.reasons import because

Clock = Callable[[], datetime]
_STAMP = "%Y%m%dT%H%M%S"


def now_utc() -> datetime:
    """Return the time, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An edition that is written aside and not yet published.

    Attributes:
        folder: where it lies now.
        manifest: what it will say of itself.
    """

    home: Home
    folder: Path
    manifest: Manifest

    def open(self, encoder: Encoder) -> Edition:
        """Open it for its examination."""
        return Edition(self.folder, self.manifest, load=lambda _: encoder)

    def discard(self) -> None:
        """Remove it from the disk."""
        shutil.rmtree(self.folder, ignore_errors=True)


def write_candidate(
    home: Path,
    content: Content,
    encoder: Encoder,
    *,
    previous: Edition | None = None,
    changes: Changes | None = None,
    progress: Progress = stay_quiet,
    clock: Clock = now_utc,
) -> Candidate:
    """Write an edition aside; nobody sees it yet.

    Args:
        home: folder of the deployment.
        content: what goes in.
        encoder: makes the vectors that ``previous`` does not hold.
        previous: the current edition, where there is one.
        changes: what differs from it.
        progress: hears how many texts are embedded.
        clock: the time in UTC.

    Raises:
        OSError: the disk is full or not writable; nothing is left behind.
        RefreshError: so it is, where only the index finds out.
    """
    place = Home(home)
    aside = make_aside(place)
    try:
        name, created = _name_edition(place, clock())
        draft = Manifest(
            id=name,
            created=created,
            encoder=EncoderStamp(encoder.name, encoder.digest, encoder.dimension),
            previous=previous.id if previous else None,
            pipeline=content.pipeline,
            chrome=content.chrome,
            sources=content.sources,
            changes=changes or Changes(added=tuple(p.slug for p in content.profiles)),
            profiles=len(content.profiles),
            passages=len(content.passages),
        )
        manifest = _write(aside, content, draft, encoder, previous=previous, progress=progress)
        return Candidate(place, aside, manifest)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise


def _name_edition(home: Home, now: datetime) -> tuple[str, str]:
    """Return an id that sorts after every other, also where the clock went back."""
    taken = [_time_of(name) for name in home.edition_ids()]
    moment = timedelta(milliseconds=1)
    now = now.replace(microsecond=now.microsecond // 1000 * 1000)
    now = max([now, *(time + moment for time in taken)])
    name = f"{now.strftime(_STAMP)}.{now.microsecond // 1000:03d}Z"
    return name, now.isoformat(timespec="seconds").replace("+00:00", "Z")


def _time_of(name: str) -> datetime:
    return datetime.strptime(name, f"{_STAMP}.%fZ").replace(tzinfo=UTC)


def _write(
    aside: Path,
    content: Content,
    draft: Manifest,
    encoder: Encoder,
    *,
    previous: Edition | None,
    progress: Progress,
) -> Manifest:
    from knowledge.search import write_index

    write_records(aside / PROFILES, content.profiles)
    write_records(aside / PASSAGES, content.passages)
    with gzip.GzipFile(aside / PAGES, "wb", compresslevel=6, mtime=0) as file:
        for page in content.pages:
            file.write(to_line(page).encode())
    _write_catalog(aside / CATALOG, content, draft)
    embedded = embed(content.units, encoder, previous, progress=progress)
    np.save(aside / KEYS, embedded.keys)
    (aside / SEARCH).mkdir()
    try:
        write_index(aside / SEARCH, content.passages, content.units, embedded.vectors)
    except RuntimeError as error:
        # FAISS tells of a full disk in no other way.
        raise RefreshError(because("refresh.no_space", folder=str(aside.parent))) from error
    counted = replace(draft.changes, embedded=embedded.embedded, reused=embedded.reused)
    rate = embedded.rate or (previous.manifest.rate if previous else None)
    return replace(draft, changes=counted, rate=rate)


def _write_catalog(path: Path, content: Content, draft: Manifest) -> None:
    rows = []
    for profile in content.profiles:
        since, date = content.since.get(profile.slug, (draft.id, draft.created))
        row = {name: getattr(profile, name) for name in ("slug", "city", "country", "title")}
        rows.append(row | {"names": profile.names, "since": since, "since_date": date})
    path.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")


def publish_candidate(candidate: Candidate) -> Manifest:
    """Seal a candidate with the digests of its files, and switch to it.

    Raises:
        OSError: the disk is full or not writable; what was published stays.
    """
    home = candidate.home
    manifest = replace(candidate.manifest, files=stamp_files(candidate.folder))
    (candidate.folder / MANIFEST).write_bytes(manifest.to_bytes())
    sync_files(candidate.folder)
    candidate.folder.rename(home.folder(manifest.id))
    try:
        sync_folder(home.editions)
        switch_to(home, manifest.id)
    except BaseException:
        remove_folder(home, home.folder(manifest.id))
        raise
    return manifest


def switch_to(home: Home, edition: str) -> None:
    """Make an edition the current one, in one step."""
    write_whole(home.current, f"{edition}\n".encode())


def publish_edition(
    home: Path,
    cleaned: Sequence[CleanedPage],
    encoder: Encoder,
    *,
    pipeline: Pipeline | None = None,
    progress: Progress = stay_quiet,
    clock: Clock = now_utc,
    wait: float = 0.0,
) -> Manifest:
    """Publish the cleaned pages as a new edition, unexamined.

    Args:
        home: folder of the deployment; made where it is missing.
        cleaned: the profiles, each slug once.
        encoder: makes the vectors.
        pipeline: cuts the profiles into passages; the project's own where None.
        progress: hears how many texts are embedded.
        clock: the time in UTC.
        wait: seconds to wait for another refresh.

    Raises:
        LockedError: another refresh is under way.
        OSError: the disk is full or not writable; what was published stays.
    """
    from knowledge.search import units

    split = (pipeline or default_pipeline()).split
    profiles = sorted((page.profile for page in cleaned), key=lambda profile: profile.slug)
    passages = mark_shared([passage for profile in profiles for passage in split(profile)])
    sources = tuple(SourceStamp(p.slug, p.source, p.source, p.source_sha256) for p in profiles)
    content = Content(tuple(profiles), passages, tuple(units(passages)), sources=sources)
    with refresh_lock(home, wait=wait):
        sweep(Home(home))
        candidate = write_candidate(home, content, encoder, progress=progress, clock=clock)
        try:
            return publish_candidate(candidate)
        except BaseException:
            candidate.discard()
            raise
