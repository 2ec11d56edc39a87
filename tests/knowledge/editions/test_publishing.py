"""Publishing an edition."""

from __future__ import annotations

import json
import os
from datetime import timedelta
from pathlib import Path

import pytest

from knowledge.editions import open_edition, publish_edition
from knowledge.editions.layout import read_manifest
from knowledge.editions.locks import refresh_lock
from knowledge.editions.retention import prune, remove_unpublished
from knowledge.editions.storage import Home, read_current
from knowledge.errors import LockedError, NoEditionError
from tests.encoders import HashingEncoder
from tests.knowledge.editions.samples import PIPELINE, START, Clock, cleaned

ALPHA = cleaned("Alphaville", "The night hotline answers in Alphaville.", "Population: 12 000")
BETA = cleaned("Betatown", "Teachers meet the police in Betatown. They meet monthly.")


def test_a_published_edition_answers(tmp_path: Path) -> None:
    """What was published is found, with its profile, by a question."""
    encoder = HashingEncoder()
    publish_edition(tmp_path, [BETA, ALPHA], encoder, pipeline=PIPELINE)
    edition = open_edition(tmp_path, load=lambda _: encoder)
    hit = edition.search("When does the hotline answer?", k=1)[0]
    assert edition.passages[hit.passage].text == "The night hotline answers in Alphaville."
    assert list(edition.profiles) == ["alphaville", "betatown"]
    assert edition.profiles["betatown"] == BETA.profile
    assert edition.catalog["alphaville"].since == edition.id
    assert edition.manifest.changes.added == ("alphaville", "betatown")


def test_the_manifest_says_what_it_was_built_from(tmp_path: Path) -> None:
    """Encoder, sources and the digest of every other file stand in the manifest."""
    publish_edition(tmp_path, [ALPHA], HashingEncoder(), pipeline=PIPELINE, clock=Clock())
    folder = Home(tmp_path).folder(read_current(tmp_path))
    manifest = read_manifest(folder)
    on_disk = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    assert set(manifest.files) == on_disk - {"manifest.json"}
    assert (manifest.encoder.name, manifest.encoder.dimension) == ("hashing", 64)
    assert manifest.sources[0].sha256 == ALPHA.profile.source_sha256
    assert (manifest.created, manifest.id) == ("2026-01-05T08:01:00Z", "20260105T080100.000Z")


def test_later_editions_sort_after_earlier_ones(tmp_path: Path) -> None:
    """Ids rise even when the clock stands still or goes back."""
    encoder = HashingEncoder()
    clocks = (lambda: START, lambda: START, lambda: START - timedelta(days=1))
    ids = [
        publish_edition(tmp_path, [ALPHA], encoder, pipeline=PIPELINE, clock=clock).id
        for clock in clocks
    ]
    assert ids == sorted(set(ids))


def test_a_folder_of_another_name_does_not_matter(tmp_path: Path) -> None:
    """A folder that somebody put among the editions is none, and is left alone."""
    (tmp_path / "editions" / "zzz").mkdir(parents=True)
    manifest = publish_edition(tmp_path, [ALPHA], HashingEncoder(), pipeline=PIPELINE)
    assert open_edition(tmp_path).id == manifest.id
    remove_unpublished(Home(tmp_path))
    prune(Home(tmp_path), 1)
    assert (tmp_path / "editions" / "zzz").is_dir()


def test_a_locked_home_is_left_alone(tmp_path: Path) -> None:
    """Publishing refuses while another refresh works, and says who that is."""
    with (
        refresh_lock(tmp_path),
        pytest.raises(LockedError, match=f"Process {os.getpid()} has been refreshing since 20"),
    ):
        publish_edition(tmp_path, [ALPHA], HashingEncoder(), pipeline=PIPELINE)


def test_a_failed_switch_leaves_nothing_behind(tmp_path: Path) -> None:
    """Where `current` can't be replaced, the old edition stays the only one."""
    encoder = HashingEncoder()
    first = publish_edition(tmp_path, [ALPHA], encoder, pipeline=PIPELINE).id
    Home(tmp_path).current.unlink()
    Home(tmp_path).current.mkdir()
    with pytest.raises(OSError, match="directory"):
        publish_edition(tmp_path, [BETA], encoder, pipeline=PIPELINE)
    assert [path.name for path in Home(tmp_path).editions.iterdir()] == [first]


def test_leftovers_of_a_killed_refresh_are_swept(tmp_path: Path) -> None:
    """The next refresh removes what a killed one left aside."""
    left = tmp_path / "editions" / ".candidate-0123"
    left.mkdir(parents=True)
    (left / "profiles.jsonl").write_text("half a l")
    publish_edition(tmp_path, [ALPHA], HashingEncoder(), pipeline=PIPELINE)
    assert not left.exists()


def test_an_encoder_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    """An error while embedding ends without an edition and without leftovers."""

    class Broken(HashingEncoder):
        def encode(self, texts, *, kind="passage"):  # type: ignore[no-untyped-def] # a stand-in
            message = "no memory for it"
            raise MemoryError(message)

    with pytest.raises(MemoryError, match="no memory"):
        publish_edition(tmp_path, [ALPHA], Broken(), pipeline=PIPELINE)
    assert list(Home(tmp_path).editions.iterdir()) == []
    with pytest.raises(NoEditionError, match="run citybot refresh"):
        open_edition(tmp_path)


def test_shared_passages_name_each_other(tmp_path: Path) -> None:
    """A text that stands word for word in two profiles says so in both."""
    text = "The national plan covers every town."
    pages = [cleaned("Alphaville", text, "Only here."), cleaned("Betatown", text)]
    publish_edition(tmp_path, pages, HashingEncoder(), pipeline=PIPELINE)
    passages = open_edition(tmp_path).passages
    assert [(p.profile, p.shared) for p in passages] == [
        ("alphaville", ("betatown",)),
        ("alphaville", ()),
        ("betatown", ("alphaville",)),
    ]


def test_progress_is_told(tmp_path: Path) -> None:
    """The callback hears of the work as it is done."""
    heard: list[tuple[int, int]] = []
    publish_edition(
        tmp_path,
        [ALPHA],
        HashingEncoder(),
        pipeline=PIPELINE,
        progress=lambda done, total: heard.append((done, total)),
    )
    done, total = heard[-1]
    assert done == total > 0


def test_the_manifest_is_readable(tmp_path: Path) -> None:
    """Staff can read the manifest as plain JSON."""
    manifest = publish_edition(tmp_path, [ALPHA], HashingEncoder(), pipeline=PIPELINE)
    stored = json.loads((Home(tmp_path).folder(manifest.id) / "manifest.json").read_text())
    assert stored["changes"]["added"] == ["alphaville"]
    assert stored["profiles"] == 1
