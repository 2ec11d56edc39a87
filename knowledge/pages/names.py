"""Other names of a city that its page gives, as in "Testville (Essaiville in French)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.pages.labels import fold

_CUE = re.compile(
    r"\b(?:known|called|connue?|appel(?:le|ons|ée?)|nommée?|dite?|alias|aka)\b|"
    r"\b(?:in|en) [^\W\d_]{2,9}(?:ish|ch|an|ese|ic|ais|and|ien|ol|ois|ic)\b|"
    r"\b(?:French|English)(?:-| )speak\w+|\b(?:anglo|franco)phones?\b",
    re.I,
)
_LANGUAGES = re.compile(
    r"\b(?:in|en) [^\W\d_]+\b|\b(?:(?:French|English)(?:-speaking)?|Français|Anglais)\b"
)
_WORD = r"[^\W\d_a-zß-ÿ][\w’'.-]+"
_NAME = re.compile(rf"{_WORD}(?:[ -](?:[a-zß-ÿ]{{1,4}}[’' -])?{_WORD})*")
_ASIDE = r"(?: ?\((?P<bracket>[^()\n]{3,90})\)|, (?P<comma>[^,.;()\n]{3,70})[,.;])"
_BRACKETED = re.compile(rf"(?P<before>{_NAME.pattern}){_ASIDE}")
EARLY = 1500
"""Characters of the text within which a page says what else its city is called."""


def find_names(text: str, city: str) -> tuple[str, ...]:
    """Return the other names of a city that stand in brackets or commas beside its name."""
    names = dict.fromkeys(_names(text[:EARLY], fold(city)))
    return tuple(name for name in names if fold(name) != fold(city))


def _names(text: str, city: str) -> Iterator[str]:
    for found in _BRACKETED.finditer(text):
        aside = found["bracket"] or found["comma"]
        if not _CUE.search(aside):
            continue
        inside = _NAME.findall(_LANGUAGES.sub("", aside))
        if fold(found["before"]) == city and inside:
            yield inside[-1]
        elif any(fold(name) == city for name in inside):
            yield found["before"]
