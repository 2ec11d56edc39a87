"""Fit the alarm on messages about danger and on questions that are none.

Run ``python -m bot.evaluation.alarms MESSAGES.tsv QUESTIONS.jsonl`` with an edition published: its
encoder makes the vectors. A line of the messages holds "urgent" or "topic", the part it belongs
to, and the words; only the part "tune" is fitted on. Writes ``bot/answering/data/alarm.json``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from bot.evaluation.calibration import newton
from bot.evaluation.questions import read_questions

TARGET: Final = Path(__file__).parents[1] / "answering" / "data" / "alarm.json"
TUNE: Final = "tune"


class Encoder(Protocol):
    """What makes vectors of texts."""

    @property
    def digest(self) -> str:
        """Digest of the encoder."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    def encode(self, texts: Sequence[str], *, kind: Any) -> NDArray[np.float32]:
        """Return the vectors of texts: float32 of shape (n, d), unit length."""


def read_messages(path: Path) -> list[tuple[bool, str]]:
    """Read the messages to fit on, with whether each is urgent."""
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return [(kind == "urgent", text) for kind, part, text in rows if part == TUNE]


def fit(messages: Sequence[tuple[bool, str]], encoder: Encoder) -> dict[str, Any]:
    """Return the coefficients of a logistic regression over the vectors of messages.

    The vectors are scaled to unit deviation for the fit, so that the ridge means the same whatever
    their length.
    """
    vectors = encoder.encode([text for _, text in messages], kind="query").astype(np.float64)
    scale = encoder.dimension**0.5
    urgent = np.array([is_urgent for is_urgent, _ in messages], np.float64)
    weights = newton(vectors * scale, urgent)
    return {
        "encoder": encoder.digest,
        "intercept": round(float(weights[0]), 4),
        "weights": [round(float(weight) * scale, 4) for weight in weights[1:]],
    }


def write_alarm(messages: Path, questions: Path, encoder: Encoder, target: Path = TARGET) -> None:
    """Fit on a file of messages and one of questions, and write the coefficients."""
    asked = [(False, question.question) for question in read_questions(questions, TUNE)]
    fitted = fit([*read_messages(messages), *asked], encoder)
    target.write_text(json.dumps(fitted) + "\n", encoding="utf-8")


def main(arguments: Sequence[str]) -> None:
    """Fit with the encoder of the current edition."""
    from bot.settings import Settings
    from knowledge.editions import open_edition

    messages, questions = map(Path, arguments)
    write_alarm(messages, questions, open_edition(Settings.from_environment().home).encoder)


if __name__ == "__main__":
    main(sys.argv[1:])
