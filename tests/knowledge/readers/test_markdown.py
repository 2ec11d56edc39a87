"""Markdown becomes blocks without its markup."""

from __future__ import annotations

from knowledge.readers.markdown import blocks_of_markdown


def read(text: str) -> list[tuple[str, str]]:
    """Return kind and text of each block."""
    return [(block.kind, block.text) for block in blocks_of_markdown(text)]


def test_reads_headings_with_their_level() -> None:
    """Both forms of headings are told, with their level."""
    blocks = blocks_of_markdown("# Testville\n\nOverview\n---\n\n### Money\n")
    assert [(block.text, block.level, block.line) for block in blocks] == [
        ("Testville", 1, 1),
        ("Overview", 2, 3),
        ("Money", 3, 6),
    ]


def test_takes_markup_out() -> None:
    """Emphasis, links, code and images leave their text."""
    text = (
        "**The Walk** is *old*; see [the page](https://x.example) and `here` ![map](m.png).\\\nEnd"
    )
    assert read(text) == [("paragraph", "The Walk is old; see the page and here . End")]


def test_rejoins_wrapped_paragraphs() -> None:
    """A paragraph on many lines is one block."""
    text = "The city has a committee that meets\neach month in the old hall.\n"
    assert read(text) == [("paragraph", text.replace("\n", " ").strip())]


def test_keeps_labels_with_values_apart() -> None:
    """Lines of labels with values, or all short, stay lines."""
    assert read("Ville : Testville\nPays : Belgique") == [
        ("paragraph", "Ville : Testville"),
        ("paragraph", "Pays : Belgique"),
    ]
    assert read("City\nTestville") == [("paragraph", "City"), ("paragraph", "Testville")]


def test_reads_items() -> None:
    """Bullets go, numbers stay, nested items follow, and a second paragraph is one."""
    text = "- SSP\n  - Sted1\n* walk\n\n  more\n\n1. First\n2. Second\n"
    assert read(text) == [
        ("item", "SSP"),
        ("item", "Sted1"),
        ("item", "walk"),
        ("paragraph", "more"),
        ("item", "1. First"),
        ("item", "2. Second"),
    ]


def test_reads_tables() -> None:
    """Two columns are label and value; more columns stay on one line."""
    text = "| City | Testville |\n|---|---|\n| Population | |\n| Mayor | withheld |\n\n"
    text += "| | 2022 | 2023 |\n|---|---|---|\n| Walk | 1 | 2 |\n"
    assert read(text) == [
        ("row", "City\nTestville"),
        ("paragraph", "Population"),
        ("row", "Mayor\nwithheld"),
        ("row", "2022 | 2023"),
        ("row", "Walk | 1 | 2"),
    ]


def test_reads_code_and_html_inside() -> None:
    """What stands in a code block or in HTML is read as well."""
    text = "```\nTel. 555\n```\n\n<dl><dt>City</dt><dd>Testville</dd></dl>\n\nA<br>B"
    assert read(text) == [
        ("paragraph", "Tel. 555"),
        ("row", "City\nTestville"),
        ("paragraph", "A"),
        ("paragraph", "B"),
    ]
