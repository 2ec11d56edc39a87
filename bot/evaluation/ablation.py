"""What each part of the search is worth: the same questions, one part after the other.

Run ``python -m bot.evaluation.ablation QUESTIONS.jsonl PAGES``; it prints a Markdown table.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import click
import numpy as np
from numpy.typing import NDArray

from bot.answering.evidence import Evidence, Query, asked_words, weigh
from bot.answering.finding import LOOKED_AT, READ, query_of
from bot.answering.reader import Reader
from bot.answering.reading import Reading
from bot.answering.reranking import rerank
from bot.evaluation.calibrate import open_pages
from bot.evaluation.questions import Question, read_questions
from knowledge.editions import Edition
from knowledge.search.fusion import fuse

FIVE: Final = 5
STEPS: Final = {
    "words only (BM25)": "lexical",
    "vectors of passages only": "whole",
    "vectors, with sentences": "dense",
    "fused": "fused",
    "and by the meaning of single words": "meaning",
    "and by sentences, weighed": "weighed",
    "and by the city named": "city",
    "and read beside the question": "read",
}


@dataclass(frozen=True, slots=True)
class Rank:
    """How one question fares with one part of the search.

    Attributes:
        first: whether the first passage is of a right page.
        five: whether one of the first five is.
        holds: whether the first passage holds the answer.
    """

    first: bool
    five: bool
    holds: bool


def rank_question(
    question: Question, reading: Reading, edition: Edition
) -> Iterator[tuple[str, Rank]]:
    """Yield a question's rank with each part of the search."""
    query = query_of(reading, edition)
    asked = asked_words(query, edition.index)
    everywhere = edition.index.profiles
    pool = edition.index.measure(query.text, query.vector, asked=asked, profiles=everywhere)
    orders: dict[str, NDArray[np.float32]] = {
        "lexical": pool.lexical,
        "whole": pool.whole,
        "dense": pool.dense,
        "fused": fuse(pool.dense, pool.lexical),
        "meaning": fuse(pool.dense, pool.lexical, pool.met),
    }
    for name, scores in orders.items():
        best = np.argsort(-scores, kind="stable")[:FIVE]
        yield name, _judge(question, edition, pool.passages[best].tolist())
    yield "weighed", _judge(question, edition, _rows(_weighed(query, edition, None)))
    found = _weighed(query, edition, reading.profiles or None)
    yield "city", _judge(question, edition, _rows(found))
    read = rerank(query, found, edition.cross_encoder, READ)
    yield "read", _judge(question, edition, _rows(read))


def _weighed(query: Query, edition: Edition, profiles: Sequence[str] | None) -> list[Evidence]:
    asked = asked_words(query, edition.index)
    hits = edition.index.search(
        query.text, query.vector, asked=asked, profiles=profiles, k=LOOKED_AT
    )
    return weigh(query, hits, edition)


def _rows(evidence: Sequence[Evidence]) -> list[int]:
    return [each.hit.passage for each in evidence[:FIVE]]


def _judge(question: Question, edition: Edition, rows: Sequence[int]) -> Rank:
    found = [edition.passages[row] for row in rows]
    right = [bool({p.profile, *p.shared} & set(question.profiles)) for p in found]
    text = " ".join(found[0].text.split()) if found else ""
    holds = any(" ".join(answer.split()) in text for answer in question.answers)
    return Rank(any(right[:1]), any(right), holds)


def tabulate(ranks: dict[str, list[tuple[bool, Rank]]]) -> str:
    """Return a Markdown table; each rank says whether it crosses languages."""
    lines = [
        "| | page@1 | page@5 | answer in the first passage | the same across languages |",
        "|---|---|---|---|---|",
    ]
    for label, name in STEPS.items():
        rows = ranks[name]
        shares = np.mean([(r.first, r.five, r.holds) for _, r in rows], axis=0)
        across = np.mean([r.holds for cross, r in rows if cross])
        cells = " | ".join(f"{share:.3f}" for share in (*shares, across))
        lines.append(f"| {label} | {cells} |")
    return "\n".join(lines)


@click.command()
@click.argument("questions", type=click.Path(path_type=Path, exists=True))
@click.argument("pages", type=click.Path(path_type=Path, exists=True))
@click.option("--part", default="report", show_default=True)
def main(questions: Path, pages: Path, part: str) -> None:
    """Print what each part of the search is worth on QUESTIONS, asked of PAGES."""
    ranks: defaultdict[str, list[tuple[bool, Rank]]] = defaultdict(list)
    reader = Reader()
    with TemporaryDirectory() as home:
        edition = open_pages(pages, Path(home))
        for question in read_questions(questions, part=part):
            reading = reader.read(
                edition,
                question.question,
                language=None,
                fallback=question.language or "en",
                topic=None,
                profile=None,
            )
            if not question.answerable or reading.asked.shape != "answer" or reading.asked.fact:
                continue
            cross = question.language != question.page_language
            for name, rank in rank_question(question, reading, edition):
                ranks[name].append((cross, rank))
    click.echo(tabulate(ranks))


if __name__ == "__main__":
    main()
