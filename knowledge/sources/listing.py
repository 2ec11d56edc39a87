"""What staff name as sources, and the file in which they keep them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from knowledge.errors import RefusedSourceError
from knowledge.reasons import because
from knowledge.sources.documents import printable

Kind = Literal["any", "index", "sitemap", "list"]
KINDS: tuple[Kind, ...] = ("index", "sitemap", "list")
BUNDLED = "bundled"
"""The name of the project's own sample profiles, as a source."""
_HEADER = """\
# What `citybot refresh` reads, one source an entry: a file, a folder, a ZIP or an address.
# An address that is a sitemap, or a text of addresses, is read as such.
# For a page that links to the profiles, say so, with a pattern for their paths where needed:
# - index: https://example.org/cities/
#   match: /cities/*
"""


@dataclass(frozen=True, slots=True)
class Source:
    """One source as staff name it.

    Attributes:
        location: a file, a folder or an address.
        kind: "any" where what it is shows by itself.
        match: pattern for the paths of an index's pages.
    """

    location: str
    kind: Kind = "any"
    match: str | None = None

    def __str__(self) -> str:
        start = "" if self.kind == "any" else f"{self.kind}:"
        return f"{start}{self.location}" + (f" match={self.match}" if self.match else "")

    @property
    def is_address(self) -> bool:
        """Whether it lies in the web."""
        return "://" in self.location

    @property
    def root(self) -> str:
        """What its pages are filed under: the address, or the file's absolute path."""
        if self.is_address or self.location == BUNDLED:
            return self.location
        return str(Path(self.location).expanduser().resolve())


def parse_source(text: str) -> Source:
    """Return the source of ``LOCATION`` or ``index:ADDRESS match=PATTERN``.

    Raises:
        RefusedSourceError: it is empty, or speaks another scheme than http, https and file.
    """
    text = text.strip()
    kind: Kind = "any"
    for each in KINDS:
        if text.startswith(f"{each}:"):
            kind, text = each, text.removeprefix(f"{each}:").strip()
    location, _, match = text.partition(" match=")
    location = location.strip().removeprefix("file://")
    if not location:
        raise RefusedSourceError(because("sources.empty"))
    if "://" in location and not location.startswith(("http://", "https://")):
        raise RefusedSourceError(because("sources.not_address", source=printable(location)))
    return Source(location, kind, match.strip() or None)


def read_sources(path: Path) -> tuple[Source, ...]:
    """Return the sources that staff keep; none where there is no such file.

    Raises:
        RefusedSourceError: the file can't be read as a list of sources; says where.
    """
    import yaml

    try:
        entries = yaml.safe_load(path.read_bytes())
    except FileNotFoundError:
        return ()
    except (yaml.YAMLError, UnicodeDecodeError, OSError) as error:
        problem = " ".join(printable(str(error).replace("\n", " ")).split())
        reason = because("sources.unreadable", file=str(path), problem=problem)
        raise RefusedSourceError(reason) from error
    if entries is None:
        return ()
    if not isinstance(entries, list):
        raise RefusedSourceError(because("sources.not_list", file=str(path)))
    return tuple(_source_of(entry, number, path) for number, entry in enumerate(entries, 1))


def _source_of(entry: Any, number: int, path: Path) -> Source:
    if isinstance(entry, str):
        return parse_source(entry)
    if isinstance(entry, dict) and all(isinstance(value, str) for value in entry.values()):
        match = entry.get("match")
        kinds = [kind for kind in KINDS if kind in entry]
        if len(kinds) == 1 and set(entry) <= {kinds[0], "match"}:
            return Source(parse_source(entry[kinds[0]]).location, kinds[0], match)
    raise RefusedSourceError(because("sources.entry", file=str(path), number=number))


def add_source(path: Path, source: Source) -> bool:
    """Add a source to the file, and return whether it was not there yet.

    Everything that staff wrote in the file stays as it is.

    Raises:
        RefusedSourceError: the file can't be read.
    """
    if any(_same(source, known) for known in read_sources(path)):
        return False
    before = path.read_text(encoding="utf-8") if path.exists() else _HEADER
    if before and not before.endswith("\n"):
        before += "\n"
    _write(path, before + _entry(source))
    return True


def _same(first: Source, second: Source) -> bool:
    return (first.kind, first.root) == (second.kind, second.root)


def _entry(source: Source) -> str:
    import json

    # A JSON string is a YAML string, whatever it holds.
    location = json.dumps(source.location, ensure_ascii=False)
    if source.kind == "any":
        return f"- {location}\n"
    match = json.dumps(source.match, ensure_ascii=False) if source.match else None
    return f"- {source.kind}: {location}\n" + (f"  match: {match}\n" if match else "")


def remove_source(path: Path, source: Source) -> bool:
    """Remove a source from the file, and return whether it was there.

    Raises:
        RefusedSourceError: the file can't be read.
    """
    import yaml

    known = read_sources(path)
    if not any(_matches(source, each) for each in known):
        return False
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    entries: list[yaml.Node] = getattr(yaml.compose(text), "value", [])
    starts = [entry.start_mark.line for entry in entries]
    ends = [entry.end_mark.line + (entry.end_mark.column > 0) for entry in entries]
    dropped = {
        line
        for each, start, end in zip(known, starts, ends, strict=True)
        if _matches(source, each)
        for line in range(start, _last_line(lines, start, end))
    }
    _write(path, "".join(line for number, line in enumerate(lines) if number not in dropped))
    return True


def _last_line(lines: Sequence[str], start: int, end: int) -> int:
    """Return where an entry ends: comments and blanks after it belong to what follows."""
    while end > start + 1 and lines[end - 1].strip()[:1] in {"", "#"}:
        end -= 1
    return end


def _matches(wanted: Source, known: Source) -> bool:
    return wanted.root == known.root and wanted.kind in {"any", known.kind}


def _write(path: Path, text: str) -> None:
    from knowledge.editions.storage import write_whole

    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, text.encode())
