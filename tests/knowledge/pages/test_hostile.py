"""Text made to be slow is read, cleaned and cut in time that grows with its length alone."""

from __future__ import annotations

import pytest

from knowledge.errors import ReadError
from knowledge.pages import clean_pages, split_passages
from knowledge.readers import read_bytes

SIZE = 50_000
"""Characters: a step that grew with the square of them would take minutes."""


UNITS = (
    *("x", "word ", 'a."', "Oui ! ", "M. Le ", "1,111", "1", "U.S. ", "A B (C) ", "Aa ", "member "),
    *(
        "Testville (known ",
        "En savoir plus ",
        "a > ",
        "| a ",
        "ab\n",
        "qrstuvwxyzqrstuvwxyz-\nabc ",
    ),
    *("City\nTestville\n", "a: b\n", "• Accueil\n", "TITLE ONE\n\n", "MOTS CLÉS\n\nAbc Def "),
)


@pytest.mark.parametrize("unit", UNITS)
def test_stands_endless_repetition(unit: str) -> None:
    """No repetition of a unit makes a step slow, and the offsets hold."""
    page = read_bytes((unit * (SIZE // len(unit))).encode(), source="a.txt")
    profile = clean_pages([page])[0].profile
    for passage in split_passages(profile):
        assert profile.text[passage.start : passage.end] == passage.text


@pytest.mark.parametrize("run", [".", '"', "!", "\u00a0", " ", "(", "»"])
def test_stands_endless_runs(run: str) -> None:
    """A run of one sign between two words is no trap either."""
    page = read_bytes(f"Testville lies.{run * SIZE} It works".encode(), source="a.txt")
    assert split_passages(clean_pages([page])[0].profile)


@pytest.mark.parametrize(
    "unit",
    ["<b> </b>", "<td>a<tr>", "<li>a", "a<br>", "<a>x</a>", "<dt>a<dd>b", "<table><tr><td>x"],
)
def test_stands_endless_markup(unit: str) -> None:
    """The same for HTML."""
    page = read_bytes(f"<html>{unit * (SIZE // len(unit))} end".encode(), source="a.html")
    assert clean_pages([page])[0].profile.text


@pytest.mark.parametrize("unit", ["*a_ ", "[a](", "**a", "`a``b", "|a"])
def test_stands_endless_markdown(unit: str) -> None:
    """The same for Markdown."""
    page = read_bytes(f"{unit * (SIZE // 6 // len(unit))} end".encode(), source="a.md")
    assert clean_pages([page])[0].profile.text


@pytest.mark.parametrize("mark", ["> ", "- "])
def test_refuses_bottomless_markdown(mark: str) -> None:
    """Markdown nested beyond the reader's depth is refused, with one clear line."""
    with pytest.raises(ReadError, match=r"^a\.md holds no text: give a page with text\.$"):
        read_bytes(f"{mark * 5000} end".encode(), source="a.md")
