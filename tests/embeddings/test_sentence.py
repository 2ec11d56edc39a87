"""Encoders of sentence-transformers."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from embeddings.encoder import load_encoder
from embeddings.errors import EncoderNotFoundError
from embeddings.sentence import SentenceEncoder, locate_model, open_model


@pytest.fixture(scope="module")
def teacher() -> SentenceEncoder:
    """Return the English encoder that comes as a package."""
    encoder = load_encoder("all-MiniLM-L6-v2")
    assert isinstance(encoder, SentenceEncoder)
    return encoder


def test_the_packaged_model_is_found_offline(teacher: SentenceEncoder) -> None:
    """Its name alone opens it, and it knows what belongs together."""
    vectors = teacher.encode(["A cat sleeps.", "A kitten is asleep.", "Taxes rise."])
    assert teacher.dimension == 384
    assert vectors.dtype == np.float32
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.2
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)


def test_no_texts_make_no_vectors(teacher: SentenceEncoder) -> None:
    """An empty list has an empty matrix."""
    assert teacher.encode([]).shape == (0, 384)


def test_a_models_own_prompts_are_honoured() -> None:
    """A query and a passage of one text differ where the model has prompts for them."""
    model = open_model("all-MiniLM-L6-v2")
    plain = SentenceEncoder("plain", model)
    before, digest = plain.encode(["a city"], kind="query"), plain.digest
    model.prompts = {"query": "query: ", "document": "passage: "}
    prompted = SentenceEncoder("prompted", model)
    query, passage = prompted.encode(["a city"], kind="query"), prompted.encode(["a city"])
    assert float(query[0] @ passage[0]) < 0.999
    assert float(before[0] @ query[0]) < 0.999
    assert prompted.digest != digest


def test_a_name_that_is_nowhere_is_refused() -> None:
    """The message says what to give instead."""
    with pytest.raises(EncoderNotFoundError, match="no encoder nobody/nothing: give"):
        load_encoder("nobody/nothing")


def test_a_folder_stands_for_itself(tmp_path: Path) -> None:
    """A folder's path is not looked up."""
    assert locate_model(str(tmp_path)) == str(tmp_path)
    assert locate_model("another/model") == "another/model"
