"""The best passages read again beside the question, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from bot.answering.evidence import Evidence, Query, sentence_texts

if TYPE_CHECKING:
    from knowledge.editions.seams import CrossEncoder

# Chosen on the tuning part of the project's questions, by answer in the quote.
ODDS_WEIGHT: Final = 0.03
MOST_ODDS: Final = 8.0
"""Log-odds beyond which a sentence is no better or worse."""
# What a city that was named last leaves behind: "Who runs the SSP in ?". English also ends a whole
# question that way, but not before a space: "Who is it for?".
_DANGLING: Final = re.compile(
    r"\s+(?:(?:à|a|au|aux|en|de|du|dans|pour|sur|chez)(?=[?.!,\s]*$)"
    r"|(?:in|at|of|for|from|to|near|by|on)(?=\s+[?.!,]+\s*$))",
    re.IGNORECASE,
)
# What French calls an article of a law is most often a section in English.
_ARTICLE: Final = re.compile(r"\bl[’']article\s+(\d+)", re.IGNORECASE)
_SECTION: Final = re.compile(r"\bsection\s+(\d+)", re.IGNORECASE)


def rerank(
    query: Query, evidence: Sequence[Evidence], cross_encoder: CrossEncoder, most: int
) -> list[Evidence]:
    """Return the evidence, its first `most` as the cross-encoder ranks them, the rest after."""
    first, rest = evidence[:most], evidence[most:]
    again = [
        _add(each, odds)
        for language in sorted({each.passage.language for each in first})
        for each, odds in _read(
            word_question(query.text, language),
            [each for each in first if each.passage.language == language],
            cross_encoder,
        )
    ]
    return [*sorted(again, key=lambda each: -each.score), *rest]


def word_question(text: str, language: str) -> str:
    """Return a question as it is read beside a passage of a language.

    >>> word_question("Que dit l’article 12 à ?", "en")
    'Que dit la section 12 ?'
    """
    whole = _DANGLING.sub("", text)
    if language == "en":
        return _ARTICLE.sub(r"la section \1", whole)
    return _SECTION.sub(r"article \1", whole) if language == "fr" else whole


def _read(
    question: str, evidence: Sequence[Evidence], cross_encoder: CrossEncoder
) -> Iterator[tuple[Evidence, NDArray[np.float32]]]:
    texts = [sentence_texts(each.passage) for each in evidence]
    return zip(evidence, cross_encoder.read(question, texts), strict=True)


def _add(evidence: Evidence, odds: NDArray[np.float32]) -> Evidence:
    kept = np.clip(odds, -MOST_ODDS, MOST_ODDS)
    scores = (evidence.scores + ODDS_WEIGHT * kept).astype(np.float32)
    return replace(evidence, scores=scores, odds=kept)
