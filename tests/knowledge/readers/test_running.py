"""Running headers are told by the numbers that grow in them."""

from __future__ import annotations

import pytest

from knowledge.readers.running import running_lines

BODY = [f"Line {word} of the text." for word in "one two three four five six seven eight".split()]
PAGE = [*BODY, *(f"Another line {word}." for word in "a b c d".split())]


def pages(header: str, numbers: list[str]) -> list[str]:
    """Return a document with a header above each page."""
    return [line for number in numbers for line in ("", header.format(number), "", *PAGE)]


def running(lines: list[str]) -> list[str]:
    """Return the running lines themselves."""
    return [lines[at] for at in sorted(running_lines(lines))]


@pytest.mark.parametrize(
    ("header", "numbers"),
    [
        ("Testville – Plan 2023-2026            {}", ["1", "2", "3"]),
        ("Testville (Belgium) | Plan | {} / 3", ["1", "2", "3"]),
        ("- {} -", ["4", "5", "6"]),
        ("{}", ["1", "2", "3", "4"]),
        ("Page {} of 9", ["2", "3", "4"]),
        ("Testville – Note de capitalisation      {}", ["i", "ii", "iii", "iv"]),
    ],
)
def test_finds_headers_with_page_numbers(header: str, numbers: list[str]) -> None:
    """A line that comes again with the next number on each page is a running line."""
    lines = pages(header, numbers)
    assert running(lines) == [header.format(number) for number in numbers]


def test_finds_a_header_in_two_columns() -> None:
    """A header without a number is told by its columns, or by the number beside it."""
    lines = pages("Municipality of Testville          Status report", ["", "", ""])
    assert len(running(lines)) == 3


@pytest.mark.parametrize(
    "lines",
    [
        pages("En savoir plus", ["", "", ""]),
        pages("In {} the city had 40 members.", ["2019", "2023", "2024"]),
        ["1. One", "2. Two", "3. Three"],
        ["1", "2", "3"],
        pages("Budget {0}: 4{0} euros", ["2", "3"]),
    ],
)
def test_leaves_other_repetitions(lines: list[str]) -> None:
    """Toggles, years, lists and numbers side by side are no running lines."""
    assert running(lines) == []
