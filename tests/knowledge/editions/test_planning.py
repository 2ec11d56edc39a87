"""What a plan says before anything is written."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.editions import RefreshSettings, plan_refresh, publish_edition, refresh
from knowledge.editions.differences import FactChange, SectionChange, Words
from knowledge.errors import RefreshError
from knowledge.models import CleanedPage, Page, Removal
from knowledge.reasons import Reason
from knowledge.sources import add_source, parse_source
from tests.encoders import HashingEncoder
from tests.knowledge.editions.samples import PIPELINE, cleaned
from tests.knowledge.editions.world import World


def statuses(world: World, *names: str, **settings: object) -> dict[str, str]:
    """Return the planned status of each profile that changes."""
    plan = world.plan(*names, **settings)
    return {change.slug: change.status for change in plan.report.profiles}


def test_a_plan_writes_nothing(world: World) -> None:
    """Neither a home nor a file comes into being, before and after the first edition."""
    before = world.files()
    assert world.plan().has_work
    assert world.files() == before
    world.refresh()
    world.write("Alphaville", "Another text.")
    before = world.files()
    assert world.plan().has_work
    assert world.files() == before


def test_a_first_plan_adds_everything(world: World) -> None:
    """With nothing published, all profiles are new and all texts are to be embedded."""
    plan = world.plan()
    assert plan.report.edition is None
    assert statuses(world) == {"alphaville": "added", "betatown": "added"}
    assert plan.report.estimate.texts == 20
    assert plan.report.estimate.seconds is None
    assert world.encoder.encoded == []


def test_a_change_is_shown_to_the_word(world: World) -> None:
    """A reworded sentence shows what went and what came; the rest of the page is not named."""
    world.refresh()
    world.write(
        "Alphaville", "The hotline answers day and night. It is free.", "Population: 13 000"
    )
    plan = world.plan()
    (change,) = plan.report.profiles
    assert (change.slug, change.status, plan.report.unchanged) == ("alphaville", "changed", 1)
    assert change.facts == (FactChange("population", "12 000", "13 000"),)
    reworded = change.passages[0]
    assert reworded.status == "changed"
    assert reworded.words == (
        Words("same", "The hotline answers "),
        Words("old", "at"),
        Words("new", "day and"),
        Words("same", " night. It is free."),
    )
    assert change.languages[0].language == "en"
    assert plan.report.estimate.texts == 4


def test_sections_are_named(world: World) -> None:
    """Sections that come, change or go are listed by title."""
    world.refresh()
    path = world.write("Alphaville", "The hotline answers at night. It is free.", section="Help")
    path.write_text(path.read_text() + "\n# Schools\nTeachers are trained here.")
    (change,) = world.plan().report.profiles
    assert change.sections == (
        SectionChange("added", "Help", "en"),
        SectionChange("added", "Schools", "en"),
        SectionChange("removed", "Work", "en"),
    )


def test_removals_of_cleaning_are_shown(world: World) -> None:
    """What cleaning took out stands in the plan with its reason."""
    world.write("Gammaburg", "A plan for youth exists.", "Menu Home Contact")
    (change,) = world.plan(str(world.pages / "gammaburg.txt")).report.profiles
    assert change.removals == (Removal("Menu Home Contact", "menu", 4),)


def test_nothing_changed_is_no_work(world: World) -> None:
    """Reading the same pages again leaves nothing to do, even if their bytes differ."""
    world.refresh()
    assert not world.plan().has_work
    path = world.pages / "alphaville.txt"
    path.write_text(path.read_text() + "\n\nMenu that cleaning removes")
    plan = world.plan()
    assert not plan.has_work
    assert plan.report.unchanged == 2


def test_other_sources_stay(world: World) -> None:
    """A refresh of one page adds to what is there."""
    world.refresh()
    world.write("Gammaburg", "A plan for youth exists.", name="gamma")
    assert statuses(world, str(world.pages / "gamma.txt")) == {"gamma": "added"}


def test_a_rebuild_keeps_only_what_is_given(world: World) -> None:
    """With --rebuild, profiles from other sources go, and the plan says why."""
    world.refresh()
    plan = world.plan(str(world.pages / "alphaville.txt"), rebuild=True)
    (gone,) = plan.report.profiles
    assert (gone.slug, gone.status) == ("betatown", "removed")
    assert gone.reason == "The edition is rebuilt from other sources."


def test_a_missing_page_is_proposed(world: World) -> None:
    """A page that its folder no longer holds stays until staff let it go."""
    world.refresh()
    (world.pages / "betatown.txt").unlink()
    plan = world.plan()
    assert not plan.has_work
    (missing,) = plan.report.missing
    assert (missing.slug, missing.reason) == ("betatown", f"{world.pages} no longer holds it.")
    assert statuses(world, remove_missing=True) == {"betatown": "removed"}


def test_a_page_given_by_itself_still_belongs_to_its_folder(world: World) -> None:
    """A page that was updated alone is missed when its folder no longer holds it."""
    world.refresh()
    path = world.write("Betatown", "Teachers meet the police weekly.")
    world.refresh(str(path))
    path.unlink()
    assert [each.slug for each in world.plan().report.missing] == ["betatown"]


def test_a_missing_source_is_proposed(world: World) -> None:
    """A folder that is gone altogether proposes each of its pages."""
    world.refresh()
    world.pages.rename(world.root / "elsewhere")
    plan = world.plan()
    assert {each.slug for each in plan.report.missing} == {"alphaville", "betatown"}
    assert all("is no longer there" in each.reason for each in plan.report.missing)
    (failure,) = plan.report.failures
    assert failure.gone


def test_a_failing_page_keeps_its_last_good_version(world: World) -> None:
    """A page that can't be read any more is named, and its profile stays."""
    world.refresh()
    (world.pages / "betatown.txt").write_bytes(b"\xff\xfe\x00")
    plan = world.plan()
    assert not plan.has_work
    (failure,) = plan.report.failures
    assert failure.source.endswith("betatown.txt")
    assert "is not text: give a page with text" in failure.reason
    assert plan.report.missing == ()


