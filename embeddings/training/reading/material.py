"""The reading material: passages in both languages, with questions they do and do not answer."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from embeddings.errors import TrainingDataError
from embeddings.training.pairs import Pair

LANGUAGES = ("fr", "en")
APART = "apart"
"""Folder of the lessons that are measured on, within that of the lessons that are learnt."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in both languages, and the sentences that state its answer: none if not stated."""

    wordings: dict[str, str]
    answer: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A passage, sentence by sentence in both languages, with its questions."""

    sentences: dict[str, tuple[str, ...]]
    questions: tuple[Asked, ...]

    def __len__(self) -> int:
        """Return the number of sentences."""
        return len(self.sentences["en"])


def parse_lesson(line: str) -> Lesson:
    """Return the lesson of a JSON line.

    Raises:
        ValueError: the line is no lesson; the text says why.
    """
    try:
        held = json.loads(line)
        sentences = {tongue: tuple(map(str, held[tongue])) for tongue in LANGUAGES}
        questions = tuple(
            Asked({tongue: str(each[tongue]) for tongue in LANGUAGES}, tuple(each["answer"]))
            for each in held["questions"]
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"is no lesson ({error!r})") from error
    if len(sentences["fr"]) != len(sentences["en"]) or not sentences["en"]:
        raise ValueError("has unequal numbers of sentences")
    if any(not 0 <= at < len(sentences["en"]) for each in questions for at in each.answer):
        raise ValueError("has an answer outside its sentences")
    return Lesson(sentences, questions)


def read_lessons(folder: Path) -> Iterator[Lesson]:
    """Yield the lessons of the `*.jsonl` files of a folder, those of its folders not.

    Raises:
        TrainingDataError: there is no such file, or a line of one is no lesson.
    """
    paths = sorted(folder.glob("*.jsonl"))
    if not paths:
        raise TrainingDataError(f"{folder} holds no *.jsonl file: name the folder of the lessons.")
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            try:
                yield parse_lesson(line)
            except ValueError as error:
                raise TrainingDataError(f"{path}, line {number}, {error}: mend it.") from error


def pair_lesson(lesson: Lesson) -> Iterator[Pair]:
    """Yield the translated sentences and questions of a lesson."""
    for french, english in zip(lesson.sentences["fr"], lesson.sentences["en"], strict=True):
        yield Pair("lessons", french, english)
    for asked in lesson.questions:
        yield Pair("lessons-questions", asked.wordings["fr"], asked.wordings["en"])
