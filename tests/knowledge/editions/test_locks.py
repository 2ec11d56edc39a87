"""The lock of a refresh."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from knowledge.editions.locks import refresh_lock
from knowledge.errors import LockedError

HOLD = """
import sys, time
from pathlib import Path
from knowledge.editions.locks import refresh_lock
with refresh_lock(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_the_lock_of_a_killed_process_is_free(tmp_path: Path) -> None:
    """While its holder lives the lock names it; once it is killed, the next refresh works."""
    command = [sys.executable, "-c", HOLD, str(tmp_path)]
    # The command is this file's own.
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        with (
            pytest.raises(LockedError, match=f"Process {process.pid} has been"),
            refresh_lock(tmp_path),
        ):
            pass
        process.send_signal(signal.SIGKILL)
        process.wait()
    with refresh_lock(tmp_path):
        assert "pid" in (tmp_path / "refresh.lock").read_text()
    assert (tmp_path / "refresh.lock").read_text() == ""


def test_a_refresh_can_wait(tmp_path: Path) -> None:
    """Waiting ends when the holder is done."""
    holder = refresh_lock(tmp_path)
    holder.__enter__()
    pauses: list[float] = []

    def sleep(seconds: float) -> None:
        pauses.append(seconds)
        holder.__exit__(None, None, None)

    with refresh_lock(tmp_path, wait=10, sleep=sleep):
        assert len(pauses) == 1


def test_waiting_ends_at_its_limit(tmp_path: Path) -> None:
    """A holder that stays is reported after the time one was ready to wait."""
    seconds = iter(range(100))
    pauses: list[float] = []
    with (
        refresh_lock(tmp_path),
        pytest.raises(LockedError, match="wait for it to end, or stop it"),
        refresh_lock(tmp_path, wait=5, sleep=pauses.append, clock=lambda: float(next(seconds))),
    ):
        pass
    assert len(pauses) == 4


def test_an_unreadable_lock_still_refuses(tmp_path: Path) -> None:
    """A holder that could not sign its name is reported all the same."""
    with refresh_lock(tmp_path):
        (tmp_path / "refresh.lock").write_text("")
        with (
            pytest.raises(LockedError, match="Another process is refreshing"),
            refresh_lock(tmp_path),
        ):
            pass
