"""Label and value brought together, whether on alternate lines or parted by a colon."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from knowledge.models import Block
from knowledge.pages.chrome import reason_to_remove
from knowledge.pages.labels import is_known_label, is_tag_heading, split_row

_STROKE = re.compile(r" [|·•] ")
LONGEST_LABEL, LONGEST_VALUE = 7, 25
"""Words of a label and of a value; beyond, a line is prose."""


def pair_rows(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with labels and values as rows."""
    parted = [part for block in blocks for part in _part_strokes(block)]
    return _colon_rows(_alternate_rows(parted))


def _part_strokes(block: Block) -> list[Block]:
    """Part "City: Testville | Country: Belgium" at its strokes."""
    parts = _STROKE.split(block.text) if block.kind in ("paragraph", "item") else []
    rows = [split_row(part) for part in parts]
    if len(parts) > 1 and all(rows) and any(row and is_known_label(row[0]) for row in rows):
        return [replace(block, text=part) for part in parts]
    return [block]


def _alternate_rows(blocks: Sequence[Block]) -> list[Block]:
    result: list[Block] = []
    at = 0
    while at < len(blocks):
        run = _run_at(blocks, at)
        if run and result and _heads(result[-1], blocks[at]):
            result[-1] = replace(result[-1], kind="heading")
        for label in range(at, at + run, 2):
            text = f"{blocks[label].text}\n{blocks[label + 1].text}"
            result.append(replace(blocks[label], kind="row", text=text, level=None))
        if not run:
            result.append(blocks[at])
        at += run or 1
    return result


def _heads(block: Block, label: Block) -> bool:
    """Say whether a short line right above a table is its heading."""
    short = block.kind == "paragraph" and len(block.text.split()) <= LONGEST_LABEL
    touches = label.line - block.line <= 1 and block.region is None
    return short and touches and block.text[0].isupper() and block.text[-1] not in ".,;!?…"


def _run_at(blocks: Sequence[Block], at: int) -> int:
    """Return how many blocks from here on alternate between label and value."""
    end = at
    while end + 1 < len(blocks) and _is_pair(blocks, end, inside=end > at):
        end += 2
    sure = end - at >= 4 or (end > at and blocks[at].text.endswith(":"))
    return end - at if sure else 0


def _is_pair(blocks: Sequence[Block], at: int, *, inside: bool) -> bool:
    label, value = blocks[at], blocks[at + 1]
    if not (_may_be_cell(label) and _may_be_cell(value)):
        return False
    if reason_to_remove(value.text):
        return False
    if is_known_label(value.text) and (not label.text.endswith(":") or value.text.endswith(":")):
        return False  # two labels in a row; after a colon, "Mayor" is a value
    words = len(value.text.split())
    if words > LONGEST_VALUE or (words > 4 and value.text.endswith(".")) or split_row(value.text):
        return False
    if is_known_label(label.text):
        return value.line - label.line <= 2
    touching = (
        label.line == blocks[at - 1].line + 1 and value.line == label.line + 1 if at else False
    )
    return inside and touching and len(label.text.split()) <= 6 and not label.text.endswith(".")


def _may_be_cell(block: Block) -> bool:
    guessed = block.kind == "paragraph" or (block.kind == "heading" and block.level is None)
    return guessed and block.region is None and not is_tag_heading(block.text)


def _colon_rows(blocks: Sequence[Block]) -> list[Block]:
    shaped = [_is_colon_row(block) for block in blocks]
    known = [
        ok and is_known_label((split_row(block.text) or ("", 0))[0])
        for ok, block in zip(shaped, blocks, strict=True)
    ]
    for order in (range(1, len(blocks)), range(len(blocks) - 2, -1, -1)):
        step = -1 if order.step == 1 else 1
        for at in order:
            beside = at + step
            close = abs(blocks[at].line - blocks[beside].line) <= 1
            known[at] = known[at] or (shaped[at] and known[beside] and close)
    return [
        replace(block, kind="row", level=None) if is_row else block
        for block, is_row in zip(blocks, known, strict=True)
    ]


def _is_colon_row(block: Block) -> bool:
    if block.kind == "row" or block.region is not None or "\n" in block.text:
        return False
    row = split_row(block.text)
    if row is None or (block.kind == "heading" and block.level is not None):
        return False
    label, start = row
    return len(label.split()) <= LONGEST_LABEL and len(block.text[start:].split()) <= LONGEST_VALUE
