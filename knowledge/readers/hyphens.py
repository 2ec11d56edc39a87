"""Hyphens at line ends: undone where only the end of the line caused them."""

from __future__ import annotations

import re
from collections.abc import Collection

_KEEPS = re.compile(
    r"(?i)(?:mi|demi|semi|après|avant|non|ex|vice|ci|là|sous|sur|anti|contre|quasi|haut|bas|grand|"
    r"petit|nord|sud|self|well|early|full|part|high|low|long|short|half|all|multi|inter|cross|"
    r"follow|peut|est|dit|quatre|vingt|soixante|dix|vis|à|porte|arc|rendez|au|par)-"
)
"""First halves of compounds that keep their hyphen."""
_HALF = re.compile(r"[^\W\d_](?:[\w’'-]*[^\W\d_])?-$")
_WORD = re.compile(r"[\w’'-]*[\w]")


def words_of(text: str) -> frozenset[str]:
    """Return the words of a text in lower case, with their hyphens."""
    return frozenset(word.casefold() for word in _WORD.findall(text))


def join_halves(before: str, after: str, words: Collection[str]) -> tuple[str, bool]:
    """Return a line as it goes on in the next, and whether a space parts the two.

    Args:
        before: the line that ends, perhaps in a hyphen.
        after: the line that follows.
        words: all words of the text: how it writes a word elsewhere tells about its hyphen.
    """
    found = _HALF.search(before[-60:])
    rest = _WORD.match(after[:60])
    same_case = after[:1].islower() or (before.isupper() and after[:1].isupper())
    if not (found and rest and same_case):
        return before, True
    head = found[0].casefold()
    whole, compound = head[:-1] + rest[0].casefold(), head + rest[0].casefold()
    keeps = compound in words or (_KEEPS.fullmatch(head) and whole not in words)
    return (before if keeps else before[:-1]), False
