"""Floors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bot.errors import UsageError
from bot.evaluation.floors import check_floors, pin, read_floors, table
from bot.evaluation.report import summarise
from tests.bot.evaluation.samples import make_score


class Bench:
    """Files of one evaluation."""

    def __init__(self, folder: Path) -> None:
        self.floors = folder / "floors.json"
        self.questions = folder / "questions.jsonl"
        self.report = folder / "report.json"
        self.questions.write_text('{"question": "a"}\n', "utf-8")

    def measure(self, right: int, total: int = 3) -> dict[str, Any]:
        """Write the report of an evaluation in which so many were right."""
        scores = [make_score(f"{n}-fr", rank=1 if n < right else None) for n in range(total)]
        report = summarise("e", scores).as_json()
        self.report.write_text(json.dumps(report), "utf-8")
        return report

    def pin(self, *options: str) -> str:
        """Pin the report, and return what is said."""
        names = [str(each) for each in (self.floors, self.questions, self.report)]
        return CliRunner().invoke(pin, [*names, *options]).output


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """Return files of an evaluation in which two of three were right."""
    made = Bench(tmp_path)
    made.measure(2)
    made.pin()
    return made


def test_floors_are_rounded_to_what_was_reached(bench: Bench) -> None:
    """Two thirds are pinned as 0.66; what should be small is rounded up."""
    pinned = read_floors(bench.floors).pinned
    assert pinned["all"]["recall@1"] == 0.66
    assert pinned["all"]["wrong_refusals"] == 0.0
    assert check_floors(bench.floors, bench.questions, bench.measure(2)) == []


def test_a_worse_report_falls_short(bench: Bench) -> None:
    """Each measure that sank is named with what is pinned."""
    lines = check_floors(bench.floors, bench.questions, bench.measure(1))
    assert "all recall@1 is 0.333; pinned is 0.66" in lines


def test_more_wrong_refusals_fall_short(bench: Bench) -> None:
    """Of refusals less is better."""
    report = summarise("e", [make_score("1-fr", status="not_found")]).as_json()
    lines = check_floors(bench.floors, bench.questions, report)
    assert "all wrong_refusals is 1.000; pinned is 0.00" in lines


def test_a_measure_that_vanished_falls_short(bench: Bench) -> None:
    """What is pinned must be measured."""
    lines = check_floors(bench.floors, bench.questions, {"rates": {}})
    assert "all recall@1 was not measured; pinned is 0.66" in lines


def test_floors_rise_freely_and_sink_only_on_purpose(bench: Bench) -> None:
    """Lowering needs its flag."""
    bench.measure(3)
    assert bench.pin() == ""
    assert read_floors(bench.floors).pinned["all"]["recall@1"] == 1.0
    bench.measure(2)
    assert "mend it, or give --lower" in bench.pin()
    assert read_floors(bench.floors).pinned["all"]["recall@1"] == 1.0
    assert bench.pin("--lower") == ""
    assert read_floors(bench.floors).pinned["all"]["recall@1"] == 0.66


def test_floors_belong_to_their_questions(bench: Bench) -> None:
    """Other questions can't pass for the ones that were pinned."""
    bench.questions.write_text('{"question": "b"}\n', "utf-8")
    with pytest.raises(UsageError, match=r"floors\.json was pinned for another questions\.jsonl"):
        check_floors(bench.floors, bench.questions, bench.measure(2))


def test_floors_are_shown_as_a_table(bench: Bench) -> None:
    """A row a group; what should be small is a ceiling."""
    lines = table(read_floors(bench.floors).pinned).splitlines()
    assert lines[0].startswith("| | recall@1 | recall@5 |")
    assert lines[2].startswith("| all | ≥ 0.66 | ≥ 0.66 |")
    assert lines[2].endswith("| ≤ 0.00 |")
