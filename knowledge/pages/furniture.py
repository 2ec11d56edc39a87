"""Parts of a page that belong to its site: missions, forms, advertisements, menus, teasers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from knowledge.models import Block
from knowledge.pages.chrome import OPENERS, TEASER, is_own_list, reason_to_remove
from knowledge.pages.draft import Draft, body_of
from knowledge.pages.labels import fold, is_known_label, is_tag_heading

MENU_REASONS = frozenset(
    (
        "navigation",
        "legal line",
        "social link",
        "login line",
        "share or print line",
        "feedback form",
    )
)
"""Reasons whose line may also head a city's own section: "Contact", "Resources"."""
LONGEST_FORM = 80
"""Words under a form's or an advertisement's heading that go with it."""
LONGEST_LINK = 9
"""Words of a menu's item."""
SHORTEST_MENU = 3
"""Items of a menu, at the least, unless each of them is a link."""
FEWEST_LINES = 6
"""Lines without bullets that make a menu, at the least."""
_INFINITIVE = re.compile(r"[A-ZÉÀÊÎÔ][a-zéèêëàâîïôûç’']*(?:er|ir|re|oir)\b")
_SAYS_MORE = re.compile(r"\d|[.!?…:;]$")
_BARE_VERB = re.compile(
    r"(?:connect|build|inform|innovate|empower|represent|share|learn|support|inspire|engage|advise|"
    r"equip|train|convene|amplify|protect|strengthen|catalyse|catalyze|enable|link|prevent)\b",
    re.I,
)


def drop_furniture(draft: Draft, city: str) -> None:
    """Drop what a site puts around its pages; lines that name the city stay."""
    _drop_missions(draft)
    _drop_opened_sections(draft, fold(city))
    _drop_menus(draft)
    _drop_lines(draft, fold(city))


def _drop_missions(draft: Draft) -> None:
    """Drop a network's mission: a heading, four or more bare verbs, paragraphs opening with one."""
    blocks = draft.blocks
    gone: set[int] = set()
    for at, block in enumerate(blocks):
        heads = block.kind == "heading" or len(block.text.split()) <= LONGEST_LINK
        if not heads or at in gone or _is_bare_verb(block):
            continue
        end = at + 1
        while end < len(blocks) and _is_bare_verb(blocks[end]):
            end += 1
        if end - at - 1 < 4:
            continue
        while (
            end < len(blocks) and blocks[end].kind == "paragraph" and _opens_with_verb(blocks[end])
        ):
            end += 1
        gone.update(range(at, end))
    draft.drop(dict.fromkeys(gone, "mission of the network"))


def _is_bare_verb(block: Block) -> bool:
    short = block.kind in ("paragraph", "item", "heading") and len(block.text.split()) <= 3
    return short and _opens_with_verb(block)


def _opens_with_verb(block: Block) -> bool:
    return (_BARE_VERB.match(block.text) or _INFINITIVE.match(block.text)) is not None


def _drop_opened_sections(draft: Draft, city: str) -> None:
    """Drop headings of forms with the short bodies under them, and teasers with their lists."""
    blocks = draft.blocks
    gone: dict[int, str] = {}
    for at, block in enumerate(blocks):
        reason = reason_to_remove(block.text) if block.kind in ("heading", "paragraph") else None
        if reason is None:
            continue
        if reason in OPENERS and block.kind == "heading":
            body = body_of(blocks, at)
            if sum(len(blocks[i].text.split()) for i in body) <= LONGEST_FORM:
                gone[at] = reason
                gone |= {i: _own_reason(blocks[i], city, reason) for i in body}
        elif reason == TEASER:
            gone[at] = reason
            gone |= dict.fromkeys(_list_under(blocks, at), reason)
    draft.drop({at: reason for at, reason in gone.items() if reason})


def _own_reason(block: Block, city: str, inherited: str) -> str:
    """Return why a block under a form's heading goes, nothing where it is the city's own."""
    own = reason_to_remove(block.text)
    is_fact = block.kind == "row" and is_known_label(re.split(r"[\n:]", block.text)[0])
    return own or ("" if is_fact or city in fold(block.text) else inherited)


def _list_under(blocks: Sequence[Block], at: int) -> range:
    end = at + 1
    while end < len(blocks) and _is_link(blocks, end) and not is_own_list(blocks[at].text):
        end += 1
    return range(at + 1, end)


