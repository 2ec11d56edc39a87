"""The best passages read again beside the question, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from bot.answering.evidence import Evidence, Query, sentence_texts

# Chosen on the tuning part of the project's questions, by answer in the quote.
ODDS_WEIGHT: Final = 0.03
MOST_ODDS: Final = 8.0
"""Log-odds beyond which a sentence is no better or worse."""


# What the city named at the end of a question leaves behind: "Who runs the SSP in ?"
_DANGLING: Final = re.compile(
    r"\s+(?:à|a|au|aux|en|de|du|dans|pour|sur|chez|in|at|of|for|from|to|near|by|on)\s*"
    r"(?=[?.!,\s]*$)",
    re.IGNORECASE,
)

# What French calls an article of a law, most laws in English call a section.
_PROVISION: Final = re.compile(r"\bl[’']article\s+(\d+)", re.IGNORECASE)


class CrossEncoder(Protocol):
    """Reads a question and a passage together."""

    def read(self, question: str, passages: Sequence[Sequence[str]]) -> list[NDArray[np.float32]]:
        """Return, for each passage, the log-odds that a sentence answers: float32 (sentences,)."""


def rerank(
    query: Query, evidence: Sequence[Evidence], cross_encoder: CrossEncoder
) -> list[Evidence]:
    """Return the evidence with what the cross-encoder says of it, best first."""
    again = [
        _add(each, odds)
        for language in sorted({each.passage.language for each in evidence})
        for each, odds in _read(
            word_question(query.text, language),
            [each for each in evidence if each.passage.language == language],
            cross_encoder,
        )
    ]
    return sorted(again, key=lambda each: -each.score)


def word_question(text: str, language: str) -> str:
    """Return a question as it is read beside a passage of a language.

    >>> word_question("Que dit l’article 12 à ?", "en")
    'Que dit la section 12?'
    """
    whole = _DANGLING.sub("", text)
    return _PROVISION.sub(r"la section \1", whole) if language == "en" else whole


def _read(
    question: str, evidence: Sequence[Evidence], cross_encoder: CrossEncoder
) -> Iterator[tuple[Evidence, NDArray[np.float32]]]:
    texts = [sentence_texts(each.passage) for each in evidence]
    return zip(evidence, cross_encoder.read(question, texts), strict=True)


def _add(evidence: Evidence, odds: NDArray[np.float32]) -> Evidence:
    kept = np.clip(odds, -MOST_ODDS, MOST_ODDS)
    scores = (evidence.scores + ODDS_WEIGHT * kept).astype(np.float32)
    return replace(evidence, scores=scores, odds=kept)
