"""Fit the confidence on questions with known answers.

Run ``python -m bot.evaluation.calibration QUESTIONS.jsonl PAGES`` to fit and write
``bot/answering/confidence.json``: a logistic regression with a ridge, by Newton's method
(Hastie, Tibshirani and Friedman 2009, section 4.4.1).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

RIDGE: Final = 3.0
"""Strength of the pull towards zero, on features of unit deviation."""
ANSWERABLE_REFUSED: Final = 0.05
UNANSWERABLE_ANSWERED: Final = 0.10
"""The shares that the cut is balanced between."""
LOST_BELOW_CLOSEST: Final = 0.02
"""Share of right quotes that may fall below the cut of the closest passage."""


@dataclass(frozen=True, slots=True)
class Example:
    """One question as the confidence sees it; ``right`` if the quotes hold the answer."""

    features: dict[str, float]
    right: bool
    answerable: bool


def fit(examples: Sequence[Example]) -> dict[str, Any]:
    """Return the model: intercept, weights of each feature, and the two cuts."""
    names = sorted(examples[0].features)
    table = np.array([[e.features[name] for name in names] for e in examples], np.float64)
    right = np.array([e.right for e in examples], np.float64)
    centre, scale = table.mean(axis=0), table.std(axis=0)
    scale[scale == 0] = 1.0
    weights = newton((table - centre) / scale, right)
    raw = weights[1:] / scale
    intercept = float(weights[0] - raw @ centre)
    probabilities = 1 / (1 + np.exp(-(intercept + table @ raw)))
    answerable = np.array([e.answerable for e in examples], bool)
    return {
        "intercept": round(intercept, 4),
        "weights": {name: round(float(w), 4) for name, w in zip(names, raw, strict=True)},
        "answer": choose_cut(probabilities, answerable),
        "closest": round(float(np.quantile(probabilities[right > 0], LOST_BELOW_CLOSEST)), 3),
    }


def newton(table: NDArray[np.float64], right: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the intercept and weights of a logistic regression: float64 of shape (1 + d,).

    Args:
        table: standardised features, float64 of shape (n, d).
        right: 0 or 1, float64 of shape (n,).
    """
    design = np.hstack([np.ones((len(table), 1)), table])
    ridge = np.diag([0.0, *([RIDGE] * table.shape[1])])
    weights = np.zeros(design.shape[1])
    for _ in range(50):
        probabilities = 1 / (1 + np.exp(-design @ weights))
        gradient = design.T @ (right - probabilities) - ridge @ weights
        spread = probabilities * (1 - probabilities)
        step = np.linalg.solve(design.T @ (design * spread[:, None]) + ridge, gradient)
        weights += step
        if np.abs(step).max() < 1e-8:
            break
    return weights


def choose_cut(probabilities: NDArray[np.float64], answerable: NDArray[np.bool_]) -> float:
    """Return the cut that is nearest to both targets, each measured in its own units."""
    cuts = np.unique(probabilities.round(3))
    losses = [
        max(
            float((probabilities[answerable] < cut).mean()) / ANSWERABLE_REFUSED,
            float((probabilities[~answerable] >= cut).mean()) / UNANSWERABLE_ANSWERED,
        )
        for cut in cuts
    ]
    return float(cuts[int(np.argmin(losses))])
