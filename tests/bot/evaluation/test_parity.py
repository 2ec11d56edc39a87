"""Parity of the languages."""

from __future__ import annotations

import pytest

from bot.evaluation.parity import compare_languages
from tests.bot.evaluation.samples import make_score


def test_pairs_are_told_apart_by_who_was_served() -> None:
    """Right in both, in one, in none; a question without a twin is left out."""
    wrong = {"quoted": False}
    found = compare_languages(
        [
            make_score("1-fr"),
            make_score("1-en"),
            make_score("2-fr", **wrong),
            make_score("2-en"),
            make_score("3-fr"),
            make_score("3-en", **wrong),
            make_score("4-fr", **wrong),
            make_score("4-en", **wrong),
            make_score("5-fr", answerable=False, status="not_found"),
            make_score("5-en", answerable=False),
            make_score("6-fr", answers=()),
            make_score("6-en", answers=(), status="not_found"),
            make_score("7-fr"),
        ]
    )
    assert found is not None
    assert (found.both, found.neither) == (1, 1)
    assert found.only_french == ("3", "5", "6")
    assert found.only_english == ("2",)
    assert found.difference.value == pytest.approx(2 / 6)
    assert found.difference.count == 6


def test_one_language_alone_has_no_parity() -> None:
    """Without pairs there is nothing to compare."""
    assert compare_languages([make_score("1-fr")]) is None
