"""The command as a whole."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import click
import pytest

from bot.cli.main import citybot
from tests.bot.cli.conftest import Terminal
from tests.encoders import HashingEncoder


def commands(group: click.Group = citybot, above: str = "") -> dict[str, click.Command]:
    """Return every command by its full name."""
    found: dict[str, click.Command] = {}
    for name, command in group.commands.items():
        found[f"{above}{name}"] = command
        if isinstance(command, click.Group):
            found |= commands(command, f"{above}{name} ")
    return found


@pytest.mark.parametrize("name", sorted(commands()))
def test_every_command_explains_itself_by_an_example(name: str, terminal: Terminal) -> None:
    """Help says what it does and shows a command line with its name."""
    done = terminal.run(*name.split(), "--help")
    assert done.status == 0
    assert f"Usage: citybot {name}" in done.out
    assert f"citybot {name}" in done.out.split("Example", 1)[1]


def test_the_version_is_that_of_the_distribution(terminal: Terminal) -> None:
    """--version names the version that is installed."""
    assert terminal.run("--version").out.strip().endswith(version("strong-cities-bot"))


def test_a_wrong_setting_is_one_line(terminal: Terminal) -> None:
    """A setting that can't be used is named with its mend, and ends with 1."""
    terminal.environ["CITYBOT_ANSWER_CUT"] = "abc"
    done = terminal.run("ask", "Why?")
    assert (done.status, done.out) == (1, "")
    assert done.err == (
        "citybot: CITYBOT_ANSWER_CUT is 'abc', which is not a number: give one between 0 and 1.\n"
    )


def test_a_home_that_can_not_be_used_is_one_line(terminal: Terminal, tmp_path: Path) -> None:
    """What the system refuses is said with the file it is about."""
    blocked = tmp_path / "file"
    blocked.write_text("", "utf-8")
    terminal.environ["CITYBOT_HOME"] = str(blocked)
    done = terminal.run("ask", "Why?")
    assert done.status == 1
    assert done.err.splitlines()[-1].startswith(f"citybot: {blocked}")


def test_an_unknown_command_is_wrong_usage(terminal: Terminal) -> None:
    """The exit status is 2."""
    done = terminal.run("dance")
    assert done.status == 2
    assert "No such command 'dance'" in done.err


def test_ctrl_c_ends_quietly(bare: Terminal) -> None:
    """An interrupt is no traceback."""

    def interrupt(name: str | None) -> HashingEncoder:
        raise KeyboardInterrupt

    bare.load = interrupt
    done = bare.run("ask", "Why?")
    assert done.status == 130
    assert "Traceback" not in done.err


def test_a_reader_that_leaves_early_is_no_error() -> None:
    """`citybot … | head` ends without a traceback."""
    code = "import sys; from bot.cli import main; sys.exit(main(['--help']))"
    done = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert done.stdout is not None
    assert done.stderr is not None
    done.stdout.close()
    said = done.stderr.read()
    done.stderr.close()
    assert done.wait(30) == 1
    assert said == b""