def test_a_page_that_never_worked_is_named(world: World) -> None:
    """One bad page does not stop the others."""
    world.write("Gammaburg").write_text("")
    plan = world.plan()
    assert [each.source for each in plan.report.failures] == [str(world.pages / "gammaburg.txt")]
    assert len(plan.content.profiles) == 2


def test_nothing_to_read_is_said(world: World, tmp_path: Path) -> None:
    """With no page at all the refresh ends with the reasons."""
    with pytest.raises(RefreshError, match=r"No profile could be read.*no such file"):
        world.plan(str(tmp_path / "lost.txt"))
    with pytest.raises(RefreshError, match="No source is given and none is listed"):
        plan_refresh(world.home, None, world.encoder, pipeline=PIPELINE)


def test_another_encoder_embeds_everything(world: World) -> None:
    """When the encoder is another one, all texts are embedded anew, and the plan says so."""
    world.refresh()

    class Newer(HashingEncoder):
        digest = "newer"

    world.encoder = Newer()
    plan = world.plan()
    assert plan.has_work
    assert plan.report.profiles == ()
    assert "The encoder is another one now" in plan.report.notes[0]
    assert plan.report.estimate.texts == 20


def test_other_code_reads_pages_again(world: World) -> None:
    """When the code that reads and cuts changes, known bytes are read again."""
    world.refresh()
    world.pipeline = replace(PIPELINE, digest="pipeline-2")
    assert not world.plan().has_work
    world.pipeline = replace(
        world.pipeline, split=lambda profile: tuple(reversed(PIPELINE.split(profile)))
    )
    assert statuses(world) == {"alphaville": "changed"}


def test_only_what_changed_is_cleaned(world: World) -> None:
    """Pages that are known are not cleaned again, unless their site's chrome is seen anew."""
    seen: list[str] = []

    def clean(page: Page, chrome: Collection[str]) -> CleanedPage:
        seen.append(page.slug)
        return PIPELINE.clean(page, chrome)

    world.write("Alphaville", "The hotline answers at night.", "Everywhere we are")
    world.refresh()
    world.pipeline = replace(PIPELINE, clean=clean)
    world.write("Betatown", "Teachers meet the police weekly. Parents come too.")
    assert statuses(world) == {"betatown": "changed"}
    assert seen == ["betatown"]
    world.write("Betatown", "Teachers meet the police monthly.", "Everywhere at home")
    world.plan()
    assert seen == ["betatown", "alphaville", "betatown"]


