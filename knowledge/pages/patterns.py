"""Patterns the project keeps in text files, so that a word is added without touching code."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def read_patterns(name: str) -> Mapping[str, re.Pattern[str]]:
    """Return the pattern of each part of a kept file: its lines are alternatives.

    An apostrophe stands for either kind, and patterns are matched in any case.
    """
    return {
        part: re.compile(f"(?:{'|'.join(lines)})".replace("'", "[’']"), re.I | re.S)
        for part, lines in _parts(name).items()
    }


@cache
def read_words(name: str) -> Mapping[str, frozenset[str]]:
    """Return the words of each part of a kept file."""
    return {part: frozenset(" ".join(lines).split()) for part, lines in _parts(name).items()}


def _parts(name: str) -> Mapping[str, list[str]]:
    text = files("knowledge.pages").joinpath(f"{name}.txt").read_text(encoding="utf-8")
    parts: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in text.splitlines():
        if re.fullmatch(r"\[[\w -]+\]", line):
            lines = parts.setdefault(line[1:-1], [])
        elif line and not line.startswith("#"):
            lines.append(line)
    return parts
