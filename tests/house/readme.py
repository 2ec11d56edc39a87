"""The README's examples, taken apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
README: Final = ROOT / "README.md"
BLOCK: Final = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CHANGING: Final = (
    # The day on which an edition is made, and its name.
    (re.compile(r"\b\d{1,2}(?:er)?\s\w+\s20\d\d\b"), "DATE"),
    (re.compile(r"\b20\d{6}T\d{6}\w*"), "EDITION"),
)


@dataclass(frozen=True, slots=True)
class Example:
    """A command line with what it prints; ``...`` stands for anything."""

    command: str
    output: str
    line: int


def examples(text: str) -> list[Example]:
    """Return the examples of every block marked as console: ``$ command``, then its output."""
    found = []
    for block in BLOCK.finditer(text):
        line = text.count("\n", 0, block.start()) + 2
        for part in re.split(r"^(?=\$ )", block[1], flags=re.MULTILINE):
            command, _, output = part.partition("\n")
            if command:
                found.append(Example(command.removeprefix("$ "), output.strip(), line))
            line += part.count("\n")
    return found


def matches(expected: str, printed: str) -> bool:
    """Tell whether what was printed is what is shown, but for dates and ``...``."""
    pattern = ".*".join(re.escape(part) for part in settle(expected).split("..."))
    return re.fullmatch(pattern, settle(printed), re.DOTALL) is not None


def settle(text: str) -> str:
    """Return a text without what changes from day to day."""
    lines = [line.rstrip() for line in text.strip().splitlines()]
    settled = "\n".join(lines)
    for pattern, name in CHANGING:
        settled = pattern.sub(name, settled)
    return settled
