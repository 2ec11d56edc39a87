"""Labels and values come together, and prose stays prose."""

from __future__ import annotations

import pytest

from knowledge.models import Block
from knowledge.pages.rows import pair_rows


def rows(*lines: str, kind: str = "paragraph", step: int = 1) -> list[str]:
    """Return the rows that lines of one kind make."""
    blocks = [Block(kind, line, 10 + step * at) for at, line in enumerate(lines)]  # type: ignore[arg-type]  # the kind is spelled out below
    return [block.text for block in pair_rows(blocks) if block.kind == "row"]


@pytest.mark.parametrize("step", [1, 2])
def test_pairs_alternate_lines(step: int) -> None:
    """Known labels take the next line as their value, over an empty line too."""
    lines = ("Ville", "Testville", "Pays", "Belgique", "Direction politique locale\u00a0:", "Maire")
    assert rows(*lines, step=step) == [
        "Ville\nTestville",
        "Pays\nBelgique",
        "Direction politique locale\u00a0:\nMaire",
    ]


def test_pairs_unknown_labels_among_known_ones() -> None:
    """A label nobody knows is one where its neighbours are."""
    lines = ("City", "Testville", "Twin towns", "Three", "Country", "Belgium")
    assert rows(*lines) == ["City\nTestville", "Twin towns\nThree", "Country\nBelgium"]


@pytest.mark.parametrize(
    "lines",
    [
        ("Population", "The population has grown since the cannery closed."),
        ("City", "Country"),
        ("Contact", "The office is open from nine to five, and by appointment in the evening."),
        ("Lantern Walk", "Second Ferry", "Open Line", "Rumour Lab"),
        ("Budget",),
        ("Tags", "Sport"),
    ],
)
def test_leaves_other_lines(lines: tuple[str, ...]) -> None:
    """One pair, two labels in a row, prose and lists are no table."""
    assert rows(*lines) == []


def test_tells_rows_with_a_colon() -> None:
    """A known label makes a row, and so do its neighbours of the same shape."""
    lines = (
        "Guichet : rue 4",
        "Population : 22 400",
        "Courriel : a@b.example",
        "Une phrase, sans plus.",
    )
    assert rows(*lines) == list(lines[:3])
    assert rows(*lines, kind="item") == list(lines[:3])


def test_leaves_sentences_with_a_colon() -> None:
    """A colon in prose makes no row."""
    assert rows("One thing is clear: it works.", "Dépenses : 455 000 euros en 2022") == []
    assert rows("Population: " + "word " * 40) == []


def test_makes_the_line_above_a_table_its_heading() -> None:
    """A short line touching the first label is a heading, a sentence is not."""
    lines = ("It works.", "Key Information", "City", "Testville", "Country", "Belgium")
    blocks = pair_rows([Block("paragraph", line, at) for at, line in enumerate(lines)])
    assert [block.kind for block in blocks] == ["paragraph", "heading", "row", "row"]


def test_leaves_headings_of_the_markup() -> None:
    """A heading told by markup is no label."""
    blocks = [Block("heading", "City", 1, 2), Block("paragraph", "Testville", 2)]
    assert pair_rows(blocks) == blocks


def test_parts_rows_at_strokes() -> None:
    """Several labels with values on one line are rows of their own."""
    line = "City: Testville | Country: Belgium | Twin towns: three"
    assert rows(line) == line.split(" | ")
    assert rows("Schools | Police: yes") == []


def test_takes_no_link_for_a_value() -> None:
    """A menu's lines do not become labels and values."""
    assert rows("Contact", "Search", "Budget", "Twitter") == []
