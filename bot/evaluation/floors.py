"""Floors of quality: raised as the bot gets better, lowered only on purpose.

Run ``python -m bot.evaluation.floors FLOORS.json QUESTIONS.jsonl REPORT.json`` to pin what
``citybot evaluate QUESTIONS.jsonl --format json`` measured, rounded down to whole points.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import click

from bot.errors import UsageError

CEILINGS: Final = frozenset({"wrong_refusals"})
"""Measures of which less is better: what is pinned for them is the most allowed."""
Pinned = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Floors:
    """What an evaluation must reach.

    Attributes:
        questions: SHA-256 of the file of questions that the floors belong to.
        pinned: by group of questions, then by measure.
    """

    questions: str
    pinned: Pinned


def read_floors(path: Path) -> Floors:
    """Read floors from their file."""
    data = json.loads(path.read_text("utf-8"))
    return Floors(data["questions"], data["pinned"])


def digest_file(path: Path) -> str:
    """Return the SHA-256 of a file."""
    return sha256(path.read_bytes()).hexdigest()


def shortfalls(pinned: Pinned, measured: Pinned) -> Iterator[str]:
    """Yield a line for each measure that does not reach what is pinned."""
    for group, floors in pinned.items():
        for name, floor in floors.items():
            value = measured.get(group, {}).get(name)
            if value is None:
                yield f"{group} {name} was not measured; pinned is {floor:.2f}"
            elif value > floor if name in CEILINGS else value < floor:
                yield f"{group} {name} is {value:.3f}; pinned is {floor:.2f}"


def round_to_pin(name: str, value: float) -> float:
    """Return a value rounded to a whole point, on the side that it still reaches."""
    points = round(value * 100, 6)
    return (math.ceil(points) if name in CEILINGS else math.floor(points)) / 100


def values_of(report: Mapping[str, Any]) -> dict[str, dict[str, float]]:
    """Return the values of a report as JSON."""
    return {
        group: {name: rate["value"] for name, rate in found.items()}
        for group, found in report["rates"].items()
    }


def table(pinned: Pinned) -> str:
    """Return what is pinned as a Markdown table, a row a group of questions."""
    names = list(pinned["all"])
    lines = [f"| | {' | '.join(names)} |", "|---" * (len(names) + 1) + "|"]
    for group, floors in pinned.items():
        cells = (sign(name, floors[name]) if name in floors else "" for name in names)
        lines.append(f"| {group} | {' | '.join(cells)} |")
    return "\n".join(lines)


def sign(name: str, value: float) -> str:
    """Return a floor, or a ceiling, as it is read."""
    return f"{'≤' if name in CEILINGS else '≥'} {value:.2f}"


@click.command()
@click.argument("floors", type=click.Path(path_type=Path))
@click.argument("questions", type=click.Path(exists=True, path_type=Path))
@click.argument("report", type=click.File(encoding="utf-8"))
@click.option("--lower", is_flag=True, help="Allow floors to be lowered.")
def pin(floors: Path, questions: Path, report: Any, lower: bool) -> None:
    """Pin what a report measured as the new floors."""
    measured = {
        group: {name: round_to_pin(name, value) for name, value in found.items()}
        for group, found in values_of(json.load(report)).items()
    }
    if floors.exists() and not lower:
        sunk = list(shortfalls(read_floors(floors).pinned, measured))
        if sunk:
            message = f"{'; '.join(sunk)}: mend it, or give --lower."
            raise click.ClickException(message)
    data = {"questions": digest_file(questions), "pinned": measured}
    floors.write_text(json.dumps(data, indent=1) + "\n", "utf-8")


def check_floors(path: Path, questions: Path, report: Mapping[str, Any]) -> list[str]:
    """Return what a report falls short of.

    Raises:
        UsageError: the floors belong to other questions.
    """
    floors = read_floors(path)
    if floors.questions != digest_file(questions):
        raise UsageError(f"{path.name} was pinned for another {questions.name}: pin it again.")
    return list(shortfalls(floors.pinned, values_of(report)))


if __name__ == "__main__":
    pin()
