"""Names of profiles are stable, short and ASCII."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.readers import slug_of


@pytest.mark.parametrize(
    ("source", "slug"),
    [
        ("pages/network/viborg-fr.txt", "viborg-fr"),
        ("C:\\pages\\Évry Est.PDF", "evry-est"),
        ("L’Ébauche.txt", "l-ebauche"),
        ("Œuvre_Sœur.md", "oeuvre-soeur"),
        ("https://example.org/villes/viborg/", "viborg"),
        ("https://example.org/villes/%C3%89vry.html?x=1#top", "evry"),
        ("https://www.example.org/", "example-org"),
        ("archive.v2.txt", "archive-v2"),
        (".md", "md"),
    ],
)
def test_names_a_page_by_its_last_part(source: str, slug: str) -> None:
    """A slug comes from the file's name or the address's last part."""
    assert slug_of(source) == slug


def test_names_what_has_no_ascii_letter() -> None:
    """A name in another script gets a stable name of its own."""
    assert slug_of("Виборг.txt") == slug_of("Виборг.txt")
    assert re.fullmatch(r"page-[0-9a-f]{8}", slug_of("Виборг.txt"))
    assert slug_of("Виборг.txt") != slug_of("Москва.txt")


@given(st.text(min_size=1))
def test_any_name_gives_a_slug(source: str) -> None:
    """Every name gives a slug that is fit for a file name."""
    assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", slug_of(source))
    assert len(slug_of(source)) <= 80
