"""The probability that a quote answers: a logistic model over readable features."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

State = Literal["answered", "closest", "not_found"]


@dataclass(frozen=True, slots=True)
class Model:
    """Coefficients and cuts, as fitted by ``python -m bot.evaluation.calibrate``.

    Attributes:
        weights: of each feature, on its own scale.
        answer: probability from which quotes are an answer.
        closest: probability from which they are the closest passage.
    """

    intercept: float
    weights: Mapping[str, float]
    answer: float
    closest: float

    def probability(self, features: Mapping[str, float]) -> float:
        """Return the probability, 0 to 1, that the quotes answer."""
        total = self.intercept
        total += sum(weight * features[name] for name, weight in self.weights.items())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))

    def state(self, probability: float) -> State:
        """Return which of the three states a probability means."""
        if probability >= self.answer:
            return "answered"
        return "closest" if probability >= self.closest else "not_found"


@cache
def fitted_model() -> Model:
    """Return the model kept beside this module."""
    source = resources.files("bot.answering") / "confidence.json"
    data = json.loads(source.read_text(encoding="utf-8"))
    return Model(data["intercept"], data["weights"], data["answer"], data["closest"])
