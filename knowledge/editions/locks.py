"""One refresh at a time, and no edition removed under its readers."""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from knowledge.editions.layout import MANIFEST
from knowledge.editions.storage import Home
from knowledge.errors import LockedError
from knowledge.reasons import Reason, because

_PAUSE = 0.1


@contextmanager
def refresh_lock(
    home: Path,
    *,
    wait: float = 0.0,
    sleep: Callable[[float], None] = time.sleep,
    clock: Callable[[], float] = time.monotonic,
) -> Iterator[None]:
    """Hold the home for one refresh or rollback.

    The system frees the lock when its holder ends, however it ends.

    Args:
        home: the folder to hold; made where it is missing.
        wait: seconds to wait for another holder before giving up.
        sleep: what waits; ``clock`` says how long, in seconds.
        clock: a clock that never goes back.

    Raises:
        LockedError: another process holds it; says which one and since when.
    """
    home.mkdir(parents=True, exist_ok=True)
    handle = os.open(Home(home).lock, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        deadline = clock() + wait
        while not _try_lock(handle, fcntl.LOCK_EX):
            if clock() >= deadline:
                raise LockedError(_holder(Home(home).lock))
            sleep(_PAUSE)
        _sign(handle)
        yield
        os.ftruncate(handle, 0)
    finally:
        os.close(handle)


def _try_lock(handle: int, kind: int) -> bool:
    try:
        fcntl.flock(handle, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _sign(handle: int) -> None:
    since = datetime.now(UTC).isoformat(timespec="seconds")
    os.ftruncate(handle, 0)
    os.pwrite(handle, json.dumps({"pid": os.getpid(), "since": since}).encode(), 0)


def _holder(lock: Path) -> Reason:
    try:
        said = json.loads(lock.read_bytes())
        return because("refresh.locked_by", process=str(said["pid"]), since=str(said["since"]))
    except (OSError, ValueError, KeyError, TypeError):
        return because("refresh.locked")


def hold_edition(folder: Path) -> int:
    """Return a handle that keeps an edition from being removed until it is closed.

    Raises:
        OSError: the edition is not there, or is just being removed.
    """
    handle = os.open(folder / MANIFEST, os.O_RDONLY)
    if not _try_lock(handle, fcntl.LOCK_SH):
        os.close(handle)
        message = f"{folder.name} is being removed"
        raise FileNotFoundError(message)
    return handle


@contextmanager
def unused_edition(folder: Path) -> Iterator[bool]:
    """Say whether nobody reads an edition, and keep readers out until the block ends."""
    try:
        handle = os.open(folder / MANIFEST, os.O_RDONLY)
    except OSError:
        yield True
        return
    try:
        yield _try_lock(handle, fcntl.LOCK_EX)
    finally:
        os.close(handle)
