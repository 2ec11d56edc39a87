"""The frozen data that travels from a page to a citation."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import Literal

BlockKind = Literal["heading", "paragraph", "item", "row"]
Region = Literal["navigation", "header", "footer", "aside", "form", "running"]
FactKind = Literal["city", "country", "population", "leader", "role", "member_since"]
UNKNOWN_LANGUAGE = "und"
"""The tag of a text in neither French nor English (BCP 47, ISO 639-2 "undetermined")."""


def digest(text: str) -> str:
    """Return the SHA-256 of a text's UTF-8 bytes, in hexadecimal."""
    return sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a page as its reader saw it, in NFC.

    ``row`` is one row of a table, label and value on a line each, ``line`` the first line in the
    source (from 1), ``region`` the part of the page its markup or place puts it in.
    """

    kind: BlockKind
    text: str
    line: int = 0
    level: int | None = None
    region: Region | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says of itself outside its text, or staff said in its front matter."""

    url: str | None = None
    title: str | None = None
    city: str | None = None
    country: str | None = None
    retrieved: str | None = None
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A page as read: blocks in order, nothing removed yet.

    Attributes:
        source: the file or address it came from.
        media_type: "text/plain", "text/markdown", "text/html", "application/pdf", …
        sha256: digest of the bytes read.
    """

    source: str
    slug: str
    media_type: str
    sha256: str
    blocks: tuple[Block, ...]
    metadata: Metadata = field(default_factory=Metadata)


@dataclass(frozen=True, slots=True)
class Removal:
    """A text that cleaning removed, and why."""

    text: str
    reason: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a cleaned page under one heading: ``text[start:end]`` without the heading."""

    title: str
    start: int
    end: int
    language: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A key fact; ``text[start:end]`` is its value, ``text[quote_start:quote_end]`` its line."""

    kind: FactKind
    value: str
    start: int
    end: int
    quote_start: int
    quote_end: int


@dataclass(frozen=True, slots=True)
class Profile:
    """A cleaned page of one city: what quotes are sliced from.

    Attributes:
        slug: stable name, from the file's name or the address's last part.
        text: the cleaned page, in NFC; every offset in the project counts its characters.
        tags: identifiers from the vocabulary of tags.
        names: other names of the city that the page or its front matter gives.
    """

    slug: str
    title: str
    city: str
    country: str | None
    url: str | None
    retrieved: str | None
    source: str
    source_sha256: str
    text: str
    sections: tuple[Section, ...] = ()
    facts: tuple[Fact, ...] = ()
    tags: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CleanedPage:
    """A profile with the report of its cleaning."""

    profile: Profile
    removals: tuple[Removal, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A quotable part of one section: ``profile.text[start:end]``.

    Attributes:
        text: the slice itself.
        context: "city, country, section": embedded with the text, never quoted.
        sentences: start and end of each sentence, in the profile's text.
        shared: slugs of other profiles that hold the same text word for word.
    """

    profile: str
    section: str
    language: str
    start: int
    end: int
    text: str
    context: str
    sentences: tuple[tuple[int, int], ...]
    shared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found by a search.

    Attributes:
        passage: its row in the edition.
        score: fused score, larger is better.
        dense: best cosine of the question to the passage or one of its sentences.
        lexical: BM25 score.
        sentence: index of the best sentence in the passage, None where none was compared.
    """

    passage: int
    score: float
    dense: float
    lexical: float
    sentence: int | None = None
