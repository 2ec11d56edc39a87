"""The keeper of a home on disk, with real refreshes."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from bot.telegram.home_keeper import HomeKeeper, safe_name
from bot.telegram.replying import parts_of
from knowledge.editions import list_editions, open_edition
from knowledge.errors import ExaminationError, RefreshError
from knowledge.sources import Source, add_source, read_sources
from prompts.replies import Language
from tests.bot.small_edition import PAGES
from tests.bot.telegram.room import settings_for
from tests.encoders import HashingEncoder

NEWVILLE = b"""---
city: Newville
country: Denmark
---
# Newville

## Schools

Two counsellors visit every school once a week. They talk with pupils who stay away from class.
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Give a home whose sources are a folder of three cities."""
    folder = tmp_path / "profiles"
    folder.mkdir()
    for slug, text in PAGES.items():
        (folder / f"{slug}.md").write_text(text, "utf-8")
    home = tmp_path / "home"
    home.mkdir()
    add_source(home / "sources.yaml", Source(str(folder)))
    return home


def keeper_of(home: Path, examiner: Any = None) -> HomeKeeper:
    """Return a keeper with a small encoder."""
    encoder = HashingEncoder()
    return HomeKeeper(settings_for(home), lambda: encoder, examiner)


@pytest.fixture
def keeper(home: Path) -> HomeKeeper:
    """Give a keeper whose sources are published."""
    made = keeper_of(home)
    made.refresh("en")
    return made


def profiles(home: Path) -> set[str]:
    """Return the profiles that are published."""
    return set(open_edition(home, load=lambda _: HashingEncoder()).catalog)


def test_the_sources_file_is_the_homes(home: Path) -> None:
    """The fixture writes where the keeper reads."""
    from knowledge.editions.storage import Home

    assert Home(home).sources == home / "sources.yaml"
    assert len(read_sources(Home(home).sources)) == 1


def test_a_plan_is_published_as_it_was_shown(home: Path, keeper: HomeKeeper) -> None:
    """Changed words are marked; nothing is written before the plan is published."""
    page = home.parent / "profiles" / "testville.md"
    page.write_text(PAGES["testville"].replace("170 meetings", "180 meetings"), "utf-8")
    report = keeper.plan("d1", "fr")
    (change,) = report.changed
    assert change.profile == "testville"
    assert any("[-170-]{+180+}" in passage for passage in change.passages)
    assert report.unchanged == 2
    assert "modifié" in parts_of(report)[0].plain
    assert len(list_editions(home)) == 1
    assert keeper.publish("d1", "fr").changed == 1
    assert len(list_editions(home)) == 2


def test_a_plan_is_published_once(keeper: HomeKeeper) -> None:
    """A second tap, or one after a restart, asks for another plan."""
    keeper.plan("d1", "en")
    keeper.publish("d1", "en")
    with pytest.raises(RefreshError, match="send /refresh again"):
        keeper.publish("d1", "en")
    with pytest.raises(RefreshError, match="envoyez de nouveau /refresh"):
        keeper.publish("d1", "fr")


def test_only_the_latest_plans_are_at_hand(keeper: HomeKeeper) -> None:
    """Old ones hold memory for nothing."""
    for number in range(9):
        keeper.plan(f"d{number}", "en")
    with pytest.raises(RefreshError, match="no longer at hand"):
        keeper.publish("d0", "en")


def test_a_dropped_plan_is_gone(keeper: HomeKeeper) -> None:
    """It can't be published any more."""
    keeper.plan("d1", "en")
    keeper.drop("d1")
    with pytest.raises(RefreshError, match="no longer at hand"):
        keeper.publish("d1", "en")


def test_a_document_is_aside_until_it_is_published(home: Path, keeper: HomeKeeper) -> None:
    """Then it is one of the sources, also of the next refresh."""
    report = keeper.plan_document("d2", "newville.md", NEWVILLE, "en")
    assert [each.profile for each in report.added] == ["newville"]
    assert "newville" not in profiles(home)
    published = keeper.publish("d2", "en")
    assert published.added == 1
    assert profiles(home) == {*PAGES, "newville"}
    assert not (home / "drafts" / "d2").exists()
    assert keeper.plan("d3", "en").is_empty
    assert keeper.refresh("en").added == 0
    assert "newville" in profiles(home)


def test_a_document_can_be_sent_again_with_changes(home: Path, keeper: HomeKeeper) -> None:
    """The same name changes the profile; what it replaced can be gone back to."""
    keeper.plan_document("d1", "newville.md", NEWVILLE, "en")
    keeper.publish("d1", "en")
    changed = NEWVILLE.replace(b"Two counsellors", b"Three counsellors")
    report = keeper.plan_document("d2", "newville.md", changed, "en")
    assert [each.profile for each in report.changed] == ["newville"]
    assert keeper.publish("d2", "en").changed == 1
    keeper.roll_back(None)
    edition = open_edition(home, load=lambda _: HashingEncoder())
    assert "Two counsellors" in edition.profiles["newville"].text


