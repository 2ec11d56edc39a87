"""Go through sources, one page in memory at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import closing
from importlib.resources import as_file, files
from pathlib import Path

from knowledge.errors import FetchError, SourceError
from knowledge.reasons import because
from knowledge.sources.archives import looks_like_archive, read_archive
from knowledge.sources.documents import (
    NOTHING_KNOWN,
    Document,
    Failure,
    Found,
    Known,
    Limits,
    Listing,
    Unchanged,
    printable,
)
from knowledge.sources.files import read_path
from knowledge.sources.links import is_sitemap, read_index, read_list, read_sitemap, same_site
from knowledge.sources.listing import BUNDLED, Source
from knowledge.sources.web import AnswerError, Fetched, Fetcher

_SITEMAPS = 100
_INDEX_PAGES = 100


def collect(
    sources: Iterable[Source],
    limits: Limits,
    *,
    known: Mapping[str, Known] = NOTHING_KNOWN,
    fetcher: Fetcher | None = None,
) -> Iterator[Found]:
    """Yield what the sources hold, in their order; a failure is yielded too, never raised.

    Args:
        sources: what staff named.
        limits: bounds of what is read.
        known: address -> the version that is already there.
        fetcher: fetches addresses; made where it is needed.
    """
    with closing(fetcher or Fetcher(limits)) as web:
        for source in sources:
            if source.location == BUNDLED:
                yield from _read_bundled(limits)
            elif source.is_address:
                yield from _Site(web, source, limits, known).read()
            else:
                yield from _read_local(source, web, limits, known)


def _read_bundled(limits: Limits) -> Iterator[Found]:
    with as_file(files("knowledge") / "profiles") as folder:
        for found in read_path(folder, BUNDLED, limits):
            if not isinstance(found, Document) or not found.source.endswith((".py", ".pyc")):
                yield found


def _read_local(
    source: Source, web: Fetcher, limits: Limits, known: Mapping[str, Known]
) -> Iterator[Found]:
    for found in read_path(Path(source.root), source.root, limits):
        addresses = read_list(found.data) if isinstance(found, Document) else None
        if addresses is None:
            yield found
        else:
            yield from _Site(web, source, limits, known).read_all(addresses)


class _Site:
    """The pages of one address."""

    def __init__(
        self, web: Fetcher, source: Source, limits: Limits, known: Mapping[str, Known]
    ) -> None:
        self._web = web
        self._source = source
        self._root = source.root
        self._limits = limits
        self._known = known

    def read(self) -> Iterator[Found]:
        """Yield the page, or the pages that it names."""
        address = self._source.location
        try:
            single = self._known.get(address) if self._source.kind == "any" else None
            fetched = self._web.fetch(address, single)
            if fetched.data is None:
                yield Unchanged(address, self._root)
            else:
                yield from self._read_fetched(fetched, fetched.data)
        except SourceError as error:
            yield _failure(address, self._root, error)

    def _read_fetched(self, fetched: Fetched, data: bytes) -> Iterator[Found]:
        kind = self._source.kind
        if kind == "index":
            yield from self.read_all(self._index_pages(fetched, data))
        elif kind == "sitemap" or (kind == "any" and is_sitemap(data)):
            yield from self.read_all(self._sitemap_pages(fetched, data), site=fetched.url)
        elif kind == "list":
            yield from self.read_all(_listed(data))
        elif addresses := read_list(data):
            yield from self.read_all(addresses)
        elif data.startswith(b"PK\x03\x04") and looks_like_archive(fetched.url.partition("?")[0]):
            yield from read_archive(data, self._source.location, self._root, self._limits)
        else:
            yield self._document(self._source.location, fetched, data)

    def read_all(self, addresses: Collection[str], site: str | None = None) -> Iterator[Found]:
        """Yield the page of each address.

        Args:
            addresses: of the pages.
            site: an address whose site they must not leave, None where they may.
        """
        if len(addresses) > self._limits.pages:
            reason = because("links.too_many", pages=len(addresses), most=self._limits.pages)
            yield Failure(printable(self._source.location), self._root, reason)
            return
        yield Listing(self._root, len(addresses))
        for address in addresses:
            if site and not same_site(address, site):
                yield Failure(printable(address), self._root, because("links.other_site"))
            else:
                yield self._read_page(address)

    def _read_page(self, address: str) -> Found:
        try:
            fetched = self._web.fetch(address, self._known.get(address))
        except SourceError as error:
            return _failure(address, self._root, error)
        if fetched.data is None:
            return Unchanged(address, self._root)
        return self._document(address, fetched, fetched.data)

    def _document(self, address: str, fetched: Fetched, data: bytes) -> Document:
        kind = fetched.media_type
        return Document(address, self._root, data, kind, fetched.etag, fetched.last_modified)

    def _sitemap_pages(self, fetched: Fetched, data: bytes) -> list[str]:
        """Return the pages of a sitemap and of those that it names in turn."""
        found = read_sitemap(data, self._limits.page_bytes)
        pages, waiting, seen = list(found.pages), list(found.sitemaps), {fetched.url}
        while waiting and len(pages) <= self._limits.pages:
            address = waiting.pop(0)
            if address in seen or not same_site(address, fetched.url):
                continue
            seen.add(address)
            if len(seen) > _SITEMAPS:
                raise FetchError(because("links.sitemaps", most=_SITEMAPS))
            inner = self._web.fetch(address)
            found = read_sitemap(inner.data or b"", self._limits.page_bytes)
            pages += found.pages
            waiting += found.sitemaps
        return list(dict.fromkeys(pages))

    def _index_pages(self, fetched: Fetched, data: bytes) -> list[str]:
        """Return the pages that an index and its following pages link to."""
        pages: dict[str, None] = {}
        seen: set[str] = set()
        while True:
            seen.add(fetched.url)
            links, following = read_index(data, fetched.url, self._source.match)
            pages |= dict.fromkeys(links)
            if following is None or following in seen or len(seen) >= _INDEX_PAGES:
                break
            fetched = self._web.fetch(following)
            data = fetched.data or b""
        wanted = [page for page in pages if page not in seen]
        if not wanted:
            raise FetchError(because("links.none"))
        return wanted


def _listed(data: bytes) -> tuple[str, ...]:
    addresses = read_list(data)
    if addresses is None:
        raise FetchError(because("links.not_list"))
    return addresses


def _failure(address: str, root: str, error: SourceError) -> Failure:
    gone = isinstance(error, AnswerError) and error.gone
    return Failure(printable(address), root, error.reason, gone=gone)
