"""A page's title, and the city and country it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.models import Block, Page
from knowledge.pages.chrome import reason_to_remove
from knowledge.pages.countries import country_named
from knowledge.pages.labels import fold

_FORMS = (
    re.compile(
        r"(?P<city>[^,:;|]{2,60}?)(?: \((?P<aside>[^()]{2,60})\))?, (?P<country>[^,:;|]{2,40})"
    ),
    re.compile(r"(?P<city>[^,:;|()]{2,60}) \((?P<country>[^()]{2,40})\)(?P<aside>)"),
)
LONGEST_TITLE = 150
"""Characters."""


@dataclass(frozen=True, slots=True)
class Title:
    """A title, and what it names.

    Attributes:
        positions: of the blocks that hold it.
        city: the city's name, in mixed case where the page has it so.
        aside: what stands in brackets after the city: another name, or a region.
    """

    text: str
    positions: tuple[int, ...] = ()
    city: str | None = None
    city_as_written: str = ""
    country_as_written: str = ""
    aside: str | None = None

    @property
    def country(self) -> str | None:
        """Return the country's English name."""
        return country_named(self.country_as_written) if self.country_as_written else None


def find_title(page: Page) -> Title:
    """Find a title: given, naming city and country, the first of the top level, or the first."""
    given = page.metadata.title
    if given:
        return _placed(given, page.blocks)
    short = [
        block
        for block in page.blocks
        if len(block.text) <= LONGEST_TITLE
        and block.kind in ("heading", "paragraph")
        and block.region not in ("navigation", "footer", "form", "running")
    ]
    named = next((block for block in short if parse_title(block.text).city), None)
    tops = [block for block in short if block.level == 1]
    headings = [b for b in short if b.kind == "heading" and not reason_to_remove(b.text)]
    found = named or next(iter(tops or headings), None)
    if found is None:
        return Title(page.slug.replace("-", " ").title())
    return _placed(found.text, page.blocks)


def parse_title(text: str) -> Title:
    """Read "City, Country", "City (other name), Country" or "City (Country)".

    >>> parse_title("Viborg, Danemark").city, parse_title("Viborg, Danemark").country
    ('Viborg', 'Denmark')
    """
    for form in _FORMS:
        found = form.fullmatch(text)
        if found and country_named(found["country"]):
            city = found["city"]
            return Title(text, (), city, city, found["country"], found["aside"] or None)
    return Title(text)


def _placed(text: str, blocks: Sequence[Block]) -> Title:
    title = parse_title(text)
    folded = fold(text)
    positions = tuple(at for at, block in enumerate(blocks) if fold(block.text) == folded)
    if title.city and title.city.isupper():
        title = replace(title, city=_mixed_case(title.city, blocks))
    return replace(title, positions=positions)


def _mixed_case(name: str, blocks: Sequence[Block]) -> str:
    """Return a name in capitals as the page writes it elsewhere."""
    pattern = re.compile(rf"\b{re.escape(name)}\b", re.I)
    found = (match[0] for block in blocks for match in pattern.finditer(block.text))
    return next((said for said in found if not said.isupper()), name.title())
