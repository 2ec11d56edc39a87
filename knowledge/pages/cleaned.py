"""Pages to profiles, together, since what many pages share is their site's."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from knowledge.models import CleanedPage, Page
from knowledge.pages.cleaning import clean_blocks
from knowledge.pages.labels import fold
from knowledge.pages.profiles import compose_profile
from knowledge.pages.titles import find_title


def clean_pages(pages: Sequence[Page], known_chrome: Collection[str] = ()) -> list[CleanedPage]:
    """Clean pages of one refresh together.

    Args:
        pages: pages as read.
        known_chrome: further lines known to be chrome, from earlier refreshes.
    """
    chrome = {fold(line) for line in known_chrome}
    cleaned = []
    for page in pages:
        title = find_title(page)
        draft = clean_blocks(page, title, chrome)
        cleaned.append(
            CleanedPage(compose_profile(page, title, draft.blocks), tuple(draft.removals))
        )
    return cleaned
