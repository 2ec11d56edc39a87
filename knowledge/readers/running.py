"""Running headers, footers and page numbers in the text of a printed document."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

PAGE_LENGTH = 10
"""Lines that lie between page numbers, at the least."""
SHORT_PAGE = 6
"""The same for a line of words that stands alone, which is surer."""
LONGEST = 200
"""Characters of a running line."""
_NUMBER = re.compile(r"\d+|(?<=[ \t]{3})[ivxl]+$|^[ivxl]+$")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
_BARE = re.compile(
    r"(?i)[-–—| ]*(?:p(?:age|\.)?\s*)?\d{1,4}(?:\s*(?:/|of|sur|von|de)\s*\d{1,4})?[-–—| ]*"
)
_COLUMNS = re.compile(r"\S[ \t]{3,}\S")


def running_lines(lines: Sequence[str]) -> frozenset[int]:
    """Return the positions of lines that come again on each page, told by growing numbers.

    A line set in two columns that comes again word for word counts too, as does one that stands
    beside a page number.
    """
    alike: defaultdict[str, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        if line.strip() and len(line) < LONGEST:
            alike[" ".join(_NUMBER.sub("#", line.strip()).split())].append(at)
    counted = {
        at
        for group in alike.values()
        if len(group) > 1 and _NUMBER.search(lines[group[0]].strip())
        if _counts_up([lines[at] for at in group]) and _lies_apart(group, lines)
        for at in group
    }
    repeated = {
        at
        for group in alike.values()
        if len(group) > 2 and len({lines[at] for at in group}) == 1
        if all(_COLUMNS.search(lines[at]) or counted & {at - 1, at + 1} for at in group[1:])
        if min(b - a for a, b in pairwise(group)) >= PAGE_LENGTH
        for at in group
    }
    return frozenset(counted | repeated)


def _counts_up(group: Sequence[str]) -> bool:
    """Say whether one number grows by one, or by two, from line to line, and the others stay."""
    rows = [[_value(number) for number in _NUMBER.findall(line)] for line in map(str.strip, group)]
    changing = [column for column in zip(*rows, strict=True) if len(set(column)) > 1]
    return len(changing) == 1 and all(0 < b - a <= 2 for a, b in pairwise(changing[0]))


def _value(number: str) -> int:
    """Return what a number says, in figures or in small Roman ones."""
    if number.isdigit():
        return int(number[:9])
    values = [_ROMAN[letter] for letter in number]
    following = [*values[1:], 0]
    return sum(-v if v < after else v for v, after in zip(values, following, strict=True))


def _lies_apart(group: Sequence[int], lines: Sequence[str]) -> bool:
    is_bare = _BARE.fullmatch(" ".join(lines[group[0]].split())) is not None
    if is_bare and len(group) < 3:
        return False
    alone = not any(
        0 <= beside < len(lines) and lines[beside].strip()
        for at in group
        for beside in (at - 1, at + 1)
    )
    usual = median(b - a for a, b in pairwise(group))  # the last page may be short
    return usual >= (SHORT_PAGE if alone and not is_bare else PAGE_LENGTH)
