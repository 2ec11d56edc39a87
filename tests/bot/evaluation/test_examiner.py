"""The examiner."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.evaluation.examiner import golden_questions, judge
from prompts.replies import Reply
from tests.bot.evaluation.samples import answered, closest, make_question, not_found

RIGHT = "It has met since 2001."


@pytest.mark.parametrize(
    ("reply", "worth"),
    [
        (answered(RIGHT, "testville"), 1.0),
        (closest(RIGHT, "testville"), 0.75),
        (answered("Something else.", "testville"), 0.5),
        (not_found("essai", "testville"), 0.25),
        (not_found("essai"), 0.0),
    ],
)
def test_a_reply_is_worth_more_the_nearer_it_comes(reply: Reply, worth: float) -> None:
    """An answer that holds is a hit; the right page lower down is worth little."""
    assert judge(make_question(), reply) == worth


def test_an_unanswerable_question_must_be_refused() -> None:
    """The closest passage is a refusal, an answer is not."""
    question = make_question(answerable=False, answers=())
    assert judge(question, closest("Something.", "testville")) == 1.0
    assert judge(question, answered("Something.", "testville")) == 0.0


def test_a_deployment_adds_questions_of_its_own(tmp_path: Path) -> None:
    """The bundled questions come first, those of the home after them."""
    bundled = golden_questions(tmp_path)
    assert bundled
    assert all(each.profiles or not each.answerable for each in bundled)
    (tmp_path / "golden.jsonl").write_text('{"question": "Why?", "must_hit": true}', "utf-8")
    assert [each.question for each in golden_questions(tmp_path)[len(bundled) :]] == ["Why?"]
    assert golden_questions(tmp_path)[-1].must_hit
