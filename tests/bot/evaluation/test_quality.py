"""The quality that is pinned: the question set against an edition of its profiles."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.evaluation.floors import check_floors, read_floors
from bot.evaluation.questions import read_questions
from bot.evaluation.report import summarise
from bot.evaluation.scoring import score_all
from bot.settings import Settings

TESTS = Path(__file__).parents[2]
QUESTIONS = TESTS / "data" / "questions.jsonl"
FLOORS = TESTS / "quality.json"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home with an edition of the question set's profiles, by the bundled encoder."""
    from embeddings import load_encoder
    from knowledge.editions import refresh
    from knowledge.sources import parse_source

    home = tmp_path_factory.mktemp("home")
    refresh(home, [parse_source(str(TESTS / "data" / "cities"))], load_encoder())
    return home


def test_the_reported_part_reaches_its_floors(home: Path) -> None:
    """No measure, in any direction between the languages, is below what is pinned."""
    from bot.answering.answer import Answerer
    from knowledge import open_edition

    edition = open_edition(home)
    answering = Answerer(lambda: edition, Settings(home=home))
    scores = list(score_all(read_questions(QUESTIONS, "report"), answering))
    assert check_floors(FLOORS, QUESTIONS, summarise(edition.id, scores).as_json()) == []


def test_every_direction_is_pinned() -> None:
    """The floors are about all four directions, and about refusals."""
    pinned = read_floors(FLOORS).pinned
    assert {"all", "fr>fr", "fr>en", "en>fr", "en>en"} <= set(pinned)
    assert {"recall@1", "recall@5", "answer_in_quote", "right_refusals"} <= set(pinned["all"])
