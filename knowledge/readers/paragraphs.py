"""Lines of plain text put together again to headings, paragraphs and items."""

from __future__ import annotations

from dataclasses import replace

from knowledge.readers.hyphens import words_of
from knowledge.readers.lines import Line, chunks_of
from knowledge.readers.running import running_lines
from knowledge.readers.wraps import join_chunk, page_width


def logical_lines(text: str, *, slack: float = 1.0) -> list[Line]:
    """Return a text's lines with paragraphs rejoined and running headers set apart.

    Args:
        text: normalised text.
        slack: share of the width from which a line counts as full; 1 where a line breaks only
            because the next word does not fit, less where letters differ in width.
    """
    lines = [Line(line.rstrip(" \t"), number) for number, line in enumerate(text.split("\n"), 1)]
    running = {at + 1 for at in running_lines([line.text for line in lines])}
    chunks = list(chunks_of(lines, running))
    width = page_width(chunks)
    words = words_of(text)
    joined: list[Line] = [replace(line, running=True) for line in lines if line.number in running]
    for chunk in chunks:
        joined.extend(join_chunk(chunk, width, slack, words))
    return sorted(joined, key=lambda line: line.number)
