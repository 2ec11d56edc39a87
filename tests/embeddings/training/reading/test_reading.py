"""The cross-encoder, trained on toy lessons and run by its graph."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from tokenizers import Tokenizer

from embeddings.cross import CrossEncoder, pack_pair
from embeddings.errors import DamagedModelError
from embeddings.onnx import ModelFiles
from embeddings.training.model import make_student
from embeddings.training.reading.examples import Example
from embeddings.training.reading.loop import ReadingRecipe, measure_area, measure_reading
from embeddings.training.reading.model import CrossStudent, measure_loss, pack_batch
from embeddings.training.reading.steps import export_cross, learn_reading
from embeddings.training.reading.unpack import restore_cross
from embeddings.training.teacher import open_teacher
from tests.embeddings.toy import make_teacher
from tests.embeddings.training.reading.lessons import make_lessons

RECIPE = ReadingRecipe(rate=2e-3, head_rate=1e-2, dropout=0.0, batch_tokens=400, pool=64)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a small BERT that knows the lessons' words."""
    texts = [
        text
        for lesson in make_lessons()
        for tongue in ("fr", "en")
        for text in (*lesson.sentences[tongue], *(q.wordings[tongue] for q in lesson.questions))
    ]
    return make_teacher(tmp_path_factory.mktemp("reading") / "model", texts)


@pytest.fixture(scope="module")
def tokenizer(folder: Path) -> Tokenizer:
    """Return its tokenizer."""
    return Tokenizer.from_file(str(folder / "tokenizer.json"))


@pytest.fixture(scope="module")
def trained(folder: Path, tokenizer: Tokenizer) -> CrossStudent:
    """Return a cross-encoder trained for seconds."""
    teacher = open_teacher(str(folder))
    table = teacher.body.get_input_embeddings().weight.detach()
    student = make_student(teacher, table, torch.zeros(len(table), dtype=torch.bool))
    lessons = make_lessons()
    start = measure_reading(CrossStudent(student, 0.0).eval(), tokenizer, lessons)
    cross = learn_reading(
        student, tokenizer, lessons, [], RECIPE, encoder=None, steps=150, minutes=20
    )
    end = measure_reading(cross, tokenizer, lessons)
    assert end.sentence > start.sentence + 0.2
    assert end.told > start.told + 0.2
    return cross


@pytest.fixture(scope="module")
def encoder(folder: Path, trained: CrossStudent) -> CrossEncoder:
    """Return it as it runs."""
    export_cross(trained, folder)
    return CrossEncoder(folder, threads=1)


PASSAGES = [
    list(lesson.sentences[tongue]) for lesson in make_lessons() for tongue in ("fr", "en")
] + [["The city has a help line."]]


def test_the_graph_scores_as_torch_does(
    trained: CrossStudent, encoder: CrossEncoder, tokenizer: Tokenizer
) -> None:
    """Int8 costs little of the log-odds."""
    question = "Est-ce gratuit ?"
    found = encoder.read(question, PASSAGES)
    batch = pack_batch(tokenizer, [Example(question, tuple(p), ()) for p in PASSAGES])
    with torch.inference_mode():
        scores = trained(batch)
    for row, odds in zip(scores, found, strict=True):
        wanted = (row[1 : len(odds) + 1] - row[0]).numpy()
        assert odds == pytest.approx(wanted, abs=0.15 * float(np.abs(wanted).max()) + 0.2)


def test_a_graph_is_trained_on(
    folder: Path, trained: CrossStudent, encoder: CrossEncoder, tokenizer: Tokenizer
) -> None:
    """A run that goes on begins about where the graph was written, and from no other file."""
    del encoder
    lessons = make_lessons()
    teacher = open_teacher(str(folder))
    table = teacher.body.get_input_embeddings().weight.detach()
    student = make_student(teacher, table, torch.zeros(len(table), dtype=torch.bool))
    cross = CrossStudent(student, 0.0).eval()
    restore_cross(cross, ModelFiles(folder).cross_graph)
    before, now = (measure_reading(each, tokenizer, lessons) for each in (trained, cross))
    assert now.told == pytest.approx(before.told, abs=0.05)
    with pytest.raises(DamagedModelError, match="is no cross-encoder of this shape"):
        restore_cross(cross, folder / "config.json")


def test_the_answering_sentence_is_found(encoder: CrossEncoder) -> None:
    """It is the best of its passage, in both languages."""
    for odds in encoder.read("Is it free?", PASSAGES[:6]):
        assert odds.argmax() == 1
        assert odds.dtype == np.float32


def test_a_passage_does_not_depend_on_its_neighbours(encoder: CrossEncoder) -> None:
    """Alone or among others, the log-odds are the same."""
    together = encoder.read("Is it free?", PASSAGES)
    for passage, odds in zip(PASSAGES, together, strict=True):
        assert encoder.read("Is it free?", [passage])[0] == pytest.approx(odds, abs=0.05)
    assert encoder.read("Is it free?", []) == []


def test_a_sentence_that_is_cut_off_is_no_answer(tokenizer: Tokenizer) -> None:
    """A pair has at most 256 tokens; what stands past them has an empty span."""
    pair = pack_pair(tokenizer, "free " * 90, ["club " * 150, "line " * 150, "city"])
    assert len(pair.ids) == 256
    assert pair.passage == 50
    assert pair.spans[0] == (50, 200)
    assert pair.spans[1] == (200, 255)
    assert pair.spans[2] == (255, 255)


def test_what_is_cut_off_is_not_learnt(tokenizer: Tokenizer) -> None:
    """A sentence that no longer stands in the pair is not marked right."""
    example = Example("free?", ("club " * 300, "line"), (1,))
    batch = pack_batch(tokenizer, [example])
    assert batch.right.tolist() == [[True, False, False]]
    assert batch.held.tolist() == [[True, True, False]]


def test_the_loss_asks_for_any_of_the_right_ones() -> None:
    """All the weight on one right column costs nothing."""
    right = torch.tensor([[False, True, True]])
    sure = torch.tensor([[-30.0, 30.0, -30.0]])
    wrong = torch.tensor([[30.0, -30.0, -torch.inf]])
    assert float(measure_loss(sure, right)) == pytest.approx(0, abs=1e-6)
    assert float(measure_loss(wrong, right)) > 50


def test_the_area_counts_pairs() -> None:
    """Ties count half; with one side empty there is none."""
    assert measure_area(np.array([2.0, 1.0]), np.array([0.0, 1.0])) == pytest.approx(0.875)
    assert np.isnan(measure_area(np.array([]), np.array([1.0])))


def test_a_missing_graph_is_named(tmp_path: Path) -> None:
    """The error says which file, and what to do."""
    with pytest.raises(DamagedModelError, match=r"cross_int8\.onnx.*install the package again"):
        CrossEncoder(tmp_path)


def test_a_damaged_graph_is_named(folder: Path, tmp_path: Path) -> None:
    """A file that is no graph says so in one line."""
    (tmp_path / "onnx").mkdir()
    (tmp_path / "onnx" / "cross_int8.onnx").write_bytes(b"no graph")
    (tmp_path / "tokenizer.json").write_bytes((folder / "tokenizer.json").read_bytes())
    with pytest.raises(DamagedModelError, match="can't be opened"):
        CrossEncoder(tmp_path)