def test_a_dropped_document_is_removed(home: Path, keeper: HomeKeeper) -> None:
    """Nothing of it stays on disk."""
    keeper.plan_document("d2", "newville.md", NEWVILLE, "en")
    keeper.drop("d2")
    assert not (home / "drafts" / "d2").exists()


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02\x03"])
def test_a_document_that_cannot_be_read_leaves_nothing(
    home: Path, keeper: HomeKeeper, content: bytes
) -> None:
    """Its reason is in the report, and there is nothing to publish."""
    report = keeper.plan_document("d2", "odd.txt", content, "en")
    assert report.is_empty
    assert report.problems
    assert str(home) not in parts_of(report)[0].plain
    assert not (home / "drafts" / "d2").exists()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", "• non lu\u00a0: odd.txt. Ce document est vide\u00a0: donnez une page qui contient"),
        ("en", "• not read: odd.txt. It is empty: give a page with text."),
    ],
)
def test_the_reason_is_in_the_language_of_the_report(
    keeper: HomeKeeper, language: Language, words: str
) -> None:
    """Not only the frame around it."""
    report = keeper.plan_document("d2", "odd.txt", b"", language)
    assert words in parts_of(report)[0].plain


def test_a_document_without_anything_else_is_refused_in_a_fresh_home(tmp_path: Path) -> None:
    """Where nothing is published and nothing can be read, nothing is kept."""
    with pytest.raises(RefreshError, match="No profile could be read"):
        keeper_of(tmp_path / "home").plan_document("d1", "odd.txt", b"", "en")
    assert not (tmp_path / "home" / "drafts" / "d1").exists()


def test_a_document_that_makes_answers_worse_is_put_back(home: Path) -> None:
    """The examination refuses; the documents are as they were, and the draft can be dropped."""

    class Refusing:
        def __call__(self, edition: Any) -> Any:
            if "newville" in edition.catalog:
                raise ExaminationError("The question q1 is lost.")
            return []

    keeper = keeper_of(home, Refusing())
    keeper.refresh("en")
    keeper.plan_document("d2", "newville.md", NEWVILLE, "en")
    with pytest.raises(ExaminationError, match="q1 is lost"):
        keeper.publish("d2", "en")
    assert list((home / "documents").iterdir()) == []
    assert (home / "drafts" / "d2" / "newville.md").read_bytes() == NEWVILLE
    assert profiles(home) == set(PAGES)


def test_drafts_are_swept_after_a_day(home: Path, keeper: HomeKeeper) -> None:
    """Those that nobody published."""
    for draft in ("old", "new"):
        keeper.plan_document(draft, "newville.md", NEWVILLE, "en")
    os.utime(home / "drafts" / "old", (1, 1))
    keeper.sweep()
    assert [each.name for each in (home / "drafts").iterdir()] == ["new"]


def test_editions_and_going_back(home: Path, keeper: HomeKeeper) -> None:
    """Newest first, with what changed; the one before serves again."""
    keeper.plan_document("d1", "newville.md", NEWVILLE, "en")
    keeper.publish("d1", "en")
    newer, older = keeper.editions()
    assert newer.is_current
    assert (newer.added, older.added) == (1, 3)
    assert keeper.roll_back(None).edition == older.edition
    assert keeper.roll_back(newer.edition).is_current
    assert keeper.problem() is None


def test_a_citation_is_verified(home: Path, keeper: HomeKeeper) -> None:
    """Still there word for word; a made-up code is unknown."""
    from knowledge.citations import code_of

    text = "The city holds 170 meetings with parents every year."
    verdict = keeper.verify(code_of("testville", text), "fr")
    assert verdict.verdict == "valid"
    assert verdict.old == text
    assert "Toujours vrai" in parts_of(verdict)[0].plain
    assert keeper.verify("AAA-000000", "fr").verdict == "unknown"


def test_a_page_that_is_gone_is_named_and_stays(home: Path, keeper: HomeKeeper) -> None:
    """It goes only where the settings let it."""
    (home.parent / "profiles" / "sampleton.md").unlink()
    report = keeper.plan("d1", "fr")
    assert [each.source for each in report.missing] == ["sampleton"]
    assert "disparu, mais gardé" in parts_of(report)[0].plain
    assert "ne contient plus cette page." in parts_of(report)[0].plain
    assert "profiles ne contient" in parts_of(report)[0].plain
    assert str(home.parent) not in parts_of(report)[0].plain


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("viborg.txt", "viborg.txt"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\x.txt", "x.txt"),
        ("a\nb\x00.md", "a_b_.md"),
        (".hidden", "hidden"),
        ("...", "document"),
        ("é" * 200 + ".md", "é" * 80 + ".md"),
        ("no-ending", "no-ending"),
    ],
)
def test_a_name_of_a_file_is_only_a_name(name: str, safe: str) -> None:
    """No folder, no control character, not hidden, not endless."""
    assert safe_name(name) == safe
