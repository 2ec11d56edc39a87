"""A refresh that is killed, or meets a full disk, while somebody asks all along."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from knowledge.editions import Edition, EditionWatcher, open_edition
from knowledge.editions.storage import Home
from tests.encoders import HashingEncoder
from tests.knowledge.editions.victim import FULL
from tests.knowledge.editions.world import World

KILLS = 200
CITIES = ("Alphaville", "Betatown", "Gammaburg")


def write_release(world: World, number: int) -> None:
    """Write all pages so that every sentence names the release it belongs to."""
    for city in CITIES:
        world.write(city, f"The hotline of {city} belongs to release {number}. It is free.")


@dataclass(slots=True)
class Reader:
    """Asks all along, once through a watcher and once by opening anew.

    Attributes:
        answers: how many were whole and right.
        faults: what was wrong, and what was raised.
        latest: the highest release seen; a later answer may not be older.
    """

    home: Path
    answers: int = 0
    faults: list[str] = field(default_factory=list)
    latest: int = 0
    stopped: threading.Event = field(default_factory=threading.Event)

    def ask_on(self) -> None:
        """Ask until stopped."""
        watcher = EditionWatcher(self.home, load=lambda _: HashingEncoder())
        while not self.stopped.wait(0.002):
            try:
                self.check(watcher.current())
                self.check(open_edition(self.home, load=lambda _: HashingEncoder()))
            except Exception as error:
                self.faults.append(f"{type(error).__name__}: {error}")

    def check(self, edition: Edition) -> None:
        """Ask one question, and look for words of two editions in its answer."""
        hits = edition.search("Is the hotline free?", k=3)
        passages = [edition.passages[hit.passage] for hit in hits]
        texts = [each.text for each in passages]
        texts += [edition.profiles[each.profile].text for each in passages]
        releases = {int(number) for text in texts for number in re.findall(r"release (\d+)", text)}
        if len(passages) != len(CITIES) or len(releases) != 1 or edition.fallback:
            self.faults.append(f"{edition.id}: {texts} {edition.fallback}")
        elif min(releases) < self.latest:
            self.faults.append(f"release {releases} after {self.latest}")
        else:
            self.latest = releases.pop()
            self.answers += 1


@contextmanager
def reading(home: Path) -> Iterator[Reader]:
    """Ask in a thread until the block ends."""
    reader = Reader(home)
    thread = threading.Thread(target=reader.ask_on)
    thread.start()
    try:
        yield reader
    finally:
        reader.stopped.set()
        thread.join()


@dataclass(slots=True)
class Victim:
    """The process whose children refresh."""

    process: subprocess.Popen[str]

    def start(self, order: str = "") -> int:
        """Begin a refresh and return the process id of the child that does it."""
        self.say(order)
        return self.line()

    def end(self) -> int:
        """Wait for the child to end, and return its exit status."""
        self.say("")
        return self.line()

    def say(self, text: str) -> None:
        """Give it a line."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{text}\n")
        self.process.stdin.flush()

    def line(self) -> int:
        """Return the next number it says."""
        assert self.process.stdout is not None
        return int(self.process.stdout.readline())


@contextmanager
def victim(root: Path) -> Iterator[Victim]:
    """Run a victim that has published the pages as they are."""
    command = [sys.executable, "-m", "tests.knowledge.editions.victim", str(root)]
    # Forking is safe only where no library has started threads.
    environment = os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environment,
    ) as process:
        ready = Victim(process)
        try:
            assert ready.line() == process.pid
            yield ready
        finally:
            process.kill()


