"""What each part of the search is worth is measured on the same questions."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from bot.answering.reader import Reader
from bot.evaluation.ablation import STEPS, Rank, main, rank_question, tabulate
from bot.evaluation.questions import Question
from tests.bot.small_edition import PAGES, open_small


def test_each_part_of_the_search_ranks_a_question(tmp_path: Path) -> None:
    """Every step gives a rank, and the city named leads to its page."""
    edition = open_small(tmp_path)
    text = "How many meetings with parents are there in Testville?"
    question = Question(
        id="a",
        pair="a",
        question=text,
        language="en",
        page_language="en",
        profiles=("testville",),
        answers=("170 meetings",),
    )
    reading = Reader().read(edition, text, language=None, fallback="en", topic=None, profile=None)
    ranks = dict(rank_question(question, reading, edition))
    assert set(ranks) == set(STEPS.values())
    assert ranks["city"] == Rank(first=True, five=True, holds=True)


def test_the_table_has_a_row_for_each_part() -> None:
    """Shares are over all questions, the last column over those that cross languages."""
    right, wrong = Rank(True, True, True), Rank(False, True, False)
    table = tabulate({name: [(True, right), (False, wrong)] for name in STEPS.values()})
    rows = table.splitlines()[2:]
    assert len(rows) == len(STEPS)
    assert rows[0].endswith("| 0.500 | 1.000 | 0.500 | 1.000 |")


def test_the_command_prints_the_table(tmp_path: Path) -> None:
    """Questions of the part asked for are measured on the pages given."""
    pages = tmp_path / "pages"
    pages.mkdir()
    for slug, text in PAGES.items():
        (pages / f"{slug}.md").write_text(text, encoding="utf-8")
    lines: list[dict[str, object]] = [
        {"question": "Which meetings are held with parents in Testville?", "lang": "en"},
        {"question": "Quelles réunions avec les parents à Testville ?", "lang": "fr"},
        {"question": "Who sings in Testville?", "lang": "en", "answerable": False},
    ]
    about: dict[str, object] = {
        "part": "report",
        "page_lang": "en",
        "profile": "testville",
        "answers": ["170"],
    }
    questions = tmp_path / "questions.jsonl"
    questions.write_text("\n".join(json.dumps(about | line) for line in lines), encoding="utf-8")
    result = CliRunner().invoke(main, [str(questions), str(pages)])
    assert result.exit_code == 0, result.output
    assert result.output.count("\n") == 2 + len(STEPS)
