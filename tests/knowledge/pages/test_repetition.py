"""Lines that pages of several countries share are their site's."""

from __future__ import annotations

import pytest

from knowledge.pages import chrome_lines, clean_pages
from tests.knowledge.pages.samples import read

SLOGAN = (
    "We bring mayors of many countries together in one great house of learning and of friendship."
)
NATIONAL = (
    "The state has paid for prevention since 2017, and towns must publish a report each spring."
)
CITIES = (("Alphaville", "Belgique"), ("Betaville", "France"), ("Gammaville", "Danemark"))


def page(city: str, country: str, *, national: str = "") -> str:
    """Return a page of a site that repeats some lines on all pages."""
    own = f"The town of {city} has a committee of its own, which meets in the old customs house."
    return (
        f"{city}, {country}\n\nBACKGROUND\n\n{own}\n\nNATIONAL OVERVIEW\n\n{national or own}\n\n"
        f"Key Information\n\nCity\n{city}\nPopulation\n41,300\nLanguage\nFrench\n\n"
        f"'MOTS CLÉS'\n\nSport Integration\n\nOur promise\n\n{SLOGAN}\n\nOne world of towns.\n"
    )


def texts(*sources: str) -> list[str]:
    """Return the cleaned texts of pages cleaned together."""
    return [
        c.profile.text for c in clean_pages([read(s, f"p{at}.txt") for at, s in enumerate(sources)])
    ]


def test_drops_lines_that_all_pages_share() -> None:
    """A slogan on each page of three countries goes, with its heading."""
    for text in texts(*(page(*city) for city in CITIES)):
        assert SLOGAN not in text
        assert "Our promise" not in text


def test_keeps_labels_values_tags_and_section_headings() -> None:
    """What pages have in common by their kind stays on each of them."""
    for text in texts(*(page(*city) for city in CITIES)):
        assert "BACKGROUND" in text
        assert "Population\n41,300" in text
        assert "• Sport" in text


def test_keeps_what_cities_of_one_country_share() -> None:
    """A national overview is on all pages of its country, and stays."""
    pages = [
        page(f"{name}ville", "Belgique", national=NATIONAL) for name in "Alpha Beta Gamma".split()
    ]
    other = [page(f"{name}stad", "Danemark") for name in "Delta Epsilon".split()]
    assert all(NATIONAL in text for text in texts(*pages, *other)[:3])


def test_takes_no_page_without_a_country_for_a_second_one() -> None:
    """A page that names no country proves nothing about a national overview."""
    pages = [page(f"{name}ville", "Belgique", national=NATIONAL) for name in ("Alpha", "Beta")]
    loose = page("Gammaville", "Belgique", national=NATIONAL).replace(", Belgique", "")
    row = page("Deltaville", "x", national=NATIONAL).replace(", x", "").replace("Language\nFrench", "Country\nBelgium")  # fmt: skip  # noqa: E501
    assert all(NATIONAL in text for text in texts(*pages, loose, row))


def test_needs_several_pages() -> None:
    """Two pages prove nothing."""
    assert all(SLOGAN in text for text in texts(*(page(*city) for city in CITIES[:2])))


def test_cleans_a_later_page_by_what_earlier_ones_shared() -> None:
    """Known chrome is taken from a page that is refreshed alone."""
    known = chrome_lines([read(page(*city), f"{city[0]}.txt") for city in CITIES])
    [alone] = clean_pages([read(page("Deltaville", "Norvège"), "d.txt")], known)
    assert SLOGAN not in alone.profile.text
    assert "Population\n41,300" in alone.profile.text
    assert {r.reason for r in alone.removals if r.text == SLOGAN} == {"repeated on other pages"}


@pytest.mark.parametrize("line", ["Hotline", "SSP"])
def test_keeps_a_word_that_only_happens_to_repeat(line: str) -> None:
    """A project's name on several pages stays where its neighbours differ."""
    sources = [page(*city).replace("Our promise", f"• Walk {city[0]}\n• {line}\n• Talk {city[1]}\n\nOur promise") for city in CITIES]  # fmt: skip  # noqa: E501
    assert all(f"• {line}" in text for text in texts(*sources))
