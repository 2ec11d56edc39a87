"""Invented profiles, a pipeline small enough to foresee, and a clock that obeys."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from knowledge.editions.seams import Pipeline
from knowledge.errors import ReadError
from knowledge.models import (
    Block,
    CleanedPage,
    Fact,
    Metadata,
    Page,
    Passage,
    Profile,
    Removal,
    Section,
)

START = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)


class Clock:
    """Gives a minute more each time it is asked."""

    def __init__(self, start: datetime = START) -> None:
        self.now = start

    def __call__(self) -> datetime:
        """Return the next minute."""
        self.now += timedelta(minutes=1)
        return self.now


def read(data: bytes, *, source: str, media_type: str | None = None) -> Page:
    """Read "City, Country", then sections that begin with "# Title" and paragraphs of a line."""
    if not data.strip():
        message = f"{source} is empty: give a page with text."
        raise ReadError(message)
    try:
        lines = data.decode().splitlines()
    except UnicodeDecodeError:
        message = f"{source} is not text: give a page with text."
        raise ReadError(message) from None
    blocks = tuple(
        Block("heading" if line.startswith("# ") else "paragraph", line.removeprefix("# "), number)
        for number, line in enumerate(lines, 1)
        if line.strip()
    )
    slug = re.sub(r"\W+", "-", Path(source.rstrip("/")).stem.casefold()).strip("-") or "page"
    url = source if source.startswith("http") else None
    digest = sha256(data).hexdigest()
    return Page(source, slug, media_type or "text/plain", digest, blocks, Metadata(url=url))


def chrome(pages: Sequence[Page]) -> frozenset[str]:
    """Return the lines that begin with "Everywhere" on any page."""
    lines = (block.text for page in pages for block in page.blocks)
    return frozenset(line for line in lines if line.startswith("Everywhere"))


def clean(page: Page, known_chrome: Collection[str] = ()) -> CleanedPage:
    """Remove chrome and lines that begin with "Menu"; "Population: N" is a fact."""
    city, _, country = page.blocks[0].text.partition(", ")
    gone = [
        block
        for block in page.blocks[1:]
        if block.text.startswith("Menu") or block.text in known_chrome
    ]
    kept = [block for block in page.blocks[1:] if block not in gone]
    text, sections, facts = "", list[Section](), list[Fact]()
    for block in kept:
        if block.kind == "heading":
            text += block.text + "\n"
            sections.append(Section(block.text, len(text), len(text), "en"))
            continue
        start, text = len(text), text + block.text + "\n"
        title = sections.pop() if sections else Section("", 0, 0, "en")
        sections.append(Section(title.title, title.start, start + len(block.text), "en"))
        if block.text.startswith("Population: "):
            begin, end = start + len("Population: "), start + len(block.text)
            facts.append(Fact("population", text[begin:end], begin, end, start, end))
    profile = Profile(
        slug=page.slug,
        title=page.blocks[0].text,
        city=city,
        country=country or None,
        url=page.metadata.url,
        retrieved=None,
        source=page.source,
        source_sha256=page.sha256,
        text=text,
        sections=tuple(sections),
        facts=tuple(facts),
    )
    return CleanedPage(profile, tuple(Removal(block.text, "menu", block.line) for block in gone))


def split(profile: Profile) -> tuple[Passage, ...]:
    """Make a passage of each paragraph, a sentence of what ends with a full stop."""
    return tuple(
        Passage(
            profile=profile.slug,
            section=section.title,
            language=section.language,
            start=start,
            end=end,
            text=profile.text[start:end],
            context=f"{profile.city}, {profile.country}, {section.title}",
            sentences=tuple(
                (start + found.start(), start + found.end())
                for found in re.finditer(r"[^\s.][^.]*\.?", profile.text[start:end])
            ),
        )
        for section in profile.sections
        for start, end in _paragraphs(profile.text, section)
    )


def _paragraphs(text: str, section: Section) -> list[tuple[int, int]]:
    return [
        (section.start + found.start(), section.start + found.end())
        for found in re.finditer(r"[^\n]+", text[section.start : section.end])
    ]


PIPELINE = Pipeline(read, chrome, clean, split, "pipeline-1")


def text_of(
    city: str, *paragraphs: str, country: str = "Exampleland", section: str = "Work"
) -> str:
    """Return a page of one section."""
    return "\n".join((f"{city}, {country}", f"# {section}", *paragraphs))


def cleaned(city: str, *paragraphs: str) -> CleanedPage:
    """Return a cleaned page of one section."""
    data = text_of(city, *paragraphs).encode()
    return clean(read(data, source=f"/pages/{city.casefold()}.txt"))
