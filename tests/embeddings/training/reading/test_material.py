"""The lessons."""

from __future__ import annotations

from pathlib import Path

import pytest

from embeddings.errors import TrainingDataError
from embeddings.training.cli import LESSONS
from embeddings.training.reading.material import APART, parse_lesson, read_lessons
from tests.embeddings.training.reading.lessons import make_lessons, write_lessons


def test_lessons_are_read(tmp_path: Path) -> None:
    """Each line is a passage in both languages with its questions."""
    lessons = list(read_lessons(write_lessons(tmp_path / "lessons")))
    assert lessons == make_lessons()
    assert len(lessons[0]) == 3
    assert lessons[0].questions[0].wordings["fr"] == "Quel jour le club ?"
    assert lessons[0].questions[0].answer == (0,)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("no JSON", "is no lesson"),
        ('{"en": ["A."], "questions": []}', "is no lesson (KeyError('fr'))"),
        ('{"en": ["A."], "fr": ["A.", "B."], "questions": []}', "unequal numbers"),
        ('{"en": [], "fr": [], "questions": []}', "unequal numbers"),
        (
            '{"en": ["A."], "fr": ["A."], "questions": [{"en": "?", "fr": "?", "answer": [1]}]}',
            "an answer outside",
        ),
    ],
)
def test_a_bad_line_is_named(line: str, reason: str, tmp_path: Path) -> None:
    """The file, the line and the reason are in the error."""
    with pytest.raises(ValueError, match=reason.replace("(", r"\(").replace(")", r"\)")):
        parse_lesson(line)
    (tmp_path / "bad.jsonl").write_text(line + "\n", encoding="utf-8")
    with pytest.raises(TrainingDataError, match=r"bad\.jsonl, line 1"):
        list(read_lessons(tmp_path))


def test_a_folder_without_lessons_is_named(tmp_path: Path) -> None:
    """It says what it looked for."""
    with pytest.raises(TrainingDataError, match=r"holds no \*\.jsonl file"):
        list(read_lessons(tmp_path))


def test_what_is_measured_on_is_not_learnt() -> None:
    """No passage of the bundled lessons stands on both sides."""
    learnt = {lesson.sentences["en"] for lesson in read_lessons(LESSONS)}
    apart = [lesson.sentences["en"] for lesson in read_lessons(LESSONS / APART)]
    assert len(apart) > 50
    assert not learnt & set(apart)


def test_the_bundled_lessons_are_sound() -> None:
    """They are many, each question is in both languages, and half are not answered."""
    lessons = list(read_lessons(LESSONS))
    questions = [asked for lesson in lessons for asked in lesson.questions]
    assert len(lessons) > 500
    assert all(text.strip() for asked in questions for text in asked.wordings.values())
    unanswered = sum(not asked.answer for asked in questions) / len(questions)
    assert 0.4 < unanswered < 0.6
