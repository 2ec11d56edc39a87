"""The command verify."""

from __future__ import annotations

import json
from pathlib import Path

from tests.bot.cli.conftest import Terminal
from tests.bot.cli.pages import write_page

ASKED = "Since when has Testville a prevention team?"


def code_of_reply(terminal: Terminal) -> str:
    """Return the code of the first quote of a reply."""
    (record,) = terminal.run("ask", ASKED, "--format", "json").records
    code: str = record["quotes"][0]["code"]
    return code


def test_a_citation_is_true_changed_or_gone(bare: Terminal, tmp_path: Path) -> None:
    """The verdict follows the profile, and so does the exit status."""
    folder = tmp_path / "pages"
    write_page(folder)
    bare.run("refresh", str(folder))
    code = code_of_reply(bare)
    valid = bare.run("verify", code.lower())
    assert valid.status == 0
    assert f"{code}: still there, word for word" in valid.out
    assert "Testville, Belgium, Background" in valid.out
    assert "since 2001" in valid.out
    assert "https://cities.example/testville" in valid.out

    write_page(folder, year=2003)
    bare.run("refresh", str(folder))
    changed = bare.run("verify", code)
    assert changed.status == 1
    assert "changed since" in changed.out
    assert "Now: “The town hall has run a prevention team since 2003." in changed.out
    (data,) = bare.run("verify", code, "--format", "json").records
    assert data["status"] == "changed"


def test_an_unknown_code_is_no_citation(terminal: Terminal) -> None:
    """What was never cited can't be verified."""
    done = terminal.run("verify", "nonsense")
    assert done.status == 1
    assert "no citation of this home" in done.out
    assert json.loads(terminal.run("verify", "nonsense", "--format", "json").out)["text"] is None
