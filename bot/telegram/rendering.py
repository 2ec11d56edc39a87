"""Telegram's HTML in parts that Telegram takes: each valid by itself, none too long."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape, unescape

TEXT_LIMIT = 4096
"""UTF-16 units of a message after its entities are parsed (Bot API, sendMessage)."""
_TOKEN = re.compile(r"<(/?)([a-z][a-z-]*)([^<>]*)>|&(?:#\d+|#x[0-9a-fA-F]+|[a-z]+);|.", re.DOTALL)
_BREAKS = (re.compile(r"\n\s*\n"), re.compile(r"\n"), re.compile(r"[.!?…]\s+"), re.compile(r"\s+"))


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag that is open, told apart from its equals by its place in the source."""

    place: int
    name: str
    opening: str


@dataclass(frozen=True, slots=True)
class Letter:
    """One character of the text, with the tags it stands in."""

    text: str
    tags: tuple[Tag, ...]

    @property
    def units(self) -> int:
        """Its length in UTF-16 units."""
        return 1 if ord(self.text) < 0x10000 else 2


@dataclass(frozen=True, slots=True)
class Part:
    """One message: its HTML, and the same as plain text for when the HTML is refused."""

    html: str
    plain: str


def split_html(source: str, limit: int = TEXT_LIMIT) -> tuple[Part, ...]:
    """Cut HTML at the last paragraph, line, sentence or word that fits.

    The plain texts of the parts, joined, are the plain text of the whole.

    Args:
        source: well-formed HTML with the tags that Telegram takes.
        limit: UTF-16 units of text that a part may hold.
    """
    letters = tuple(_letters(source))
    return tuple(
        Part(_write(letters[start:end]), "".join(each.text for each in letters[start:end]))
        for start, end in _cut(letters, limit)
    )


def utf16_length(text: str) -> int:
    """Count UTF-16 units, as Telegram does."""
    return len(text) + sum(ord(character) > 0xFFFF for character in text)


def plain_text(source: str) -> str:
    """Return the text of HTML without its tags."""
    return "".join(each.text for each in _letters(source))


def _letters(source: str) -> Iterator[Letter]:
    tags: tuple[Tag, ...] = ()
    for match in _TOKEN.finditer(source):
        closing, name, _ = match.groups()
        if name is None:
            for character in unescape(match[0]):
                yield Letter(character, tags)
        elif closing:
            tags = tags[:-1]
        else:
            tags = (*tags, Tag(match.start(), name, match[0]))


def _cut(letters: Sequence[Letter], limit: int) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(letters):
        end = _furthest(letters, start, limit)
        if end < len(letters):
            text = "".join(each.text for each in letters[start:end])
            end = start + _last_break(text)
        yield start, end
        start = end


def _furthest(letters: Sequence[Letter], start: int, limit: int) -> int:
    used = 0
    for index in range(start, len(letters)):
        used += letters[index].units
        if used > limit:
            return max(index, start + 1)
    return len(letters)


def _last_break(text: str) -> int:
    """Return where to cut a text that is full: a break in its second half, or its end."""
    for pattern in _BREAKS:
        ends = [match.end() for match in pattern.finditer(text)]
        if ends and ends[-1] > len(text) // 2 and text[: ends[-1]].strip():
            return ends[-1]
    return len(text)


def _write(letters: Sequence[Letter]) -> str:
    pieces: list[str] = []
    open_tags: tuple[Tag, ...] = ()
    for letter in letters:
        shared = _shared(open_tags, letter.tags)
        pieces += [f"</{tag.name}>" for tag in reversed(open_tags[shared:])]
        pieces += [tag.opening for tag in letter.tags[shared:]]
        open_tags = letter.tags
        pieces.append(escape(letter.text, quote=False))
    pieces += [f"</{tag.name}>" for tag in reversed(open_tags)]
    return "".join(pieces)


def _shared(one: tuple[Tag, ...], other: tuple[Tag, ...]) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count
