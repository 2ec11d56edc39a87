"""A page without what belongs to its site, and the report of what went."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import replace

from knowledge.models import Block, Page, Removal
from knowledge.pages.chrome import LISTS, OPENERS, TOGGLE, is_own_list, reason_to_remove
from knowledge.pages.draft import Draft, body_of
from knowledge.pages.labels import TAG_HEADINGS, fold, is_known_label
from knowledge.pages.rows import pair_rows
from knowledge.pages.titles import Title

SHORTEST_PROSE = 16
"""Words from which a paragraph with a full stop is prose."""
MENU_REASONS = frozenset(
    {
        "navigation",
        "legal line",
        "social link",
        "login line",
        "share or print line",
        "feedback form",
    }
)
_REGIONS = {
    "navigation": "navigation",
    "footer": "footer",
    "form": "form",
    "running": "running header or page number",
}
_INFINITIVE = re.compile(r"(?:[A-ZÉÀÊÎÔ][a-zéèêëàâîïôûç’']*(?:er|ir|re|oir))\b")


def clean_blocks(page: Page, title: Title, known_chrome: Collection[str]) -> Draft:
    """Return what remains of a page's blocks, with the removals."""
    draft = Draft(list(page.blocks))
    _drop_title(draft, title)
    draft.drop_where(lambda block: _REGIONS.get(block.region or ""))
    draft.drop_where(
        lambda block: "repeated on other pages" if fold(block.text) in known_chrome else None
    )
    _strip_toggles(draft)
    draft.blocks = pair_rows(draft.blocks)
    _drop_missions(draft)
    _drop_opened_sections(draft)
    _drop_menus(draft)
    _drop_lines(draft)
    _drop_repetitions(draft)
    _settle_headings(draft)
    draft.removals.sort(key=lambda removal: removal.line)
    return draft


def _drop_title(draft: Draft, title: Title) -> None:
    """Take the title out, which the composed text opens with, and the menu above it."""
    first = title.positions[0] if title.positions else 0
    if any(_is_prose(block) or block.kind == "row" for block in draft.blocks[:first]):
        first = 0
    reasons = {
        at: _REGIONS.get(block.region or "") or reason_to_remove(block.text) or "above the title"
        for at, block in enumerate(draft.blocks[:first])
    }
    draft.drop(reasons | dict.fromkeys(title.positions[1:], "title printed twice"))
    if title.positions:
        del draft.blocks[title.positions[0] - len(reasons)]


def _is_prose(block: Block) -> bool:
    long = (
        len(block.text.split()) >= SHORTEST_PROSE and re.search(r"[.!?…]", block.text) is not None
    )
    return (
        long and reason_to_remove(block.text) is None and block.region not in ("navigation", "form")
    )


def _strip_toggles(draft: Draft) -> None:
    kept: list[Block] = []
    for block in draft.blocks:
        found = TOGGLE.search(block.text)
        if found is None:
            kept.append(block)
            continue
        draft.removals.append(Removal(found[0].strip(), "toggle", block.line))
        rest = block.text[: found.start()].rstrip()
        if rest:
            kept.append(replace(block, text=rest))
        elif kept and kept[-1].text.endswith(":") and kept[-1].kind == "paragraph":
            caption = kept.pop()
            draft.removals.append(
                Removal(caption.text, "caption of something the text lacks", caption.line)
            )
    draft.blocks = kept


def _drop_missions(draft: Draft) -> None:
    """Drop a network's mission: a heading, four or more bare verbs, paragraphs opening with one."""
    blocks = draft.blocks
    for at, block in enumerate(blocks):
        if block.kind != "heading":
            continue
        end = at + 1
        while end < len(blocks) and _is_bare_verb(blocks[end]):
            end += 1
        if end - at - 1 < 4:
            continue
        while (
            end < len(blocks)
            and blocks[end].kind == "paragraph"
            and _INFINITIVE.match(blocks[end].text)
        ):
            end += 1
        draft.drop(dict.fromkeys(range(at, end), "mission of the network"))
        return _drop_missions(draft)
    return None


