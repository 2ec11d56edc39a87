"""A second ear for danger: how a message's vector compares with messages that spoke of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import exp

import numpy as np
from numpy.typing import NDArray

CUT = 0.6
"""Probability from which a message counts as urgent."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """Coefficients fitted by ``python -m bot.evaluation.alarms``.

    Attributes:
        encoder: digest of the encoder whose vectors they weigh; of another's they know nothing.
        weights: of each dimension.
    """

    encoder: str
    intercept: float
    weights: tuple[float, ...]

    def probability(self, vector: NDArray[np.float32]) -> float:
        """Return the probability that a message speaks of danger.

        Args:
            vector: of the message, float32 of shape (d,), unit length.
        """
        total = self.intercept + float(np.dot(vector, np.asarray(self.weights)))
        return 1 / (1 + exp(-max(-30.0, min(30.0, total))))

    def rings(self, vector: NDArray[np.float32], encoder: str) -> bool:
        """Tell whether a message's vector speaks of danger; never where the encoder is another."""
        return encoder == self.encoder and self.probability(vector) >= CUT


@cache
def fitted_alarm() -> Alarm:
    """Return the alarm as fitted."""
    source = resources.files("bot.answering") / "data" / "alarm.json"
    stored = json.loads(source.read_text(encoding="utf-8"))
    return Alarm(stored["encoder"], stored["intercept"], tuple(stored["weights"]))
