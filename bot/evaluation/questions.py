"""Questions with their known answers, from JSON Lines."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.errors import UsageError
from prompts.replies import Language


@dataclass(frozen=True, slots=True)
class Question:
    """A question and what is right to say.

    Attributes:
        id: names it in reports; its line number where the file gives none.
        pair: what it shares with its twin in the other language.
        profiles: slugs of the pages that answer, any of which will do.
        page_language: language of the passage that answers.
        answers: a quote that holds any of them answers.
        answerable: whether the profiles answer it at all.
        must_hit: whether an edition that loses it is refused.
    """

    id: str
    question: str
    pair: str
    language: Language | None = None
    part: str | None = None
    kind: str | None = None
    profiles: tuple[str, ...] = ()
    page_language: str | None = None
    answers: tuple[str, ...] = ()
    answerable: bool = True
    must_hit: bool = False

    @property
    def direction(self) -> str | None:
        """Languages of question and page, such as "fr>en"; None where either is unknown."""
        if self.language is None or self.page_language is None:
            return None
        return f"{self.language}>{self.page_language}"


def read_questions(path: Path, part: str | None = None) -> list[Question]:
    """Read the questions of a file, or of one part of it.

    Raises:
        UsageError: a line can't be used, or nothing is left; says what to give.
    """
    questions = read_lines(path.read_text("utf-8-sig"), path.name)
    chosen = [each for each in questions if part is None or each.part == part]
    if not chosen:
        of_part = f" of the part {part!r}" if part else ""
        raise UsageError(f"{path.name} holds no question{of_part}: give one JSON object a line.")
    return chosen


def read_lines(text: str, name: str) -> list[Question]:
    """Return the questions of JSON Lines.

    Raises:
        UsageError: a line can't be used.
    """
    numbered = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    return [parse_question(line, number, name) for number, line in numbered]


def parse_question(line: str, number: int, name: str) -> Question:
    """Return the question of one line.

    Raises:
        UsageError: the line is no object with a "question".
    """
    try:
        data: dict[str, Any] = json.loads(line)
        identifier = str(data.get("id", number))
        profiles = [data.get("profile"), *(data.get("also") or ())]
        found = Question(
            id=identifier,
            question=data["question"],
            pair=str(data.get("pair", identifier)),
            language=data.get("lang"),
            part=data.get("part"),
            kind=data.get("kind"),
            profiles=tuple(each for each in profiles if each),
            page_language=data.get("page_lang"),
            answers=tuple(data.get("answers") or ()),
            answerable=bool(data.get("answerable", True)),
            must_hit=bool(data.get("must_hit", False)),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        message = f'{name}, line {number}: give a JSON object with at least a "question".'
        raise UsageError(message) from None
    return found
