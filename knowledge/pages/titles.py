"""A page's title, and the city and country it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.models import Block, Page
from knowledge.pages.chrome import reason_to_remove
from knowledge.pages.countries import country_named
from knowledge.pages.labels import fold

_CITY_AND_COUNTRY = re.compile(
    r"(?P<city>[^,:;|]{2,60}?)(?: \((?P<aside>[^()]{2,60})\))?, (?P<country>[^,:;|]{2,40})"
)
_CITY_IN_BRACKETS = re.compile(r"(?P<city>[^,:;|()]{2,60}) \((?P<country>[^()]{2,40})\)")


@dataclass(frozen=True, slots=True)
class Title:
    """A title, the positions of the blocks that hold it, and what it names."""

    text: str
    positions: tuple[int, ...]
    city: str | None = None
    country: str | None = None
    aside: str | None = None


def find_title(page: Page) -> Title:
    """Find a page's title: given, named "City, Country", the only first-level heading, or the first."""
    blocks = page.blocks
    short = [
        at
        for at, block in enumerate(blocks)
        if len(block.text) <= 150 and block.kind in ("heading", "paragraph")
    ]
    given = page.metadata.title
    if given:
        return _title(given, blocks)
    named = next(
        (
            at
            for at in short
            if _parse(blocks[at].text).country and blocks[at].region != "navigation"
        ),
        None,
    )
    if named is not None:
        return _title(blocks[named].text, blocks)
    tops = [at for at in short if blocks[at].level == 1 and blocks[at].region in (None, "header")]
    headings = [
        at for at in short if blocks[at].kind == "heading" and not reason_to_remove(blocks[at].text)
    ]
    at = next(iter(tops or headings), None)
    return (
        Title(page.slug.replace("-", " ").title(), ())
        if at is None
        else _title(blocks[at].text, blocks)
    )


def _title(text: str, blocks: Sequence[Block]) -> Title:
    parsed = _parse(text)
    positions = tuple(at for at, block in enumerate(blocks) if fold(block.text) == fold(text))
    return Title(text, positions, parsed.city, parsed.country, parsed.aside)


def _parse(text: str) -> Title:
    """Read "City, Country", "City (other name), Country" or "City (Country)"."""
    for pattern in (_CITY_AND_COUNTRY, _CITY_IN_BRACKETS):
        found = pattern.fullmatch(text)
        country = country_named(found["country"]) if found else None
        if found and country:
            return Title(text, (), found["city"], country, found.groupdict().get("aside"))
    return Title(text, ())
