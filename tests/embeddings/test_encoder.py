"""The bundled encoder, as it is shipped."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from embeddings.encoder import Encoder, load_encoder
from embeddings.onnx import BUNDLED, BUNDLED_NAME

FRENCH = [
    "Comment signaler une menace ?",
    "Le centre de jeunesse est ouvert le samedi.",
    "La ville compte cent mille habitants.",
    "Qui dirige le programme de prévention ?",
]
ENGLISH = [
    "How can a threat be reported?",
    "The youth centre is open on Saturdays.",
    "The city has a hundred thousand inhabitants.",
    "Who leads the prevention programme?",
]


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    """Return the bundled encoder."""
    return load_encoder()


def test_the_default_is_the_bundled_one(encoder: Encoder) -> None:
    """No name gives the project's own."""
    assert encoder.name == BUNDLED_NAME
    assert encoder.dimension == 384
    assert len(encoder.digest) == 64


def test_french_finds_its_english(encoder: Encoder) -> None:
    """Each sentence is nearest to its translation, both ways."""
    likeness = encoder.encode(FRENCH) @ encoder.encode(ENGLISH).T
    assert likeness.argmax(axis=0).tolist() == likeness.argmax(axis=1).tolist() == [0, 1, 2, 3]


def test_typing_habits_do_not_count(encoder: Encoder) -> None:
    """Accents, capitals, ligatures and the kind of apostrophe change nothing."""
    one, other = encoder.encode(["L’œuvre de l’École", "l'oeuvre de l'ecole"])
    assert one == pytest.approx(other, abs=1e-6)


def test_a_vector_is_the_same_in_any_company(encoder: Encoder) -> None:
    """Alone or in a batch, to 1e-3 in cosine: the int8 graph rounds no batch as a whole."""
    texts = [*FRENCH, *ENGLISH, " ".join(ENGLISH * 6)]
    alone = np.concatenate([encoder.encode([text]) for text in texts])
    assert (alone * encoder.encode(texts)).sum(axis=1).min() > 1 - 1e-3


def test_the_graph_is_small_enough() -> None:
    """The wheel carries at most 45 MB of weights."""
    assert (BUNDLED / "onnx" / "model_int8.onnx").stat().st_size <= 45e6


def test_the_graph_is_near_the_weights(encoder: Encoder) -> None:
    """The mean cosine of int8 to fp16 is at least 0.98."""
    whole = load_encoder(str(BUNDLED))
    texts = [*FRENCH, *ENGLISH]
    assert float((whole.encode(texts) * encoder.encode(texts)).sum(axis=1).mean()) >= 0.98


def test_encoding_needs_no_torch() -> None:
    """A fresh process encodes with neither torch nor transformers in it."""
    code = (
        "import sys; from embeddings import load_encoder; load_encoder().encode(['a']);"
        "print(*{'torch', 'transformers', 'sentence_transformers'} & set(sys.modules))"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == ""
