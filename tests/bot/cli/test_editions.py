"""The commands editions, rollback and status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.bot.cli.conftest import Terminal
from tests.bot.cli.pages import write_page


@pytest.fixture
def twice(bare: Terminal, tmp_path: Path) -> Terminal:
    """Return a terminal over a home with two editions."""
    folder = tmp_path / "pages"
    for year in (2001, 2003):
        write_page(folder, year=year)
        assert bare.run("refresh", str(folder)).status == 0
    return bare


def test_editions_are_listed_newest_first(twice: Terminal) -> None:
    """The current one is marked, and each says what changed in it."""
    lines = twice.run("editions").out.splitlines()
    assert lines[0].startswith("* ")
    assert lines[1].strip() == "~ testville"
    assert lines[2].startswith("  ")
    assert lines[3].strip() == "+ testville"
    data = json.loads(twice.run("editions", "--format", "json").out)
    assert [each["current"] for each in data] == [True, False]


def test_going_back_is_one_step(twice: Terminal) -> None:
    """Rollback serves the edition before, and an edition by its name."""
    newest = twice.run("editions").out.split()[1]
    done = twice.run("rollback")
    assert done.status == 0
    assert "serves now" in done.out
    assert "since 2001" in twice.run("ask", "Since when has Testville a prevention team?").out
    assert newest in twice.run("rollback", newest).out
    unknown = twice.run("rollback", "20000101T000000")
    assert unknown.status == 1
    assert "see citybot editions" in unknown.err


def test_a_damaged_edition_is_said_to_be_damaged(twice: Terminal) -> None:
    """The list says so, and the status says why the one before serves."""
    current = twice.run("editions").out.split()[1]
    manifest = twice.home / "editions" / current / "manifest.json"
    manifest.write_bytes(manifest.read_bytes().replace(b"testville", b"testvillf", 1))
    assert "damaged" in twice.run("editions").out
    assert "Problem " in twice.run("status").out


def test_the_status_tells_what_serves(twice: Terminal) -> None:
    """Edition, profiles, encoder, home and sources are named."""
    done = twice.run("status")
    assert done.status == 0
    assert "Profiles  1, in " in done.out
    assert "Encoder   hashing" in done.out
    assert "testville.md" in done.out
    data = json.loads(twice.run("status", "--format", "json").out)
    assert (data["profiles"], data["problem"], data["home"]) == (1, None, str(twice.home))


def test_nothing_published_is_said_and_fails(bare: Terminal) -> None:
    """An empty home has no edition, in words and in JSON."""
    done = bare.run("status", "--format", "json")
    assert done.status == 1
    assert json.loads(done.out)["edition"] is None
    assert "run citybot refresh" in done.err
    assert "run citybot refresh" in bare.run("editions").err
