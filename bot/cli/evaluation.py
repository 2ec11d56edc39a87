"""The command ``evaluate``."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from bot.cli.desk import open_desk
from bot.cli.examples import example

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(
    epilog=example(
        "citybot evaluate questions.jsonl --part report",
        "citybot evaluate questions.jsonl --compare 20261124T100000",
    )
)
@click.argument("questions", type=FILE)
@click.option("--part", help="Only questions of this part.")
@click.option("--compare", metavar="EDITION", help="Also ask another edition, and show what moved.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.option(
    "--diagram",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the reliability diagram to this file, as SVG.",
)
def evaluate(
    questions: Path, part: str | None, compare: str | None, form: str, diagram: Path | None
) -> None:
    """Measure how well the current edition answers QUESTIONS.

    QUESTIONS is a file of JSON Lines. A line holds "question", and as far as known "id", "pair",
    "lang", "page_lang", "profile" (of the page that answers), "answers" (strings, any of which an
    answering quote holds), "answerable" and "part".
    """
    from bot.evaluation.diagram import draw_reliability
    from bot.evaluation.questions import read_questions
    from bot.evaluation.report import evaluate as evaluate_edition
    from bot.evaluation.report import write_comparison, write_report

    desk = open_desk()
    asked = read_questions(questions, part)
    editions = [desk.edition(compare)] if compare else []
    editions.append(desk.edition())
    with click.progressbar(
        length=len(asked) * len(editions), label="Asking", file=sys.stderr
    ) as bar:
        reports = [
            evaluate_edition(edition, asked, desk.settings, lambda: bar.update(1))
            for edition in editions
        ]
    report = reports[-1]
    if diagram and report.reliability:
        diagram.write_text(draw_reliability(report.reliability), "utf-8")
    if form == "json":
        moved = {"compared": reports[0].as_json()} if compare else {}
        click.echo(json.dumps(report.as_json() | moved, ensure_ascii=False))
        return
    click.echo(write_report(report))
    if compare:
        click.echo("\n" + write_comparison(report, reports[0]))
