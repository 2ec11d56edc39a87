"""A page being cleaned: the blocks that remain, and what went and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from knowledge.models import Block, Removal


@dataclass(slots=True)
class Draft:
    """Blocks that remain of one page, with the removals so far."""

    blocks: list[Block]
    removals: list[Removal] = field(default_factory=list)

    def drop(self, reasons: Mapping[int, str]) -> None:
        """Remove the blocks at these positions, each for its reason."""
        self.removals += [
            Removal(self.blocks[at].text, reason, self.blocks[at].line)
            for at, reason in sorted(reasons.items())
        ]
        self.blocks = [block for at, block in enumerate(self.blocks) if at not in reasons]

    def drop_where(self, reason_of: Callable[[Block], str | None]) -> None:
        """Remove each block that is given a reason."""
        reasons = {at: reason_of(block) for at, block in enumerate(self.blocks)}
        self.drop({at: reason for at, reason in reasons.items() if reason})


def body_of(blocks: Sequence[Block], heading: int) -> range:
    """Return the positions of the blocks between a heading and the next one."""
    end = heading + 1
    while end < len(blocks) and blocks[end].kind != "heading":
        end += 1
    return range(heading + 1, end)
