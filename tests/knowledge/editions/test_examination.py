"""Golden questions, asked of a candidate."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from knowledge.editions import Edition, Score
from knowledge.editions.examination import Examination, examine
from knowledge.errors import ExaminationError
from tests.knowledge.editions.world import World

Asking = Callable[[Edition], Sequence[Score]]


def scores(*values: float, must_hit: bool = False) -> list[Score]:
    """Return scores of numbered questions."""
    return [Score(str(n), f"Question {n}?", value, must_hit) for n, value in enumerate(values)]


@pytest.fixture
def editions(world: World) -> tuple[Edition, Edition]:
    """Give a current edition and a candidate, both of the same pages."""
    world.refresh()
    world.write("Gammaburg", "A plan for youth exists.")
    world.refresh()
    from knowledge.editions import open_folder
    from knowledge.editions.storage import Home

    first, second = (
        open_folder(Home(world.home).folder(n)) for n in Home(world.home).edition_ids()
    )
    return first, second


def judge(editions: tuple[Edition, Edition], before: list[Score], now: list[Score]) -> Examination:
    """Examine with scores that are known."""
    current, candidate = editions
    return examine(candidate, current, lambda e: now if e is candidate else before, margin=0.05)


def test_an_equal_candidate_passes(editions: tuple[Edition, Edition]) -> None:
    """Nothing worse, nothing held against it."""
    outcome = judge(editions, scores(1, 0.5), scores(1, 0.5))
    assert outcome == Examination(0.75, 0.75)
    outcome.require()


def test_a_small_loss_passes(editions: tuple[Edition, Edition]) -> None:
    """A fall within the margin is told and allowed."""
    outcome = judge(editions, scores(1, 1), scores(1, 0.95))
    assert outcome.worse == ("Question 1? (1.00 → 0.95)",)
    assert outcome.refused == ()


def test_a_large_loss_is_refused(editions: tuple[Edition, Edition]) -> None:
    """A fall beyond the margin is refused with what got worse."""
    outcome = judge(editions, scores(1, 1), scores(1, 0.8))
    with pytest.raises(ExaminationError, match=r"falls from 1\.000 to 0\.900.*Question 1\?"):
        outcome.require()


def test_a_lost_must_hit_is_refused(editions: tuple[Edition, Edition]) -> None:
    """One must-hit question is enough, whatever was won elsewhere."""
    before = scores(1, 0, 0, must_hit=True)
    now = scores(0, 1, 1, must_hit=True)
    assert judge(editions, before, now).refused == ("Lost: Question 0?",)


def test_a_must_hit_that_never_hit_is_no_loss(editions: tuple[Edition, Edition]) -> None:
    """What the current edition does not answer either can't be lost."""
    assert judge(editions, scores(0, must_hit=True), scores(0, must_hit=True)).refused == ()


def test_a_question_of_the_candidate_alone_must_hit(editions: tuple[Edition, Edition]) -> None:
    """Where only the candidate is asked something, there is nothing to lose but itself."""
    now = scores(1, 0, must_hit=True)
    assert judge(editions, scores(1, must_hit=True), now).refused == (
        "Lost: Question 1?",
        "The mean score falls from 1.000 to 0.500.",
    )


def test_a_first_edition_must_hit(editions: tuple[Edition, Edition]) -> None:
    """With nothing to compare to, must-hit questions about what is there have to hit."""
    _, candidate = editions
    missed = [Score("0", "Question 0?", 0.0, True, ("gammaburg",))]
    elsewhere = [Score("0", "Question 0?", 0.0, True, ("deltacity",))]
    assert examine(candidate, None, lambda _: missed, margin=0).refused == ("Lost: Question 0?",)
    outcome = examine(candidate, None, lambda _: elsewhere, margin=0)
    assert (outcome.refused, outcome.set_aside, outcome.score) == ((), ("0",), None)


def test_a_lost_profile_counts(editions: tuple[Edition, Edition]) -> None:
    """A question about a profile that neither edition holds is asked of both all the same."""
    unknown = [Score("0", "Question 0?", 0.0, False, ("deltacity",))]
    assert judge(editions, unknown, unknown).score == 0.0


def test_no_examiner_asks_nothing(editions: tuple[Edition, Edition]) -> None:
    """Without golden questions every candidate passes."""
    assert examine(editions[1], editions[0], None, margin=0) == Examination()
