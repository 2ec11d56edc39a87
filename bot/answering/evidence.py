"""How well each sentence of the passages found meets a question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from bot.answering.needs import holds
from bot.answering.questions import Kind
from knowledge.models import Hit, Passage
from knowledge.search.terms import passage_terms, question_terms

PASSAGE_WEIGHT: Final = 0.5
OVERLAP_WEIGHT: Final = 0.25
NEED_WEIGHT: Final = 0.08


class Measures(Protocol):
    """What an index tells of its passages."""

    def sentence_vectors(self, passage: int) -> NDArray[np.float32]:
        """Return the vectors of a passage and of its sentences."""

    def rarity(self, term: str) -> float:
        """Return how rare a term is among the passages."""


class Searched(Protocol):
    """What the evidence is read from: an edition's passages and index."""

    @property
    def passages(self) -> Sequence[Passage]:
        """The passages, by row."""

    @property
    def index(self) -> Measures:
        """Their index."""


@dataclass(frozen=True, slots=True)
class Query:
    """A question as it is searched.

    Attributes:
        text: without the cities it names, with what it took over from the conversation.
        vector: float32 of shape (d,), unit length.
        kind: what the answer must hold.
    """

    text: str
    language: str
    vector: NDArray[np.float32]
    kind: Kind


@dataclass(frozen=True, slots=True)
class Evidence:
    """One passage against a question.

    Attributes:
        scores: of each sentence, float32 of shape (n,).
        cosines: of each sentence, float32 of shape (n,).
        overlaps: share of the question's words in each sentence, by rarity.
        coverage: the same for the whole passage and its context.
        meets: whether each sentence holds what is asked for; None where any text may.
    """

    hit: Hit
    passage: Passage
    scores: NDArray[np.float32]
    cosines: NDArray[np.float32]
    overlaps: NDArray[np.float32]
    coverage: float
    meets: tuple[bool | None, ...]

    @property
    def best(self) -> int:
        """Index of the sentence that answers best."""
        return int(self.scores.argmax())

    @property
    def score(self) -> float:
        """Score of that sentence."""
        return float(self.scores.max())


def sentence_texts(passage: Passage) -> list[str]:
    """Return the sentences of a passage."""
    return [passage.text[s - passage.start : e - passage.start] for s, e in passage.sentences]


def weigh(query: Query, hits: Sequence[Hit], edition: Searched) -> list[Evidence]:
    """Return the evidence of each passage found, best sentence first."""
    weights = _term_weights(query.text, edition)
    found = [_weigh_passage(query, hit, edition, weights) for hit in hits]
    return sorted(found, key=lambda evidence: -evidence.score)


def _term_weights(text: str, edition: Searched) -> dict[str, float]:
    return {term: edition.index.rarity(term) for term in question_terms(text)}


def _overlap(weights: dict[str, float], text: str, language: str) -> float:
    # A word has a stem in each language: the share is of words met, so half of all stems is all.
    held = set(passage_terms(text, language))
    total = sum(weights.values())
    met = sum(weight for term, weight in weights.items() if term in held)
    return min(1.0, met / total) if total else 0.0


def _weigh_passage(
    query: Query, hit: Hit, edition: Searched, weights: dict[str, float]
) -> Evidence:
    passage = edition.passages[hit.passage]
    cosines = edition.index.sentence_vectors(hit.passage) @ query.vector
    whole, each = cosines[0], cosines[1:] if len(cosines) > 1 else cosines
    texts = sentence_texts(passage)
    overlaps = np.array([_overlap(weights, t, passage.language) for t in texts], np.float32)
    meets = tuple(holds(query.kind, text) for text in texts)
    needs = np.array([{True: 1.0, False: -1.0, None: 0.0}[met] for met in meets], np.float32)
    scores = each + PASSAGE_WEIGHT * whole + OVERLAP_WEIGHT * overlaps + NEED_WEIGHT * needs
    coverage = _overlap(weights, f"{passage.context} {passage.text}", passage.language)
    return Evidence(hit, passage, scores, each, overlaps, coverage, meets)
