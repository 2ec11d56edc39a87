"""The commands ``editions``, ``rollback`` and ``status``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from bot.cli.desk import open_desk
from bot.cli.examples import example
from knowledge.errors import NoEditionError

if TYPE_CHECKING:
    from knowledge.editions import Edition, EditionSummary

FORMAT = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")


@click.command(epilog=example("citybot editions"))
@FORMAT
def editions(form: str) -> None:
    """List the editions, newest first, with what changed in each."""
    from knowledge.editions import list_editions

    found = list_editions(open_desk().settings.home)
    if form == "json":
        click.echo(json.dumps([asdict(each) for each in found], ensure_ascii=False))
        return
    for each in found:
        click.echo("\n".join(edition_lines(each)))
    if not found:
        click.echo("No edition is published: run citybot refresh with a source.", err=True)


def edition_lines(each: EditionSummary) -> Iterator[str]:
    """Yield an edition with its changes."""
    mark = "*" if each.current else " "
    if each.damage:
        yield f"{mark} {each.id}  damaged: {each.damage}"
        return
    score = f", examined {each.score:.2f}" if each.score is not None else ""
    forced = ", forced" if each.forced else ""
    yield f"{mark} {each.id}  {each.profiles} profiles, {each.passages} passages{score}{forced}"
    for sign, slugs in (
        ("+", each.changes.added),
        ("~", each.changes.changed),
        ("-", each.changes.removed),
    ):
        if slugs:
            yield f"    {sign} {', '.join(slugs)}"


@click.command(epilog=example("citybot rollback", "citybot rollback 20261124T101500"))
@click.argument("edition", required=False)
@click.option("--wait", type=float, default=0.0, help="Seconds to wait for a refresh to end.")
def rollback(edition: str | None, wait: float) -> None:
    """Go back to EDITION, or to the one before the current one."""
    from knowledge.editions import rollback as go_back

    manifest = go_back(open_desk().settings.home, edition, wait=wait)
    click.echo(f"Edition {manifest.id} serves now: {manifest.profiles} profiles.")


@click.command(epilog=example("citybot status"))
@FORMAT
def status(form: str) -> int:
    """Say which edition serves, and what it holds; 1 where none does."""
    desk = open_desk()
    watcher = desk.watch()
    try:
        edition = watcher.current()
    except NoEditionError:
        if form == "json":
            click.echo(json.dumps({"home": str(desk.settings.home), "edition": None}))
        click.echo(f"citybot: no edition in {desk.settings.home}: run citybot refresh.", err=True)
        return 1
    if form == "json":
        data = status_record(edition) | {"home": str(desk.settings.home)}
        click.echo(json.dumps(data, ensure_ascii=False))
        return 0
    click.echo("\n".join(status_lines(edition, str(desk.settings.home))))
    return 0


def status_record(edition: Edition) -> dict[str, object]:
    """Return the state of an edition as plain values."""
    told = edition.manifest
    return {
        "edition": told.id,
        "created": told.created,
        "encoder": told.encoder.name,
        "profiles": told.profiles,
        "passages": told.passages,
        "sources": [asdict(each) for each in told.sources],
        "forced": told.forced,
        "score": told.score,
        "problem": edition.fallback,
    }


def status_lines(edition: Edition, home: str) -> Iterator[str]:
    """Yield the state of an edition."""
    told = edition.manifest
    yield f"Edition   {told.id}, made {told.created}"
    yield f"Profiles  {told.profiles}, in {told.passages} passages"
    yield f"Encoder   {told.encoder.name} ({told.encoder.digest[:12]})"
    yield f"Home      {home}"
    if told.forced:
        yield "Forced    the examination refused it: " + " ".join(told.refused)
    if edition.fallback:
        yield f"Problem   {edition.fallback}"
    for each in told.sources:
        yield f"  {each.slug}  {each.source}"
