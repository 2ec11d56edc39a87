"""The home's folders, and writes that outlive a power cut."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from uuid import uuid4

from knowledge.editions.layout import MANIFEST, FileStamp
from knowledge.errors import NoEditionError
from knowledge.reasons import because

_NAME = re.compile(r"\d{8}T\d{6}\.\d{3}Z")
_ASIDE = ".candidate-"
_TRASH = ".trash-"


@dataclass(frozen=True, slots=True)
class Home:
    """Where everything of one deployment lies."""

    path: Path

    @property
    def editions(self) -> Path:
        """Folder of the published editions."""
        return self.path / "editions"

    @property
    def current(self) -> Path:
        """The small file that names the current edition."""
        return self.path / "current"

    @property
    def history(self) -> Path:
        """Which edition was switched to when, one JSON object a line."""
        return self.path / "editions" / "history.jsonl"

    @property
    def lock(self) -> Path:
        """What a refresh holds while it works."""
        return self.path / "refresh.lock"

    @property
    def citations(self) -> Path:
        """Folder of superseded profiles, for citations of pruned editions."""
        return self.path / "citations"

    @property
    def sources(self) -> Path:
        """The list of sources that staff keep."""
        return self.path / "sources.yaml"

    def folder(self, edition: str) -> Path:
        """Return an edition's folder."""
        return self.editions / edition

    def edition_ids(self) -> list[str]:
        """Return the editions that lie in the home, oldest first; no other folder is one."""
        if not self.editions.is_dir():
            return []
        names = (path.name for path in self.editions.iterdir() if path.is_dir())
        return sorted(name for name in names if _NAME.fullmatch(name))


def read_current(home: Path) -> str:
    """Return the id of the current edition.

    Raises:
        NoEditionError: nothing is published in this home.
    """
    try:
        return Home(home).current.read_text(encoding="utf-8").strip()
    except (FileNotFoundError, NotADirectoryError):
        raise NoEditionError(because("edition.none", home=str(home))) from None
    except UnicodeDecodeError:
        return ""


def write_whole(path: Path, data: bytes) -> None:
    """Replace a file in one step: whoever reads sees the old or the new, whole.

    Raises:
        OSError: it can't be written; the old one stays.
    """
    aside = path.with_name(f".{path.name}.{uuid4().hex[:8]}")
    try:
        with aside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make a folder's own entries outlive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def files_of(folder: Path) -> Iterator[Path]:
    """Yield every file below a folder, in a fixed order."""
    yield from sorted(path for path in folder.rglob("*") if path.is_file())


def stamp(path: Path) -> FileStamp:
    """Return a file's size and digest."""
    with path.open("rb") as file:
        return FileStamp(path.stat().st_size, file_digest(file, "sha256").hexdigest())


def stamp_files(folder: Path) -> dict[str, FileStamp]:
    """Return the stamp of every file but the manifest, by path in the folder."""
    return {
        path.relative_to(folder).as_posix(): stamp(path)
        for path in files_of(folder)
        if path.name != MANIFEST
    }


def sync_files(folder: Path) -> None:
    """Make every file and folder below a folder outlive a power cut."""
    for path in files_of(folder):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    for path in (folder, *(each for each in folder.rglob("*") if each.is_dir())):
        sync_folder(path)


def make_aside(home: Home) -> Path:
    """Return a new empty folder beside the editions, on the same file system."""
    aside = home.editions / f"{_ASIDE}{uuid4().hex[:12]}"
    aside.mkdir(parents=True)
    return aside


def remove_folder(home: Home, folder: Path) -> None:
    """Remove an edition's folder: first its name, then its files, so that no half is seen."""
    trash = home.editions / f"{_TRASH}{uuid4().hex[:12]}"
    folder.rename(trash)
    shutil.rmtree(trash, ignore_errors=True)


def sweep(home: Home) -> None:
    """Remove what a killed refresh left behind; only for who holds the lock."""
    for pattern in (f"{_ASIDE}*", f"{_TRASH}*"):
        for folder in home.editions.glob(pattern):
            shutil.rmtree(folder, ignore_errors=True)
    for left in home.path.glob(".current.*"):
        left.unlink(missing_ok=True)
