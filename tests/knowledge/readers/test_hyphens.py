"""A hyphen at a line's end goes where only the line's end caused it."""

from __future__ import annotations

import pytest

from knowledge.readers.hyphens import join_halves, words_of


@pytest.mark.parametrize(
    ("before", "after", "elsewhere", "joined"),
    [
        ("une station bal-", "néaire de la côte", "", "une station balnéaire de la côte"),
        ("de la mi-juin à la mi-", "septembre", "", "de la mi-juin à la mi-septembre"),
        ("a multi-", "agency team", "", "a multi-agency team"),
        ("the anti-", "dote helped", "an antidote", "the antidote helped"),
        ("a care-", "taker", "two care-takers and a care-taker", "a care-taker"),
        ("TOWN OF TEST-", "VILLE", "Testville is a town", "TOWN OF TESTVILLE"),
        ("open 9-", "5 daily", "", "open 9- 5 daily"),
        ("Schools -", "and clubs", "", "Schools - and clubs"),
        ("the Paris-", "Lyon line", "", "the Paris- Lyon line"),
        ("two words", "apart", "", "two words apart"),
    ],
)
def test_joins_lines(before: str, after: str, elsewhere: str, joined: str) -> None:
    """How the text writes a word elsewhere, and common compounds, tell what is right."""
    head, spaced = join_halves(before, after, words_of(elsewhere))
    assert f"{head}{' ' if spaced else ''}{after}" == joined
