"""A small encoder for tests: words hashed into a vector, no model."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from knowledge.search.terms import stem, words


class HashingEncoder:
    """Texts that share stems are near; the same text has the same vector in every process."""

    name = "hashing"
    digest = sha256(b"hashing").hexdigest()
    dimension = 64

    def __init__(self) -> None:
        self.encoded: list[str] = []

    def encode(
        self, texts: Sequence[str], *, kind: Literal["query", "passage"] = "passage"
    ) -> NDArray[np.float32]:
        """Return float32 of shape (n, 64), unit length."""
        del kind
        self.encoded.extend(texts)
        return np.stack([self._vector(text) for text in texts]) if texts else self._none()

    def _none(self) -> NDArray[np.float32]:
        return np.empty((0, self.dimension), np.float32)

    def _vector(self, text: str) -> NDArray[np.float32]:
        vector = np.full(self.dimension, 1e-3, np.float32)
        for word in words(text):
            seed = sha256(stem(word, "en").encode()).digest()
            vector[seed[0] % self.dimension] += 1 if seed[1] % 2 else -1
        unit: NDArray[np.float32] = (vector / np.linalg.norm(vector)).astype(np.float32)
        return unit
