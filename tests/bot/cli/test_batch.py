"""Lines of a batch."""

from __future__ import annotations

import pytest

from bot.cli.batch import Asked, parse_line, read_batch
from bot.errors import UsageError


def test_a_full_line_is_read() -> None:
    """Question, id, language and context have their place; other keys do no harm."""
    line = b'\xef\xbb\xbf{"question": "Q", "id": 3, "lang": "fr", "context": "C", "more": []}'
    assert parse_line(line) == Asked("Q", "3", "fr", "C")
    assert parse_line(b'{"question": "Q", "id": null, "lang": null}') == Asked("Q")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"\xff", "is not UTF-8: save the file as UTF-8"),
        (b"{", "is not JSON: give an object such as"),
        (b"[" * 100_000, "is not JSON"),
        (b'"Q"', "is not an object: give one such as"),
        (b"{}", 'has no "question": give its words as a string'),
        (b'{"question": " "}', 'has no "question"'),
        (b'{"question": 5}', 'has a "question" that is not a string'),
        (b'{"question": "Q", "lang": "da"}', "has the \"lang\" 'da': give fr or en"),
        (b'{"question": "Q", "id": []}', 'has a "id" that is not a string'),
        (b'{"question": "Q", "id": true}', 'has a "id" that is not a string'),
    ],
)
def test_what_is_wrong_with_a_line_is_said(line: bytes, message: str) -> None:
    """The message says what to give instead."""
    with pytest.raises(ValueError, match=message):
        parse_line(line)


def test_a_file_gives_questions_and_errors_in_order() -> None:
    """Empty lines are passed over but counted; a lone surrogate is replaced."""
    lines = [b'{"question": "A"}\n', b"\n", b"?\n", b'{"question": "\\ud800B"}']
    first, second, third = read_batch(lines, "q.jsonl")
    assert first == Asked("A")
    assert isinstance(second, UsageError)
    assert str(second).startswith("q.jsonl, line 3: is not JSON")
    assert third == Asked("?B")
