"""Opening an edition, and following a switch."""

from __future__ import annotations

import gc
import shutil
import threading
import weakref
from pathlib import Path

import pytest

from knowledge.editions import Edition, EditionWatcher, Manifest, open_edition, publish_edition
from knowledge.editions.layout import read_manifest
from knowledge.editions.locks import unused_edition
from knowledge.editions.storage import Home, files_of
from knowledge.errors import DamagedEditionError, EditionError, NoEditionError
from tests.encoders import HashingEncoder
from tests.knowledge.editions.samples import PIPELINE, cleaned


def publish(home: Path, number: int) -> Manifest:
    """Publish an edition whose only sentence holds a number."""
    page = cleaned("Alphaville", f"Alphaville has {number} hotlines.", "Population: 12 000")
    return publish_edition(home, [page], HashingEncoder(), pipeline=PIPELINE)


def open_here(home: Path) -> Edition:
    """Open the current edition with the test's encoder."""
    return open_edition(home, load=lambda _: HashingEncoder())


def flip(path: Path, position: int) -> None:
    """Change one bit of a file."""
    data = bytearray(path.read_bytes())
    data[position] ^= 1
    path.write_bytes(data)


def test_a_flipped_byte_in_any_file_is_refused(tmp_path: Path) -> None:
    """Whichever file is damaged, at its start, middle or end, the edition before it serves."""
    first = publish(tmp_path, 1)
    second = publish(tmp_path, 2)
    folder = Home(tmp_path).folder(second.id)
    tried = 0
    for path in list(files_of(folder)):
        whole = path.read_bytes()
        for position in {0, len(whole) // 2, len(whole) - 1} if whole else ():
            flip(path, position)
            edition = open_here(tmp_path)
            assert edition.id == first.id, (path, position)
            assert path.stem in (edition.fallback or "")
            path.write_bytes(whole)
            tried += 1
    assert tried > 20
    assert open_here(tmp_path).id == second.id


def test_every_byte_of_the_manifest_counts(tmp_path: Path) -> None:
    """A changed byte of the manifest is seen, be it of a value, a name or a blank."""
    folder = Home(tmp_path).folder(publish(tmp_path, 1).id)
    whole = (folder / "manifest.json").read_bytes()
    for position in range(0, len(whole), 13):
        flip(folder / "manifest.json", position)
        with pytest.raises(DamagedEditionError, match="manifest is missing or damaged"):
            read_manifest(folder)
        (folder / "manifest.json").write_bytes(whole)


@pytest.mark.parametrize("path", ["manifest.json", "passages.jsonl", "search/layout.json"])
def test_a_half_copied_edition_is_refused(tmp_path: Path, path: str) -> None:
    """A missing file is named, and the last good edition serves."""
    first = publish(tmp_path, 1)
    folder = Home(tmp_path).folder(publish(tmp_path, 2).id)
    (folder / path).unlink()
    edition = open_here(tmp_path)
    assert edition.id == first.id
    assert folder.name in (edition.fallback or "")
    assert path.removesuffix(".json") in (edition.fallback or "")


def test_a_home_without_a_whole_edition_says_so(tmp_path: Path) -> None:
    """Where nothing can serve, the damage of the current edition is the error."""
    for number in (1, 2):
        folder = Home(tmp_path).folder(publish(tmp_path, number).id)
        flip(folder / "profiles.jsonl", 5)
    with pytest.raises(DamagedEditionError, match=f"{folder.name}: profiles.jsonl is missing or"):
        open_here(tmp_path)


@pytest.mark.parametrize("content", [b"", b"20990101T000000.000Z\n", b"../../etc\n", b"\xff\xfe"])
def test_a_damaged_current_file_does_not_stop_answers(tmp_path: Path, content: bytes) -> None:
    """A `current` that names no edition leads to the newest whole one."""
    newest = [publish(tmp_path, number).id for number in (1, 2)][-1]
    (tmp_path / "current").write_bytes(content)
    edition = open_here(tmp_path)
    assert edition.id == newest
    assert edition.fallback


def test_another_version_of_the_encoder_is_refused(tmp_path: Path) -> None:
    """An edition never answers with vectors of another encoder."""
    publish(tmp_path, 1)

    class Newer(HashingEncoder):
        digest = "newer"

    edition = open_edition(tmp_path, load=lambda _: Newer())
    with pytest.raises(EditionError, match="another version of the encoder hashing: run citybot"):
        edition.search("How many hotlines?")


def test_nothing_published_is_said(tmp_path: Path) -> None:
    """An empty home, or one that is not there, names the mend."""
    for home in (tmp_path, tmp_path / "missing"):
        with pytest.raises(NoEditionError, match=r"No edition is published .*: run citybot"):
            open_here(home)


def test_an_open_edition_is_in_use(tmp_path: Path) -> None:
    """An edition counts as used until the last that holds it lets go."""
    folder = Home(tmp_path).folder(publish(tmp_path, 1).id)
    edition = open_here(tmp_path)
    with unused_edition(folder) as unused:
        assert not unused
    del edition
    gc.collect()
    with unused_edition(folder) as unused:
        assert unused
        with pytest.raises(DamagedEditionError, match="is not there"):
            open_here(tmp_path)


def test_a_watcher_follows_a_switch(tmp_path: Path) -> None:
    """The call after a switch gets the new edition; who holds the old one keeps its answers."""
    publish(tmp_path, 1)
    watcher = EditionWatcher(tmp_path, load=lambda _: HashingEncoder())
    held = watcher.current()
    assert watcher.current() is held
    second = publish(tmp_path, 2)
    assert watcher.current().id == second.id
    assert "has 1 hotlines" in held.passages[held.search("hotlines")[0].passage].text


def test_the_memory_of_an_old_edition_is_released(tmp_path: Path) -> None:
    """After a switch nothing keeps the old edition alive once its questions are answered."""
    publish(tmp_path, 1)
    watcher = EditionWatcher(tmp_path, load=lambda _: HashingEncoder())
    watcher.current().search("hotlines")
    old: list[weakref.ref[object]] = [
        weakref.ref(watcher.current()),
        weakref.ref(watcher.current().passages),
    ]
    publish(tmp_path, 2)
    watcher.current()
    gc.collect()
    assert [ref() for ref in old] == [None, None]


def test_a_watcher_keeps_what_it_has(tmp_path: Path) -> None:
    """When the new edition is damaged and nothing else is left, the open one goes on."""
    first = Home(tmp_path).folder(publish(tmp_path, 1).id)
    watcher = EditionWatcher(tmp_path, load=lambda _: HashingEncoder())
    held = watcher.current()
    second = Home(tmp_path).folder(publish(tmp_path, 2).id)
    flip(second / "passages.jsonl", 3)
    shutil.rmtree(first)
    assert watcher.current() is held
    assert "passages.jsonl is missing or damaged" in (watcher.problem or "")


def test_a_watcher_reports_a_fallback(tmp_path: Path) -> None:
    """The reason why an older edition serves can be read, until a good one is published."""
    publish(tmp_path, 1)
    flip(Home(tmp_path).folder(publish(tmp_path, 2).id) / "catalog.json", 0)
    watcher = EditionWatcher(tmp_path, load=lambda _: HashingEncoder())
    watcher.current()
    assert "catalog.json" in (watcher.problem or "")
    publish(tmp_path, 3)
    watcher.current()
    assert watcher.problem is None


def test_a_watcher_without_an_edition_says_so(tmp_path: Path) -> None:
    """Before the first publication there is nothing to give; after it there is."""
    watcher = EditionWatcher(tmp_path, load=lambda _: HashingEncoder())
    with pytest.raises(NoEditionError, match="No edition is published"):
        watcher.current()
    published = publish(tmp_path, 1)
    assert watcher.current().id == published.id


def test_one_thread_opens_while_others_answer(tmp_path: Path) -> None:
    """During a switch no thread waits for the new edition: they go on with the old one."""
    first = publish(tmp_path, 1)
    watcher = EditionWatcher(tmp_path, load=lambda _: HashingEncoder())
    watcher.current()
    publish(tmp_path, 2)
    with watcher._lock:
        seen: list[str] = []
        thread = threading.Thread(target=lambda: seen.append(watcher.current().id))
        thread.start()
        thread.join(timeout=5)
    assert seen == [first.id]
