"""Links with text fragments."""

from __future__ import annotations

from urllib.parse import unquote

import pytest

from prompts.links import text_fragment

PAGE = "https://cities.example/testville"


def test_a_short_quote_stands_in_its_link_as_a_whole() -> None:
    """Dash, comma, ampersand and accents are percent-encoded."""
    link = text_fragment(PAGE, "Écoles, 0-18 ans & parents")
    assert link == f"{PAGE}#:~:text=%C3%89coles%2C%200%2D18%20ans%20%26%20parents"


def test_a_long_quote_is_marked_by_its_ends() -> None:
    """A comma sets the first words apart from the last ones."""
    text = "The team has met since 2001, every week. " * 4 + "It is led by the town hall itself."
    link = text_fragment(PAGE, text)
    assert link is not None
    start, end = link.split("#:~:text=")[1].split(",")
    assert unquote(start) == "The team has met since"
    assert unquote(end) == "by the town hall itself."


def test_a_quote_over_two_blocks_is_a_range() -> None:
    """One term can't cross the end of a block, so even a short text becomes two."""
    link = text_fragment(PAGE, "First block.\n\nSecond one.")
    assert link == f"{PAGE}#:~:text=First%20block.,Second%20one."


def test_few_but_long_words_stay_whole() -> None:
    """Ends that would overlap are not cut out."""
    text = " ".join(["Kommunalbestyrelsesmedlemmer"] * 4)
    link = text_fragment(PAGE, text)
    assert link is not None
    assert "," not in link


def test_an_anchor_stays_and_an_old_directive_goes() -> None:
    """The page's own anchor comes before the directive, of which there is one."""
    assert text_fragment(f"{PAGE}#local", "A b.") == f"{PAGE}#local:~:text=A%20b."
    assert text_fragment(f"{PAGE}#a:~:text=x", "A b.") == f"{PAGE}#a:~:text=A%20b."


@pytest.mark.parametrize("url", ["file:///page.html", "page.html", "https://", "http://[x", ""])
def test_only_web_addresses_become_links(url: str) -> None:
    """Anything but http and https gives no link."""
    assert text_fragment(url, "A b.") is None


def test_a_document_is_linked_without_a_fragment() -> None:
    """A PDF's address stays as it is, as does a page's where there is nothing to find."""
    assert text_fragment("https://cities.example/a.PDF", "A b.") == "https://cities.example/a.PDF"
    assert text_fragment(PAGE, " ") == PAGE
