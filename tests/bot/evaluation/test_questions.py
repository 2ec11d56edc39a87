"""Questions of an evaluation."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.errors import UsageError
from bot.evaluation.questions import read_questions


def write(path: Path, *lines: dict[str, Any]) -> Path:
    """Write JSON Lines."""
    path.write_text("\n".join(json.dumps(line) for line in lines) + "\n\n", "utf-8")
    return path


def test_a_full_line_is_read(tmp_path: Path) -> None:
    """Every key has its place; further pages that answer count too."""
    line = {
        "id": "7-fr",
        "pair": 7,
        "lang": "fr",
        "question": "Depuis quand ?",
        "part": "tune",
        "kind": "when",
        "profile": "testville",
        "also": ["essai"],
        "page_lang": "en",
        "answers": ["since 2001"],
        "answerable": True,
    }
    (question,) = read_questions(write(tmp_path / "q.jsonl", line))
    assert question.direction == "fr>en"
    assert (question.pair, question.profiles) == ("7", ("testville", "essai"))
    assert (question.part, question.kind, question.answers) == ("tune", "when", ("since 2001",))


def test_a_bare_question_is_enough(tmp_path: Path) -> None:
    """What a line leaves out has a default; its number is its name."""
    lines = ({"question": "a"}, {"question": "b", "profile": None, "answerable": False})
    first, second = read_questions(write(tmp_path / "q.jsonl", *lines))
    assert (first.id, first.pair, first.direction, first.answerable) == ("1", "1", None, True)
    assert (second.id, second.profiles, second.answerable) == ("2", (), False)


def test_one_part_is_chosen(tmp_path: Path) -> None:
    """Only the questions of the part asked for are read."""
    path = write(tmp_path / "q.jsonl", *({"question": p, "part": p} for p in ("tune", "report")))
    assert [each.question for each in read_questions(path, "report")] == ["report"]
    with pytest.raises(UsageError, match=r"q\.jsonl holds no question of the part 'none'"):
        read_questions(path, "none")


@pytest.mark.parametrize("line", ["{", "[]", "3", '{"id": "x"}', '{"question": 1, "also": 3}'])
def test_a_line_that_is_no_question_is_named(tmp_path: Path, line: str) -> None:
    """The error gives file and line."""
    path = tmp_path / "q.jsonl"
    path.write_text(f'{{"question": "a"}}\n{line}\n', "utf-8")
    with pytest.raises(UsageError, match=r"q\.jsonl, line 2: give a JSON object"):
        read_questions(path)
