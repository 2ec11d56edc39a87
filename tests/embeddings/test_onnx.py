"""The runtime encoder."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from embeddings.errors import DamagedModelError
from embeddings.onnx import OnnxEncoder, count_threads, split_batches
from tests.embeddings.toy import make_folder

TEXTS = [
    "the city has a centre",
    "la ville a une aide",
    "help line for young people , a city , the city , la ville ?",
    "jeunes",
    "",
]


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> OnnxEncoder:
    """Return a small encoder."""
    return OnnxEncoder(make_folder(tmp_path_factory.mktemp("toy") / "model"), threads=1)


def test_vectors_are_of_unit_length(encoder: OnnxEncoder) -> None:
    """Each text gets a float32 vector of length 1."""
    vectors = encoder.encode(TEXTS)
    assert vectors.shape == (len(TEXTS), encoder.dimension)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)


def test_no_texts_make_no_vectors(encoder: OnnxEncoder) -> None:
    """An empty list has an empty matrix."""
    assert encoder.encode([]).shape == (0, encoder.dimension)


def test_a_vector_does_not_depend_on_its_neighbours(encoder: OnnxEncoder) -> None:
    """A text alone, in a batch, or in another order has the same vector to 1e-3 in cosine."""
    together = encoder.encode(TEXTS)
    alone = np.concatenate([encoder.encode([text]) for text in TEXTS])
    backwards = encoder.encode(TEXTS[::-1])[::-1]
    assert (together * alone).sum(axis=1).min() > 1 - 1e-3
    assert (together * backwards).sum(axis=1).min() > 1 - 1e-3


def test_texts_keep_their_places(encoder: OnnxEncoder) -> None:
    """Sorting by length is undone: different texts differ, each in its own row."""
    vectors = encoder.encode([TEXTS[2], TEXTS[3], TEXTS[2]])
    assert vectors[0] == pytest.approx(vectors[2], abs=1e-4)
    assert vectors[0] @ vectors[1] < 0.999


def test_case_and_accents_do_not_count(encoder: OnnxEncoder) -> None:
    """A text without its accents and capitals has the same vector."""
    plain, accented = encoder.encode(["la ville a une aide", "LÀ Villé a Une aïde"])
    assert plain == pytest.approx(accented, abs=1e-6)


def test_a_long_text_is_cut(encoder: OnnxEncoder) -> None:
    """What stands past the longest length changes nothing."""
    one, other = encoder.encode(["city " * 40, "city " * 40 + "jeunes"])
    assert one == pytest.approx(other, abs=1e-6)


def test_the_digest_is_of_the_files(encoder: OnnxEncoder, tmp_path: Path) -> None:
    """The same files have the same digest, others another."""
    same = OnnxEncoder(make_folder(tmp_path / "same"))
    other = OnnxEncoder(make_folder(tmp_path / "other", longest=31))
    assert same.digest == encoder.digest
    assert len(encoder.digest) == 64
    assert other.digest != encoder.digest


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """A model without its tokenizer says which file, and what to do."""
    folder = make_folder(tmp_path / "model")
    (folder / "tokenizer.json").unlink()
    with pytest.raises(DamagedModelError, match=r"tokenizer\.json can't be read .*install"):
        OnnxEncoder(folder)


def test_a_damaged_graph_is_refused(tmp_path: Path) -> None:
    """A graph that is cut short is no traceback of onnxruntime's."""
    folder = make_folder(tmp_path / "model")
    graph = folder / "onnx" / "model_int8.onnx"
    graph.write_bytes(graph.read_bytes()[:100])
    with pytest.raises(DamagedModelError, match=r"can't be opened .*install"):
        OnnxEncoder(folder)


def test_batches_hold_so_many_tokens(encoder: OnnxEncoder) -> None:
    """A batch, padded, stays within its tokens; a longer text has one of its own."""
    rows = [encoded.ids for encoded in encoder._tokenizer.encode_batch(TEXTS)]
    batches = list(split_batches(rows, 16))
    assert sorted(at for batch in batches for at in batch) == list(range(len(TEXTS)))
    for batch in batches:
        padded = max(len(rows[at]) for at in batch) * len(batch)
        assert padded <= 16 or len(batch) == 1


def test_there_is_a_thread() -> None:
    """At least one processor is found."""
    assert count_threads() >= 1
