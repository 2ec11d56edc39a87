"""The examiner."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import knowledge.profiles
from bot.evaluation.examiner import bundled_questions, judge, own_questions
from knowledge.editions.layout import EncoderStamp, Manifest, SourceStamp
from knowledge.sources import BUNDLED
from prompts.replies import Reply
from tests.bot.evaluation.samples import answered, closest, make_question, not_found

SAMPLES = Path(knowledge.profiles.__path__[0])
RIGHT = "It has met since 2001."


@pytest.mark.parametrize(
    ("reply", "worth"),
    [
        (answered(RIGHT, "testville"), 1.0),
        (closest(RIGHT, "testville"), 0.75),
        (answered("Something else.", "testville"), 0.5),
        (not_found("essai", "testville"), 0.25),
        (not_found("essai"), 0.0),
    ],
)
def test_a_reply_is_worth_more_the_nearer_it_comes(reply: Reply, worth: float) -> None:
    """An answer that holds is a hit; the right page lower down is worth little."""
    assert judge(make_question(), reply) == worth


def test_an_unanswerable_question_must_be_refused() -> None:
    """The closest passage is a refusal, an answer is not."""
    question = make_question(answerable=False, answers=())
    assert judge(question, closest("Something.", "testville")) == 1.0
    assert judge(question, answered("Something.", "testville")) == 0.0


@dataclass
class Sourced:
    """An edition, as far as its sources go."""

    manifest: Manifest


def edition_of(**roots: str) -> Any:
    """Return an edition whose profiles came from these roots."""
    sources = tuple(SourceStamp(slug, f"{slug}.md", root, "") for slug, root in roots.items())
    return Sourced(Manifest("e", "2026", EncoderStamp("", "", 1), sources=sources))


def test_the_bundled_questions_are_about_the_bundled_profiles() -> None:
    """A city's own page is not held against what the sample says."""
    both = bundled_questions(edition_of(viborg=BUNDLED, testville=BUNDLED))
    one = bundled_questions(edition_of(viborg="pages", testville=BUNDLED))
    assert {slug for each in both for slug in each.profiles} == {"viborg", "testville"}
    assert {slug for each in one for slug in each.profiles} == {"testville"}
    assert any(each.must_hit for each in one)
    assert any(not each.answerable for each in bundled_questions(edition_of()))


def test_every_bundled_profile_is_asked_about() -> None:
    """Each sample has a question that must be hit, in both languages, and its answer is in it."""
    pages = {path.stem: path.read_text("utf-8") for path in SAMPLES.glob("*.md")}
    asked = bundled_questions(edition_of(**dict.fromkeys(pages, BUNDLED)))
    must = {(slug, each.language) for each in asked if each.must_hit for slug in each.profiles}
    assert must == {(slug, language) for slug in pages for language in ("fr", "en")}
    for each in asked:
        assert all(answer in pages[each.profiles[0]] for answer in each.answers)


def test_a_deployment_asks_questions_of_its_own(tmp_path: Path) -> None:
    """They lie in the home; without the file there are none."""
    assert own_questions(tmp_path) == []
    (tmp_path / "golden.jsonl").write_text('{"question": "Why?", "must_hit": true}', "utf-8")
    (question,) = own_questions(tmp_path)
    assert (question.question, question.must_hit) == ("Why?", True)
