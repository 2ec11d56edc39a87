"""Addresses in sitemaps, index pages and lists."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from fnmatch import fnmatchcase
from urllib.parse import urljoin, urlsplit, urlunsplit

from knowledge.errors import FetchError
from knowledge.reasons import because
from knowledge.sources.documents import printable
from knowledge.sources.web import unpack

_ADDRESS = re.compile(r"https?://\S+")
_HEAD = 2_000


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What a sitemap names (sitemaps.org): pages, or further sitemaps."""

    pages: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()


def is_sitemap(data: bytes) -> bool:
    """Return whether bytes begin like a sitemap."""
    head = data[:_HEAD]
    return data.startswith(b"\x1f\x8b") or b"<urlset" in head or b"<sitemapindex" in head


def read_sitemap(data: bytes, most: int) -> Sitemap:
    """Return the addresses that a sitemap names, packed or not.

    Args:
        data: the file as fetched.
        most: bytes it may unpack to.

    Raises:
        FetchError: it is not a sitemap.
    """
    from lxml import etree

    if data.startswith(b"\x1f\x8b"):
        data = _gunzip(data, most)
    # Entities are not expanded and nothing is fetched: a sitemap needs neither.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, zlib.error, ValueError) as error:
        problem = printable(str(error))
        raise FetchError(because("links.not_sitemap", problem=problem)) from error
    places = [
        (etree.QName(element.getparent()).localname, (element.text or "").strip())
        for element in root.iter("{*}loc")
        if element.getparent() is not None
    ]
    return Sitemap(
        tuple(address for parent, address in places if parent == "url" and address),
        tuple(address for parent, address in places if parent == "sitemap" and address),
    )


def _gunzip(data: bytes, most: int) -> bytes:
    unpacked = bytearray()
    for chunk in unpack([data], "gzip", most):
        unpacked += chunk
        if len(unpacked) > most:
            raise FetchError(because("links.large_sitemap", most=most))
    return bytes(unpacked)


def read_list(data: bytes) -> tuple[str, ...] | None:
    """Return the addresses of a text that holds one a line, None where it holds anything else.

    Empty lines and those that begin with ``#`` are passed over.
    """
    try:
        lines = [line.strip() for line in data.decode("utf-8-sig").splitlines()]
    except UnicodeDecodeError:
        return None
    named = [line for line in lines if line and not line.startswith("#")]
    if not named or not all(_ADDRESS.fullmatch(line) for line in named):
        return None
    return tuple(dict.fromkeys(named))


def read_index(
    data: bytes, base: str, match: str | None = None
) -> tuple[tuple[str, ...], str | None]:
    """Return the pages that an index page links to, and the next page of the index.

    Only the same site counts. Without a pattern these are the addresses below the index's own
    folder; where it has none, every page of the site that it links to.

    Args:
        data: the index page.
        base: its address.
        match: a shell pattern for the path of the pages, such as ``/cities/*``.
    """
    from lxml import html
    from lxml.etree import ParserError

    try:
        root = html.fromstring(data, parser=html.HTMLParser(huge_tree=False))
    except (ParserError, ValueError):
        return (), None
    links = [
        (str(a.get("rel") or ""), _absolute(base, a.get("href"))) for a in root.iter("a", "link")
    ]
    nexts = [url for rel, url in links if "next" in rel.split() and same_site(url, base)]
    pages = [
        url
        for (rel, url), element in zip(links, root.iter("a", "link"), strict=True)
        if element.tag == "a" and "next" not in rel.split() and _belongs(url, base, match)
    ]
    return tuple(dict.fromkeys(pages)), (nexts[0] if nexts else None)


def _absolute(base: str, href: str | None) -> str:
    try:
        parts = urlsplit(urljoin(base, (href or "").strip()))
    except ValueError:
        return ""
    return urlunsplit((parts.scheme, parts.netloc, parts.path or "/", parts.query, ""))


def _belongs(url: str, base: str, match: str | None) -> bool:
    path, home = urlsplit(url).path, urlsplit(base).path or "/"
    if not same_site(url, base) or _without_slash(path) == _without_slash(home):
        return False
    if match:
        return fnmatchcase(path, match)
    folder = home if home.endswith("/") else f"{home.rpartition('/')[0]}/"
    return path.startswith(folder)


def _without_slash(path: str) -> str:
    return path.rstrip("/") or "/"


def same_site(url: str, other: str) -> bool:
    """Return whether two addresses lie on one site: same host, with or without ``www.``."""
    first, second = urlsplit(url), urlsplit(other)
    if first.scheme not in {"http", "https"}:
        return False
    return _site(first.netloc) == _site(second.netloc)


def _site(host: str) -> str:
    return host.casefold().removeprefix("www.")
