"""Going through sources of every kind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.sources import Document, Failure, Found, Known, Limits, Listing, Unchanged, collect
from knowledge.sources.listing import parse_source
from tests.knowledge.sources.site import Answer, Site, city_page, serve_site
from tests.knowledge.sources.test_archives import pack

LIMITS = Limits(private_addresses=True, interval=0.0, request_seconds=2.0, attempts=1, pages=50)


@pytest.fixture
def site() -> Iterator[Site]:
    """Run a site of three invented cities."""
    with serve_site() as running:
        for city in ("alpha", "beta", "gamma"):
            running.put(f"/members/{city}", city_page(city.title(), f"{city} has a hotline."))
        yield running


def gather(
    *sources: str, limits: Limits = LIMITS, known: dict[str, Known] | None = None
) -> list[Found]:
    """Return all that the sources hold."""
    return list(collect(map(parse_source, sources), limits, known=known or {}))


def pages(found: list[Found]) -> list[str]:
    """Return the last part of each page's address."""
    return [each.source.rpartition("/")[2] for each in found if isinstance(each, Document)]


def test_an_address_is_one_page(site: Site) -> None:
    """A page is read with its marks, filed under its own address."""
    url = f"{site.url}/members/alpha"
    (page,) = gather(url)
    assert isinstance(page, Document)
    assert (page.source, page.root, page.media_type) == (url, url, "text/html")
    assert page.etag
    assert gather(url, known={url: Known(page.etag)}) == [Unchanged(url, url)]


def test_a_sitemap_is_told_by_itself(site: Site) -> None:
    """Pages of a sitemap come one by one; what is missing is named, the others go on."""
    addresses = "".join(
        f"<url><loc>{site.url}/members/{name}</loc></url>" for name in ("alpha", "lost", "beta")
    )
    other = "<url><loc>https://other.example/x</loc></url>"
    site.put("/sitemap.xml", f"<urlset>{addresses}{other}</urlset>", "application/xml")
    found = gather(f"{site.url}/sitemap.xml")
    assert found[0] == Listing(f"{site.url}/sitemap.xml", 4)
    assert pages(found) == ["alpha", "beta"]
    lost, foreign = (each for each in found if isinstance(each, Failure))
    assert (lost.gone, lost.source) == (True, f"{site.url}/members/lost")
    assert foreign.reason == "It lies on another site."


def test_sitemaps_nest(site: Site) -> None:
    """An index of sitemaps, even one that names itself, leads to all pages once."""
    for name in ("alpha", "beta"):
        inner = f"<urlset><url><loc>{site.url}/members/{name}</loc></url></urlset>"
        site.put(f"/{name}.xml", inner, "text/xml")
    parts = "".join(
        f"<sitemap><loc>{site.url}/{name}.xml</loc></sitemap>" for name in ("alpha", "all", "beta")
    )
    foreign = "<sitemap><loc>https://other.example/s.xml</loc></sitemap>"
    site.put("/all.xml", f"<sitemapindex>{parts}{foreign}</sitemapindex>", "text/xml")
    assert pages(gather(f"sitemap:{site.url}/all.xml")) == ["alpha", "beta"]


def test_an_index_is_followed(site: Site) -> None:
    """The pages that an index links to, over its several pages."""
    site.put("/members/", '<a href="alpha">A</a><a rel="next" href="?p=2">more</a>')
    site.put("/members/?p=2", '<a href="beta">B</a><a rel="next" href="?p=2">more</a>')
    assert pages(gather(f"index:{site.url}/members/")) == ["alpha", "beta"]


def test_an_index_without_pages_is_named(site: Site) -> None:
    """An index that links to nothing below it says what to do."""
    site.put("/members/", "<p>none</p>")
    (failure,) = gather(f"index:{site.url}/members/")
    assert isinstance(failure, Failure)
    assert "give a pattern with match=" in failure.reason


def test_a_list_is_read_from_a_file_and_an_address(site: Site, tmp_path: Path) -> None:
    """A text of addresses leads to their pages, wherever it lies."""
    text = f"{site.url}/members/alpha\n{site.url}/members/gamma\n"
    site.put("/list.txt", text, "text/plain")
    (tmp_path / "list.txt").write_text(text)
    for source in (f"{site.url}/list.txt", f"list:{site.url}/list.txt", str(tmp_path / "list.txt")):
        assert pages(gather(source)) == ["alpha", "gamma"]
    (failure,) = gather(f"list:{site.url}/members/alpha")
    assert isinstance(failure, Failure)
    assert "not a list of addresses" in failure.reason


def test_an_archive_is_fetched(site: Site) -> None:
    """A ZIP on a server is opened like one on the disk."""
    site.answers["/pages.zip"] = Answer(pack({"a.txt": b"A"}))
    assert pages(gather(f"{site.url}/pages.zip")) == ["a.txt"]


def test_too_long_a_list_is_refused(site: Site) -> None:
    """A list beyond the limit is named, and none of it fetched."""
    site.put("/list.txt", "\n".join(f"{site.url}/{number}" for number in range(51)), "text/plain")
    (failure,) = gather(f"{site.url}/list.txt")
    assert isinstance(failure, Failure)
    assert "names 51 pages: at most 50" in failure.reason
    assert site.paths == ["/list.txt"]


def test_a_failing_source_does_not_stop_the_others(site: Site, tmp_path: Path) -> None:
    """Each source stands for itself."""
    (tmp_path / "a.txt").write_text("Alphaville")
    found = gather(f"{site.url}/lost", str(tmp_path / "no.txt"), str(tmp_path / "a.txt"))
    assert [type(each) for each in found] == [Failure, Failure, Document]


def test_the_bundled_profiles_are_a_source() -> None:
    """The project's own profiles are read by name."""
    found = gather("bundled")
    assert all(each.root == "bundled" for each in found)
    assert not any(name.endswith(".py") for name in pages(found))
