"""The README's examples, taken apart.

``python -m tests.house.readme`` writes what they print now into the README, where that is not
what they show.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

ROOT: Final = Path(__file__).parents[2]
README: Final = ROOT / "README.md"
BLOCK: Final = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ANYTHING: Final = "..."
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
    pattern = ".*".join(re.escape(part) for part in settle(expected).split(ANYTHING))
    return re.fullmatch(pattern, settle(printed), re.DOTALL) is not None


def settle(text: str) -> str:
    """Return a text without what changes from day to day."""
    lines = [line.rstrip() for line in text.strip().splitlines()]
    settled = "\n".join(lines)
    for pattern, name in CHANGING:
        settled = pattern.sub(name, settled)
    return settled


def run_example(command: str, home: Path) -> str:
    """Return what a command of the README prints, run from the root of the project."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environ = os.environ | {"CITYBOT_HOME": str(home), "PATH": path, "HF_HUB_OFFLINE": "1"}
    done = subprocess.run(
        ["bash", "-c", command], cwd=ROOT, env=environ, capture_output=True, text=True, check=False
    )
    if done.returncode:
        message = f"{command!r} failed: {done.stderr}"
        raise RuntimeError(message)
    return done.stdout


def renew_output(example: Example, home: Path) -> str:
    """Return what an example shows if it still holds, and what it prints otherwise."""
    printed = run_example(example.command, home).strip()
    holds = example.output not in {"", ANYTHING} and matches(example.output, printed)
    return example.output if holds else printed


def rewrite(text: str, home: Path) -> str:
    """Return the README with what its examples print now."""

    def renew(block: re.Match[str]) -> str:
        parts = [
            f"$ {example.command}\n{renew_output(example, home)}\n"
            for example in examples(block[0])
        ]
        return "```console\n" + "".join(parts) + "```"

    return BLOCK.sub(renew, text)


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        README.write_text(rewrite(README.read_text("utf-8"), Path(folder)), "utf-8")
