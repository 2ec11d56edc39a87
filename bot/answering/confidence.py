"""The probability that a quote answers: a logistic model over readable features."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

from bot.answering.evidence import Evidence, Query
from knowledge.search.terms import fold, passage_terms, stem, stop_words

State = Literal["answered", "closest", "not_found"]
_NAME = re.compile(r"\b(?:[A-ZÀ-Þ]\w+|\w*[A-ZÀ-Þ]\w*[A-ZÀ-Þ]\w*|\w*\d\w*)\b")


@dataclass(frozen=True, slots=True)
class Model:
    """Coefficients and cuts, as fitted by ``python -m bot.evaluation.calibration``.

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


def measure(
    query: Query, evidence: Sequence[Evidence], profile_text: str, *, city_named: bool
) -> dict[str, float]:
    """Return the features of the best evidence.

    Args:
        query: the question.
        evidence: best first, not empty.
        profile_text: the whole page that the best evidence stands in.
        city_named: whether the question names this city, or the conversation does.
    """
    top = evidence[0]
    scores = [each.score for each in evidence[1:6]]
    cross = float(top.passage.language != query.language)
    met = float(top.weights @ top.met_whole) if len(top.weights) else 1.0
    return {
        "cosine": float(top.cosines.max()),
        "passage_cosine": top.whole,
        "margin": top.score - (max(scores) if scores else top.score),
        "margin_five": top.score - (sum(scores) / len(scores) if scores else top.score),
        "words_met": met,
        "words": float(min(8, len(query.words))),
        "coverage": top.coverage,
        "coverage_cross": top.coverage * cross,
        "cross": cross,
        "lexical": top.hit.lexical / (top.hit.lexical + 8),
        "missing_names": missing_names(query.text, profile_text),
        "meets": {True: 1.0, False: -1.0, None: 0.0}[top.meets[top.best]],
        "city_named": float(city_named),
    }


def missing_names(question: str, profile_text: str) -> float:
    """Return how many names, acronyms and numbers of a question its profile does not hold."""
    words = [
        found[0]
        for found in _NAME.finditer(question)
        if found.start() > 0 or not (found[0].isalpha() and found[0].istitle())
    ]
    held = set(passage_terms(profile_text, "und"))
    absent = [w for w in words if not _held(fold(w), held)]
    return float(min(3, len(absent)))


def _held(word: str, held: set[str]) -> bool:
    return word in stop_words() or any(stem(word, tongue) in held for tongue in ("fr", "en"))
