"""The golden questions, asked of an edition before it is published."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.evaluation.questions import Question, read_lines
from bot.evaluation.scoring import ask, holds_answer, rank_of
from bot.settings import Settings
from prompts.replies import Reply

if TYPE_CHECKING:
    from knowledge.editions import Edition, Score

GOLDEN: Final = "golden.jsonl"
"""Name of the bundled questions, beside this module, and of a deployment's own, in its home."""


class GoldenExaminer:
    """Asks an edition the golden questions through the answering that people meet."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def __call__(self, edition: Edition) -> Sequence[Score]:
        """Return the score of each question about a profile, 0 to 1.

        Raises:
            UsageError: a line of the deployment's own questions can't be used.
        """
        from bot.answering.answer import Answerer
        from knowledge.editions import Score

        answering = Answerer(lambda: edition, self._settings)
        return [
            Score(
                id=each.id,
                question=each.question,
                score=judge(each, ask(answering, each)),
                must_hit=each.must_hit,
                profiles=each.profiles,
            )
            for each in golden_questions(self._settings.home)
        ]


def judge(question: Question, reply: Reply) -> float:
    """Return 1 for an answer that holds or a refusal in place, less for what comes near it."""
    if not question.answerable:
        return float(reply.status != "answered")
    if reply.status == "answered" and (not question.answers or holds_answer(question, reply)):
        return 1.0
    if holds_answer(question, reply):
        return 0.75
    rank = rank_of(question, reply)
    return 0.5 / rank if rank else 0.0


def golden_questions(home: Path) -> list[Question]:
    """Return the bundled questions and the deployment's own."""
    places: list[Traversable] = [resources.files("bot.evaluation") / GOLDEN, home / GOLDEN]
    return [
        question
        for place in places
        if place.is_file()
        for question in read_lines(place.read_text("utf-8-sig"), place.name)
    ]
