"""A process that refreshes when told to, in children that may be killed at any moment.

Run as ``python -m tests.knowledge.editions.victim ROOT``. It refreshes once and says its own
process id. A line of input then asks for one refresh by a forked child: ``limit BYTES`` of the
largest file that it may write, ``step NUMBER`` of the change on the disk before which it kills
itself, or nothing. It answers with the child's process id, waits for one more line, so that the
child's number stays taken until then, and answers with its exit status.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
from itertools import count
from pathlib import Path
from typing import Any

from knowledge.errors import KnowledgeError
from tests.knowledge.editions.world import World

CHANGES = frozenset({"os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.truncate"})
"""Audit events that change the disk, as opening for writing does (PEP 578)."""
FULL = 3
"""Exit status of a child that found the disk full."""


def limit_files(most: int) -> None:
    """Let no file grow beyond so many bytes."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))


def die_before(step: int) -> None:
    """Kill this process just before its change on the disk of that number, counted from 0."""
    steps = count()

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        writes = event == "open" and bool(int(arguments[2]) & (os.O_WRONLY | os.O_RDWR))
        if (writes or event in CHANGES) and next(steps) == step:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)


def refresh_once(world: World, order: str) -> int:
    """Refresh, and return the exit status that tells how it went."""
    what, _, number = order.partition(" ")
    if what:
        {"limit": limit_files, "step": die_before}[what](int(number))
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
            os._exit(refresh_once(world, line.strip()))
        print(child, flush=True)  # noqa: T201 - the parent reads it
        sys.stdin.readline()
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)  # noqa: T201 - likewise


if __name__ == "__main__":
    serve(Path(sys.argv[1]))
