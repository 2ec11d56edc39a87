"""A page's title, and the city and country it names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.models import Block, Page
from knowledge.pages.chrome import is_prose, reason_to_remove
from knowledge.pages.countries import country_named
from knowledge.pages.labels import fold
from knowledge.readers.slugs import slug_of

LONGEST_TITLE = 150
"""Characters."""
LONGEST_OPENING = 500
"""Characters of a block that are searched for the city's name."""
EARLY = 30
"""Blocks within which a page says what city it is about."""
_FORMS = (
    re.compile(
        r"(?P<city>[^,:;|]{2,60}?)(?: \((?P<aside>[^()]{2,60})\))?, "
        r"(?P<country>[^,:;|()]{2,40})(?: \([^()]{2,60}\))?"
    ),
    re.compile(r"(?P<city>[^,:;|()]{2,60}) \((?P<country>[^()]{2,40})\)(?P<aside>)"),
)
_OFFICIAL = re.compile(
    r"(?:.*\b(?:for|pour) )?(?:the |la )?"
    r"(?:municipality|city|town|borough|commune|ville|municipalité|mairie) (?:of |de |d[’'])(?=\w)",
    re.I,
)
_PART = r"(?:Ste?\. )?[^\W\d_a-zß-ÿ][\w’'-]*"
_NAME = rf"{_PART}(?:[ -](?:[a-zß-ÿ]{{1,4}}[’' -])?{_PART}){{0,4}}"
_DATELINE = re.compile(
    rf"(?P<city>{_NAME})(?: \((?P<bracket>[^()|\n]{{3,40}})\)|, (?P<comma>{_NAME})(?=[.,;|)\s]|$))"
)


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
    country: str | None = None
    country_as_written: str = ""
    aside: str | None = None


def find_title(page: Page) -> Title:
    """Find a title: given, naming city and country, naming the page, of the top level, or first."""
    given = page.metadata.title
    text = given or next(_candidates(page.blocks, page.slug), page.slug.replace("-", " ").title())
    folded = fold(text)
    positions = tuple(at for at, block in enumerate(page.blocks) if fold(block.text) == folded)
    title = replace(parse_title(text), positions=positions)
    if title.city is None:
        city, country = _named_elsewhere(page)
        title = replace(title, city=city, country=country)
    if title.city and title.city.isupper():
        title = replace(title, city=mixed_case(title.city, page.blocks))
    return title


def _may_be_title(block: Block) -> bool:
    kind = block.kind in ("heading", "paragraph") and len(block.text) <= LONGEST_TITLE
    return kind and block.region in (None, "header", "aside")


def _candidates(blocks: Sequence[Block], slug: str) -> Iterator[str]:
    """Yield titles, the likeliest first; a section's heading below text is none."""
    short = [block for block in blocks if _may_be_title(block)]
    yield from (block.text for block in short[:EARLY] if parse_title(block.text).city)
    headings = [b for b in short if b.kind == "heading" and not reason_to_remove(b.text)]
    yield from (block.text for block in headings if block.level == 1)
    words = {word for word in slug.split("-") if len(word) > 3}
    yield from (b.text for b in headings[:3] if words & set(slug_of(b.text).split("-")))
    first = next((at for at, block in enumerate(blocks) if is_prose(block.text)), len(blocks))
    yield from (block.text for block in blocks[:first] if block in headings)


def parse_title(text: str) -> Title:
    """Read "City, Country", "City (other name), Country" or "City (Country)".

    >>> parse_title("Viborg, Danemark").city, parse_title("Viborg, Danemark").country
    ('Viborg', 'Denmark')
    """
    for form in _FORMS:
        found = form.fullmatch(text)
        country = country_named(found["country"]) if found else None
        if found and country:
            written = _OFFICIAL.sub("", found["city"])
            aside = found["aside"] or None
            return Title(text, (), written, written, country, found["country"], aside)
    return Title(text)


def _named_elsewhere(page: Page) -> tuple[str | None, str | None]:
    """Find the city in a dateline, as in "TESTVILLE (Belgium)", or by the page's own name."""
    early = [block.text[:LONGEST_OPENING] for block in page.blocks[:EARLY]]
    words = set(page.slug.split("-"))
    for text in early:
        for found in _DATELINE.finditer(text):
            city = _OFFICIAL.sub("", found["city"])
            country = _country_opening(found["bracket"] or found["comma"])
            if country and words & set(slug_of(city).split("-")):
                return city, country
    names = (
        name for text in early for found in re.finditer(_NAME, text) for name in _parts(found[0])
    )
    return next((name for name in names if slug_of(name) == page.slug), None), None


def _parts(name: str) -> Iterator[str]:
    """Yield a name and the names within it, as "How Testville" holds "Testville"."""
    words = name.split(" ")
    for first in range(len(words)):
        for last in range(len(words), first, -1):
            yield " ".join(words[first:last])


def _country_opening(text: str) -> str | None:
    """Return the country that a text's first words name."""
    words = text.split()
    found = (country_named(" ".join(words[:count])) for count in range(len(words), 0, -1))
    return next(filter(None, found), None)


def mixed_case(name: str, blocks: Sequence[Block]) -> str:
    """Return a name in capitals as the page writes it elsewhere."""
    pattern = re.compile(rf"\b{re.escape(name)}\b", re.I)
    found = (match[0] for block in blocks for match in pattern.finditer(block.text[:100_000]))
    return next((said for said in found if not said.isupper()), name.title())
