"""Danger heard by vectors."""

from math import isclose

import numpy as np
import pytest

from bot.answering.alarm import CUT, Alarm, fitted_alarm
from embeddings import load_encoder
from embeddings.errors import EmbeddingError

AGAIN = (
    "the encoder changed: python -m bot.evaluation.alarms"
    " tests/bot/answering/urgent.tsv tests/data/questions.jsonl"
)
ALARM = Alarm("digest", -1.0, (4.0, -4.0))


def test_probability_is_that_of_the_logistic_model() -> None:
    """A vector's probability grows along the weights and stays within 0 and 1."""
    toward = ALARM.probability(np.array([1, 0], np.float32))
    away = ALARM.probability(np.array([0, 1], np.float32))
    assert isclose(toward, 1 / (1 + np.exp(-3)))
    assert away < CUT < toward
    assert 0 < Alarm("digest", 1e9, (0.0, 0.0)).probability(np.zeros(2, np.float32)) <= 1


def test_alarm_knows_nothing_of_another_encoders_vectors() -> None:
    """It rings for the encoder it was fitted on only."""
    vector = np.array([1, 0], np.float32)
    assert ALARM.rings(vector, "digest")
    assert not ALARM.rings(vector, "another")
    assert not ALARM.rings(-vector, "digest")


def test_shipped_alarm_is_fitted_on_the_shipped_encoder() -> None:
    """The coefficients belong to the bundled encoder: fit them again where it changes."""
    try:
        encoder = load_encoder()
    except EmbeddingError:
        pytest.skip("the bundled encoder is not here")
    alarm = fitted_alarm()
    assert alarm.encoder == encoder.digest, AGAIN
    assert len(alarm.weights) == encoder.dimension
