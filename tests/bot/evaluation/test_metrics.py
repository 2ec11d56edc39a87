"""Rates."""

from __future__ import annotations

import pytest

from bot.evaluation.metrics import groups, rates
from tests.bot.evaluation.samples import make_score

SCORES = [
    make_score("1-fr"),
    make_score("1-en", rank=2),
    make_score("2-fr", rank=None, quoted=False, status="not_found"),
    make_score("2-en", rank=5),
    make_score("3-fr", answerable=False, status="closest", rank=None, quoted=False),
    make_score("3-en", answerable=False, rank=None, quoted=False),
]


def test_rates_are_what_one_counts_by_hand() -> None:
    """Each measure is over the questions that it is about."""
    found = rates(SCORES)
    assert {name: (rate.value, rate.count) for name, rate in found.items()} == {
        "recall@1": (0.25, 4),
        "recall@5": (0.75, 4),
        "mrr": (pytest.approx((1 + 0.5 + 0 + 0.2) / 4), 4),
        "answer_in_quote": (0.75, 4),
        "right_refusals": (0.5, 2),
        "wrong_refusals": (0.25, 4),
    }


def test_an_interval_holds_its_rate_and_is_the_same_each_time() -> None:
    """The bootstrap is seeded; with one outcome only, the interval is a point."""
    found = rates(SCORES)
    assert found == rates(SCORES)
    assert all(rate.low <= rate.value <= rate.high for rate in found.values())
    assert found["recall@5"].low < found["recall@5"].high
    certain = rates([make_score(f"{n}-fr") for n in range(9)])["recall@1"]
    assert (certain.low, certain.high) == (1.0, 1.0)


def test_twins_count_as_one_draw() -> None:
    """Asking each question twice in the same words does not narrow the interval."""
    once = [make_score(f"{n}-fr", rank=1 if n % 2 else None) for n in range(40)]
    twice = once + [make_score(f"{n}-en", rank=1 if n % 2 else None) for n in range(40)]
    one, two = rates(once)["recall@1"], rates(twice)["recall@1"]
    assert (one.low, one.high) == (two.low, two.high)


def test_scores_are_grouped_by_language_and_direction() -> None:
    """Groups without questions are left out."""
    assert {name: len(members) for name, members in groups(SCORES).items()} == {
        "all": 6,
        "fr": 3,
        "en": 3,
        "fr>en": 3,
        "en>en": 3,
    }


def test_what_applies_to_no_question_is_left_out() -> None:
    """Unanswerable questions alone have only a rate of refusal."""
    assert set(rates([make_score("3-fr", answerable=False)])) == {"right_refusals"}
