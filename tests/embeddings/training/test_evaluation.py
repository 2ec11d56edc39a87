"""Measuring encoders."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from embeddings.encoder import Kind
from embeddings.errors import TrainingDataError
from embeddings.training.evaluation import evaluate, format_scores, measure_recall, read_questions


class CountingEncoder:
    """Counts letters: the same letters are near, in whatever order."""

    name, digest, dimension = "counting", "0" * 64, 26

    def encode(self, texts: Sequence[str], *, kind: Kind = "passage") -> NDArray[np.float32]:
        """Return float32 of shape (n, 26)."""
        del kind
        letters = "abcdefghijklmnopqrstuvwxyz"
        counts = np.array([[text.count(letter) for letter in letters] for text in texts])
        vectors: NDArray[np.float32] = (counts + 1e-3).astype(np.float32)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of ten pairs of mirrored words, and two questions."""
    words = ["abc", "bcdd", "cdee", "defff", "efg", "fghh", "ghii", "hij", "ijkk", "jkl"]
    lines = [f"{word}\t{word[::-1]}\n" for word in words]
    (tmp_path / "toy.fr-en.tsv").write_text("".join(lines), encoding="utf-8")
    passages = [{"id": 7, "text_fr": "abcabc"}, {"id": 9, "text_fr": "xyz"}]
    (tmp_path / "q-passages.jsonl").write_text("\n".join(map(json.dumps, passages)))
    (tmp_path / "q-questions.tsv").write_text("7\tabc\tanswer\n7\txyz\tanswer\n")
    return tmp_path


def test_every_set_is_measured(folder: Path) -> None:
    """Translations both ways, long texts in four directions, questions at two depths."""
    scores = {(s.set, s.measure): s.value for s in evaluate(CountingEncoder(), folder)}
    assert scores["toy", "fr>en"] == scores["toy", "en>fr"] == 1
    assert scores["toy", "long fr>en"] == 1
    assert scores["q", "recall@1"] == 0.5
    assert scores["q", "recall@5"] == 1
    assert len(scores) == 8


def test_english_is_compared_with_a_reference(folder: Path) -> None:
    """Against itself nothing is lost, and the spaces are one."""
    encoder = CountingEncoder()
    scores = {s.measure: s.value for s in evaluate(encoder, folder, encoder)}
    assert scores["long en>en, against reference"] == 0
    assert scores["cosine en to reference"] == pytest.approx(1)


def test_recall_counts_those_that_are_nearer() -> None:
    """The right passage is second for the first query, and first for the other."""
    vectors = np.eye(3, dtype=np.float32)
    queries = np.array([[0.6, 0.8, 0], [0, 0, 1]], np.float32)
    right = np.array([0, 2])
    assert measure_recall(queries, vectors, right) == 0.5
    assert measure_recall(queries, vectors, right, depth=2) == 1


def test_a_question_about_nothing_is_refused(folder: Path) -> None:
    """A passage that is not there is named."""
    (folder / "q-questions.tsv").write_text("8\tabc\tanswer\n")
    with pytest.raises(TrainingDataError, match="asks about passage 8, which"):
        read_questions(folder)


def test_the_table_has_a_line_for_each_score(folder: Path) -> None:
    """Set, measure and value stand in columns."""
    table = format_scores(evaluate(CountingEncoder(), folder))
    assert table.splitlines()[0].split() == ["toy", "fr>en", "1.000"]
