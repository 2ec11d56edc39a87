"""Budgets and paces."""

from __future__ import annotations

import pytest

from embeddings.training.loop import Budget, set_pace


def test_a_budget_ends_by_whichever_is_first() -> None:
    """Steps and minutes are both bounds."""
    budget = Budget(steps=100, minutes=10)
    assert budget.measure(50, 60) == 0.5
    assert budget.measure(50, 540) == 0.9


def test_the_pace_rises_then_falls_to_nothing() -> None:
    """A linear start, a cosine, and 0 at the end."""
    assert set_pace(0.025, 0.05) == pytest.approx(0.5)
    assert set_pace(0.05, 0.05) == pytest.approx(1)
    assert set_pace(0.525, 0.05) == pytest.approx(0.5)
    assert set_pace(1.0, 0.05) == pytest.approx(0)
    assert set_pace(1.5, 0.05) == pytest.approx(0)
