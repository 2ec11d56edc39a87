"""The numbers of a training run: the defaults are those of the shipped weights."""

import json
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from embeddings.errors import TrainingDataError


def _default_weights() -> dict[str, float]:
    return {
        "tatoeba-anki": 0.36,
        "tatoeba-anki+names": 0.05,
        "tatoeba-anki+slips": 0.05,
        "europarl-questions": 0.09,
        "europarl-questions+slips": 0.02,
        "canada-laws-headings-terms": 0.05,
        "dict-wiktionary": 0.06,
        "europarl-general": 0.07,
        "europarl-policy": 0.07,
        "canada-laws-text": 0.015,
        "canada-cds-forms-notify": 0.01,
        "open-contracting-docs": 0.005,
        "tico19-dev": 0.01,
        "lessons": 0.05,
        "lessons-questions": 0.07,
        "lessons-questions+slips": 0.02,
    }


@dataclass(frozen=True, slots=True)
class Recipe:
    """Every choice of a training run, kept beside its checkpoint.

    Attributes:
        teacher: The sentence-transformers name of the English teacher.
        vocabulary: The number of pieces, at most.
        varied: Sources that get renamed and misspelt variants.
        weights: How often a short text is drawn from a source; 1 divided by the number of
            sources where none is named.
        pool: The number of short texts of a source, at most.
        short_tokens: The longest short text, in the teacher's tokens.
        bank: Teacher's vectors that a short text is told from.
        near_bank: How many of them are neighbours of the batch's texts, at most.
        neighbours: Neighbours that are kept of each text.
        joined: Sources of long texts, and how many times over each is drawn from; all sources
            where none of these is present.
    """

    teacher: str = "all-MiniLM-L6-v2"
    seed: int = 20
    vocabulary: int = 48_000
    varied: tuple[str, ...] = ("tatoeba-anki", "europarl-questions", "lessons-questions")
    names_share: float = 0.25
    slips_share: float = 0.15
    weights: dict[str, float] = field(default_factory=_default_weights)
    pool: dict[str, int] = field(
        default_factory=lambda: {
            "europarl-general": 60_000,
            "europarl-policy": 70_000,
            "canada-laws-text": 16_000,
            "canada-laws-headings-terms": 60_000,
        }
    )
    short_tokens: int = 40
    joined: dict[str, int] = field(
        default_factory=lambda: {
            "europarl-policy": 1,
            "europarl-general": 1,
            "canada-laws-text": 1,
            "lessons": 8,
        }
    )
    static_epochs: int = 5
    static_rate: float = 2e-2
    body_rate: float = 1.5e-4
    new_rate: float = 1e-3
    shared_rate: float = 1e-4
    warm_up: float = 0.03
    bank: int = 4096
    near_bank: int = 2048
    neighbours: int = 24
    short_batch: int = 2600
    long_batch: int = 4096
    long_every: int = 5
    long_limit: int = 200
    english_share: float = 0.15
    long_english_share: float = 0.33


def read_recipe(path: Path | None) -> Recipe:
    """Return the default recipe with the changes that a JSON file makes to it.

    Raises:
        TrainingDataError: the file names something that a recipe does not have.
    """
    if path is None:
        return Recipe()
    changes: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    unknown = sorted(set(changes) - set(asdict(Recipe())))
    if unknown:
        raise TrainingDataError(f"{path}: a recipe has no {', '.join(unknown)}: remove it.")
    if "varied" in changes:
        changes["varied"] = tuple(changes["varied"])
    return replace(Recipe(), **changes)
