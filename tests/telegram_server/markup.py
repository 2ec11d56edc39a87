"""Telegram's HTML as its server reads it: text and entities, or a refusal.

Source of the rules: https://core.telegram.org/bots/api#html-style
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tests.telegram_server.refusals import RefusalError

TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
REFERENCE = re.compile(r"&(?:#(\d{1,8})|#[xX]([0-9a-fA-F]{1,6})|([a-z]{1,8}));?")
ATTRIBUTE = re.compile(r"""\s+([a-zA-Z-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
START = re.compile(r"<([a-zA-Z][a-zA-Z0-9-]*)((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>")
END = re.compile(r"</([a-zA-Z][a-zA-Z0-9-]*)\s*>")
LINK = re.compile(r"^(?:https?|tg|mailto|tel)://?\S+$|^mailto:\S+$|^tel:\S+$")


def utf16(text: str) -> int:
    """Count the UTF-16 code units of a text: the unit of every length in the Bot API."""
    return len(text.encode("utf-16-le")) // 2


@dataclass(frozen=True, slots=True)
class Entity:
    """A stretch of formatted text; offset and length in UTF-16 units."""

    type: str
    offset: int
    length: int
    url: str | None = None

    def as_dict(self) -> dict[str, object]:
        """Return the entity as the Bot API writes it."""
        fields = {
            "type": self.type,
            "offset": self.offset,
            "length": self.length,
            "url": self.url,
        }
        return {name: value for name, value in fields.items() if value is not None}


@dataclass(slots=True)
class _Open:
    tag: str
    kind: str
    start: int
    url: str | None


def parse_html(source: str) -> tuple[str, tuple[Entity, ...]]:
    """Return the text and the entities of Telegram HTML.

    Raises:
        RefusalError: the markup is none that Telegram accepts.
    """
    return _Reader(source).read()


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.position = 0
        self.text: list[str] = []
        self.length = 0
        self.open: list[_Open] = []
        self.entities: list[Entity] = []

    def read(self) -> tuple[str, tuple[Entity, ...]]:
        while self.position < len(self.source):
            character = self.source[self.position]
            if character == "<":
                self._tag()
            elif character == "&":
                self._reference()
            else:
                self._add(character)
                self.position += 1
        if self.open:
            raise self._refusal(
                f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"'
            )
        return _trimmed("".join(self.text), self.entities)

    def _add(self, text: str) -> None:
        self.text.append(text)
        self.length += utf16(text)

    def _refusal(self, why: str) -> RefusalError:
        return RefusalError(400, f"Bad Request: can't parse entities: {why}")

    def _at(self) -> str:
        return f"at byte offset {len(self.source[: self.position].encode())}"

    def _reference(self) -> None:
        match = REFERENCE.match(self.source, self.position)
        decoded = _decoded(match) if match else None
        if match is None or decoded is None:
            self._add("&")
            self.position += 1
            return
        self._add(decoded)
        self.position = match.end()

    def _tag(self) -> None:
        if self.source.startswith("</", self.position):
            self._end_tag()
            return
        match = START.match(self.source, self.position)
        if match is None:
            raise self._refusal(f"Unclosed start tag {self._at()}")
        tag = match[1].lower()
        if tag not in TAGS:
            raise self._refusal(f'Unsupported start tag "{tag}" {self._at()}')
        attributes = {
            m[1].lower(): m[2] or m[3] or m[4] or "" for m in ATTRIBUTE.finditer(match[2])
        }
        self._check(tag, attributes)
        url = _decode_all(attributes.get("href", "")) if tag == "a" else None
        self.open.append(_Open(tag, TAGS[tag], self.length, url))
        self.position = match.end()

    def _check(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise self._refusal(f'Tag "span" must have class "tg-spoiler" {self._at()}')
        enclosing = {item.kind for item in self.open}
        if tag == "blockquote" and "blockquote" in enclosing:
            raise self._refusal(f"blockquote entities can't be nested {self._at()}")
        inside_code = enclosing & {"code", "pre"}
        if inside_code and not (tag == "code" and self.open[-1].kind == "pre"):
            raise self._refusal(f"nothing can be nested in {sorted(inside_code)[0]} {self._at()}")

    def _end_tag(self) -> None:
        match = END.match(self.source, self.position)
        if match is None:
            raise self._refusal(f"Unclosed end tag {self._at()}")
        if not self.open:
            raise self._refusal(f"Unexpected end tag {self._at()}")
        last = self.open.pop()
        if match[1].lower() != last.tag:
            expected, found = f"</{last.tag}>", f"</{match[1].lower()}>"
            raise self._refusal(
                f'Unmatched end tag {self._at()}, expected "{expected}", found "{found}"'
            )
        self.position = match.end()
        length = self.length - last.start
        # As Telegram does: an empty stretch, or a link to nothing, is text without an entity.
        if length and (last.url is None or LINK.match(last.url)):
            self.entities.append(Entity(last.kind, last.start, length, last.url))


def _decoded(match: re.Match[str]) -> str | None:
    decimal, hexadecimal, name = match.groups()
    if name is not None:
        return NAMED.get(name) if match[0].endswith(";") else None
    code = int(decimal) if decimal else int(hexadecimal, 16)
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else None


def _decode_all(text: str) -> str:
    return REFERENCE.sub(lambda match: _decoded(match) or match[0], text)


def _trimmed(text: str, entities: list[Entity]) -> tuple[str, tuple[Entity, ...]]:
    text = text.rstrip()
    end = utf16(text)
    kept = [
        Entity(item.type, item.offset, min(item.length, end - item.offset), item.url)
        for item in entities
        if item.offset < end
    ]
    return text, tuple(sorted(kept, key=lambda item: (item.offset, -item.length)))
