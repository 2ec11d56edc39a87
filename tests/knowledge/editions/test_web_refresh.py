"""A refresh from a real server, with the project's own readers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.editions.seams import default_pipeline
from tests.knowledge.editions.world import World
from tests.knowledge.sources.site import Answer, Site, city_page, serve_site

TEXTS = {
    "alphaville": "The municipality runs a hotline that answers parents at night and by day.",
    "betatown": "Teachers and police officers meet each month to talk about young people.",
    "gammaburg": "A youth council advises the mayor on safety and on open spaces in the town.",
}


@pytest.fixture
def site() -> Iterator[Site]:
    """Run a site of three invented cities with a sitemap."""
    with serve_site() as running:
        for slug, text in TEXTS.items():
            running.put(f"/cities/{slug}", city_page(slug.title(), text))
        list_cities(running, *TEXTS)
        yield running


def list_cities(site: Site, *slugs: str) -> None:
    """Name some cities in the sitemap."""
    pages = "".join(f"<url><loc>{site.url}/cities/{slug}</loc></url>" for slug in slugs)
    site.put("/sitemap.xml", f"<urlset>{pages}</urlset>", "application/xml")


@pytest.fixture
def online(tmp_path: Path, site: Site) -> World:
    """Give a deployment that has published the site."""
    world = World(tmp_path, pipeline=default_pipeline())
    assert world.refresh(f"{site.url}/sitemap.xml").published
    site.asked.clear()
    return world


def test_a_site_becomes_profiles(online: World, site: Site) -> None:
    """Each page is a profile named after its address, with the address and the day it was read."""
    profiles = online.open().profiles
    assert list(profiles) == ["alphaville", "betatown", "gammaburg"]
    profile = profiles["alphaville"]
    assert TEXTS["alphaville"] in profile.text
    assert profile.url == f"{site.url}/cities/alphaville"
    assert profile.retrieved == "2026-01-05"
    assert profile.city == "Alphaville"


def test_an_unchanged_site_sends_nothing(online: World, site: Site) -> None:
    """A second refresh gets "not modified" for each page and publishes nothing."""
    result = online.refresh(f"{site.url}/sitemap.xml")
    assert not result.published
    assert result.report.unchanged == 3
    asked = {path: headers for path, headers in site.asked if path.startswith("/cities/")}
    assert len(asked) == 3
    assert all("If-None-Match" in headers for headers in asked.values())


def test_a_changed_page_is_one_change(online: World, site: Site) -> None:
    """Only the page that changed is embedded; the others keep their day."""
    site.put("/cities/betatown", city_page("Betatown", TEXTS["betatown"].replace("month", "week")))
    result = online.refresh(f"{site.url}/sitemap.xml")
    assert result.edition is not None
    assert result.edition.changes.changed == ("betatown",)
    assert 0 < result.edition.changes.embedded < 5


def test_a_page_that_fails_keeps_its_last_good_version(online: World, site: Site) -> None:
    """A server error and a page without text are named; their profiles stay."""
    site.answers["/cities/alphaville"] = Answer(b"", 503)
    site.answers["/cities/betatown"] = Answer(b"\x00\x01\x02\x03" * 50)
    site.put("/cities/gammaburg", city_page("Gammaburg", "The youth council has new members."))
    result = online.refresh(f"{site.url}/sitemap.xml")
    assert {each.source.rpartition("/")[2] for each in result.report.failures} == {
        "alphaville",
        "betatown",
    }
    assert TEXTS["alphaville"] in online.open().profiles["alphaville"].text
    assert TEXTS["betatown"] in online.open().profiles["betatown"].text
    assert "new members" in online.open().profiles["gammaburg"].text


def test_a_503_that_heals_is_read_next_time(online: World, site: Site) -> None:
    """What failed once is read again by the next refresh."""
    page = city_page("Alphaville", TEXTS["alphaville"].replace("hotline", "help line"))
    site.answers["/cities/alphaville"] = Answer(page.encode(), 503, heals=True)
    assert not online.refresh(f"{site.url}/sitemap.xml").published
    assert online.refresh(f"{site.url}/sitemap.xml").published
    assert "help line" in online.open().profiles["alphaville"].text


def test_pages_that_are_gone_are_proposed(online: World, site: Site) -> None:
    """A 404 and a page off the sitemap are proposed for removal, each with its reason."""
    del site.answers["/cities/alphaville"]
    list_cities(site, "alphaville", "gammaburg")
    plan = online.plan(f"{site.url}/sitemap.xml")
    reasons = {each.slug: each.reason for each in plan.report.missing}
    assert "answered 404" in reasons["alphaville"]
    assert "sitemap.xml no longer holds it" in reasons["betatown"]
    assert not plan.has_work
    removed = online.refresh(f"{site.url}/sitemap.xml", remove_missing=True)
    assert removed.edition is not None
    assert removed.edition.changes.removed == ("alphaville", "betatown")


def test_a_page_keeps_its_slug_when_it_redirects(online: World, site: Site) -> None:
    """A page that moved behind its address is still the same profile."""
    site.answers["/cities/alphaville"] = Answer(status=301, headers={"Location": "/new/alpha"})
    site.put("/new/alpha", city_page("Alphaville", TEXTS["alphaville"] + " It is free of charge."))
    result = online.refresh(f"{site.url}/sitemap.xml")
    assert result.edition is not None
    assert result.edition.changes.changed == ("alphaville",)


def test_a_site_that_is_down_changes_nothing(online: World, site: Site) -> None:
    """When the sitemap itself fails, everything stays and the reason is told."""
    site.answers["/sitemap.xml"] = Answer(b"", 500)
    result = online.refresh(f"{site.url}/sitemap.xml")
    assert not result.published
    assert result.report.missing == ()
    assert "answered 500" in result.report.failures[0].reason
