"""One measurement in a process of its own, so that none warms up the next."""

from __future__ import annotations

import json
import re
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.editions import Encoder, RefreshSettings, open_edition, refresh
from knowledge.editions.seams import load_bundled
from knowledge.editions.vectors import BATCH
from knowledge.sources import Limits, parse_source
from tests.benchmarks.towns import write_towns
from tests.encoders import HashingEncoder

QUESTIONS = ("Is there a telephone line for teachers?", "Who pays for the youth workshop?") * 50
HASHED = "hashed"


class HashedEncoder(HashingEncoder):
    """Hashes words into as many dimensions as the bundled encoder has, and costs little."""

    name = HASHED
    dimension = 384


@dataclass(frozen=True, slots=True)
class Build:
    """A full build.

    Attributes:
        texts: passages, sentences and words that were embedded.
        embedding: seconds of it.
        rest: seconds of everything else.
        megabytes: of the edition on disk.
        peak: most memory of the process, in megabytes.
    """

    profiles: int
    texts: int
    embedding: float
    rest: float
    megabytes: float
    peak: float


@dataclass(frozen=True, slots=True)
class Opening:
    """An edition opened and asked.

    Attributes:
        seconds: until it is open, every file verified.
        private: megabytes that the process owns more than before, encoder left out.
        mapped: megabytes of files that it shares with the system more than before.
        milliseconds: of one search, the encoding of the question left out.
    """

    seconds: float
    private: float
    mapped: float
    milliseconds: float


class TimedEncoder:
    """Times another encoder."""

    def __init__(self, inner: Encoder) -> None:
        self.inner = inner
        self.name, self.digest, self.dimension = inner.name, inner.digest, inner.dimension
        self.seconds = 0.0

    def encode(self, texts: Sequence[str], *, kind: Any = "passage") -> NDArray[np.float32]:
        """Encode, and add to the seconds."""
        began = time.perf_counter()
        try:
            return self.inner.encode(texts, kind=kind)
        finally:
            self.seconds += time.perf_counter() - began


def get_encoder(name: str) -> Encoder:
    """Return the hashed encoder, the bundled one, or another by name."""
    if name == HASHED:
        return HashedEncoder()
    return load_bundled(None if name == "bundled" else name)


def measure_build(home: Path, pages: Path, encoder: str) -> Build:
    """Build an edition from nothing."""
    timed = TimedEncoder(get_encoder(encoder))
    timed.encode(["warm"] * BATCH)
    timed.seconds = 0.0
    began = time.perf_counter()
    settings = RefreshSettings(limits=Limits(pages=20_000))
    manifest = refresh(home, [parse_source(str(pages))], timed, settings).edition
    seconds = time.perf_counter() - began
    assert manifest is not None
    return Build(
        profiles=manifest.profiles,
        texts=manifest.changes.embedded,
        embedding=timed.seconds,
        rest=seconds - timed.seconds,
        megabytes=sum(stamp.size for stamp in manifest.files.values()) / 1e6,
        peak=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    )


def memory() -> tuple[float, float]:
    """Return the megabytes that this process owns, and those that it maps from files (Linux)."""
    text = Path("/proc/self/smaps_rollup").read_text()
    found = {name: int(kb) / 1024 for name, kb in re.findall(r"^(\w+): +(\d+) kB", text, re.M)}
    return found["Anonymous"], found["Rss"] - found["Anonymous"]


def measure_opening(home: Path) -> Opening:
    """Open an edition and search it, with vectors of questions that cost nothing."""
    import bm25s  # noqa: F401 - imported before, so that only the edition is measured
    import faiss  # noqa: F401 - likewise

    encoder = HashedEncoder()
    vectors = encoder.encode(QUESTIONS, kind="query")
    before = memory()
    began = time.perf_counter()
    edition = open_edition(home)
    opened = time.perf_counter()
    edition.index.search(QUESTIONS[0], vectors[0])
    warm = time.perf_counter()
    for question, vector in zip(QUESTIONS, vectors, strict=True):
        for hit in edition.index.search(question, vector):
            edition.passages[hit.passage]
    asked = time.perf_counter()
    after = memory()
    return Opening(
        seconds=opened - began,
        private=after[0] - before[0],
        mapped=after[1] - before[1],
        milliseconds=1000 * (asked - warm) / len(QUESTIONS),
    )


def in_process(*arguments: str) -> dict[str, Any]:
    """Run one measurement of this module in a new process."""
    command = [sys.executable, "-m", "tests.benchmarks.measures", *arguments]
    run = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    told: dict[str, Any] = json.loads(run.stdout)
    return told


def main(what: str, folder: str, *more: str) -> None:
    """Do one measurement and print it as JSON."""
    root = Path(folder)
    if what == "pages":
        write_towns(root / "pages", int(more[0]), Path(more[1]) if more[1:] else None)
        told: dict[str, Any] = {}
    elif what == "build":
        told = asdict(measure_build(root / "home", root / "pages", more[0]))
    else:
        told = asdict(measure_opening(root / "home"))
    print(json.dumps(told))  # noqa: T201 - the parent reads it


if __name__ == "__main__":
    main(*sys.argv[1:])
