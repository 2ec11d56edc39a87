"""Pages in files and folders."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from knowledge.reasons import because, system_reason
from knowledge.sources.archives import looks_like_archive, read_archive
from knowledge.sources.documents import Document, Failure, Found, Limits, Listing, printable


def read_path(path: Path, root: str, limits: Limits) -> Iterator[Found]:
    """Yield the pages of a file, a folder or an archive.

    Args:
        path: what to look into.
        root: what staff gave.
        limits: how much is read at most.
    """
    if path.is_dir():
        yield from _read_folder(path, root, limits)
    elif looks_like_archive(path.name) and path.is_file():
        yield from read_archive(path, str(path), root, limits)
    else:
        yield read_file(path, root, limits)


def read_file(path: Path, root: str, limits: Limits) -> Document | Failure:
    """Return the bytes of a file, or why they can't be had."""
    name = printable(str(path))
    if not path.exists():
        return Failure(name, root, because("file.missing"), gone=True)
    if not path.is_file():
        return Failure(name, root, because("file.not_plain"))
    try:
        with path.open("rb") as file:
            data = file.read(limits.page_bytes + 1)
    except OSError as error:
        return Failure(name, root, because("file.unreadable", problem=system_reason(error)))
    if len(data) > limits.page_bytes:
        return Failure(name, root, because("file.too_large", most=limits.page_bytes))
    return Document(name, root, data)


def _read_folder(folder: Path, root: str, limits: Limits) -> Iterator[Found]:
    try:
        paths = sorted(_walk(folder))
    except OSError as error:
        reason = because("file.unlistable", problem=system_reason(error))
        yield Failure(printable(str(folder)), root, reason)
        return
    if len(paths) > limits.pages:
        reason = because("file.too_many", files=len(paths), most=limits.pages)
        yield Failure(printable(str(folder)), root, reason)
        return
    yield Listing(root, len(paths))
    for path in paths:
        if not path.resolve().is_relative_to(folder.resolve()):
            yield Failure(printable(str(path)), root, because("file.outside"))
        elif looks_like_archive(path.name):
            yield from (
                each
                for each in read_archive(path, str(path), root, limits)
                if not isinstance(each, Listing)
            )
        else:
            yield read_file(path, root, limits)


def _walk(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder, hidden ones left out and linked folders not entered."""
    for path in folder.iterdir():
        if path.name.startswith("."):
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _walk(path)
        elif not path.is_dir():
            yield path
