"""A process that refreshes when told to, in children that may be killed at any moment.

Run as ``python -m tests.knowledge.editions.victim ROOT``. It refreshes once and says its own
process id. A line of input then asks for one refresh by a forked child: the largest file in bytes
that it may write, or nothing. It answers with the child's process id, waits for one more line, so
that the child's number stays taken until then, and answers with its exit status.
"""

from __future__ import annotations

import os
import resource
import sys
from pathlib import Path

from knowledge.errors import KnowledgeError
from tests.knowledge.editions.world import World

FULL = 3
"""Exit status of a child that found the disk full."""


def refresh_once(world: World, most: int | None) -> int:
    """Refresh, and return the exit status that tells how it went."""
    if most is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))
    try:
        return 0 if world.refresh(kept=3).published else 4
    except (OSError, KnowledgeError) as error:
        sys.stderr.write(f"{error}\n")
        return FULL


def serve(root: Path) -> None:
    """Fork a child for each line of input."""
    world = World(root)
    world.refresh()
    print(os.getpid(), flush=True)  # noqa: T201 - the parent reads it
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            os._exit(refresh_once(world, int(line) if line.strip() else None))
        print(child, flush=True)  # noqa: T201 - the parent reads it
        sys.stdin.readline()
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)  # noqa: T201 - likewise


if __name__ == "__main__":
    serve(Path(sys.argv[1]))
