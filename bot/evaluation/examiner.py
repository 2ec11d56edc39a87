"""The golden questions, asked of an edition before it is published."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import resources
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
        questions = [*bundled_questions(edition), *own_questions(self._settings.home)]
        return [
            Score(
                id=each.id,
                question=each.question,
                score=judge(each, ask(answering, each)),
                must_hit=each.must_hit,
                profiles=each.profiles,
            )
            for each in questions
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


def bundled_questions(edition: Edition) -> list[Question]:
    """Return the bundled questions, those about a profile only where it is the bundled one.

    A city's own page may rightly say something else than the sample.
    """
    from knowledge.sources import BUNDLED

    text = (resources.files("bot.evaluation") / GOLDEN).read_text("utf-8")
    samples = {each.slug for each in edition.manifest.sources if each.root == BUNDLED}
    return [each for each in read_lines(text, GOLDEN) if set(each.profiles) <= samples]


def own_questions(home: Path) -> list[Question]:
    """Return the questions that a deployment keeps for itself."""
    path = home / GOLDEN
    return read_lines(path.read_text("utf-8-sig"), GOLDEN) if path.is_file() else []
