"""From a question to the quotes that answer it best, and how surely they do."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from bot.answering.confidence import Model, State
from bot.answering.evidence import Evidence, Query, asked_words, make_query, weigh
from bot.answering.features import measure
from bot.answering.quotes import choose_sentences, quote_passage
from bot.answering.reading import Reading
from bot.answering.reranking import rerank
from knowledge.editions import Edition
from prompts.replies import Found, Quote

LOOKED_AT: Final = 16
"""Passages whose sentences are weighed."""
READ: Final = 6
"""Passages that are read beside the question: more change nothing on the tuning part."""
SHOWN: Final = 5
"""Passages named in a reply's record."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What the search found.

    Attributes:
        features: what the probability was computed from, for the calibration.
    """

    quotes: tuple[Quote, ...] = ()
    passages: tuple[Found, ...] = ()
    probability: float = 0.0
    state: State = "not_found"
    features: dict[str, float] | None = None


def query_of(reading: Reading, edition: Edition) -> Query:
    """Return what is searched for."""
    text = reading.search or reading.question
    return make_query(text, reading.language, reading.asked.kind, edition.encoder)


def find(
    query: Query,
    edition: Edition,
    model: Model,
    profiles: Collection[str] | None,
    *,
    most: int = READ,
) -> Finding:
    """Return the best quotes of some cities, of all where None; `most` passages are read."""
    asked = asked_words(query, edition.index)
    hits = edition.index.search(
        query.text, query.vector, asked=asked, profiles=profiles, k=LOOKED_AT
    )
    evidence = rerank(query, weigh(query, hits, edition), edition.cross_encoder, most)
    if not evidence:
        return Finding()
    features = _features(query, evidence, edition, profiles or ())
    quotes = quote_passage(edition.profiles, evidence[0].passage, choose_sentences(evidence[0]))
    probability = model.probability(features)
    return Finding(quotes, _found(evidence), probability, model.state(probability), features)


def _features(
    query: Query, evidence: list[Evidence], edition: Edition, profiles: Collection[str]
) -> dict[str, float]:
    best = evidence[0].passage
    own = {best.profile, *best.shared, *profiles}
    return measure(
        query,
        evidence,
        edition.profiles[best.profile].text,
        elsewhere=edition.index.cosines_elsewhere(query.vector, own),
        cities=len(set(edition.index.profiles) - own),
    )


def _found(evidence: list[Evidence]) -> tuple[Found, ...]:
    return tuple(
        Found(e.passage.profile, e.passage.section, round(e.score, 4)) for e in evidence[:SHOWN]
    )
