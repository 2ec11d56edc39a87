"""Passages that a question could be mistaken to be about."""

from __future__ import annotations

import random

import numpy as np

from embeddings.training.reading.examples import Draw, collect_fragments, scatter
from embeddings.training.reading.near import find_near
from tests.embeddings.training.reading.lessons import make_lessons
from tests.encoders import HashingEncoder


def test_the_nearest_are_others() -> None:
    """Each question has the other lessons, the nearest first, never its own."""
    lessons = make_lessons()
    near = find_near(lessons, HashingEncoder(), 8)
    assert near.shape == (9, 2)
    for row, own in enumerate(np.repeat(range(3), 3)):
        assert set(near[row]) == {0, 1, 2} - {own}


def test_near_passages_do_not_answer() -> None:
    """A question asked of a passage near to it has no answer there."""
    lessons = make_lessons()
    near = np.array([[(row // 3 + 1) % 3] for row in range(9)])
    draw = Draw(lessons, random.Random(5), near)
    for example in (draw() for _ in range(300)):
        for at in example.answer:
            assert not example.sentences[at].startswith(("The city", "La ville"))


def test_fragments_stand_between_and_never_answer() -> None:
    """Sentences keep their order and their marks."""
    lessons, chance = make_lessons(), random.Random(2)
    fragments = collect_fragments(lessons, "en")
    assert "It is free for young people." in fragments
    marked = [("one", True), ("two", False)]
    scatter(marked, fragments, chance)
    assert 3 <= len(marked) <= 5
    assert [text for text, _ in marked if text in {"one", "two"}] == ["one", "two"]
    assert [text for text, right in marked if right] == ["one"]
