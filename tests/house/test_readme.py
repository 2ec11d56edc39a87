"""The README, held against the code."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli.reference import all_commands
from bot.settings import rows
from tests.house.readme import README, ROOT, Example, examples, matches, rewrite, run_example

TEXT = README.read_text("utf-8")


def test_the_generated_parts_are_up_to_date() -> None:
    """Every command's help and the table of settings are those of the code."""
    done = subprocess.run(
        [sys.executable, "-m", "cogapp", "--check", "--diff", str(README)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_command_is_shown() -> None:
    """There is a heading for each command, and there are commands."""
    names = [name for name, _ in all_commands()]
    assert "citybot ask" in names
    assert [name for name in names if f"#### `{name}`\n" not in TEXT] == []


def test_every_setting_is_shown() -> None:
    """Each setting stands in the table with its default and its help."""
    listed = list(rows())
    assert len(listed) > 10
    shown = [f"| `{name}` | {default} | {text} |" for name, default, text in listed]
    assert [line for line in shown if line not in TEXT] == []


def test_every_link_inside_leads_somewhere() -> None:
    """Files and headings that the README links to exist."""
    headings = {
        re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")
        for title in re.findall(r"^#+ (.+)$", TEXT, re.MULTILINE)
    }
    targets = re.findall(r"\]\((?!https?://)([^)\s]+)\)", TEXT)
    assert targets
    lost = [
        target
        for target in targets
        if not (target[1:] in headings if target.startswith("#") else (ROOT / target).exists())
    ]
    assert lost == []


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home that all examples share, empty at first."""
    return tmp_path_factory.mktemp("home")


@pytest.mark.parametrize("example", examples(TEXT), ids=lambda each: f"line {each.line}")
def test_an_example_prints_what_is_shown(example: Example, home: Path) -> None:
    """Each command of the README prints its output, from the root of the project."""
    printed = run_example(example.command, home)
    assert matches(example.output, printed), printed


def test_the_runner_tells_right_from_wrong() -> None:
    """Dates and ... may differ, and nothing else."""
    text = "a\n```console\n$ one\n1 May 2026\n$ two\n\nx ... z\n```\n"
    one, two = examples(text)
    assert (one.command, one.line, two.command, two.line) == ("one", 3, "two", 5)
    assert matches(one.output, "24 November 2026\n")
    assert matches(two.output, "x y\nw z")
    assert not matches(one.output, "yesterday")
    assert not matches(two.output, "x y")


def test_what_examples_print_is_written_into_them(tmp_path: Path) -> None:
    """A block gets its command's output; the text around it stays."""
    text = "a\n```console\n$ echo one\nold\n$ echo two\n```\nb\n"
    assert rewrite(text, tmp_path) == ("a\n```console\n$ echo one\none\n$ echo two\ntwo\n```\nb\n")
    with pytest.raises(RuntimeError, match="'false' failed"):
        rewrite("```console\n$ false\n```\n", tmp_path)