def _is_link(blocks: Sequence[Block], at: int) -> bool:
    """Say whether a block is an item, or a short line touching the one above it."""
    block, above = blocks[at], blocks[at - 1]
    touching = block.line - above.line <= 1 and len(block.text.split()) <= LONGEST_LINK
    is_line = block.kind == "paragraph" and touching and not _SAYS_MORE.search(block.text)
    return block.kind == "item" or is_line


def _drop_menus(draft: Draft) -> None:
    """Drop runs of items, or of short lines touching, of which half are links sites have."""
    blocks = draft.blocks
    tags = _under_tags(blocks)
    counts = Counter(fold(block.text) for block in blocks if block.kind == "item")
    gone: dict[int, str] = {}
    for run in _runs(blocks):
        reasons = {at: reason_to_remove(blocks[at].text) for at in run}
        links = sum(map(bool, reasons.values()))
        if links and len(run) >= SHORTEST_MENU:
            # A menu comes twice on many pages: in a list with a link, a repeated item is one too.
            links = sum(bool(reasons[at]) or counts[fold(blocks[at].text)] > 1 for at in run)
        is_list = blocks[run[0]].kind == "item"
        fewest = 0.5 * max(len(run), SHORTEST_MENU if is_list else FEWEST_LINES)
        short = all(len(blocks[at].text.split()) <= LONGEST_LINK for at in run)
        enough = links >= fewest or (is_list and links == len(run))
        if enough and short and tags.isdisjoint(run):
            gone |= {at: reason or "navigation" for at, reason in reasons.items()}
    draft.drop(gone)


def _runs(blocks: Sequence[Block]) -> Iterator[list[int]]:
    """Yield runs of items, and of short lines that touch, as positions."""
    run: list[int] = []
    for at, block in enumerate(blocks):
        is_line = block.kind == "paragraph" and len(block.text.split()) <= LONGEST_LINK
        part_of_run = block.kind == "item" or is_line
        goes_on = bool(run) and part_of_run and block.kind == blocks[at - 1].kind
        if goes_on and (block.kind == "item" or block.line - blocks[at - 1].line <= 1):
            run.append(at)
            continue
        if run:
            yield run
        run = [at] if part_of_run else []
    if run:
        yield run


def _drop_lines(draft: Draft, city: str) -> None:
    """Drop single lines of a site; one that may head a section goes only with nothing under it."""
    blocks = draft.blocks
    tags = _under_tags(blocks)
    reasons = [
        reason_to_remove(block.text)
        if block.kind in ("paragraph", "heading") and at not in tags
        else None
        for at, block in enumerate(blocks)
    ]
    for at, block in enumerate(blocks):
        if block.kind == "row" and reason_to_remove(block.text) == TEASER:
            reasons[at] = TEASER
        has_body = block.kind == "heading" and any(reasons[i] is None for i in body_of(blocks, at))
        if has_body and reasons[at] in MENU_REASONS:
            reasons[at] = None
    between = dict.fromkeys(_sandwiched(blocks, reasons, city), "between lines of the site")
    draft.drop(between | {at: reason for at, reason in enumerate(reasons) if reason})


def _under_tags(blocks: Sequence[Block]) -> set[int]:
    """Return where tags stand: "Sport" is a tag there, and elsewhere a newspaper's link."""
    headings = (at for at, b in enumerate(blocks) if b.kind == "heading" and is_tag_heading(b.text))
    return {under for at in headings for under in body_of(blocks, at)}


def _sandwiched(blocks: Sequence[Block], reasons: Sequence[str | None], city: str) -> Iterator[int]:
    """Yield loose lines between two lines of the site, or between one and the page's end.

    Beside the opening of a form or an advertisement, a longer text goes too, unless it names the
    city.
    """
    around = [*reasons, "end of the page"]
    for at in range(1, len(blocks)):
        text = blocks[at].text
        if blocks[at].kind != "paragraph" or not (around[at - 1] and around[at + 1]):
            continue
        is_link = len(text.split()) <= LONGEST_LINK and not _SAYS_MORE.search(text)
        opened = around[at - 1] in OPENERS and at + 1 < len(blocks)
        is_form = opened and len(text.split()) <= LONGEST_FORM and city not in fold(text)
        if is_link or (is_form and not re.search(r"\d", text)):
            yield at
