"""The confidence is fitted from examples, and its cut balances two kinds of error."""

from __future__ import annotations

import numpy as np
import pytest

from bot.answering.confidence import Model
from bot.evaluation.calibration import Example, choose_cut, fit, newton


def _examples() -> list[Example]:
    rng = np.random.default_rng(7)
    made = []
    for _ in range(400):
        cosine = float(rng.uniform(0, 1))
        right = bool(rng.uniform() < 1 / (1 + np.exp(-(8 * cosine - 4))))
        made.append(Example({"cosine": cosine, "noise": float(rng.normal())}, right, right))
    return made


def test_the_fit_finds_what_made_the_examples() -> None:
    """The weight of the true cause is large, that of noise near zero, and odds are calibrated."""
    examples = _examples()
    data = fit(examples)
    assert data["weights"]["cosine"] == pytest.approx(8, rel=0.3)
    assert abs(data["weights"]["noise"]) < 0.4
    model = Model(data["intercept"], data["weights"], data["answer"], data["closest"])
    told = np.mean([model.probability(e.features) for e in examples])
    assert told == pytest.approx(np.mean([e.right for e in examples]), abs=0.02)


def test_a_constant_feature_is_harmless() -> None:
    """A feature that never varies gets no weight."""
    examples = [Example({"a": float(i % 2), "b": 1.0}, i % 4 < 3, True) for i in range(40)]
    examples.append(Example({"a": 0.0, "b": 1.0}, right=False, answerable=False))
    assert fit(examples)["weights"]["b"] == 0


def test_newton_stops_at_the_ridge() -> None:
    """Perfectly parted examples still give finite weights."""
    table = np.array([[-1.0], [1.0]] * 10)
    weights = newton(table, np.array([0.0, 1.0] * 10))
    assert np.isfinite(weights).all()
    assert weights[1] > 0


def test_the_cut_is_nearest_to_both_targets() -> None:
    """Where a cut parts the two kinds, it is found."""
    probabilities = np.array([0.1, 0.2, 0.3, 0.8, 0.9])
    assert choose_cut(probabilities, np.array([False, False, False, True, True])) == 0.8
