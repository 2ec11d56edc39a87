"""Pages in a ZIP: every member is judged by its name and unpacked within bounds."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path, PurePosixPath
from zlib import error as ZlibError  # noqa: N812 - it is a class, whatever its name

from knowledge.errors import RefusedSourceError
from knowledge.reasons import because
from knowledge.sources.documents import Document, Failure, Found, Limits, Listing, printable

_CHUNK = 65_536
_ENCRYPTED = 0x1
_BROKEN = (zipfile.BadZipFile, ZlibError, EOFError, OSError, NotImplementedError, RuntimeError)


class _TooLargeError(RefusedSourceError):
    """A member unpacks to too much; what was unpacked counts all the same."""


def looks_like_archive(name: str) -> bool:
    """Return whether a file's name says that it is a ZIP of pages."""
    return name.casefold().endswith(".zip")


def read_archive(archive: Path | bytes, source: str, root: str, limits: Limits) -> Iterator[Found]:
    """Yield the pages of a ZIP, one in memory at a time.

    Args:
        archive: the file or its bytes.
        source: its name, the first part of each page's own.
        root: what staff gave.
        limits: how much is unpacked at most.
    """
    try:
        with zipfile.ZipFile(BytesIO(archive) if isinstance(archive, bytes) else archive) as opened:
            members = [member for member in opened.infolist() if not _is_clutter(member)]
            if len(members) > limits.archive_members:
                most = limits.archive_members
                reason = because("file.too_many", files=len(members), most=most)
                yield Failure(source, root, reason)
                return
            yield Listing(root, len(members))
            yield from _read_members(opened, members, source, root, limits)
    except _BROKEN as error:
        problem = printable(str(error))
        yield Failure(source, root, because("archive.broken", problem=problem))


def _is_clutter(member: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(member.filename.replace("\\", "/"))
    hidden = path.name.startswith(".") and path.name not in {"..", "."}
    return member.is_dir() or hidden or path.parts[:1] == ("__MACOSX",)


def _read_members(
    opened: zipfile.ZipFile,
    members: list[zipfile.ZipInfo],
    source: str,
    root: str,
    limits: Limits,
) -> Iterator[Found]:
    left = limits.archive_bytes
    for member in members:
        name = f"{source}/{printable(member.filename)}"
        try:
            _judge(member)
            data = _unpack(opened, member, min(limits.page_bytes, left))
        except _TooLargeError as error:
            left -= min(limits.page_bytes, left)
            yield Failure(name, root, error.reason)
        except RefusedSourceError as error:
            yield Failure(name, root, error.reason)
        except _BROKEN as error:
            problem = printable(str(error))
            yield Failure(name, root, because("archive.broken_member", problem=problem))
        else:
            left -= len(data)
            yield Document(name, root, data)
        if left <= 0:
            reason = because("archive.too_large", most=limits.archive_bytes)
            yield Failure(source, root, reason)
            return


def _judge(member: zipfile.ZipInfo) -> None:
    """Refuse a member by its name and kind.

    Raises:
        RefusedSourceError: it leads outside, is no plain file, is encrypted or an archive.
    """
    name = member.filename.replace("\\", "/")
    if name != printable(name):
        raise RefusedSourceError(because("archive.odd_name"))
    if name.startswith("/") or ".." in name.split("/") or ":" in name.split("/")[0]:
        raise RefusedSourceError(because("archive.outside"))
    mode = member.external_attr >> 16
    if mode and stat.S_IFMT(mode) not in {0, stat.S_IFREG}:
        raise RefusedSourceError(because("archive.not_plain"))
    if member.flag_bits & _ENCRYPTED:
        raise RefusedSourceError(because("archive.encrypted"))
    if looks_like_archive(name):
        raise RefusedSourceError(because("archive.nested"))


def _unpack(opened: zipfile.ZipFile, member: zipfile.ZipInfo, most: int) -> bytes:
    data = bytearray()
    with opened.open(member) as file:
        while chunk := file.read(_CHUNK):
            data += chunk
            if len(data) > most:
                raise _TooLargeError(because("archive.large_member", most=most))
    return bytes(data)
