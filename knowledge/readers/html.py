"""HTML to blocks: a walk over the parser's events, so that neither depth nor size piles up."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from knowledge.models import Block, Metadata
from knowledge.readers.decoding import squeeze
from knowledge.readers.regions import without_false_regions
from knowledge.readers.walker import Walker

MOST_PORTIONS = 50_000


def blocks_of_html(text: str) -> tuple[tuple[Block, ...], Metadata]:
    """Return the blocks of an HTML page, and the title and address it gives itself."""
    from lxml import etree

    walker = Walker()
    target: Any = walker  # the stubs ask for text as str or bytes; the parser gives str
    parser = etree.HTMLParser(target=target)
    for portion in _portions(text):
        parser.feed(portion)
        walker.line += portion.count("\n")
    parser.close()
    blocks = without_false_regions(walker.blocks)
    return blocks, _metadata(walker.said, blocks)


def _portions(text: str) -> list[str]:
    """Cut a page at line ends, into few enough portions that feeding them costs little."""
    lines = text.split("\n")
    step = len(lines) // MOST_PORTIONS + 1
    return ["\n".join(lines[at : at + step]) + "\n" for at in range(0, len(lines), step)]


def _metadata(said: Mapping[str, str], blocks: Sequence[Block]) -> Metadata:
    """Return the page's address, and its title where no first-level heading says it."""
    url = said.get("url", "").strip()
    title = re.split(r" [|–—·»-] ", squeeze(said.get("title", "")))[0] or None
    has_heading = any(block.level == 1 for block in blocks)
    return Metadata(
        url=url if re.match(r"https?://", url) else None, title=None if has_heading else title
    )
