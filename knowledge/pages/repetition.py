"""Lines that pages of several countries share: their site's, not a city's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from itertools import pairwise

from knowledge.models import Block
from knowledge.pages.draft import body_of
from knowledge.pages.labels import fold, is_known_label, is_tag_heading

FEWEST_PAGES, SMALLEST_SHARE = 3, 0.3
"""Pages, and share of all pages, that hold a line from which it is chrome."""
_EDGE = ""


def repeated_lines(pages: Sequence[tuple[Sequence[Block], str | None]]) -> frozenset[str]:
    """Return the folded lines that come with the same neighbour on many pages.

    A line counts only where pages of two countries share it, since a national overview belongs to
    all cities of its country. Labels, values and tags do not count.

    Args:
        pages: the blocks of each page, with its rows, and its country.
    """
    needed = max(FEWEST_PAGES, SMALLEST_SHARE * len(pages))
    if len(pages) < needed:
        return frozenset()
    holders: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    for number, (blocks, _) in enumerate(pages):
        for pair in pairwise([_EDGE, *_lines(blocks, number), _EDGE]):
            holders[pair].add(number)
    shared = [
        pair
        for pair, numbers in holders.items()
        if len(numbers) >= needed and len({pages[number][1] for number in numbers} - {None}) > 1
    ]
    return frozenset(line for pair in shared for line in pair if line)


def _lines(blocks: Sequence[Block], number: int) -> list[str]:
    """Return the folded lines of a page; what is a value there is like no other page's line."""
    lines: list[str] = []
    in_tags = False
    for block in blocks:
        if block.kind == "heading":
            in_tags = is_tag_heading(block.text)
        is_value = block.kind == "row" or in_tags or is_known_label(block.text)
        lines.append(f"\0{number}:{block.line}" if is_value else fold(block.text))
    return lines


def chrome_positions(blocks: Sequence[Block], chrome: Collection[str]) -> set[int]:
    """Return where known chrome stands; a heading goes only with all that stands under it."""
    known = {
        at for at, block in enumerate(blocks) if block.kind != "row" and fold(block.text) in chrome
    }
    return {
        at for at in known if blocks[at].kind != "heading" or known.issuperset(body_of(blocks, at))
    }
