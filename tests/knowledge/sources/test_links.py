"""Addresses in sitemaps, index pages and lists."""

from __future__ import annotations

import gzip

import pytest

from knowledge.errors import FetchError
from knowledge.sources.links import (
    is_sitemap,
    read_index,
    read_list,
    read_sitemap,
    same_site,
)

URLSET = b"""<?xml version="1.0"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
        xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
  <url><loc> https://cities.example/a </loc><image:image><image:loc>https://x/i.png</image:loc>
  </image:image></url>
  <url><loc>https://cities.example/b</loc></url>
</urlset>"""
BASE = "https://cities.example/members/"


def test_a_sitemap_names_pages() -> None:
    """The pages of a sitemap are found, its pictures are not."""
    for data in (URLSET, gzip.compress(URLSET)):
        assert is_sitemap(data)
        found = read_sitemap(data, 10_000)
        assert found.pages == ("https://cities.example/a", "https://cities.example/b")


def test_a_sitemap_index_names_sitemaps() -> None:
    """An index of sitemaps leads to further ones."""
    data = b"<sitemapindex><sitemap><loc>https://x.example/1.xml</loc></sitemap></sitemapindex>"
    assert read_sitemap(data, 10_000).sitemaps == ("https://x.example/1.xml",)


@pytest.mark.parametrize("data", [b"<html>", b"", b"plain", gzip.compress(b"plain"), b"\x1f\x8bxx"])
def test_what_is_no_sitemap_is_said(data: bytes) -> None:
    """Other bytes are a failure with its reason."""
    with pytest.raises(FetchError, match=r"not a sitemap|broken way"):
        read_sitemap(data, 10_000)


def test_a_packed_sitemap_is_bounded() -> None:
    """A sitemap that unpacks beyond the limit is refused."""
    with pytest.raises(FetchError, match="unpacks to more than 1,000 bytes"):
        read_sitemap(gzip.compress(URLSET + b" " * 100_000), 1000)


def test_entities_do_not_explode() -> None:
    """Nested entities of a hostile sitemap are not expanded."""
    data = (
        b'<!DOCTYPE u [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
        b"<urlset><url><loc>https://x.example/&b;</loc></url></urlset>"
    )
    assert read_sitemap(data, 10_000).pages == ("https://x.example/",)


def test_a_list_holds_nothing_but_addresses() -> None:
    """Lines of addresses are a list; comments may stand between them, prose may not."""
    data = b"# members\nhttps://x.example/a\n\nhttps://x.example/b\nhttps://x.example/a\n"
    assert read_list(data) == ("https://x.example/a", "https://x.example/b")
    assert read_list(b"https://x.example/a\nA city.") is None
    assert read_list(b"") is None
    assert read_list(b"\xff\xfe") is None


def test_an_index_links_to_the_pages_below_it() -> None:
    """Pages below the index count once; menus, other sites and the index itself do not."""
    data = b"""<a href="/about">About</a> <a href="alpha/">A</a> <a href="/members/beta#top">B</a>
    <a href="/members">here</a> <a href="https://other.example/members/c">C</a>
    <a href="mailto:x@x.example">M</a> <a href="alpha/">again</a> <a>none</a> <a href="http://[">x</a>"""
    assert read_index(data, BASE) == ((f"{BASE}alpha/", f"{BASE}beta"), None)


def test_an_index_can_name_a_pattern() -> None:
    """With a pattern, the pages may lie anywhere on the site."""
    data = b'<a href="/about">About</a> <a href="/city/alpha">A</a>'
    assert read_index(data, BASE, "/city/*")[0] == ("https://cities.example/city/alpha",)
    assert read_index(data, BASE)[0] == ()


@pytest.mark.parametrize(
    "data", [b'<a rel="next" href="?page=2">2</a>', b'<link rel="next" href="?page=2">']
)
def test_an_index_goes_on(data: bytes) -> None:
    """The next page of an index is told from the pages that it lists."""
    assert read_index(data, BASE) == ((), f"{BASE}?page=2")


def test_an_empty_index_links_nowhere() -> None:
    """Bytes without markup give no page."""
    assert read_index(b"", BASE) == ((), None)


def test_one_site_has_two_names() -> None:
    """A host with and without www is one site; another host or scheme is not."""
    assert same_site("https://www.cities.example/a", "http://cities.example/")
    assert not same_site("https://cities.example.evil.example/", "https://cities.example/")
    assert not same_site("javascript:alert(1)", "https://cities.example/")
