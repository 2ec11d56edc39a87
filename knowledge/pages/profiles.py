"""Cleaned blocks composed to a profile: its text, sections, facts and tags."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from unicodedata import normalize

from knowledge.models import Block, Page, Profile, Section
from knowledge.pages.countries import country_named
from knowledge.pages.facts import find_facts
from knowledge.pages.labels import fold, is_tag_heading
from knowledge.pages.languages import detect_language
from knowledge.pages.names import find_names
from knowledge.pages.tags import part_tags
from knowledge.pages.titles import Title, mixed_case

BULLET = "• "
NUMBERED = re.compile(r"(?:\(?\d{1,2}[.)]|[a-z]\))[ \u00a0]")
"""What opens an item that has its own number, and needs no bullet."""
_GENERIC = re.compile(
    r"\b(?:city |town |municipal |local )?profile\b(?: of)?|"
    r"\bprofil (?:de |d[’'])?(?:la )?(?:ville|commune)\b(?: de\b)?|"
    r"\bfiche (?:de )?(?:la )?(?:ville|commune)\b(?: de\b)?",
    re.I,
)
FEDERATIONS = frozenset({"Australia", "Brazil", "Canada", "India", "Mexico", "United States"})
"""Countries in whose titles a bracket after the city holds its state or province."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A block at its place: ``text[start:end]`` is its text, without a bullet."""

    block: Block
    start: int
    end: int


def compose_profile(page: Page, title: Title, blocks: Sequence[Block]) -> Profile:
    """Lay the blocks out below the title and find what they say."""
    blocks, tags = part_tags(blocks)
    text, placed = _lay_out(title.text, blocks)
    sections = tuple(_sections(title.text, text, placed, {id(block) for block, _ in tags}))
    rows = [(place.start, place.end) for place in placed if place.block.kind == "row"]
    facts = find_facts(text, sections, rows, title)
    values = {fact.kind: fact.value for fact in facts}
    given = page.metadata
    city = given.city or title.city or values.get("city") or _bare(title.text)
    city = mixed_case(city, page.blocks) if city.isupper() and not given.city else city
    country = given.country or values.get("country") or title.country
    return Profile(
        slug=page.slug,
        title=title.text,
        city=city,
        country=(country_named(country) or country) if country else None,
        url=given.url,
        retrieved=given.retrieved,
        source=page.source,
        source_sha256=page.sha256,
        text=text,
        sections=sections,
        facts=facts,
        tags=tuple(dict.fromkeys(identifier for _, identifier in tags)),
        names=_names(text, city, given.names, title, rows),
    )


def _bare(title: str) -> str:
    """Return a title without the words that say it is a profile: what may be the city's name."""
    return _GENERIC.sub(" ", title).strip(" –—-:|,") or title


def _names(
    text: str,
    city: str,
    given: Sequence[str],
    title: Title,
    rows: Sequence[tuple[int, int]],
) -> tuple[str, ...]:
    """Return the city's other names; what a row calls its province or the like is none."""
    values = {fold(re.split(r"\n|:", text[start:end])[-1]) for start, end in rows}
    is_region = title.country in FEDERATIONS or fold(title.aside or "") in values
    aside = [title.aside] if title.aside and not is_region else []
    found = (*given, *aside, *find_names(text, city))
    others: dict[str, str] = {}
    for name in found:
        others.setdefault(fold(name), name)
    return tuple(name for folded, name in others.items() if folded != fold(city))


def _lay_out(title: str, blocks: Iterable[Block]) -> tuple[str, list[Placed]]:
    parts = [title]
    length = len(title)
    placed: list[Placed] = []
    before = "heading"
    for block in blocks:
        gap = "\n" if block.kind == before == "item" else "\n\n"
        text = normalize("NFC", block.text)  # halves of words put together may compose
        lead = gap + (BULLET if block.kind == "item" and not NUMBERED.match(text) else "")
        start = length + len(lead)
        parts += [lead, text]
        length = start + len(text)
        placed.append(Placed(block, start, length))
        before = block.kind
    return "".join(parts), placed


def _sections(
    title: str, text: str, placed: Sequence[Placed], tags: Collection[int]
) -> Iterator[Section]:
    """Yield sections; what follows tags without a heading of its own is the page's again."""
    name, inside = title, list[Placed]()
    for place in placed:
        is_heading = place.block.kind == "heading"
        after_tags = is_tag_heading(name) and id(place.block) not in tags
        if is_heading or after_tags:
            yield from _section(name, text, inside)
            name, inside = place.block.text if is_heading else title, []
        if not is_heading:
            inside.append(place)
    yield from _section(name, text, inside)


def _section(name: str, text: str, inside: Sequence[Placed]) -> Iterator[Section]:
    if inside:
        start, end = text.rfind("\n", 0, inside[0].start) + 1, inside[-1].end
        yield Section(name, start, end, detect_language(text[start:end]))
