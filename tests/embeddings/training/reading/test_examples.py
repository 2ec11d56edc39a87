"""What the cross-encoder learns from."""

from __future__ import annotations

import random

from embeddings.training.pairs import Pair
from embeddings.training.reading.examples import (
    Draw,
    draw_translated,
    list_examples,
    type_carelessly,
)
from tests.embeddings.training.reading.lessons import make_lessons


def test_an_answer_is_always_the_sentence_that_was_marked() -> None:
    """However a passage is shortened, extended or turned, the positions follow."""
    lessons, chance = make_lessons(), random.Random(3)
    answers = {
        sentences[at]
        for lesson in lessons
        for sentences in lesson.sentences.values()
        for asked in lesson.questions
        for at in asked.answer
    }
    draw = Draw(lessons, chance)
    drawn = [draw() for _ in range(500)]
    found = {example.sentences[at] for example in drawn for at in example.answer}
    assert found == answers
    assert 0.2 < sum(not example.answer for example in drawn) / 500 < 0.7
    assert {len(example.sentences) for example in drawn} > {2, 3, 5, 6}


def test_all_four_directions_are_listed() -> None:
    """Each question meets each language of the passage."""
    lessons = make_lessons()
    examples = list(list_examples(lessons))
    assert len(examples) == len(lessons) * 3 * 4
    first = {(example.question, example.sentences[0]) for example in examples[:4]}
    assert len(first) == 4


def test_a_translation_is_found_in_the_other_language() -> None:
    """The place is that of the sentence asked for, or there is none."""
    pairs = [Pair("toy", f"phrase {n}", f"sentence {n}") for n in range(50)]
    chance = random.Random(1)
    missing = 0
    for example in (draw_translated(pairs, chance) for _ in range(300)):
        number = example.question.split()[1]
        ends = [text.split()[1] for text in example.sentences]
        if example.answer:
            assert ends[example.answer[0]] == number
        missing += not example.answer
        assert not any(text.split()[0] == example.question.split()[0] for text in example.sentences)
    assert 60 < missing < 140


def test_haste_leaves_the_words() -> None:
    """Accents, capitals and the mark go, or one letter slips."""
    typed = {type_carelessly("Où est l'écoute ?", random.Random(seed)) for seed in range(20)}
    assert "ou est l'ecoute" in typed
    assert len(typed) > 2
