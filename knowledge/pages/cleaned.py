"""Pages to profiles, together, since what many pages share is their site's."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from knowledge.models import CleanedPage, Page
from knowledge.pages.cleaning import clean_blocks
from knowledge.pages.countries import country_named
from knowledge.pages.labels import fold, kind_of_label, split_row
from knowledge.pages.profiles import compose_profile
from knowledge.pages.repetition import repeated_lines
from knowledge.pages.rows import pair_rows
from knowledge.pages.tags import settle_tags
from knowledge.pages.titles import Title, find_title


def clean_pages(pages: Sequence[Page], known_chrome: Collection[str] = ()) -> list[CleanedPage]:
    """Clean pages of one refresh together.

    Args:
        pages: pages as read.
        known_chrome: further lines known to be chrome, as `chrome_lines` gave for other pages.
    """
    titled = [_titled(page) for page in pages]
    chrome = {fold(line) for line in known_chrome} | _chrome(titled)
    return [_clean(page, title, chrome) for page, title in titled]


def chrome_lines(pages: Sequence[Page]) -> frozenset[str]:
    """Return the lines that pages of several countries share, to clean later pages by."""
    return _chrome([_titled(page) for page in pages])


def _titled(page: Page) -> tuple[Page, Title]:
    """Return a page with labels and values as rows, so that no value passes for its title."""
    paired = replace(page, blocks=tuple(settle_tags(pair_rows(page.blocks))))
    return paired, find_title(paired)


def _chrome(titled: Sequence[tuple[Page, Title]]) -> frozenset[str]:
    return repeated_lines([(page.blocks, _country(page, title)) for page, title in titled])


def _country(page: Page, title: Title) -> str | None:
    """Return a page's country: given, in its title or in a row."""
    written = page.metadata.country or title.country or next(_countries(page), None)
    return (country_named(written) or fold(written)) if written else None


def _countries(page: Page) -> Iterator[str]:
    for block in page.blocks:
        row = split_row(block.text) if block.kind == "row" else None
        if row and kind_of_label(row[0]) == "country":
            yield block.text[row[1] :]


def _clean(page: Page, title: Title, chrome: Collection[str]) -> CleanedPage:
    draft = clean_blocks(page, title, chrome)
    return CleanedPage(compose_profile(page, title, draft.blocks), tuple(draft.removals))
