"""The confidence can be fitted again by a command, from questions and pages alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.answering.confidence import Model
from bot.evaluation.calibrate import collect, main
from bot.evaluation.questions import Question
from tests.bot.small_edition import PAGES, open_small

ASKED = [
    Question(
        id="meetings",
        pair="meetings",
        question="How many meetings with parents are there in Testville?",
        language="en",
        profiles=("testville",),
        answers=("170 meetings",),
    ),
    Question(
        id="pools",
        pair="pools",
        question="Which swimming pools are there in Testville?",
        language="en",
        answerable=False,
    ),
    Question(id="people", pair="people", question="Population of Testville?", language="en"),
    Question(id="absent", pair="absent", question="Is there a hotline in Aarhus?", language="en"),
]


def test_questions_that_depend_on_the_confidence_are_collected(tmp_path: Path) -> None:
    """A key fact and a city without a profile are answered without it, and left out."""
    found = {question.id: example for question, example in collect(ASKED, open_small(tmp_path))}
    assert set(found) == {"meetings", "pools"}
    assert found["meetings"].right
    assert not found["pools"].right
    assert not found["pools"].answerable


@pytest.fixture(name="pages")
def _pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for slug, text in PAGES.items():
        (folder / f"{slug}.md").write_text(text, encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    return folder


def test_the_command_writes_a_model_that_can_be_read(tmp_path: Path, pages: Path) -> None:
    """Questions and pages make coefficients and cuts; a page that can't be read is named."""
    lines = [
        {"question": question, "lang": "en", "part": "tune", "answers": answers}
        | {"answerable": bool(answers), "profile": "testville" if answers else None}
        for question, answers in [
            ("How many meetings with parents in Testville?", ["170 meetings"]),
            ("When does the hotline of Testville answer?", ["day and night"]),
            ("Which swimming pools are in Testville?", []),
            ("What does Testville do about owls?", []),
        ]
    ]
    questions = tmp_path / "questions.jsonl"
    questions.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    target = tmp_path / "model.json"
    result = CliRunner().invoke(main, [str(questions), str(pages), "--to", str(target)])
    assert result.exit_code == 0, result.output
    assert "empty.txt" in result.stderr
    assert "4 questions" in result.stderr
    data = json.loads(target.read_text("utf-8"))
    model = Model(data["intercept"], data["weights"], data["answer"], data["closest"])
    assert 0 <= model.closest <= 1
    assert model.weights
