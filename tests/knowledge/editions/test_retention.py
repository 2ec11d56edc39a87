"""The list of editions, and going back."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.editions import EditionWatcher, list_editions, rollback
from knowledge.editions.locks import refresh_lock
from knowledge.editions.retention import record_switch, undone_editions
from knowledge.editions.storage import Home
from knowledge.errors import DamagedEditionError, LockedError, NoEditionError, RefreshError
from tests.knowledge.editions.world import World


def publish(world: World, count: int) -> list[str]:
    """Publish editions, each with another number in it."""
    ids = []
    for number in range(count):
        world.write("Alphaville", f"The hotline answers {number} calls.")
        result = world.refresh()
        assert result.edition is not None
        ids.append(result.edition.id)
    return ids


def damage(world: World, edition: str) -> None:
    """Cut a file of an edition short."""
    path = Home(world.home).folder(edition) / "profiles.jsonl"
    path.write_bytes(path.read_bytes()[:-1])


def test_editions_are_listed_with_their_changes(world: World) -> None:
    """Newest first, each with what changed, and which is current."""
    first, second = publish(world, 2)
    listed = list_editions(world.home)
    assert [(each.id, each.current) for each in listed] == [(second, True), (first, False)]
    assert listed[0].changes.changed == ("alphaville",)
    assert listed[1].changes.added == ("alphaville", "betatown")
    assert (listed[0].profiles, listed[0].damage) == (2, None)
    (Home(world.home).folder(first) / "manifest.json").write_text("{}")
    assert "manifest is missing or damaged" in (list_editions(world.home)[1].damage or "")


def test_an_empty_home_lists_nothing(tmp_path: Path) -> None:
    """Nothing published is an empty list, and nothing to go back to."""
    assert list_editions(tmp_path) == []
    with pytest.raises(NoEditionError, match="No edition is published"):
        rollback(tmp_path)


def test_going_back_is_one_step(world: World) -> None:
    """Each step leads to the edition before; running readers follow at once."""
    first, second, third = publish(world, 3)
    watcher = EditionWatcher(world.home, load=lambda _: world.encoder)
    assert watcher.current().id == third
    assert rollback(world.home).id == second
    assert watcher.current().id == second
    assert rollback(world.home).id == first
    assert "0 calls" in watcher.current().profiles["alphaville"].text
    with pytest.raises(RefreshError, match="nothing to go back to"):
        rollback(world.home)


def test_going_to_a_named_edition(world: World) -> None:
    """Any edition that lies in the home can be chosen, also a later one."""
    first, _, third = publish(world, 3)
    assert rollback(world.home, first).id == first
    assert rollback(world.home, third).id == third
    with pytest.raises(RefreshError, match="no edition '2020': see citybot editions"):
        rollback(world.home, "2020")
    with pytest.raises(RefreshError, match="no edition"):
        rollback(world.home, "../editions")


def test_a_damaged_edition_is_not_gone_back_to(world: World) -> None:
    """The step back passes over damaged editions; naming one is refused."""
    first, second, third = publish(world, 3)
    damage(world, second)
    with pytest.raises(DamagedEditionError, match=r"profiles\.jsonl is missing or damaged"):
        rollback(world.home, second)
    assert list_editions(world.home)[0].id == third
    assert rollback(world.home).id == first


def test_a_damaged_current_edition_can_be_left(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    """Going back works where the current edition is the damaged one."""
    first, second, third = publish(world, 3)
    damage(world, third)
    assert rollback(world.home).id == second
    damage(world, second)
    damage(world, first)
    damage(world, third)
    with pytest.raises(RefreshError, match="nothing to go back to"):
        rollback(world.home)
    assert "profiles.jsonl is missing or damaged" in caplog.text


def test_a_refresh_after_going_back_builds_on_it(world: World) -> None:
    """What is published next is compared with the edition gone back to, and comes last."""
    first, _, third = publish(world, 3)
    rollback(world.home, first)
    result = world.refresh()
    assert result.edition is not None
    assert result.edition.previous == first
    assert result.edition.changes.changed == ("alphaville",)
    assert result.edition.id > third


def test_the_clock_does_not_undo_an_undo(world: World) -> None:
    """A refresh that nobody asked for leaves out what staff went back from, until it changes."""
    first, second = publish(world, 2)
    rollback(world.home)
    with pytest.raises(RefreshError, match=f"still say what edition {second} said"):
        world.refresh(unattended=True)
    assert world.open().id == first
    world.write("Alphaville", "The hotline answers 7 calls.")
    assert world.refresh(unattended=True).published
    rollback(world.home, second)
    rollback(world.home, first)
    damage(world, second)
    (Home(world.home).folder(second) / "manifest.json").write_text("{}")
    world.write("Alphaville", "The hotline answers 1 calls.")
    assert world.refresh(unattended=True).published


def test_what_was_returned_to_may_come_again(world: World) -> None:
    """An edition that staff went back from and returned to is no longer held back."""
    second = publish(world, 2)[-1]
    rollback(world.home)
    assert undone_editions(Home(world.home)) == {second}
    rollback(world.home, second)
    assert undone_editions(Home(world.home)) == set()
    assert world.refresh().report.unchanged == 2


def test_going_back_waits_for_a_refresh(world: World) -> None:
    """While a refresh works, going back is refused with who works since when."""
    publish(world, 2)
    with refresh_lock(world.home), pytest.raises(LockedError, match="has been refreshing since"):
        rollback(world.home)


def test_a_full_disk_does_not_undo_a_switch(world: World, caplog: pytest.LogCaptureFixture) -> None:
    """When the history can't be written, that is logged and no more."""
    publish(world, 1)
    home = Home(world.home)
    home.history.unlink()
    home.history.mkdir()
    record_switch(home, "x", "published")
    assert "history of editions can't be written" in caplog.text
