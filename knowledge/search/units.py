"""What is embedded: each passage whole, and each of its sentences, with their context."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.models import Passage


@dataclass(frozen=True, slots=True)
class Unit:
    """One text to embed.

    Attributes:
        text: context line and words, as the encoder reads them.
        passage: row of the passage.
        sentence: index of the sentence in it, None for the whole passage.
    """

    text: str
    passage: int
    sentence: int | None = None


def units(passages: Iterable[Passage]) -> list[Unit]:
    """Return the texts to embed, each passage followed by its sentences."""
    found: list[Unit] = []
    for row, passage in enumerate(passages):
        found.append(Unit(f"{passage.context}. {passage.text}", row))
        found.extend(_sentence_units(passage, row))
    return found


def _sentence_units(passage: Passage, row: int) -> list[Unit]:
    if len(passage.sentences) < 2:
        return []
    place = passage.context.split(",")[0]
    texts = (passage.text[s - passage.start : e - passage.start] for s, e in passage.sentences)
    return [Unit(f"{place}. {text}", row, number) for number, text in enumerate(texts)]
