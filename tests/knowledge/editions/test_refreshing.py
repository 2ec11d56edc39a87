"""The whole transaction."""

from __future__ import annotations

import gc
import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from knowledge.editions import Edition, Score, open_folder, publish_plan, publish_samples
from knowledge.editions.locks import refresh_lock
from knowledge.editions.storage import Home
from knowledge.errors import ExaminationError, LockedError, RefreshError
from tests.encoders import HashingEncoder
from tests.knowledge.editions.world import World


class Golden:
    """Asks for a text in each profile; a hit where it is found there."""

    def __init__(self, **wanted: str) -> None:
        self.wanted = wanted
        self.asked: list[str] = []

    def __call__(self, edition: Edition) -> Sequence[Score]:
        """Score each text."""
        self.asked.append(edition.id)
        return [
            Score(slug, text, float(self._found(edition, slug, text)), True, (slug,))
            for slug, text in self.wanted.items()
        ]

    def _found(self, edition: Edition, slug: str, text: str) -> bool:
        hits = edition.search(text, profiles=[slug])
        return any(text in edition.passages[hit.passage].text for hit in hits)


def test_a_refresh_publishes_what_changed(world: World) -> None:
    """The result names the edition and what is different in it."""
    first = world.refresh()
    assert first.edition is not None
    assert first.edition.changes.added == ("alphaville", "betatown")
    world.write("Betatown", "Teachers meet the police weekly. Parents come too.")
    second = world.refresh()
    assert second.edition is not None
    assert second.edition.changes.changed == ("betatown",)
    assert second.edition.previous == first.edition.id
    assert world.open().id == second.edition.id
    assert "weekly" in world.open().profiles["betatown"].text


def test_only_the_difference_is_embedded(world: World) -> None:
    """Texts whose vectors are there are not embedded again, and search as before."""
    world.refresh()
    known = set(world.encoder.encoded)
    world.encoder.encoded.clear()
    world.write("Betatown", "Teachers meet the police weekly. Parents come too.")
    result = world.refresh()
    assert result.edition is not None
    fresh = set(world.encoder.encoded)
    assert len(fresh) == result.edition.changes.embedded == 3
    assert not fresh & known
    assert result.edition.changes.reused > 10
    edition = world.open()
    for question in ("hotline at night", "teachers and police weekly"):
        hits = edition.search(question)
        clean = World(world.root / "clean", pipeline=world.pipeline)
        clean.refresh(str(world.pages))
        assert [(h.passage, h.score) for h in clean.open().search(question)] == [
            (h.passage, h.score) for h in hits
        ]


def test_nothing_changed_publishes_nothing(world: World) -> None:
    """A second refresh of the same pages embeds nothing and leaves the edition as it is."""
    world.refresh()
    world.encoder.encoded.clear()
    before = world.open().id
    result = world.refresh()
    assert not result.published
    assert world.encoder.encoded == []
    assert world.open().id == before
    assert len(Home(world.home).edition_ids()) == 1
    assert json.loads(json.dumps(result.to_json()))["edition"] is None


def test_a_lost_question_refuses_the_candidate(world: World) -> None:
    """A must-hit question that the current edition answers may not be lost; nothing changes."""
    golden = Golden(alphaville="at night", betatown="monthly")
    first = world.refresh(examiner=golden)
    assert first.examination.score == 1.0
    world.write("Betatown", "Teachers meet the police. Parents come too.")
    with pytest.raises(
        ExaminationError, match=r"Lost: monthly.*monthly \(1\.00 → 0\.00\).*--force"
    ):
        world.refresh(examiner=golden)
    assert first.edition is not None
    assert world.open().id == first.edition.id
    assert list(Home(world.home).editions.glob(".*")) == []
    assert not Home(world.home).citations.exists()


def test_force_publishes_and_says_so(world: World) -> None:
    """A refused candidate can be forced; its manifest keeps what was held against it."""
    golden = Golden(betatown="monthly")
    world.refresh(examiner=golden)
    world.write("Betatown", "Teachers meet the police. Parents come too.")
    result = world.refresh(examiner=golden, force=True)
    manifest = world.open().manifest
    assert manifest.forced
    assert manifest.refused == ("Lost: monthly", "The mean score falls from 1.000 to 0.000.")
    assert result.to_json()["forced"]
    world.write("Betatown", "Teachers meet the police monthly. Parents come too.")
    world.refresh(examiner=golden, force=True)
    assert not world.open().manifest.forced


def test_questions_of_removed_profiles_are_set_aside(world: World) -> None:
    """What staff remove on purpose is not held against the candidate."""
    golden = Golden(alphaville="at night", betatown="monthly")
    world.refresh(examiner=golden)
    (world.pages / "betatown.txt").unlink()
    result = world.refresh(examiner=golden, remove_missing=True)
    assert result.published
    assert result.examination.set_aside == ("betatown",)


