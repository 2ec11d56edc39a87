"""What one changed profile costs: python -m tests.benchmarks.difference [--count 300].

Builds an edition, changes one page, refreshes again, and compares the times. In the same run a
sample of the same texts is embedded by the encoder and plainly by sentence-transformers, in single
precision, where that is installed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from knowledge.editions import Encoder, open_edition, refresh
from knowledge.editions.vectors import BATCH
from knowledge.search import units
from knowledge.sources import parse_source
from tests.benchmarks.measures import TimedEncoder, get_encoder
from tests.benchmarks.towns import write_towns

MODEL = Path("embeddings/model")
SAMPLE = 2_000
"""Texts that both embed, taken evenly: passages, sentences and words."""


def time_refresh(home: Path, pages: Path, encoder: Encoder) -> float:
    """Return the seconds of one refresh."""
    began = time.perf_counter()
    refresh(home, [parse_source(str(pages))], encoder)
    return time.perf_counter() - began


def time_plainly(texts: Sequence[str], model: str) -> float | None:
    """Return the seconds that sentence-transformers takes for texts, None where it is missing."""
    try:
        import torch
        from sentence_transformers import SentenceTransformer
    except ImportError:
        return None
    plain = SentenceTransformer(model, device="cpu", model_kwargs={"dtype": torch.float32})
    plain.encode(list(texts[:64]))
    began = time.perf_counter()
    plain.encode(list(texts), batch_size=32, normalize_embeddings=True)
    return time.perf_counter() - began


def time_encoder(texts: Sequence[str], encoder: Encoder) -> float:
    """Return the seconds that an encoder takes for texts."""
    began = time.perf_counter()
    for start in range(0, len(texts), BATCH):
        encoder.encode(texts[start : start + BATCH], kind="passage")
    return time.perf_counter() - began


def change(page: Path) -> None:
    """Reword one page here and there."""
    page.write_text(page.read_text("utf-8").replace("police", "county police"), "utf-8")


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    asked.add_argument("--encoder", default="bundled", help="bundled, hashed, or another's name")
    asked.add_argument("--count", type=int, default=300, help="profiles")
    asked.add_argument("--corpus", type=Path, help="JSON Lines, packed, of pages to use instead")
    asked.add_argument("--plain", default=str(MODEL), help="the model for sentence-transformers")
    given = asked.parse_args()
    encoder = TimedEncoder(get_encoder(given.encoder))
    encoder.encode(["warm"] * 64)
    with tempfile.TemporaryDirectory() as folder:
        home, pages = Path(folder) / "home", Path(folder) / "pages"
        write_towns(pages, given.count, given.corpus)
        encoder.seconds = 0.0
        full = time_refresh(home, pages, encoder)
        embedding = encoder.seconds
        texts = [unit.text for unit in units(open_edition(home).passages)]
        change(sorted(pages.iterdir())[given.count // 2])
        one = time_refresh(home, pages, encoder)
        embedded = open_edition(home).manifest.changes.embedded
        none = time_refresh(home, pages, encoder)
    out = sys.stdout
    rate = len(texts) / embedding
    out.write(f"Full build of {given.count} profiles: {full:.1f} s, {len(texts):,} texts\n")
    out.write(f"  embedding: {embedding:.1f} s, {rate:,.0f} texts a second\n")
    out.write(f"One changed: {one:.2f} s, {embedded} texts, {100 * one / full:.1f} % of it\n")
    out.write(f"Nothing changed: {none:.2f} s, nothing embedded, nothing published\n")
    sample = texts[:: max(1, len(texts) // SAMPLE)]
    ours, plainly = time_encoder(sample, encoder), time_plainly(sample, given.plain)
    out.write(f"{len(sample):,} of the texts: {len(sample) / ours:,.0f} a second\n")
    if plainly is not None:
        rate = len(sample) / plainly
        out.write(f"  by plain SentenceTransformer.encode: {rate:,.0f} a second\n")


if __name__ == "__main__":
    main()
