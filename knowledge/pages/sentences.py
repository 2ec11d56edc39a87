"""Sentences of French and English text, as positions."""

from __future__ import annotations

import re

from knowledge.pages.patterns import read_words

_END = re.compile(r"(?<![.!?…])[.!?…]++(?:[»”\"’')\]]|[ \u00a0\u202f](?=»))*+(?=\s)")
_SPACE = re.compile(r"\s*")
LONGEST_WORD = 40
"""Characters before a full stop that are looked at."""
_LAST_WORD = re.compile(r"[^\s(«“\"\[’']+$")
_OPENING = re.compile(r"[\s«“‘\"'(\[–—-]*")
_WORD = re.compile(r"[^\W_]+")
_CLOSING = "»”)],.;:!?…"


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Return start and end of each sentence of one paragraph, without the space between them.

    >>> text = "Mme la maire a dit « Oui. » Le reste suit."
    >>> [text[start:end] for start, end in split_sentences(text)]
    ['Mme la maire a dit « Oui. »', 'Le reste suit.']
    """
    spans: list[tuple[int, int]] = []
    start = len(text) - len(text.lstrip())
    for found in _END.finditer(text):
        if _ends_here(text, start, found):
            spans.append((start, found.end()))
            space = _SPACE.match(text, found.end())
            start = space.end() if space else found.end()
    end = len(text.rstrip())
    if start < end:
        spans.append((start, end))
    return spans


def _ends_here(text: str, start: int, found: re.Match[str]) -> bool:
    opening = _OPENING.match(text, found.end())
    at = opening.end() if opening else found.end()
    following = text[at : at + 1]
    if following.islower() or (following and following in _CLOSING):
        return False
    last = _LAST_WORD.search(text, max(start, found.start() - LONGEST_WORD), found.start())
    if last is None or not following or not re.fullmatch(r"\.\W*", found[0]) or "…" in found[0]:
        return True
    if re.fullmatch(r"\d{1,2}", last[0]) and last.start() == start:
        return False  # the number of a heading or an item
    return not _is_open(last[0], text, at)


def _is_open(last: str, text: str, at: int) -> bool:
    """Say whether a word with a full stop leaves its sentence open, by it and what follows."""
    word, known = last.lower(), read_words("abbreviations")
    following = _WORD.match(text, at)
    next_word = following[0] if following else ""
    if word in known["number"] and (next_word[:1].isdigit() or len(next_word) == 1):
        return True
    if last[0].isupper() and word in known["title"]:
        return True
    if word in known["date"]:
        return not (next_word[:1].isupper() and _opens_sentences(next_word))
    if word in known["closing"]:
        return not next_word[:1].isupper()
    if re.fullmatch(r"(?:[^\W\d_]\.)*[^\W\d_]", last) and last[-1].isupper():
        return not ("." in last and _opens_sentences(next_word))
    return word in known["open"]


def _opens_sentences(word: str) -> bool:
    """Say whether a word is a common one, so that its capital opens a sentence."""
    words = read_words("languages")
    return word.lower() in words["fr"] | words["en"]
