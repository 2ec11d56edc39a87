"""What became of a citation."""

from __future__ import annotations

from knowledge.citations import Verdict, code_of, verify_code
from knowledge.citations.archive import archived_versions
from knowledge.citations.codes import prefix_of
from knowledge.editions import rollback
from knowledge.editions.storage import Home
from tests.knowledge.editions.world import World

QUOTED = "The hotline answers at night."
CODE = code_of("alphaville", QUOTED)


def verify(world: World, code: str = CODE) -> Verdict:
    """Ask about a code in the home of the test."""
    return verify_code(world.home, code)


def test_a_standing_quote_is_valid(world: World) -> None:
    """Words that stand where they were quoted, with all that names their source."""
    manifest = world.refresh().edition
    assert manifest is not None
    verdict = verify(world, CODE.lower().replace("-", ""))
    assert verdict == Verdict(
        code=CODE,
        status="valid",
        text=QUOTED,
        profile="alphaville",
        city="Alphaville",
        country="Exampleland",
        section="Work",
        since=manifest.created,
        edition=manifest.id,
    )


def test_facts_and_passages_can_be_verified(world: World) -> None:
    """Values, lines of facts, runs of sentences and whole passages have codes too."""
    world.refresh()
    for text in ("12 000", "Population: 12 000", "The hotline answers at night. It is free."):
        assert verify(world, code_of("alphaville", text)).status == "valid"


def test_what_was_never_quoted_is_unknown(world: World) -> None:
    """A code of no words, or none at all, is unknown."""
    world.refresh()
    assert verify(world, code_of("alphaville", "No such words.")).status == "unknown"
    assert verify(world, "nonsense").status == "unknown"
    assert verify(world, code_of("nowhere", QUOTED)).status == "unknown"


def test_changed_words_stand_beside_the_old(world: World) -> None:
    """Where a sentence was reworded, both versions are shown, with the dates of the old one."""
    first = world.refresh().edition
    world.write("Alphaville", "The hotline now answers at night and by day. It is free.")
    world.refresh()
    verdict = verify(world)
    assert first is not None
    assert verdict.status == "changed"
    assert verdict.text == QUOTED
    assert verdict.new_text == "The hotline now answers at night and by day."
    assert (verdict.since, verdict.until) == (first.created, first.created)


def test_words_without_a_successor_are_removed(world: World) -> None:
    """Where nothing took the place of a sentence, it is removed; so it is with its profile."""
    world.refresh()
    world.write("Alphaville", "Schools teach media skills to all pupils.")
    world.refresh()
    assert verify(world).status == "removed"
    assert verify(world).new_text is None
    (world.pages / "alphaville.txt").unlink()
    world.refresh(remove_missing=True)
    verdict = verify(world)
    assert (verdict.status, verdict.text, verdict.city) == ("removed", QUOTED, "Alphaville")


def test_words_in_another_section_have_moved(world: World) -> None:
    """The same words under another heading are moved, not lost."""
    world.refresh()
    world.write("Alphaville", "The hotline answers at night. It is free.", section="Help")
    world.refresh()
    verdict = verify(world)
    assert (verdict.status, verdict.section, verdict.until) == ("moved", "Help", None)


def test_words_in_another_profile_have_moved(world: World) -> None:
    """When a page changed its name, its words are found under the new one."""
    world.refresh()
    (world.pages / "alphaville.txt").rename(world.pages / "alphaville-city.txt")
    world.refresh(remove_missing=True)
    verdict = verify(world)
    assert (verdict.status, verdict.profile) == ("moved", "alphaville-city")


def test_words_that_are_cut_differently_are_still_there(world: World) -> None:
    """A quote whose sentence grew around it still stands word for word."""
    world.refresh()
    world.write("Alphaville", "Note, The hotline answers at night. It is free.")
    world.refresh()
    verdict = verify(world)
    assert (verdict.status, verdict.text) == ("valid", QUOTED)


def test_citations_outlive_their_edition(world: World) -> None:
    """The old words are known after the edition that held them was removed."""
    world.refresh()
    for number in range(3):
        world.write("Alphaville", f"The hotline answers at night, {number} times. It is free.")
        world.refresh(kept=1)
    assert len(Home(world.home).edition_ids()) == 2
    verdict = verify(world)
    assert verdict.status == "changed"
    assert verdict.new_text == "The hotline answers at night, 2 times."


def test_a_version_is_kept_once(world: World) -> None:
    """Going back and forth between two versions stores each of them once."""
    first = world.refresh().edition
    world.write("Alphaville", "The hotline answers by mail. It is free.")
    second = world.refresh().edition
    assert first is not None
    assert second is not None
    for _ in range(2):
        rollback(world.home, first.id)
        assert verify(world).status == "valid"
        rollback(world.home, second.id)
    kept = list(archived_versions(world.home, prefix_of("alphaville")))
    assert sorted(version.profile.text.count("mail") for version in kept) == [0, 1]
    assert list(archived_versions(world.home, prefix_of("betatown"))) == []


def test_asking_writes_nothing(world: World) -> None:
    """Codes are made and verified without a trace."""
    world.refresh()
    before = world.files()
    verify(world)
    assert world.files() == before


def test_a_damaged_archive_is_passed_over(world: World) -> None:
    """A kept version that can't be read does not stop the others."""
    world.refresh()
    for text in ("The hotline answers by mail.", "The hotline is closed."):
        world.write("Alphaville", text)
        world.refresh()
    folder = Home(world.home).citations / prefix_of("alphaville")
    (folder / "0.json.gz").write_bytes(b"not gzip")
    assert verify(world).status in {"changed", "removed"}
    assert verify(world).text == QUOTED


def test_an_open_edition_can_be_handed_in(world: World) -> None:
    """A running bot verifies against the edition that it serves."""
    world.refresh()
    edition = world.open()
    world.write("Alphaville", "Schools teach media skills.")
    world.refresh()
    assert verify_code(world.home, CODE, edition=edition).status == "valid"