def test_a_plan_can_be_published_later(world: World) -> None:
    """A plan that was looked at is published as it was, unless another edition came between."""
    plan = world.plan()
    result = publish_plan(world.home, plan, world.encoder, clock=world.clock)
    assert result.published
    world.write("Betatown", "Another text of the page.")
    plan = world.plan()
    world.write("Gammaburg", "A plan for youth exists.")
    world.refresh()
    with pytest.raises(RefreshError, match="Another edition was published since this plan"):
        publish_plan(world.home, plan, world.encoder)


def test_an_empty_edition_is_never_published(world: World) -> None:
    """Removing the last profile is refused."""
    path = world.pages / "alphaville.txt"
    world.refresh(str(path))
    path.unlink()
    with pytest.raises(RefreshError, match=r"No profile could be read|Nothing would be left"):
        world.refresh(str(path), remove_missing=True)
    assert list(world.open().profiles) == ["alphaville"]


def test_one_refresh_at_a_time(world: World) -> None:
    """A second refresh says who holds the lock; the first is not disturbed."""
    with (
        refresh_lock(world.home),
        pytest.raises(LockedError, match=r"Process \d+ has been refreshing since"),
    ):
        world.refresh()


def test_only_the_last_editions_stay(world: World) -> None:
    """Older editions are removed, but for those that somebody still reads."""
    held = None
    for number in range(5):
        world.write("Alphaville", f"The hotline answers {number} calls.")
        result = world.refresh(kept=2)
        held = held or world.open()
    ids = Home(world.home).edition_ids()
    assert held is not None
    assert len(ids) == 3
    assert ids[0] == held.id
    assert "0 calls" in held.profiles["alphaville"].text
    assert len(result.pruned) == 1
    del held
    gc.collect()
    world.write("Alphaville", "The hotline answers no calls.")
    assert len(world.refresh(kept=2).pruned) == 2
    assert len(Home(world.home).edition_ids()) == 2


def test_an_edition_that_never_served_is_removed(world: World) -> None:
    """What a refresh finished, but was killed before it switched to, goes at the next one."""
    first = world.refresh().edition
    world.write("Alphaville", "The hotline answers by day.")
    second = world.refresh().edition
    assert first is not None
    assert second is not None
    home = Home(world.home)
    home.current.write_text(first.id)
    home.history.write_text(home.history.read_text().splitlines()[0] + "\n{cut sho")
    third = world.refresh().edition
    assert third is not None
    assert home.edition_ids() == [first.id, third.id]


def test_editions_from_before_the_history_stay(world: World) -> None:
    """A home without a history keeps all that it holds."""
    first = world.refresh().edition
    Home(world.home).history.unlink()
    for text in ("The hotline answers by day.", "The hotline answers by mail."):
        world.write("Alphaville", text)
        world.refresh()
    assert first is not None
    assert first.id in Home(world.home).edition_ids()
    assert len(Home(world.home).edition_ids()) == 3


def test_a_switch_without_history_is_noted_later(world: World) -> None:
    """A refresh killed right after its switch is not taken for one that never switched."""
    world.refresh()
    world.write("Alphaville", "The hotline answers by day.")
    second = world.refresh().edition
    home = Home(world.home)
    home.history.write_text(home.history.read_text().splitlines()[0] + "\n")
    world.write("Alphaville", "The hotline answers by mail.")
    world.refresh()
    assert second is not None
    assert second.id in home.edition_ids()


def test_versions_keep_their_date(world: World) -> None:
    """A profile that does not change keeps the edition in which it first stood."""
    first = world.refresh().edition
    world.write("Alphaville", "The hotline answers by day.")
    second = world.refresh().edition
    assert first is not None
    assert second is not None
    catalog = world.open().catalog
    assert (catalog["betatown"].since, catalog["betatown"].since_date) == (first.id, first.created)
    assert catalog["alphaville"].since == second.id


def test_a_new_encoder_is_published(world: World) -> None:
    """With another encoder all is embedded anew, and the old edition is not asked with it."""
    world.refresh()

    class Newer(HashingEncoder):
        digest = "newer"

    world.encoder = Newer()
    golden = Golden(alphaville="at night")
    result = world.refresh(examiner=golden)
    assert result.edition is not None
    assert result.edition.changes.reused == 0
    assert len(golden.asked) == 1
    assert world.open().search("hotline")


def test_the_samples_are_published(tmp_path: Path) -> None:
    """A newcomer gets the bundled profiles."""
    encoder = HashingEncoder()
    manifest = publish_samples(tmp_path, encoder)
    edition = open_folder(Home(tmp_path).folder(manifest.id))
    assert {stamp.root for stamp in edition.manifest.sources} == {"bundled"}
    assert len(edition.profiles) >= 1
