"""Batches of short and long texts."""

from __future__ import annotations

from itertools import islice

import numpy as np

from embeddings.training.sampling import LongTexts, ShortTexts, draw_long, draw_short, join_texts


def texts(count: int, start: int) -> list[np.ndarray[tuple[int], np.dtype[np.int32]]]:
    """Return token ids of texts of three lengths, each text's own number in all places."""
    return [np.full(3 + at % 3, start + at, np.int32) for at in range(count)]


SHORT = ShortTexts(texts(50, 100), texts(50, 500), np.arange(50), np.full(50, 1 / 50))
LONG = LongTexts(texts(50, 100), texts(50, 500), texts(50, 900), 14, (1, 2), (3, 4))


def test_short_batches_are_of_one_length() -> None:
    """Every text of a batch is as long, within the tokens, and has its own target."""
    for batch in islice(draw_short(SHORT, 0.3, 60, np.random.default_rng(1)), 40):
        assert len({len(ids) for ids in batch.tokens}) == 1
        assert sum(len(ids) for ids in batch.tokens) <= 60
        assert batch.targets is not None
        for ids, target in zip(batch.tokens, batch.targets, strict=True):
            assert ids[0] in {100 + target, 500 + target}


def test_short_batches_hold_both_languages() -> None:
    """English comes in its share."""
    batches = islice(draw_short(SHORT, 0.3, 60, np.random.default_rng(1)), 200)
    firsts = [ids[0] for batch in batches for ids in batch.tokens]
    assert 0.25 < np.mean([first >= 500 for first in firsts]) < 0.35


def test_a_joined_text_is_the_same_for_both() -> None:
    """Student and teacher get the same pairs in the same order, between end marks, to the limit."""
    chance = np.random.default_rng(1)
    for number in range(100):
        ours, theirs = join_texts(LONG, number % 2 == 0, chance)
        assert (ours[0], ours[-1], theirs[0], theirs[-1]) == (1, 2, 3, 4)
        assert max(len(ours), len(theirs)) <= 14
        shift = 400 if number % 2 == 0 else 800
        assert [token + shift for token in ours[1:-1]] == theirs[1:-1]


def test_long_batches_ask_the_teacher() -> None:
    """Long texts come with what the teacher is to read."""
    for batch in islice(draw_long(LONG, 0.5, 160, np.random.default_rng(1)), 5):
        assert batch.targets is None
        assert len(batch.ask) == len(batch.tokens) >= 6
