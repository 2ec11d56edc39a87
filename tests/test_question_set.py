"""The project's own pages and questions keep the promises of their README."""

import json
import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
KINDS = {
    "how",
    "what",
    "who",
    "when",
    "how_many",
    "contact",
    "yes_no",
    "fact",
    "list",
    "compare",
    "summary",
}
REASONS = {"absent_topic", "absent_city", "absent_number", "false_premise", "off_topic"}
LEAST_PROFILES = 99
LEAST_QUESTIONS = 2300

Question = dict[str, Any]


def squeeze(text: str) -> str:
    """Read every run of white space, no-break spaces included, as one space."""
    return re.sub(r"\s+", " ", text)


def read_pages() -> dict[str, str]:
    """Return the squeezed text of each profile by slug."""
    files = sorted((DATA / "cities").iterdir())
    return {file.stem: squeeze(file.read_text(encoding="utf-8")) for file in files}


def read_questions() -> list[Question]:
    """Return the questions in file order."""
    lines = (DATA / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def slugs_of(question: Question) -> list[str]:
    """Name the profiles a question speaks of, the answering one first."""
    first = question["profile"] or question.get("about")
    return [slug for slug in [first, *question.get("also", [])] if slug]


def test_set_is_large_enough() -> None:
    """Enough profiles and questions, each with an id of its own."""
    questions = read_questions()
    assert len(read_pages()) >= LEAST_PROFILES
    assert len(questions) >= LEAST_QUESTIONS
    assert len({question["id"] for question in questions}) == len(questions)
    assert len({question["question"] for question in questions}) >= 0.97 * len(questions)


def test_each_answer_stands_on_its_page() -> None:
    """An answer is a substring of a page its question names."""
    pages = read_pages()
    missing = [
        (question["id"], answer)
        for question in read_questions()
        for answer in question["answers"]
        if not any(squeeze(answer) in pages[slug] for slug in slugs_of(question))
    ]
    assert missing == []


def test_answerable_and_unanswerable_are_well_formed() -> None:
    """An answerable question has a page and spans; another has its reason."""
    for question in read_questions():
        assert question["kind"] in KINDS, question["id"]
        if question["answerable"]:
            assert question["profile"], question["id"]
            assert question["answers"], question["id"]
            assert question["page_lang"] in {"fr", "en"}, question["id"]
            assert "why" not in question, question["id"]
        else:
            assert question["profile"] is None, question["id"]
            assert question["answers"] == [], question["id"]
            assert question["why"] in REASONS, question["id"]


def test_pairs_hold_both_languages_and_agree() -> None:
    """Twins differ in their language, wording and note, and in nothing else."""
    pairs: dict[str, list[Question]] = defaultdict(list)
    for question in read_questions():
        pairs[question["pair"]].append(question)
    own = {"id", "lang", "question", "note"}
    for twins in pairs.values():
        assert [twin["lang"] for twin in twins] == ["fr", "en"]
        first, second = ({k: v for k, v in twin.items() if k not in own} for twin in twins)
        assert first == second


def test_parts_share_no_profile() -> None:
    """All questions about one profile are in one part; both parts are large."""
    questions = read_questions()
    parts: dict[str, set[str]] = defaultdict(set)
    for question in questions:
        for slug in slugs_of(question):
            parts[slug].add(question["part"])
    assert all(len(found) == 1 for found in parts.values())
    assert set(parts) == set(read_pages())
    counts = Counter(question["part"] for question in questions)
    assert set(counts) == {"tune", "report"}
    assert min(counts.values()) >= 0.35 * len(questions)


def test_mixture_is_as_promised() -> None:
    """A quarter cannot be answered, and each way of asking has its share."""
    questions = read_questions()
    answerable = [question for question in questions if question["answerable"]]
    assert 0.22 <= 1 - len(answerable) / len(questions) <= 0.33
    assert {question.get("why") for question in questions} - {None} == REASONS
    notes = Counter(question.get("note") for question in questions)
    assert notes["no_city"] >= 0.17 * len(questions)
    assert notes["typo"] + notes["unaccented"] >= 0.14 * len(questions)
    for part in ("tune", "report"):
        ways = Counter((q["lang"], q["page_lang"]) for q in answerable if q["part"] == part)
        assert len(ways) == 4
        assert min(ways.values()) >= 100
