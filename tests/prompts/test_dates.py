"""Dates in words."""

from __future__ import annotations

import pytest

from prompts.dates import write_date
from prompts.replies import Language


@pytest.mark.parametrize(
    ("moment", "language", "words"),
    [
        ("2026-11-24T10:00:00Z", "fr", "24 novembre 2026"),
        ("2026-11-24", "en", "24 November 2026"),
        ("2027-05-01", "fr", "1er mai 2027"),
        ("2027-05-01", "en", "1 May 2027"),
        ("2027-08-31", "fr", "31 août 2027"),
        ("yesterday", "en", "yesterday"),
    ],
)
def test_a_date_is_written_as_its_reader_does(moment: str, language: Language, words: str) -> None:
    """Months are words, the first of a French month is an ordinal, no date is broken."""
    assert write_date(moment, language) == words.replace(" ", "\u00a0")
