"""Patterns of words, written so that people can read them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from knowledge.places.spelling import fold_letters

LONGEST_GAP = 5
"""Words that "…" may stand for."""
_WORD = re.compile(r"[^\W_]+")
_GAP = rf"(?: [a-z0-9]+){{0,{LONGEST_GAP}}}"


def fold_phrase(text: str) -> str:
    """Return a text as patterns see it: folded words, one space around each.

    >>> fold_phrase("J’ai peur !")
    ' j ai peur '
    """
    return f" {' '.join(_WORD.findall(fold_letters(text)))} "


def compile_phrase(pattern: str, words: Mapping[str, Iterable[str]]) -> str:
    """Return a regular expression for a pattern of words.

    Args:
        pattern: words parted by spaces. "a|b" is either, "word?" may be missing, "…" stands for
            up to five words, "{name}" for an entry of that list.
        words: the lists by name.

    Raises:
        KeyError: the pattern names a list that there is not.
    """
    return "".join(_compile_part(part, words) for part in pattern.split())


def compile_phrases(
    patterns: Iterable[str], words: Mapping[str, Iterable[str]], *, opening: bool = False
) -> re.Pattern[str]:
    """Return one expression that finds any of the patterns, at the opening only where asked."""
    alternatives = "|".join(f"(?:{compile_phrase(pattern, words)})" for pattern in patterns)
    return re.compile(rf"{'^' if opening else ''}(?:{alternatives})(?= )")


def compile_words(entries: Iterable[str]) -> re.Pattern[str]:
    """Return one expression that finds any of some words; "*" ends those that may go on."""
    escaped = (re.escape(entry).replace("\\ ", " ") for entry in entries)
    alternatives = "|".join(entry.replace("\\*", "[a-z0-9]*") for entry in escaped)
    return re.compile(f" (?:{alternatives})(?= )")


def _compile_part(part: str, words: Mapping[str, Iterable[str]]) -> str:
    if part == "…":
        return _GAP
    optional = part.endswith("?")
    alternatives = [
        entry
        for choice in part.rstrip("?").split("|")
        for entry in (words[choice[1:-1]] if choice.startswith("{") else (choice,))
    ]
    either = "|".join(re.escape(entry).replace("\\ ", " ") for entry in alternatives)
    return f"(?: (?:{either}))" + ("?" if optional else "")
