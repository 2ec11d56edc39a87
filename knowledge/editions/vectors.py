"""Vectors of an edition: taken from the one before where text and encoder are the same."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from knowledge.editions.seams import Encoder, Progress, stay_quiet

if TYPE_CHECKING:
    from knowledge.editions.edition import Edition
    from knowledge.search import Unit

KEY_BYTES = 16
BATCH = 256


@dataclass(frozen=True, slots=True)
class Embedded:
    """Vectors of all units, and what they cost.

    Attributes:
        vectors: float32 of shape (n, d), unit length.
        keys: uint8 of shape (n, 16): which text and encoder each came from.
        embedded: texts that were encoded; ``reused`` counts those that were not.
        seconds: spent encoding.
    """

    vectors: NDArray[np.float32]
    keys: NDArray[np.uint8]
    embedded: int
    reused: int
    seconds: float

    @property
    def rate(self) -> float | None:
        """Texts encoded a second, None where too few were to tell."""
        return self.embedded / self.seconds if self.embedded >= 10 and self.seconds else None


def unit_keys(units: Sequence[Unit], encoder_digest: str) -> list[bytes]:
    """Return 16 bytes for each unit that only the same text and encoder share."""
    start = sha256(f"{encoder_digest}\0".encode())
    keys = []
    for unit in units:
        total = start.copy()
        total.update(unit.text.encode())
        keys.append(total.digest()[:KEY_BYTES])
    return keys


def stored_rows(edition: Edition | None) -> dict[bytes, int]:
    """Return the row of each vector of an edition by its key."""
    if edition is None:
        return {}
    data = edition.keys().tobytes()
    return {
        data[start : start + KEY_BYTES]: row
        for row, start in enumerate(range(0, len(data), KEY_BYTES))
    }


def missing_units(keys: Sequence[bytes], known: dict[bytes, int]) -> list[int]:
    """Return the positions to encode: one for each key that is not known."""
    first: dict[bytes, int] = {}
    for position, key in enumerate(keys):
        if key not in known:
            first.setdefault(key, position)
    return list(first.values())


def embed(
    units: Sequence[Unit],
    encoder: Encoder,
    previous: Edition | None = None,
    *,
    progress: Progress = stay_quiet,
    clock: Callable[[], float] = time.perf_counter,
) -> Embedded:
    """Return the vectors of all units, encoding only what the previous edition does not hold.

    Args:
        units: what to embed.
        encoder: makes the vectors; its digest is part of each key.
        previous: where known vectors are taken from.
        progress: hears how many texts are encoded.
        clock: in seconds.
    """
    keys = unit_keys(units, encoder.digest)
    known = stored_rows(previous)
    vectors = np.empty((len(units), encoder.dimension), np.float32)
    missing = missing_units(keys, known)
    began = clock()
    fresh = _encode(units, missing, encoder, vectors, progress)
    seconds = clock() - began
    _copy(keys, known, previous, vectors)
    repeated = {keys[position]: position for position in fresh}
    for position, key in enumerate(keys):
        if key in repeated:
            vectors[position] = vectors[repeated[key]]
    table = np.frombuffer(b"".join(keys), np.uint8).reshape(len(keys), KEY_BYTES)
    return Embedded(vectors, table, len(missing), len(units) - len(missing), seconds)


def _encode(
    units: Sequence[Unit],
    missing: list[int],
    encoder: Encoder,
    vectors: NDArray[np.float32],
    progress: Progress,
) -> list[int]:
    for start in range(0, len(missing), BATCH):
        rows = missing[start : start + BATCH]
        vectors[rows] = encoder.encode([units[row].text for row in rows], kind="passage")
        progress(start + len(rows), len(missing))
    return missing


def _copy(
    keys: Sequence[bytes],
    known: dict[bytes, int],
    previous: Edition | None,
    vectors: NDArray[np.float32],
) -> None:
    """Copy known vectors, one contiguous run at a time."""
    if previous is None:
        return
    # Unknown keys count upwards too, far below zero, so that they form runs of their own.
    below = -len(keys) - 2
    rows = np.array([known.get(key, below + i) for i, key in enumerate(keys)], np.int64)
    breaks = np.flatnonzero(np.diff(rows) != 1) + 1
    for run in np.split(np.arange(len(rows)), breaks):
        if len(run) and rows[run[0]] >= 0:
            first, last = int(rows[run[0]]), int(rows[run[-1]]) + 1
            vectors[run[0] : run[-1] + 1] = previous.index.unit_vectors(first, last)
