"""Plain text to blocks: headings, paragraphs and items told by their shape alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.models import Block
from knowledge.readers.decoding import squeeze
from knowledge.readers.lines import BULLET, Line
from knowledge.readers.paragraphs import logical_lines
from knowledge.readers.tables import row_block

LONGEST_HEADING, MOST_WORDS = 80, 14
LONGEST_CELL = 120
"""Characters of a table's cell."""
_COLUMNS = re.compile(r"(?<=\S)(?:[ ]*\t[ \t]*|[ ]{3,})(?=\S)")
_UNDERLINE = re.compile(r"\s*(?:={3,}|-{3,}|_{3,}|\*{3,}|~{3,})\s*")
_ENDS_LIKE_TEXT = re.compile(r"[.;,:…!|»”]$|\.\.\.$")
_LABEL_AND_VALUE = re.compile(r"[^\W\d_][^:.!?]{0,50}\s?:\s*\S")


def blocks_of_text(text: str, *, slack: float = 1.0) -> tuple[Block, ...]:
    """Return the blocks of normalised plain text (``slack``: see `paragraphs.logical_lines`)."""
    lines = logical_lines(text, slack=slack)
    flowing = [line for line in lines if not line.running]
    kinds = {line.number: _block(at, flowing) for at, line in enumerate(flowing)}
    blocks = [
        Block("paragraph", squeeze(line.text), line.number, region="running")
        if line.running
        else kinds[line.number]
        for line in lines
    ]
    return tuple(block for block in blocks if block is not None and block.text)


def _block(at: int, lines: Sequence[Line]) -> Block | None:
    line = lines[at]
    text = squeeze(line.text)
    if _UNDERLINE.fullmatch(line.text):
        return None
    cells = _cells(at, lines)
    if cells:
        return row_block(cells, line.number)
    if _is_heading(at, lines):
        return Block("heading", text, line.number)
    if line.is_item:
        return Block("item", _item_text(line.text), line.number)
    return Block("paragraph", text, line.number)


def _cells(at: int, lines: Sequence[Line]) -> list[str]:
    """Return the cells of a line in columns, where the line before or after is in columns too."""
    cells = _COLUMNS.split(lines[at].text.strip())
    beside = (lines[other] for other in (at - 1, at + 1) if 0 <= other < len(lines))
    close = (line for line in beside if abs(line.number - lines[at].number) == 1)
    is_table = len(cells) > 1 and any(_COLUMNS.search(line.text.strip()) for line in close)
    return cells if is_table and max(len(cell) for cell in cells) <= LONGEST_CELL else []


def _item_text(line: str) -> str:
    """Return an item without its bullet; a number stays, since a text may speak of it."""
    stripped = line.strip()
    found = BULLET.match(stripped)
    numbered = stripped[:1] == "(" or stripped[:1].isalnum()
    return squeeze(stripped if found is None or numbered else stripped[found.end() :])


def _is_heading(at: int, lines: Sequence[Line]) -> bool:
    line = lines[at]
    text = squeeze(line.text)
    following = lines[at + 1] if at + 1 < len(lines) else None
    if not 1 < len(text) <= LONGEST_HEADING or not any(map(str.isalpha, text)):
        return False
    if following is not None and _UNDERLINE.fullmatch(following.text):
        return not line.is_item
    if line.is_item:
        return _is_numbered_heading(at, lines)
    if not _starts_high(text) or following is None:
        return False
    if text.endswith(":"):
        return _announces(line, text, following)
    apart = _is_upper(text) or _stands_apart(line, text, following)
    return apart and not _ENDS_LIKE_TEXT.search(text)


def _announces(line: Line, text: str, following: Line) -> bool:
    """Say whether "Overview:" stands as a heading above prose, and not above a value or a list."""
    is_text = _reads_like_body(following) and not _LABEL_AND_VALUE.match(following.text)
    return line.opens and len(text.split()) <= 4 and is_text and not following.is_item


def _stands_apart(line: Line, text: str, following: Line) -> bool:
    """Say whether a short line stands alone above text, or opens a paragraph as its title."""
    words = len(text.split())
    is_row = _LABEL_AND_VALUE.match(text) is not None and words < 8
    if words > MOST_WORDS or is_row:
        return False
    if line.opens and line.closes:
        return True
    return (line.opens or line.follows_text) and _reads_like_body(following)


def _is_numbered_heading(at: int, lines: Sequence[Line]) -> bool:
    """Say whether "2. Title" stands above text, with no other item beside it."""
    line = lines[at]
    text = squeeze(line.text)
    if at + 1 == len(lines) or not (text[:1].isdigit() and line.opens) or lines[at + 1].is_item:
        return False
    follows_item = at > 0 and lines[at - 1].is_item and not lines[at - 1].text[:1].isdigit()
    apart = line.closes or _reads_like_body(lines[at + 1])
    return apart and not follows_item and not _ENDS_LIKE_TEXT.search(text)


def _starts_high(text: str) -> bool:
    first = re.search(r"\w", text)
    return first is not None and (
        first[0].isupper() or first[0].isdigit() or (first[0].isalpha() and not first[0].islower())
    )


def _is_upper(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) >= 3 and all(letter.isupper() for letter in letters) and ":" not in text


def _reads_like_body(line: Line) -> bool:
    text = line.text.strip()
    words = len(text.split())
    is_sentence = words >= 6 and text[0].isupper() and text[-1] in ".!?"
    return words >= 12 or is_sentence or _LABEL_AND_VALUE.match(text) is not None
