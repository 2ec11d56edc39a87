"""Rows of tables, one shape for every format."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.models import Block


def row_block(cells: Sequence[str], line: int = 0) -> Block:
    """Return a table's row: label and value on a line each, more cells on one line."""
    filled = [cell for cell in cells if cell]
    if len(filled) < 2:
        return Block("paragraph", "".join(filled), line)
    return Block(
        "row", "\n".join(filled) if len(cells) == 2 else " | ".join(cells).strip(" |"), line
    )
