"""Plain text becomes headings, paragraphs and items by its shape alone."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.readers.decoding import normalize, squeeze
from knowledge.readers.text import blocks_of_text

PROSE = (
    "The committee meets each month in the old customs house, and its minutes are public. "
    "Nine services have a chair there; the police have one as well but do not preside. "
    "Families are visited at home within four days, in the evening if need be."
)


def kinds(text: str) -> list[tuple[str, str]]:
    """Return kind and text of each block."""
    return [(block.kind, block.text) for block in blocks_of_text(text)]


@pytest.mark.parametrize("width", [40, 60, 78, 100])
def test_rejoins_hard_wrapped_paragraphs(width: int) -> None:
    """Lines of a paragraph become one, with or without an empty line between paragraphs."""
    wrapped = textwrap.fill(PROSE, width)
    assert kinds(f"{wrapped}\n\n{wrapped}\n") == [("paragraph", PROSE)] * 2


def test_rejoins_over_a_running_header() -> None:
    """A sentence that a page break cuts, hyphen and all, is whole again."""
    page = textwrap.fill(PROSE, 40).split("\n")
    first = [*page, "", "Families re-"]
    header = "Testville – Plan                  {}"
    second = ["ceive a letter.", "", *page]
    pages = [[header.format(at), "", *lines, ""] for at, lines in enumerate((first, second, page))]
    text = "\n".join(line for lines in pages for line in lines)
    blocks = blocks_of_text(text)
    assert "Families receive a letter." in " ".join(block.text for block in blocks)
    assert [block.region for block in blocks].count("running") == 3


def test_keeps_lines_of_labels_apart() -> None:
    """Labels and values on alternate lines are not taken for a wrapped paragraph."""
    text = "City\nTestville\nPopulation\n41,300\nLocal political leadership:\nThe mayor of the city"
    assert [text for _, text in kinds(text)] == text.split("\n")


def test_keeps_one_paragraph_a_line() -> None:
    """Long lines without empty ones between them are a paragraph each."""
    assert kinds(f"{PROSE}\n{PROSE}") == [("paragraph", PROSE)] * 2


@pytest.mark.parametrize(
    "heading",
    [
        "BACKGROUND",
        "'MOTS CLÉS'",
        "The hospital leg",
        "Et les auteurs ?",
        "« Sortir » a un tarif",
        "1. Le territoire",
        "2 National context",
        "Lorem-les-Bains : dans le tram de 22 h 14, on ne se tait plus",
    ],
)
def test_tells_headings(heading: str) -> None:
    """A short line above text is a heading, in capitals or alone between empty lines."""
    assert kinds(f"{PROSE}\n\n{heading}\n\n{PROSE}")[1] == ("heading", heading)


@pytest.mark.parametrize("heading", ["Présentation", "1. Rappel", "MOST READ"])
def test_tells_headings_that_touch_their_text(heading: str) -> None:
    """No empty line is needed between a heading and its text."""
    assert kinds(f"{PROSE}\n\n{heading}\n{PROSE}")[1:] == [
        ("heading", heading),
        ("paragraph", PROSE),
    ]


def test_tells_underlined_headings() -> None:
    """A line of dashes makes the line above it a heading, and is gone."""
    assert kinds(f"Overview.\n------\n{PROSE}") == [("heading", "Overview."), ("paragraph", PROSE)]


def test_tells_headings_with_a_colon() -> None:
    """A short line with a colon above prose is a heading, above a list or a value it is none."""
    assert kinds(f"Overview:\n{PROSE}\n\nWork:\n\n{PROSE}")[::2] == [
        ("heading", "Overview:"),
        ("heading", "Work:"),
    ]
    assert kinds("Partners:\n\n• Schools\n\nLeader:\n\nThe mayor")[0] == ("paragraph", "Partners:")


@pytest.mark.parametrize(
    "line",
    [
        "It was set up in 2019.",
        "our partners",
        "Population: 41,300",
        "12 345",
        "Ends with a comma,",
    ],
)
def test_tells_what_is_no_heading(line: str) -> None:
    """Sentences, lower case, labels with values and bare numbers are no headings."""
    assert kinds(f"{PROSE}\n\n{line}\n\n{PROSE}")[1] == ("paragraph", line)


def test_tells_items() -> None:
    """Bullets of any kind go, numbers stay, and an indented line goes on with its item."""
    text = "• SSP\n  • Sted1\n- a walk\n* a talk that is long\n  and goes on\n"
    text += "1. First\n2) Second\na) third"
    assert kinds(text) == [
        ("item", "SSP"),
        ("item", "Sted1"),
        ("item", "a walk"),
        ("item", "a talk that is long and goes on"),
        ("item", "1. First"),
        ("item", "2) Second"),
        ("item", "a) third"),
    ]


def test_numbers_lines_of_the_source() -> None:
    """Each block knows the line it begins on."""
    wrapped = textwrap.fill(PROSE, 60)
    assert [block.line for block in blocks_of_text(f"TITLE\n\n{wrapped}\n\nEND OF IT\n")] == [
        1,
        3,
        8,
    ]


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=600))
def test_loses_no_word(text: str) -> None:
    """Every letter of a text is in some block, in order within its line."""
    clean = normalize(text)
    found = "".join("".join(block.text for block in blocks_of_text(clean)).split())
    letters = "".join(letter for letter in clean if letter.isalnum())
    assert sorted(letter for letter in found if letter.isalnum()) == sorted(letters)


@given(
    st.lists(
        st.sampled_from(["City", "• a", "A sentence that ends.", "", "TITLE", "no-", "x" * 90])
    )
)
def test_reads_any_mixture_of_lines(lines: list[str]) -> None:
    """No mixture of lines is too odd, and no block is empty or on two lines."""
    for block in blocks_of_text("\n".join(lines)):
        assert block.text == squeeze(block.text) != ""


def test_reads_lines_in_columns() -> None:
    """Tabs, or wide gaps on lines that touch, part labels from values; a lone gap parts nothing."""
    text = (
        f"Ville\tTestville\nPays   Belgique\n\n{PROSE}\n\nA\tB\tC\nD\tE\tF\n\nLone     gap here\n"
    )
    assert [text for kind, text in kinds(text) if kind == "row"] == [
        "Ville\nTestville",
        "Pays\nBelgique",
        "A | B | C",
        "D | E | F",
    ]


def test_tells_headings_between_lines_of_text() -> None:
    """Without any empty line, a short line after a sentence and before text is a heading."""
    text = f"{PROSE}\nWho to call\nThe line is open on each day.\n{PROSE}\nKey facts\nArea: 45 ha"
    assert [text for kind, text in kinds(text) if kind == "heading"] == ["Who to call", "Key facts"]
