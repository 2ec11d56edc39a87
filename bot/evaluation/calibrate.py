"""Fit the confidence again and write it where the answering reads it.

Run ``python -m bot.evaluation.calibrate QUESTIONS.jsonl PAGES``: the questions of the part "tune"
are asked of an edition of the pages, in a home that is thrown away.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from bot.answering.confidence import Model
from bot.answering.finding import find, query_of
from bot.answering.reader import Reader
from bot.answering.reading import Reading
from bot.evaluation.calibration import Example, fit
from bot.evaluation.questions import Question, read_questions
from knowledge.editions import Edition, open_edition, publish_edition
from knowledge.editions.seams import load_bundled
from knowledge.errors import ReadError
from knowledge.pages import clean_pages
from knowledge.readers import read_file

UNFITTED = Model(intercept=0.0, weights={}, answer=0.5, closest=0.2)
"""What the quotes are found with: neither they nor the features depend on it."""
MODEL = Path(__file__).parents[1] / "answering" / "confidence.json"


def collect(questions: Sequence[Question], edition: Edition) -> Iterator[tuple[Question, Example]]:
    """Yield the example of each question that is answered by a search of passages."""
    reader = Reader()
    for question in questions:
        reading = reader.read(
            edition,
            question.question,
            language=None,
            fallback=question.language or "en",
            topic=None,
            profile=None,
        )
        if _is_searched(reading):
            found = find(query_of(reading, edition), edition, UNFITTED, reading.profiles or None)
            if found.features is not None:
                quoted = [" ".join(quote.text.split()) for quote in found.quotes]
                right = any(" ".join(a.split()) in q for a in question.answers for q in quoted)
                example = Example(found.features, right, question.answerable)
                yield question, example


def _is_searched(reading: Reading) -> bool:
    """Tell whether the reply depends on the confidence alone."""
    lost = bool(reading.choices) or (bool(reading.missing) and not reading.profiles)
    return reading.asked.shape == "answer" and reading.asked.fact is None and not lost


def open_pages(pages: Path, home: Path) -> Edition:
    """Return an edition of all the pages in a folder that can be read."""
    read = []
    for path in sorted(pages.iterdir()):
        try:
            read.append(read_file(path))
        except ReadError as error:
            click.echo(str(error), err=True)
    encoder = load_bundled(None)
    publish_edition(home, clean_pages(read), encoder)
    return open_edition(home, load=lambda name: encoder)


@click.command()
@click.argument("questions", type=click.Path(path_type=Path, exists=True))
@click.argument("pages", type=click.Path(path_type=Path, exists=True))
@click.option("--to", type=click.Path(path_type=Path), default=MODEL, help="File to write.")
def main(questions: Path, pages: Path, to: Path) -> None:
    """Fit the confidence on the part "tune" of QUESTIONS, asked of PAGES."""
    with TemporaryDirectory() as home:
        edition = open_pages(pages, Path(home))
        asked = read_questions(questions, part="tune")
        examples = [example for _, example in collect(asked, edition)]
    to.write_text(json.dumps(fit(examples), indent=1) + "\n", encoding="utf-8")
    click.echo(f"{len(examples)} questions, written to {to.name}", err=True)


if __name__ == "__main__":
    main()
