"""A refresh of hostile pages in a process of its own, which tells how much memory it took.

Run as ``python -m tests.knowledge.editions.hostile ROOT``: pages lie in ``ROOT/pages``. It prints
one JSON object: the failures by name, the slugs that were published, and the megabytes that the
process grew by.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path

from knowledge.editions.seams import default_pipeline
from tests.knowledge.editions.world import World


def peak() -> float:
    """Return the most memory that the process ever held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(root: Path) -> None:
    """Refresh a harmless page, then all pages."""
    world = World(root, pipeline=default_pipeline())
    world.refresh(str(root / "harmless.txt"))
    before = peak()
    result = world.refresh(str(root / "harmless.txt"), str(world.pages))
    failures = {Path(each.source).name: each.reason for each in result.report.failures}
    grown = round(peak() - before, 1)
    told = {"failures": failures, "profiles": list(world.open().profiles), "grown": grown}
    print(json.dumps(told))  # noqa: T201 - the parent reads it


if __name__ == "__main__":
    main(Path(sys.argv[1]))