def _is_bare_verb(block: Block) -> bool:
    short = block.kind in ("paragraph", "item", "heading") and len(block.text.split()) <= 3
    return short and _INFINITIVE.match(block.text) is not None


def _drop_opened_sections(draft: Draft) -> None:
    """Drop headings of forms and advertisements with their short bodies, teasers with their lists."""
    blocks = draft.blocks
    gone: dict[int, str] = {}
    for at, block in enumerate(blocks):
        reason = reason_to_remove(block.text) if block.kind in ("heading", "paragraph") else None
        if reason in OPENERS and block.kind == "heading":
            body = body_of(blocks, at)
            if sum(len(blocks[i].text.split()) for i in body) <= 80 and not any(
                _is_fact(blocks[i]) for i in body
            ):
                gone |= dict.fromkeys([at, *body], reason or "")
        elif reason in LISTS:
            gone[at] = reason or ""
            end = at + 1
            while end < len(blocks) and blocks[end].kind == "item" and not is_own_list(block.text):
                gone[end] = reason or ""
                end += 1
    draft.drop(gone)


def _is_fact(block: Block) -> bool:
    return block.kind == "row" and is_known_label(block.text.split("\n")[0].split(":")[0])


def _drop_menus(draft: Draft) -> None:
    """Drop runs of items of which half are links that every site has."""
    blocks = draft.blocks
    counts = Counter(fold(block.text) for block in blocks if block.kind == "item")
    gone: list[int] = []
    at = 0
    while at < len(blocks):
        end = at
        while end < len(blocks) and blocks[end].kind == "item":
            end += 1
        run = range(at, end)
        menu = [
            i for i in run if reason_to_remove(blocks[i].text) or counts[fold(blocks[i].text)] > 1
        ]
        if (
            run
            and len(menu) >= 0.5 * len(run)
            and all(len(blocks[i].text.split()) <= 9 for i in run)
        ):
            gone += run
        at = max(end, at + 1)
    draft.drop(dict.fromkeys(gone, "navigation"))


def _drop_lines(draft: Draft) -> None:
    blocks = draft.blocks
    bodies = {at: body_of(blocks, at) for at, block in enumerate(blocks) if block.kind == "heading"}
    gone: dict[int, str] = {}
    for at, block in enumerate(blocks):
        reason = (
            None
            if block.kind in ("item", "row") and not _is_long_teaser(block)
            else reason_to_remove(block.text)
        )
        if reason in MENU_REASONS and len(bodies.get(at, ())) > 0:
            reason = None  # "Contact" or "Resources" may head a city's own section
        if reason:
            gone[at] = reason
    draft.drop(gone)


def _is_long_teaser(block: Block) -> bool:
    return block.kind == "row" and reason_to_remove(block.text) == "teaser"


def _drop_repetitions(draft: Draft) -> None:
    """Drop short lines that only say again what a line or a value above has said."""
    seen: set[str] = set()
    gone: list[int] = []
    for at, block in enumerate(draft.blocks):
        folded = fold(block.text)
        guessed = block.kind == "paragraph" or (
            block.kind == "heading" and block.level is None and not body_of(draft.blocks, at)
        )
        if guessed and folded in seen and len(folded.split()) <= 12:
            gone.append(at)
        seen.add(folded)
        if block.kind == "row":
            seen.add(fold(re.split(r"\n|:", block.text, maxsplit=1)[-1]))
    draft.drop(dict.fromkeys(gone, "said above already"))


def _settle_headings(draft: Draft) -> None:
    """Turn guessed headings with nothing under them back into paragraphs."""
    blocks = draft.blocks
    draft.blocks = [
        replace(block, kind="paragraph")
        if block.kind == "heading"
        and block.level is None
        and not body_of(blocks, at)
        and not TAG_HEADINGS.fullmatch(fold(block.text))
        else block
        for at, block in enumerate(blocks)
    ]
