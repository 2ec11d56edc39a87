"""How well each sentence of the passages found meets a question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from bot.answering.needs import holds
from bot.answering.questions import Kind
from knowledge.models import Hit, Passage
from knowledge.search.terms import question_terms
from knowledge.search.vocabulary import (
    AskedWords,
    content_words,
    passage_words,
    scale_cosines,
)

# Chosen on the tuning part of the project's questions, one at a time, by answer in the quote.
PASSAGE_WEIGHT: Final = 1.0
WORDS_WEIGHT: Final = 0.8
LEXICAL_WEIGHT: Final = 0.2
NEED_WEIGHT: Final = 0.12
BEFORE_WEIGHT: Final = 0.2
SHORT_PENALTY: Final = 0.2

SHORT: Final = 5
"""Words below which a sentence is a heading or a label rather than an answer."""


class Measures(Protocol):
    """What an index tells of its passages."""

    def sentence_vectors(self, passage: int) -> NDArray[np.float32]:
        """Return the vectors of a passage and of its sentences."""

    def word_cosines(self, asked: NDArray[np.float32], passage: int) -> NDArray[np.float32]:
        """Return the cosine of each asked word to each word of a passage."""

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
        words: the content words of the text.
        word_vectors: of each, float32 of shape (m, d), unit length.
    """

    text: str
    language: str
    vector: NDArray[np.float32]
    kind: Kind
    words: tuple[str, ...]
    word_vectors: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One passage against a question.

    Attributes:
        scores: of each sentence, float32 of shape (n,).
        cosines: of each sentence to the question, float32 of shape (n,).
        whole: cosine of the whole passage to the question.
        met: how far each word of the question is met in each sentence, 0 to 1, float32 (m, n).
        met_whole: the same in the passage and its section's name, float32 of shape (m,).
        weights: how much each word of the question counts, float32 of shape (m,), sum 1.
        meets: whether each sentence holds what is asked for; None where any text may.
        odds: log-odds that each sentence answers, float32 of shape (n,); None until it is read.
    """

    hit: Hit
    passage: Passage
    scores: NDArray[np.float32]
    cosines: NDArray[np.float32]
    whole: float
    met: NDArray[np.float32]
    met_whole: NDArray[np.float32]
    weights: NDArray[np.float32]
    meets: tuple[bool | None, ...]
    odds: NDArray[np.float32] | None = None

    @property
    def best(self) -> int:
        """Index of the sentence that answers best."""
        return int(self.scores.argmax())

    @property
    def score(self) -> float:
        """Score of that sentence."""
        return float(self.scores.max())


class Encoder(Protocol):
    """What turns a question into vectors."""

    def encode(
        self, texts: Sequence[str], *, kind: Literal["query", "passage"]
    ) -> NDArray[np.float32]:
        """Return a unit vector for each text, float32 of shape (n, d)."""


def make_query(text: str, language: str, kind: Kind, encoder: Encoder) -> Query:
    """Return a question with its vectors and those of its words."""
    words = tuple(content_words(text))
    vectors = encoder.encode([text, *words], kind="query")
    return Query(text, language, vectors[0], kind, words, vectors[1:])


def asked_words(query: Query, index: Measures) -> AskedWords:
    """Return the words of a question with how much each counts: the rarer, the more."""
    return AskedWords(query.word_vectors, _word_weights(query.words, index))


def sentence_texts(passage: Passage) -> list[str]:
    """Return the sentences of a passage."""
    return [passage.text[s - passage.start : e - passage.start] for s, e in passage.sentences]


def weigh(query: Query, hits: Sequence[Hit], edition: Searched) -> list[Evidence]:
    """Return the evidence of each passage found, best sentence first."""
    weights = _word_weights(query.words, edition.index)
    found = [_weigh_passage(query, hit, edition, weights) for hit in hits]
    return sorted(found, key=lambda evidence: -evidence.score)


def _word_weights(words: Sequence[str], index: Measures) -> NDArray[np.float32]:
    rarities = [max((index.rarity(t) for t in question_terms(w)), default=0.0) for w in words]
    weights = np.array(rarities, np.float32)
    return weights / weights.sum() if len(weights) and weights.sum() else weights


def _weigh_passage(
    query: Query,
    hit: Hit,
    edition: Searched,
    weights: NDArray[np.float32],
) -> Evidence:
    passage = edition.passages[hit.passage]
    cosines = edition.index.sentence_vectors(hit.passage) @ query.vector
    each = cosines[1:] if len(cosines) > 1 else cosines
    texts = sentence_texts(passage)
    similar = edition.index.word_cosines(query.word_vectors, hit.passage)
    met, met_whole = _meet(similar, passage, texts)
    meets = tuple(holds(query.kind, text) for text in texts)
    return Evidence(
        hit=hit,
        passage=passage,
        scores=_score(
            each,
            passage=PASSAGE_WEIGHT * float(cosines[0])
            + WORDS_WEIGHT * float(weights @ met_whole)
            + LEXICAL_WEIGHT * hit.lexical / (hit.lexical + 8),
            meets=meets,
            texts=texts,
        ),
        cosines=each,
        whole=float(cosines[0]),
        met=met,
        met_whole=met_whole,
        weights=weights,
        meets=meets,
    )


def _meet(
    similar: NDArray[np.float32], passage: Passage, texts: Sequence[str]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return how far each word is met in each sentence, and in the passage."""
    scaled = scale_cosines(similar)
    places = {word: column for column, word in enumerate(passage_words(passage))}
    met = np.zeros((len(scaled), len(texts)), np.float32)
    for number, text in enumerate(texts):
        columns = [places[word] for word in content_words(text) if word in places]
        if columns:
            met[:, number] = scaled[:, columns].max(axis=1, initial=0)
    return met, scaled.max(axis=1, initial=0)


def _score(
    each: NDArray[np.float32],
    *,
    passage: float,
    meets: Sequence[bool | None],
    texts: Sequence[str],
) -> NDArray[np.float32]:
    needs = np.array([{True: 1.0, False: -1.0, None: 0.0}[held] for held in meets], np.float32)
    short = np.array([len(text.split()) < SHORT for text in texts], np.float32)
    # A sentence goes on where the one before it left off: "They meet twice a month."
    first = each[:1] if len(each) == 1 else np.zeros(1, np.float32)
    before = np.concatenate([first, each[:-1]])
    own = each + NEED_WEIGHT * needs + BEFORE_WEIGHT * before - SHORT_PENALTY * short
    return (own + passage).astype(np.float32)
