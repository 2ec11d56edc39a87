"""What is embedded: each passage whole, each of its sentences, and the words of them all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.models import Passage
from knowledge.search.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class Unit:
    """One text to embed.

    Attributes:
        text: context line and words, as the encoder reads them.
        passage: row of the passage, None for a word of the vocabulary.
        sentence: index of the sentence in it, None for the whole passage.
    """

    text: str
    passage: int | None = None
    sentence: int | None = None


def units(passages: Sequence[Passage]) -> list[Unit]:
    """Return the texts to embed: each passage followed by its sentences, then the words."""
    found: list[Unit] = []
    for row, passage in enumerate(passages):
        found.append(Unit(f"{passage.context}. {passage.text}", row))
        found.extend(_sentence_units(passage, row))
    found.extend(Unit(word) for word in vocabulary(passages))
    return found


def _sentence_units(passage: Passage, row: int) -> list[Unit]:
    if len(passage.sentences) < 2:
        return []
    place = passage.context.split(",")[0]
    texts = (passage.text[s - passage.start : e - passage.start] for s, e in passage.sentences)
    return [Unit(f"{place}. {text}", row, number) for number, text in enumerate(texts)]