def test_profiles_without_their_pages_stay(world: World) -> None:
    """What was published without its page is kept as it is by a refresh of others."""
    publish_edition(world.home, [cleaned("Gammaburg", "A plan.")], world.encoder, pipeline=PIPELINE)
    assert statuses(world) == {"alphaville": "added", "betatown": "added"}
    world.refresh()
    assert world.open().profiles["gammaburg"].text == "Work\nA plan.\n"
    assert not world.plan().has_work


def test_slugs_stay_apart(world: World) -> None:
    """Two pages of the same name in one refresh are two profiles."""
    world.write("Alphaville", "A print version of the page.", name="print/alphaville")
    assert set(statuses(world)) == {"alphaville", "alphaville-2", "betatown"}
    world.refresh()
    assert not world.plan().has_work


def test_a_moved_page_keeps_its_slug(world: World) -> None:
    """The same city's page from another place takes over; another city's does not."""
    world.refresh()
    (world.root / "new").mkdir()
    moved = world.root / "new" / "betatown.txt"
    moved.write_text((world.pages / "betatown.txt").read_text() + "\nA youth club opened.")
    assert statuses(world, str(moved)) == {"betatown": "changed"}
    moved.write_text(moved.read_text().replace("Exampleland", "Sampleland"))
    assert statuses(world, str(moved)) == {"betatown-2": "added"}


def test_the_staffs_list_is_the_routine(world: World) -> None:
    """Without sources the list is read; what staff took off it is proposed for removal."""
    listing = world.home / "sources.yaml"
    for name in ("alphaville", "betatown"):
        add_source(listing, parse_source(str(world.pages / f"{name}.txt")))
    refresh(world.home, None, world.encoder, pipeline=PIPELINE)
    assert set(world.open().profiles) == {"alphaville", "betatown"}
    listing.write_text(f"- {world.pages}/alphaville.txt\n")
    plan = plan_refresh(world.home, None, world.encoder, pipeline=PIPELINE)
    assert [each.slug for each in plan.report.missing] == ["betatown"]
    assert "no longer in the list of sources" in plan.report.missing[0].reason
    removing = RefreshSettings(remove_missing=True)
    plan = plan_refresh(world.home, None, world.encoder, removing, pipeline=PIPELINE)
    assert plan.changes.removed == ("betatown",)


def test_samples_make_way(world: World) -> None:
    """The bundled samples stay until the first real page, unless they are asked for."""
    path = str(world.pages / "alphaville.txt")
    world.refresh(path, "bundled")
    assert not world.plan("bundled").has_work
    samples = len(world.open().profiles) - 1
    assert samples > 0
    plan = world.plan(path)
    assert len(plan.changes.removed) == samples
    assert all("make way" in (each.reason or "") for each in plan.report.profiles)


def test_a_plan_is_json(world: World) -> None:
    """Machines read the same plan."""
    data = json.loads(json.dumps(world.plan().to_json()))
    assert data["profiles"][0]["slug"] == "alphaville"
    assert data["estimate"] == {"texts": 20, "reused": 0, "seconds": None}


def test_a_damaged_edition_is_built_anew(world: World) -> None:
    """When the current edition is damaged, a refresh builds on the last good one."""
    world.refresh()
    world.write("Alphaville", "Another text of the page.")
    second = world.refresh().edition
    assert second is not None
    (world.home / "editions" / second.id / "catalog.json").write_text("{}")
    plan = world.plan()
    assert plan.changes.changed == ("alphaville",)
    assert "catalog.json" in plan.report.notes[0]
    problem = plan.report.notes[0].values["problem"]
    assert isinstance(problem, Reason)
    assert problem.code == "edition.file"


def test_progress_of_reading_is_told(world: World) -> None:
    """The callback hears of every page that is looked into."""
    heard: list[tuple[int, int]] = []
    plan_refresh(
        world.home,
        [parse_source(str(world.pages))],
        world.encoder,
        pipeline=PIPELINE,
        reading=lambda done, total: heard.append((done, total)),
    )
    assert heard == [(1, 2), (2, 2)]
