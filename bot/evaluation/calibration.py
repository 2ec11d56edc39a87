"""Fit the confidence on questions with known answers.

A logistic regression with a ridge, by Newton's method (Hastie, Tibshirani and Friedman 2009,
section 4.4.1), learns whether the profiles answer a question at all; its odds are then scaled
(Platt 1999), so that they say how often the quotes really hold the answer.
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
UNANSWERABLE_ANSWERED: Final = 0.15
"""The shares that the cut is balanced between: a refusal of what is there costs three times as much
as a quote that a reader can see to be beside the point."""
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
    answerable = np.array([e.answerable for e in examples], bool)
    centre, scale = table.mean(axis=0), table.std(axis=0)
    scale[scale == 0] = 1.0
    standard = (table - centre) / scale
    weights = newton(standard, answerable.astype(np.float64))
    odds = weights[0] + standard @ weights[1:]
    shift, stretch = newton(odds[:, None], right, ridge=1e-3)
    raw = stretch * weights[1:] / scale
    intercept = float(shift + stretch * weights[0] - raw @ centre)
    probabilities = 1 / (1 + np.exp(-(intercept + table @ raw)))
    return {
        "intercept": round(intercept, 4),
        "weights": {name: round(float(w), 4) for name, w in zip(names, raw, strict=True)},
        "answer": choose_cut(probabilities, answerable),
        "closest": round(float(np.quantile(probabilities[right > 0], LOST_BELOW_CLOSEST)), 3),
    }


def newton(
    table: NDArray[np.float64], right: NDArray[np.float64], *, ridge: float = RIDGE
) -> NDArray[np.float64]:
    """Return the intercept and weights of a logistic regression: float64 of shape (1 + d,).

    Args:
        table: standardised features, float64 of shape (n, d).
        right: 0 or 1, float64 of shape (n,).
        ridge: pull of the weights, not of the intercept, towards zero.
    """
    design = np.hstack([np.ones((len(table), 1)), table])
    pull = np.diag([0.0, *([ridge] * table.shape[1])])
    weights = np.zeros(design.shape[1])
    for _ in range(50):
        probabilities = 1 / (1 + np.exp(-design @ weights))
        gradient = design.T @ (right - probabilities) - pull @ weights
        spread = probabilities * (1 - probabilities)
        step = np.linalg.solve(design.T @ (design * spread[:, None]) + pull, gradient)
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
