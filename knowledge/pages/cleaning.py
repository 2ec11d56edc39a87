"""A page without what belongs to its site, and the report of what went."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from knowledge.models import Block, Page, Removal
from knowledge.pages.chrome import is_prose, reason_to_remove, strip_toggles
from knowledge.pages.draft import Draft, body_of
from knowledge.pages.furniture import drop_furniture
from knowledge.pages.labels import fold, is_tag_heading
from knowledge.pages.repetition import chrome_positions
from knowledge.pages.titles import Title

_REGIONS = {
    "navigation": "navigation",
    "footer": "footer",
    "form": "form",
    "running": "running header or page number",
}


def clean_blocks(page: Page, title: Title, known_chrome: Collection[str]) -> Draft:
    """Return what remains of a page's blocks, with the removals."""
    draft = Draft(list(page.blocks))
    _drop_title(draft, title)
    draft.drop_where(lambda block: _REGIONS.get(block.region or ""))
    _strip_toggles(draft)
    repeated = chrome_positions(draft.blocks, known_chrome)
    draft.drop(dict.fromkeys(repeated, "repeated on other pages"))
    drop_furniture(draft, title.city or title.text)
    _drop_repetitions(draft)
    _settle_headings(draft)
    draft.removals.sort(key=lambda removal: removal.line)
    return draft


def _drop_title(draft: Draft, title: Title) -> None:
    """Take the title out, which the composed text opens with, and the menu above it."""
    above = draft.blocks[: title.positions[0]] if title.positions else []
    known = {at: _reason_above(block) for at, block in enumerate(above)}
    is_menu = any(known.values()) and not any(_is_prose(b) or b.kind == "row" for b in above)
    reasons = {at: known[at] or "above the title" for at in known} if is_menu else {}
    draft.drop(reasons | dict.fromkeys(title.positions[1:], "title printed twice"))
    if title.positions:
        del draft.blocks[title.positions[0] - len(reasons)]


def _reason_above(block: Block) -> str | None:
    if block.region == "running":
        return None  # no sign of a menu
    return _REGIONS.get(block.region or "") or reason_to_remove(block.text)


def _is_prose(block: Block) -> bool:
    return is_prose(block.text) and block.region not in _REGIONS


def _strip_toggles(draft: Draft) -> None:
    """Take toggles out of lines; a caption above one that stands alone announces nothing."""
    kept: list[Block] = []
    for block in draft.blocks:
        text, toggles = strip_toggles(block.text)
        draft.removals += [Removal(toggle, "toggle", block.line) for toggle in toggles]
        if text:
            kept.append(replace(block, text=text) if toggles else block)
        elif kept and kept[-1].text.endswith(":") and kept[-1].kind == "paragraph":
            caption = kept.pop()
            reason = "caption of something the text lacks"
            draft.removals.append(Removal(caption.text, reason, caption.line))
    draft.blocks = kept


def _drop_repetitions(draft: Draft) -> None:
    """Drop short lines that only say again what a line or a value above has said."""
    seen: set[str] = set()
    gone: dict[int, str] = {}
    for at, block in enumerate(draft.blocks):
        folded = fold(block.text)
        if _is_loose(draft, at) and folded in seen and len(folded.split()) <= 12:
            gone[at] = "said above already"
        seen.add(folded)
        if block.kind == "row":
            seen.add(fold(re.split(r"\n|:", block.text, maxsplit=1)[-1]))
    draft.drop(gone)


def _is_loose(draft: Draft, at: int) -> bool:
    """Say whether a block is a paragraph, or a guessed heading with nothing under it."""
    block = draft.blocks[at]
    empty = block.kind == "heading" and block.level is None and not body_of(draft.blocks, at)
    return block.kind == "paragraph" or empty


def _settle_headings(draft: Draft) -> None:
    """Turn guessed headings with nothing under them back into paragraphs."""
    draft.blocks = [
        replace(block, kind="paragraph")
        if block.kind == "heading" and _is_loose(draft, at) and not is_tag_heading(block.text)
        else block
        for at, block in enumerate(draft.blocks)
    ]
