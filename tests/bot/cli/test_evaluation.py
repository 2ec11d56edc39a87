"""The command evaluate."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.bot.cli.conftest import Terminal


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    """Return a file of a few questions."""
    lines: list[dict[str, Any]] = [
        {
            "id": f"1-{lang}",
            "pair": "1",
            "lang": lang,
            "question": question,
            "part": "report",
            "profile": "sampleton",
            "page_lang": "en",
            "answers": ["a"],
        }
        for lang, question in (
            ("en", "How many people live in Sampleton?"),
            ("fr", "Quelle est la population de Sampleton ?"),
        )
    ]
    lines.append({"id": "2", "question": "A recipe for soup?", "answerable": False})
    path = tmp_path / "questions.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines), "utf-8")
    return path


def test_an_edition_is_measured(terminal: Terminal, questions: Path) -> None:
    """The rates are printed, for all and by direction."""
    done = terminal.run("evaluate", str(questions))
    assert done.status == 0
    assert "3 questions" in done.out
    assert "recall@1" in done.out
    assert "fr>en" in done.out


def test_one_part_as_json(terminal: Terminal, questions: Path) -> None:
    """Only the part asked for is measured, and JSON holds the rates."""
    (data,) = terminal.run(
        "evaluate", str(questions), "--part", "report", "--format", "json"
    ).records
    assert data["questions"] == 2
    assert data["rates"]["all"]["recall@5"]["value"] == 1.0


def test_two_editions_are_compared(terminal: Terminal, questions: Path) -> None:
    """The same edition beside itself moves nothing."""
    edition = (terminal.home / "current").read_text("utf-8").strip()
    done = terminal.run("evaluate", str(questions), "--compare", edition)
    assert f"From edition {edition} to {edition}:" in done.out
    assert "no longer right: –" in done.out
    (data,) = terminal.run(
        "evaluate", str(questions), "--compare", edition, "--format", "json"
    ).records
    assert data["compared"]["rates"] == data["rates"]


def test_the_diagram_is_written(terminal: Terminal, questions: Path, tmp_path: Path) -> None:
    """--diagram leaves an SVG."""
    path = tmp_path / "reliability.svg"
    assert terminal.run("evaluate", str(questions), "--diagram", str(path)).status == 0
    assert path.read_text("utf-8").startswith("<svg")


def test_an_unknown_edition_is_named(terminal: Terminal, questions: Path) -> None:
    """There is nothing to compare with."""
    done = terminal.run("evaluate", str(questions), "--compare", "20000101T000000")
    assert done.status == 1
    assert "20000101T000000" in done.err
