"""The command ``verify``: is a citation still true?"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Final

import click

from bot.cli.desk import open_desk
from bot.cli.examples import example

if TYPE_CHECKING:
    from knowledge.citations import Verdict

SAID: Final = {
    "valid": "still there, word for word",
    "moved": "still there, in another place",
    "changed": "changed since",
    "removed": "no longer there",
    "unknown": "no citation of this home",
}
STANDING: Final = frozenset({"valid", "moved"})


@click.command(epilog=example("citybot verify 7QX-4M2K9P"))
@click.argument("code")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def verify(code: str, form: str) -> int:
    """Say whether the citation CODE is still true; 1 where it is not."""
    from knowledge.citations import verify_code

    verdict = verify_code(open_desk().settings.home, code)
    if form == "json":
        click.echo(json.dumps(asdict(verdict), ensure_ascii=False))
    else:
        click.echo("\n".join(verdict_lines(verdict)))
    return 0 if verdict.status in STANDING else 1


def verdict_lines(verdict: Verdict) -> Iterator[str]:
    """Yield what became of a citation."""
    yield f"{verdict.code}: {SAID[verdict.status]}"
    place = (verdict.city, verdict.country, verdict.section)
    if where := ", ".join(part for part in place if part):
        yield f"  {where}"
    if verdict.text:
        yield f"  {'Was' if verdict.new_text else 'Quote'}: “{verdict.text}”"
    if verdict.new_text:
        yield f"  Now: “{verdict.new_text}”"
    if verdict.since:
        until = f", until {verdict.until[:10]}" if verdict.until else ""
        yield f"  In the profile since {verdict.since[:10]}{until}"
    if verdict.url:
        yield f"  {verdict.url}"