def test_a_refresh_killed_at_any_moment_harms_nobody(tmp_path: Path) -> None:
    """Of 200 refreshes killed at random moments none is noticed by who asks, nor by the next."""
    world = World(tmp_path)
    write_release(world, 0)
    chance = random.Random(20261124)
    with victim(tmp_path) as refreshing:
        write_release(world, 1)
        began = time.monotonic()
        refreshing.start()
        assert refreshing.end() == 0
        whole = time.monotonic() - began
        killed, release = 0, 1
        with reading(world.home) as reader:
            while killed < KILLS:
                release += 1
                write_release(world, release)
                child = refreshing.start()
                time.sleep(chance.uniform(0, whole))
                os.kill(child, signal.SIGKILL)
                hit = refreshing.end() == -signal.SIGKILL
                killed += hit
                # How long a refresh takes changes with what else the machine does.
                whole *= 1.02 if hit else 0.9
    assert reader.faults == []
    assert reader.answers > KILLS / 4
    world.refresh(kept=3)
    profiles = world.open().profiles.values()
    assert all(f"release {release}." in profile.text for profile in profiles)
    assert not world.refresh(kept=3).published
    assert list(Home(world.home).editions.glob(".*")) == []
    assert len(Home(world.home).edition_ids()) <= 4


def test_a_refresh_killed_before_each_change_on_the_disk_harms_nobody(tmp_path: Path) -> None:
    """Between any two changes on the disk, what can be opened is one whole edition."""
    world = World(tmp_path)
    write_release(world, 0)
    with victim(tmp_path) as refreshing:
        shutil.copytree(world.home, tmp_path / "before")
        write_release(world, 1)
        seen = []
        for step in range(1000):
            shutil.rmtree(world.home)
            shutil.copytree(tmp_path / "before", world.home)
            refreshing.start(f"step {step}")
            status = refreshing.end()
            reader = Reader(world.home)
            reader.check(world.open())
            assert reader.faults == [], step
            seen.append(reader.latest)
            if status == 0:
                break
            assert status == -signal.SIGKILL
    assert len(seen) > 30
    assert seen == sorted(seen)
    assert {0, 1} == set(seen)


def test_a_full_disk_harms_nobody(tmp_path: Path) -> None:
    """Whichever file does not fit, the refresh ends with a reason, and the old edition serves."""
    world = World(tmp_path)
    write_release(world, 0)
    world.refresh()
    sizes = {stamp.size for stamp in world.open().manifest.files.values()}
    limits = sorted({most for size in sizes for most in (size // 2, size - 1) if size > 1})
    full = 0
    with victim(tmp_path) as refreshing, reading(world.home) as reader:
        for number, most in enumerate(limits, 1):
            write_release(world, number)
            refreshing.start(f"limit {most}")
            full += refreshing.end() == FULL
            assert list(Home(world.home).editions.glob(".candidate-*")) == []
    assert full > 10
    assert reader.faults == []
    assert reader.answers > full
    assert world.refresh().published
    assert f"release {len(limits)}" in world.open().profiles["betatown"].text


@pytest.mark.skipif(os.geteuid() != 0 or not shutil.which("mount"), reason="only root mounts")
@pytest.mark.parametrize("kilobytes", [24, 48, 96, 192])
def test_a_really_full_disk_harms_nobody(tmp_path: Path, kilobytes: int) -> None:
    """On a file system that runs out of space the old edition serves, and the next one fits."""
    world = World(tmp_path)
    write_release(world, 0)
    world.home.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(world.home)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("mounting is not allowed here")
    try:
        world.refresh()
        ballast = world.home / "ballast"
        room = shutil.disk_usage(world.home).free - kilobytes * 1024
        ballast.write_bytes(bytes(max(0, room)))
        write_release(world, 1)
        try:
            world.refresh()
        except OSError as error:
            assert "No space left" in str(error)  # noqa: PT017 - either outcome is sound
        assert world.open().fallback is None
        assert world.open().search("Is the hotline free?")
        ballast.unlink()
        write_release(world, 2)
        world.refresh()
        assert "release 2" in world.open().profiles["betatown"].text
    finally:
        subprocess.run(["umount", "-l", str(world.home)], check=True)
