"""The commands ``refresh`` and ``sources``: what is read, and when it is published."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.cli.desk import Desk, open_desk
from bot.cli.examples import example
from bot.cli.plans import describe_plan, describe_result
from bot.cli.progress import Bar

if TYPE_CHECKING:
    from knowledge.editions import RefreshSettings
    from knowledge.sources import Failure, Source


@click.command(
    epilog=example(
        "citybot refresh profiles/ --dry-run",
        "citybot refresh viborg.html https://cities.example/aarhus",
        'citybot refresh "index:https://cities.example/members match=/cities/*"',
        "citybot refresh",
    )
)
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option("--dry-run", is_flag=True, help="Show what would change; write nothing.")
@click.option("--rebuild", is_flag=True, help="Keep only what the sources given hold.")
@click.option("--remove-missing", is_flag=True, help="Remove profiles whose page is gone.")
@click.option("--force", is_flag=True, help="Publish although the examination refuses it.")
@click.option("--wait", type=float, default=0.0, help="Seconds to wait for another refresh.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def refresh(
    *,
    sources: tuple[str, ...],
    dry_run: bool,
    rebuild: bool,
    remove_missing: bool,
    force: bool,
    wait: float,
    form: str,
) -> None:
    """Read pages and publish what changed as a new edition.

    A SOURCE is a file, a folder, a ZIP or an address; index:ADDRESS, sitemap:ADDRESS and
    list:ADDRESS name what holds the addresses of many pages. Without a SOURCE, those of
    `citybot sources` are read.
    """
    from knowledge.sources import parse_source

    desk = open_desk()
    how = replace(
        refresh_settings(desk),
        rebuild=rebuild,
        remove_missing=remove_missing or desk.settings.remove_gone,
        force=force,
        wait=wait,
    )
    given = tuple(parse_source(each) for each in sources) or None
    told = plan_only(desk, given, how) if dry_run else publish(desk, given, how)
    for failure in told.failures:
        click.echo(f"citybot: {failure.source}: {failure.reason}", err=True)
    as_json = form == "json"
    click.echo(json.dumps(told.data, ensure_ascii=False) if as_json else "\n".join(told.lines))


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a refresh: in words, for machines, and which sources could not be read."""

    lines: list[str]
    data: dict[str, Any]
    failures: tuple[Failure, ...]


def plan_only(desk: Desk, given: tuple[Source, ...] | None, how: RefreshSettings) -> Told:
    """Tell what a refresh would do."""
    from knowledge.editions import plan_refresh

    with Bar("Reading pages") as reading:
        plan = plan_refresh(desk.settings.home, given, desk.encoder(), how, reading=reading)
    return Told(list(describe_plan(plan.report)), plan.to_json(), plan.report.failures)


def publish(desk: Desk, given: tuple[Source, ...] | None, how: RefreshSettings) -> Told:
    """Refresh, and tell what was done."""
    from knowledge.editions import refresh

    with Bar("Reading pages") as reading, Bar("Embedding texts") as embedding:
        result = refresh(
            desk.settings.home,
            given,
            desk.encoder(),
            how,
            examiner=desk.examiner(),
            reading=reading,
            embedding=embedding,
        )
    return Told(list(describe_result(result)), result.to_json(), result.report.failures)


def refresh_settings(desk: Desk) -> RefreshSettings:
    """Return how the settings want a refresh to go about it."""
    from knowledge.editions import RefreshSettings
    from knowledge.sources import Limits

    return RefreshSettings(
        limits=Limits(private_addresses=desk.settings.private_addresses),
        margin=desk.settings.examination_margin,
        kept=desk.settings.kept_editions,
    )


@click.group(epilog=example("citybot sources add https://cities.example/viborg"))
def sources() -> None:
    """Keep the list of what `citybot refresh` reads."""


@sources.command("list", epilog=example("citybot sources list"))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def list_sources(form: str) -> None:
    """Show the sources, one a line."""
    from knowledge.sources import read_sources

    path = sources_file(open_desk())
    found = read_sources(path)
    if form == "json":
        click.echo(json.dumps([source_record(each) for each in found], ensure_ascii=False))
        return
    for each in found:
        click.echo(str(each))
    if not found:
        click.echo(f"No source is listed in {path}: citybot sources add SOURCE.", err=True)


@sources.command("add", epilog=example("citybot sources add profiles/"))
@click.argument("source")
def add(source: str) -> None:
    """Add SOURCE to the list."""
    from knowledge.sources import add_source, parse_source

    path, parsed = sources_file(open_desk()), parse_source(source)
    if not parsed.is_address:
        # Another day's refresh may start from another folder.
        parsed = replace(parsed, location=parsed.root)
    said = "Added to" if add_source(path, parsed) else "Already in"
    click.echo(f"{said} {path}: {parsed}", err=True)


@sources.command("remove", epilog=example("citybot sources remove profiles/"))
@click.argument("source")
def remove(source: str) -> int:
    """Remove SOURCE from the list; its profiles go with the next refresh."""
    from knowledge.sources import parse_source, remove_source

    path, parsed = sources_file(open_desk()), parse_source(source)
    if remove_source(path, parsed):
        click.echo(f"Removed from {path}: {parsed}", err=True)
        return 0
    click.echo(f"citybot: {parsed} is not in {path}: see citybot sources list.", err=True)
    return 1


def sources_file(desk: Desk) -> Path:
    """Return the file in which staff keep the sources."""
    from knowledge.editions.storage import Home

    return Home(desk.settings.home).sources


def source_record(source: Source) -> dict[str, Any]:
    """Return a source as plain values."""
    return {"location": source.location, "kind": source.kind, "match": source.match}
