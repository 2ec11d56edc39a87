"""The commands refresh and sources."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.bot.cli.conftest import Terminal
from tests.bot.cli.pages import write_page


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """Return a folder of pages."""
    return write_page(tmp_path / "pages").parent


def test_a_dry_run_shows_everything_and_writes_nothing(bare: Terminal, pages: Path) -> None:
    """Profiles, sections, languages, facts and the work to come are told."""
    done = bare.run("refresh", str(pages), "--dry-run")
    assert done.status == 0
    assert "+ testville (Testville), added" in done.out
    assert "section + Background [en]" in done.out
    assert "language [en]" in done.out
    assert "texts to embed, 0 reused" in done.out
    assert done.out.endswith("Nothing was written.\n")
    assert not (bare.home / "current").exists()


def test_a_refresh_publishes_and_the_next_finds_nothing_new(bare: Terminal, pages: Path) -> None:
    """What is published answers; the same pages again publish nothing."""
    first = bare.run("refresh", str(pages))
    assert first.status == 0
    assert "Profiles: 1 added, 0 changed, 0 removed, 0 unchanged." in first.out
    assert "Published edition " in first.out
    assert "since 2001" in bare.run("ask", "Since when has Testville a prevention team?").out
    assert "Nothing changed, so nothing was published." in bare.run("refresh", str(pages)).out


def test_a_change_is_shown_word_by_word(bare: Terminal, pages: Path) -> None:
    """Old and new words are marked, in colour only where that is wanted."""
    bare.run("refresh", str(pages))
    write_page(pages, year=2003)
    done = bare.run("refresh", str(pages), "--dry-run")
    assert "~ testville (Testville), changed" in done.out
    assert "[-2001-]{+2003+}" in done.out


def test_colours_are_for_those_who_want_them(bare: Terminal, pages: Path) -> None:
    """A terminal gets colours, unless NO_COLOR is set."""
    assert "\x1b[" in bare.run("refresh", str(pages), "--dry-run", colour=True).out
    bare.environ["NO_COLOR"] = "1"
    assert "\x1b[" not in bare.run("refresh", str(pages), "--dry-run", colour=True).out


def test_a_refresh_speaks_json(bare: Terminal, pages: Path) -> None:
    """Plan and result come as one object on one line."""
    (plan,) = bare.run("refresh", str(pages), "--dry-run", "--format", "json").records
    assert plan["profiles"][0]["slug"] == "testville"
    (result,) = bare.run("refresh", str(pages), "--format", "json").records
    assert result["published"]
    assert result["changes"]["added"] == ["testville"]


def test_a_page_that_can_not_be_read_is_named(bare: Terminal, pages: Path) -> None:
    """The others go on."""
    (pages / "empty.txt").write_bytes(b"")
    done = bare.run("refresh", str(pages))
    assert done.status == 0
    assert "+ testville" in done.out
    assert f"citybot: {pages / 'empty.txt'}: " in done.err


def test_a_page_that_is_gone_stays_until_it_is_let_go(bare: Terminal, pages: Path) -> None:
    """Its removal is proposed, and done when told to."""
    write_page(pages, name="other", more="Another town altogether.")
    bare.run("refresh", str(pages))
    (pages / "other.md").unlink()
    kept = bare.run("refresh", str(pages), "--dry-run")
    assert "! other: " in kept.out
    assert "--remove-missing lets it go" in kept.out
    gone = bare.run("refresh", str(pages), "--remove-missing")
    assert "- other (Testville), removed" in gone.out


def test_nothing_to_read_names_its_mend(bare: Terminal) -> None:
    """Without a source and without a list there is nothing to refresh from."""
    done = bare.run("refresh")
    assert done.status == 1
    assert "citybot sources add" in done.err


def test_sources_are_kept_for_a_plain_refresh(bare: Terminal, pages: Path) -> None:
    """What is added is listed, refreshed from, and removed again."""
    assert "No source is listed" in bare.run("sources", "list").err
    assert bare.run("sources", "add", str(pages)).err.startswith("Added to ")
    assert bare.run("sources", "add", str(pages)).err.startswith("Already in ")
    bare.run("sources", "add", "index:https://cities.example/all match=/cities/*")
    listed = bare.run("sources", "list").out.splitlines()
    assert listed == [str(pages), "index:https://cities.example/all match=/cities/*"]
    data = json.loads(bare.run("sources", "list", "--format", "json").out)
    assert data[1] == {
        "location": "https://cities.example/all",
        "kind": "index",
        "match": "/cities/*",
    }
    assert bare.run("sources", "remove", "https://cities.example/all").status == 0
    missing = bare.run("sources", "remove", "https://cities.example/all")
    assert missing.status == 1
    assert "see citybot sources list" in missing.err
    assert "+ testville" in bare.run("refresh").out


def test_golden_questions_of_the_home_guard_a_refresh(bare: Terminal, pages: Path) -> None:
    """A candidate that loses a question that must be hit is refused, unless forced."""
    bare.home.mkdir()
    golden = {
        "question": "Since when has Testville a prevention team?",
        "profile": "testville",
        "answers": ["since 2001"],
        "must_hit": True,
    }
    (bare.home / "golden.jsonl").write_text(json.dumps(golden), "utf-8")
    assert bare.run("refresh", str(pages)).status == 0
    write_page(pages, year=2010)
    refused = bare.run("refresh", str(pages))
    assert refused.status == 1
    assert "Lost: Since when has Testville a prevention team?" in refused.err
    forced = bare.run("refresh", str(pages), "--force")
    assert "although the examination refused it" in forced.out
    assert "forced" in bare.run("editions").out
    assert "Forced" in bare.run("status").out
