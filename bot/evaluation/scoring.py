"""What one reply is worth against its question."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from bot.answering.outcome import Outcome
from bot.evaluation.questions import Question
from prompts.replies import Language, Reply


class Answering(Protocol):
    """What is evaluated."""

    def answer(
        self, question: str, *, language: Language | None = None, fallback: Language = "en"
    ) -> Outcome:
        """Answer a question."""


@dataclass(frozen=True, slots=True)
class Score:
    """A question and how its reply did.

    Attributes:
        status: the reply's.
        rank: place, from 1, of the first passage of a right page among those found.
        quoted: whether a quote shown holds an answer.
        holds: whether the best quotes hold an answer, also where they were held back.
        confidence: the reply's, 0 to 1.
    """

    question: Question
    status: str
    rank: int | None
    quoted: bool
    holds: bool
    confidence: float

    @property
    def refused(self) -> bool:
        """Whether the reply claims no answer."""
        return self.status != "answered"


def score_all(
    questions: Iterable[Question],
    answering: Answering,
    unguarded: Answering | None = None,
    progress: Callable[[], None] = lambda: None,
) -> Iterator[Score]:
    """Yield the score of each question.

    Args:
        questions: what to ask.
        answering: what is evaluated.
        unguarded: the same without its cuts: it shows what was held back, so that the
            confidence of a refusal can be judged. None leaves that out.
        progress: called after each question.
    """
    for question in questions:
        reply = ask(answering, question)
        withheld = unguarded if reply.status == "not_found" else None
        held_back = ask(withheld, question) if withheld else reply
        yield score(question, reply, held_back)
        progress()


def ask(answering: Answering, question: Question) -> Reply:
    """Return the reply to a question, in its own language."""
    fallback = question.language or "en"
    return answering.answer(question.question, language=None, fallback=fallback).reply


def score(question: Question, reply: Reply, held_back: Reply) -> Score:
    """Return what a reply is worth."""
    return Score(
        question,
        reply.status,
        rank_of(question, reply),
        holds_answer(question, reply),
        holds_answer(question, held_back),
        reply.confidence,
    )


def rank_of(question: Question, reply: Reply) -> int | None:
    """Return the place of the first passage of a right page, from 1."""
    for rank, found in enumerate(reply.passages, 1):
        if found.profile in question.profiles:
            return rank
    return None


def holds_answer(question: Question, reply: Reply) -> bool:
    """Tell whether a quote holds one of the answers; white space counts as one space."""
    quotes = [" ".join(quote.text.split()) for quote in reply.quotes]
    answers = [" ".join(answer.split()) for answer in question.answers]
    return any(answer in quote for answer in answers for quote in quotes)
