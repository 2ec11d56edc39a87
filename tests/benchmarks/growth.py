"""How an edition grows: python -m tests.benchmarks.growth [--corpus FILE] [--picture FILE].

Builds and opens editions of 1, 30, 300 and 3,000 invented towns, prints a table in Markdown and
draws it. Up to 300 the bundled encoder embeds; beyond, its work is left out by hashed vectors of
the same dimension, since it only grows with the number of texts.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.measures import HASHED, Build, Opening, in_process
from tests.benchmarks.picture import draw_growth

COUNTS = (1, 30, 300, 3000)
EMBEDDED = 300
HEAD = (
    "Profiles", "Texts", "Embedding", "Rest of the build", "Peak memory", "On disk", "Opening",
    "Memory", "Search",
)  # fmt: skip


def measure(count: int, encoder: str, corpus: str | None) -> tuple[Build, Opening]:
    """Build and open an edition of so many profiles."""
    with tempfile.TemporaryDirectory() as folder:
        in_process("pages", folder, str(count), *([corpus] if corpus else []))
        build = Build(**in_process("build", folder, encoder))
        return build, Opening(**in_process("open", folder))


def row(build: Build, opening: Opening, *, embedded: bool) -> str:
    """Return one row of the table."""
    cells = (
        f"{build.profiles:,}",
        f"{build.texts:,}",
        f"{build.embedding:.1f} s" if embedded else "left out",
        f"{build.rest:.1f} s",
        f"{build.peak:.0f} MB",
        f"{build.megabytes:.1f} MB",
        f"{opening.seconds:.3f} s",
        f"{opening.private:.0f} MB",
        f"{opening.milliseconds:.1f} ms",
    )
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Measure, print and draw."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    asked.add_argument("--encoder", default="bundled", help="bundled, hashed, or another's name")
    asked.add_argument("--counts", default=",".join(map(str, COUNTS)))
    asked.add_argument("--corpus", help="JSON Lines, packed, of pages to use instead")
    asked.add_argument("--picture", type=Path, help="where the picture goes, as SVG")
    given = asked.parse_args()
    out = sys.stdout
    out.write(f"| {' | '.join(HEAD)} |\n|{'---:|' * len(HEAD)}\n")
    measured = []
    for count in map(int, given.counts.split(",")):
        encoder = given.encoder if count <= EMBEDDED else HASHED
        build, opening = measure(count, encoder, given.corpus)
        measured.append((build, opening))
        out.write(row(build, opening, embedded=encoder != HASHED) + "\n")
        out.flush()
    if given.picture:
        given.picture.parent.mkdir(parents=True, exist_ok=True)
        given.picture.write_text(draw_growth(measured), encoding="utf-8")


if __name__ == "__main__":
    main()
