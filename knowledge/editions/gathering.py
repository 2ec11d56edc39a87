"""Read the sources beside what the current edition holds: which pages will stand, and why."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256

from knowledge.editions.edition import Edition
from knowledge.editions.layout import PAGES, SourceStamp
from knowledge.editions.records import parse_page
from knowledge.editions.seams import PageReader, Progress
from knowledge.errors import ReadError
from knowledge.models import Page
from knowledge.reasons import Reason, because
from knowledge.sources import BUNDLED, Document, Failure, Found, Known, Listing, Unchanged


@dataclass(frozen=True, slots=True)
class Stored:
    """A page as an edition keeps it, with where it came from.

    Attributes:
        page: as read, None where only its profile was handed in.
    """

    page: Page | None
    stamp: SourceStamp


@dataclass(frozen=True, slots=True)
class Missing:
    """A page that is no longer where it came from: it stays until staff let it go."""

    slug: str
    source: str
    reason: Reason


@dataclass(slots=True)
class Gathered:
    """What the sources gave.

    Attributes:
        pages: source -> page that will stand.
        seen: sources that were read, confirmed or failed in this refresh.
        dropped: source -> why it does not stand any longer.
    """

    pages: dict[str, Stored] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    failures: list[Failure] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)
    dropped: dict[str, Reason] = field(default_factory=dict)


def stored_pages(edition: Edition | None) -> dict[str, Stored]:
    """Return the pages that an edition was built from, by source."""
    if edition is None:
        return {}
    with gzip.open(edition.folder / PAGES, "rb") as file:
        pages = {page.source: page for page in map(parse_page, file)}
    return {
        stamp.source: Stored(pages.get(stamp.source), stamp) for stamp in edition.manifest.sources
    }


def known_versions(stored: Mapping[str, Stored]) -> dict[str, Known]:
    """Return the version marks that servers gave, by address."""
    return {
        source: Known(each.stamp.etag, each.stamp.last_modified)
        for source, each in stored.items()
        if each.stamp.etag or each.stamp.last_modified
    }


@dataclass(frozen=True, slots=True)
class Rules:
    """How a refresh treats what it does not find.

    Attributes:
        fresh: whether every page is read again, because the code that reads changed.
        rebuild: whether only the given sources stay.
        remove_missing: whether pages that are gone are let go.
        roots: the given sources; ``listed`` says whether they are the staff's whole list.
    """

    roots: frozenset[str]
    listed: bool = False
    fresh: bool = False
    rebuild: bool = False
    remove_missing: bool = False


def gather(
    found: Iterable[Found],
    stored: Mapping[str, Stored],
    rules: Rules,
    *,
    read: Callable[[Document, Stored | None], Stored],
    reading: Progress,
) -> Gathered:
    """Read what was found, and keep the last good version of what was not.

    Args:
        found: what the sources hold.
        stored: what the current edition holds.
        rules: how what is missing is treated.
        read: turns bytes into a page, or finds that they are the known version.
        reading: hears how many pages are looked into.
    """
    result = Gathered()
    complete: set[str] = set()
    gone: dict[str, Reason] = {}
    total = done = 0
    for each in found:
        if isinstance(each, Listing):
            complete.add(each.root)
            total += each.count
            continue
        done += 1
        reading(done, max(total, done))
        known = stored.get(each.source)
        if isinstance(each, Failure) and each.gone and known is not None:
            gone[each.source] = each.reason
        else:
            _take(each, known, result, read)
    for source, reason in _not_found(stored, rules, result, complete, gone):
        if rules.remove_missing:
            result.dropped[source] = reason
        else:
            slug = stored[source].stamp.slug
            result.missing.append(Missing(slug, source, reason))
            result.pages[source] = stored[source]
    _keep_others(stored, rules, result)
    return result


def _take(
    found: Document | Unchanged | Failure,
    known: Stored | None,
    result: Gathered,
    read: Callable[[Document, Stored | None], Stored],
) -> None:
    """File one page: as read, or else its last good version with the failure."""
    result.seen.add(found.source)
    if isinstance(found, Document):
        try:
            result.pages[found.source] = read(found, known)
            return
        except ReadError as error:
            found = Failure(found.source, found.root, _reason(error, found.source))
    if isinstance(found, Failure):
        result.failures.append(found)
    if known is not None:
        result.pages[found.source] = known


def _reason(error: ReadError, source: str) -> Reason:
    """Return what a reader says of a page; its name stands beside the reason anyway."""
    said = error.reason
    if said.code is None or said.values.get("page") != source:
        return said
    return because(said.code, **{**said.values, "page": because("page.it")})


@dataclass(frozen=True, slots=True)
class Reading:
    """Turns bytes into pages; those that are known byte for byte are taken as they were.

    Attributes:
        parse: the reader.
        rules: whether known bytes are read again, and whether staff list the sources.
        clock: the time in UTC, for what is read for the first time.
    """

    parse: PageReader
    rules: Rules
    clock: Callable[[], datetime]

    def __call__(self, found: Document, known: Stored | None) -> Stored:
        """Return the page of a document.

        Raises:
            ReadError: it can't be read.
        """
        digest = sha256(found.data).hexdigest()
        same = known is not None and known.stamp.sha256 == digest
        stamp = SourceStamp(
            slug=known.stamp.slug if known else "",
            source=found.source,
            root=_root_of(found, known),
            sha256=digest,
            etag=found.etag,
            last_modified=found.last_modified,
            fetched=known.stamp.fetched if known and same else _date(self.clock()),
            listed=self.rules.listed,
        )
        if known is not None and known.page is not None and same and not self.rules.fresh:
            return Stored(known.page, stamp)
        page = self.parse(found.data, source=found.source, media_type=found.media_type)
        return Stored(_dated(page, stamp), stamp)


def _root_of(found: Document, known: Stored | None) -> str:
    """Return where a page belongs: given by itself, it still belongs to the folder it came from."""
    alone = found.root == found.source
    if alone and known is not None and known.stamp.root != BUNDLED:
        return known.stamp.root
    return found.root


def _dated(page: Page, stamp: SourceStamp) -> Page:
    """Return a page from the web with its address and the day it was read."""
    if not page.source.startswith(("http://", "https://")):
        return page
    day = (stamp.fetched or "")[:10] or None
    url, retrieved = page.metadata.url or page.source, page.metadata.retrieved or day
    return replace(page, metadata=replace(page.metadata, url=url, retrieved=retrieved))


def _date(now: datetime) -> str:
    return now.isoformat(timespec="seconds").replace("+00:00", "Z")


def _not_found(
    stored: Mapping[str, Stored],
    rules: Rules,
    result: Gathered,
    complete: set[str],
    gone: Mapping[str, Reason],
) -> list[tuple[str, Reason]]:
    """Return stored pages that their own source no longer holds, each with the reason."""
    missing = list(gone.items())
    vanished = {each.root for each in result.failures if each.gone and each.source == each.root}
    for source, each in stored.items():
        root = each.stamp.root
        if source in result.seen or source in gone:
            continue
        if root in vanished:
            missing.append((source, because("profile.source_gone", root=root)))
        elif root in complete:
            missing.append((source, because("profile.not_held", root=root)))
        elif rules.listed and each.stamp.listed and root not in rules.roots:
            missing.append((source, because("profile.not_listed", root=root)))
    return missing


def _keep_others(stored: Mapping[str, Stored], rules: Rules, result: Gathered) -> None:
    """Keep what other sources gave, unless only the given ones are to stay.

    The sample profiles make way for the first real ones.
    """
    real = any(each.stamp.root != BUNDLED for each in result.pages.values())
    for source, each in stored.items():
        if source in result.pages or source in result.dropped:
            continue
        root = each.stamp.root
        if rules.rebuild and root not in rules.roots:
            result.dropped[source] = because("profile.rebuilt")
        elif root == BUNDLED and real and BUNDLED not in rules.roots:
            result.dropped[source] = because("profile.sample")
        else:
            result.pages[source] = each
