"""Sentences of French and English text, as positions."""

from __future__ import annotations

import re

_ABBREVIATIONS = frozenset(
    ["m", "mm", "mme", "mmes", "mlle", "mr", "mrs", "ms", "dr", "drs", "prof", "st", "ste", "sts", "gen", "col", "lt", "sgt", "capt", "rev", "hon", "gov", "sen", "rep", "pres", "e.g", "i.e", "p.ex", "ex", "cf", "c.-à-d", "c.à.d", "env", "art", "n", "no", "nos", "nº", "vol", "p", "pp", "chap", "fig", "tab", "éd", "ed", "eds", "al", "vs", "etc", "approx", "dept", "est", "tel", "tél", "av", "bd", "boul", "pl", "inc", "ltd", "co", "corp", "jr", "sr", "u.s", "u.k", "u.n", "e.u", "a.m", "p.m", "d.c", "ph.d", "b.a", "m.a", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "janv", "févr", "avr", "juil", "déc", "mt", "ft", "max", "min", "resp", "incl", "arr", "dép", "réf", "ref", "mun", "bros", "ave", "blvd", "rd"]
)
_NEVER_LAST = frozenset(
    ["m", "mm", "mme", "mmes", "mlle", "mr", "mrs", "ms", "dr", "drs", "prof", "st", "ste", "e.g", "i.e", "p.ex", "cf", "art", "n", "no", "nos", "vol", "fig", "vs", "p", "pp", "chap", "gen", "col", "lt", "sgt", "capt", "rev", "hon", "gov", "sen", "rep"]
)
_END = re.compile(r"(?:[.!?…]+)(?:[ \u00a0\u202f]?[»”\"’')\]]+)*(?=\s)")
_LAST_WORD = re.compile(r"[^\s(«“\"\[’']+$")
_OPENING = re.compile(r"[\s\u00a0\u202f«“\"'(\[–—-]*")


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Return start and end of each sentence of one paragraph, without the space between them.

    >>> text = "Mme la maire a dit « Oui. » Le reste suit."
    >>> [text[start:end] for start, end in split_sentences(text)]
    ['Mme la maire a dit « Oui. »', 'Le reste suit.']
    """
    spans: list[tuple[int, int]] = []
    start = len(text) - len(text.lstrip())
    for found in _END.finditer(text):
        if found.end() > start and _ends_here(text, start, found):
            spans.append((start, found.end()))
            start = found.end() + len(text[found.end() :]) - len(text[found.end() :].lstrip())
    end = len(text.rstrip())
    if start < end:
        spans.append((start, end))
    return spans


def _ends_here(text: str, start: int, found: re.Match[str]) -> bool:
    opening = _OPENING.match(text, found.end())
    following = text[opening.end() : opening.end() + 1] if opening else ""
    if not following:
        return True
    if following.islower():
        return False
    if not found[0].startswith(".") or found[0].startswith(".."):
        return True
    last = _LAST_WORD.search(text, start, found.start())
    word = last[0].lower() if last else ""
    if word in _NEVER_LAST and len(found[0]) == 1:
        return (
            following.isdigit()
            and word not in {"n", "no", "nos", "art", "fig", "vol", "p", "pp", "chap"}
            and False
        )
    if len(word) == 1 and word.isalpha() and last is not None and last[0].isupper():
        return False
    if word in _ABBREVIATIONS:
        return (
            (following.isupper()
            and len(found[0]) > 1)
            or (
                word in {"etc", "inc", "ltd", "co", "corp", "a.m", "p.m", "u.s", "u.k", "jr", "al"}
                and following.isupper()
            )
        )
    return not (word.isdigit() and len(word) <= 2 and start == (last.start() if last else -1))
