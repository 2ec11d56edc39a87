"""Markdown to blocks, by markdown-it's tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from knowledge.models import Block
from knowledge.readers.decoding import squeeze
from knowledge.readers.tables import row_block

if TYPE_CHECKING:
    from markdown_it.token import Token

BULLET = "•"
"""What stands for an item's mark until it is known to be no number."""
_LABELLED = re.compile(r"[^\W\d_][^:.!?\n]{0,40}\s?:\s*\S")


def blocks_of_markdown(text: str) -> tuple[Block, ...]:
    """Return the blocks of normalised Markdown: CommonMark with tables."""
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark", {"maxNesting": 40}).enable("table").parse(text)
    return tuple(block for block in _blocks(tokens) if block.text)


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    """Yield blocks from the stream of tokens; ``marker`` waits for its item's first text."""
    marker, cells, line = "", list[str](), 0
    for at, token in enumerate(tokens):
        line = token.map[0] + 1 if token.map else line
        if token.type == "list_item_open":
            marker = f"{token.info}{token.markup}" if token.info else BULLET
        elif token.type == "tr_open":
            cells = []
        elif token.type == "tr_close":
            yield row_block(cells, line)
        elif token.type in ("fence", "code_block"):
            yield from _paragraphs(token.content, line)
        elif token.type == "html_block":
            yield from _html(token.content, line)
        elif token.type == "inline":
            opener, content = tokens[at - 1], _plain(token)
            if opener.type in ("th_open", "td_open"):
                cells.append(squeeze(content))
            else:
                yield from _inline(opener, content, marker, line)
                marker = ""


def _inline(opener: Token, content: str, marker: str, line: int) -> Iterator[Block]:
    if opener.type == "heading_open":
        yield Block("heading", squeeze(content), line, int(opener.tag[1:]))
    elif marker:
        yield Block("item", squeeze(f"{marker} {content}".removeprefix(BULLET)), line)
    else:
        yield from _paragraphs(content, line)


def _plain(inline: Token) -> str:
    """Return an inline token's text without its markup."""
    parts: list[str] = []
    for child in inline.children or ():
        if child.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        elif child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type == "html_inline" and re.match(r"<br\b", child.content, re.I):
            parts.append("\n")
    return "".join(parts)


def _paragraphs(content: str, line: int) -> Iterator[Block]:
    """Yield one paragraph, or its lines where they are labels with values, or all short."""
    lines = [squeeze(part) for part in content.split("\n") if squeeze(part)]
    labelled = sum(_LABELLED.match(part) is not None for part in lines)
    apart = len(lines) > 1 and (
        labelled >= 0.5 * len(lines) > 0.5 or all(len(part) < 30 for part in lines)
    )
    if apart:
        for offset, part in enumerate(lines):
            yield Block("paragraph", part, line + offset)
    else:
        yield Block("paragraph", " ".join(lines), line)


def _html(content: str, line: int) -> Iterator[Block]:
    from knowledge.readers.html import blocks_of_html

    for block in blocks_of_html(content)[0]:
        yield Block(block.kind, block.text, line + block.line - 1, block.level, block.region)
