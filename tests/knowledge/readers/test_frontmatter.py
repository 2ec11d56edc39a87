"""Front matter says of a page what its text does not."""

from __future__ import annotations

import pytest

from knowledge.errors import ReadError
from knowledge.models import Metadata
from knowledge.readers.frontmatter import LONGEST, split_front_matter


def test_reads_what_staff_say() -> None:
    """All fields are read as written, dates and numbers too."""
    metadata, text, lines = split_front_matter(
        "---\nurl: https://example.org/t\ntitle: Testville\ncity: Testville\ncountry: Belgique\n"
        "retrieved: 2024-05-06\nnames:\n  - Essaiville\n  - Proefstad\n---\nBody\n",
        source="t.md",
    )
    assert metadata == Metadata(
        "https://example.org/t", "Testville", "Testville", "Belgique", "2024-05-06",
        ("Essaiville", "Proefstad"),
    )  # fmt: skip
    assert (text, lines) == ("Body\n", 10)


def test_takes_names_by_language() -> None:
    """A city's name by language is another name; its own name is none."""
    metadata, _, _ = split_front_matter(
        "---\ncity: Testville\ncity_fr: Essaiville\ncity_en: Testville\nnames: Proefstad\n---\n",
        source="t.md",
    )
    assert metadata.names == ("Proefstad", "Essaiville")


@pytest.mark.parametrize(
    "text", ["No front matter", "---\n\nA rule, and text.\n\n---\n", "--- x\na: b\n---\n"]
)
def test_leaves_text_without_front_matter(text: str) -> None:
    """A rule at the top of a text is no front matter."""
    assert split_front_matter(text, source="t.md") == (Metadata(), text, 0)


def test_passes_over_what_is_no_value() -> None:
    """Lists and mappings where a word is due count for nothing."""
    metadata, _, _ = split_front_matter("---\ncity: [a]\ntitle:\n---\nx", source="t.md")
    assert metadata == Metadata()


@pytest.mark.parametrize(
    ("block", "reason"),
    [
        ("city: [a", "not YAML"),
        ("city:Testville", "not 'name: value' lines"),
        ("a: " + "[" * 3000, "not YAML"),
    ],
)
def test_says_what_is_wrong(block: str, reason: str) -> None:
    """Front matter that can't be read is named with its file and reason, in one line."""
    with pytest.raises(ReadError, match=rf"^t\.md has front matter that is {reason}[^\n]*$"):
        split_front_matter(f"---\n{block}\n---\nBody", source="t.md")


def test_does_not_read_endless_front_matter() -> None:
    """Front matter beyond the limit is text."""
    text = "---\na: " + "x" * LONGEST + "\n---\nBody"
    assert split_front_matter(text, source="t.md")[1] == text
