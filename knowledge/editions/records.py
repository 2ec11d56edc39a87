"""Profiles and passages on disk: JSON Lines that are read a line at a time, when asked for."""

from __future__ import annotations

import json
import mmap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar, overload

import numpy as np

from knowledge.models import Block, Fact, Metadata, Page, Passage, Profile, Section

T = TypeVar("T")
KEPT = 1024
"""Records kept parsed; the file's own pages stay in the system's cache."""


def write_records(path: Path, records: Iterable[Any]) -> None:
    """Write dataclasses, one JSON object a line."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for record in records:
            file.write(to_line(record))


def to_line(record: Any) -> str:
    """Return a dataclass as one line of JSON."""
    return json.dumps(record, default=_fields_of, ensure_ascii=False, separators=(",", ":")) + "\n"


def _fields_of(record: Any) -> dict[str, Any]:
    """Return a dataclass one level deep; unlike ``asdict`` it copies nothing."""
    return {each.name: getattr(record, each.name) for each in fields(record)}


def parse_profile(line: bytes | str) -> Profile:
    """Return the profile of a line that ``to_line`` wrote."""
    return profile_from(json.loads(line))


def profile_from(body: Mapping[str, Any]) -> Profile:
    """Return the profile of a parsed JSON object."""
    return Profile(
        **dict(body)
        | {
            "sections": tuple(Section(**section) for section in body["sections"]),
            "facts": tuple(Fact(**fact) for fact in body["facts"]),
            "tags": tuple(body["tags"]),
            "names": tuple(body["names"]),
        }
    )


def parse_passage(line: bytes | str) -> Passage:
    """Return the passage of a line that ``to_line`` wrote."""
    return passage_from(json.loads(line))


def passage_from(body: Mapping[str, Any]) -> Passage:
    """Return the passage of a parsed JSON object."""
    return Passage(
        **dict(body)
        | {
            "sentences": tuple((start, end) for start, end in body["sentences"]),
            "shared": tuple(body["shared"]),
        }
    )


def parse_page(line: bytes | str) -> Page:
    """Return the page, as read, of a line that ``to_line`` wrote."""
    body = json.loads(line)
    metadata = body["metadata"]
    return Page(
        **body
        | {
            "blocks": tuple(Block(**block) for block in body["blocks"]),
            "metadata": Metadata(**metadata | {"names": tuple(metadata["names"])}),
        }
    )


class Records(Sequence[T]):
    """The records of one file, mapped; each is parsed when it is asked for."""

    def __init__(self, path: Path, parse: Callable[[bytes], T]) -> None:
        with path.open("rb") as file:
            empty = path.stat().st_size == 0
            data = b"" if empty else mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        ends = np.flatnonzero(np.frombuffer(data, np.uint8) == ord("\n")) + 1
        starts = np.concatenate(([0], ends[:-1])) if len(ends) else ends

        # A closure instead of a cached method: the cache must not keep the edition alive.
        @lru_cache(maxsize=KEPT)
        def read(row: int) -> T:
            return parse(data[int(starts[row]) : int(ends[row])])

        self._read = read
        self._length = len(ends)

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, row: int) -> T: ...

    @overload
    def __getitem__(self, row: slice) -> Sequence[T]: ...

    def __getitem__(self, row: int | slice) -> T | Sequence[T]:
        if isinstance(row, slice):
            return [self._read(each) for each in range(self._length)[row]]
        return self._read(range(self._length)[row])


class Profiles(Mapping[str, Profile]):
    """The profiles of an edition by slug, in the order of the file."""

    def __init__(self, records: Records[Profile], slugs: Iterable[str]) -> None:
        self._records = records
        self._rows = {slug: row for row, slug in enumerate(slugs)}

    def __getitem__(self, slug: str) -> Profile:
        return self._records[self._rows[slug]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)
