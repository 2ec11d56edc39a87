"""Other names of a city that its page gives, as in "Testville (Essaiville in French)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.pages.labels import fold

_CUE = re.compile(
    r"\b(?:known|called|connue?|appel(?:le|ons|ée?|aient)|nommée?|dite?|alias|aka)\b|"
    r"\b(?:in|en) [^\W\d_]{2,9}(?:ish|ch|an|ese|ic|ais|and|ien|ol|ois)\b|"
    r"\b(?:French|English|français|anglais)\b|\b(?:anglo|franco)phones?\b",
    re.I,
)
_LANGUAGES = re.compile(
    r"\b(?:in|en) [^\W\d_]+\b|\b(?:(?:French|English)(?:-speaking)?|Français|Anglais)\b|"
    r"\b[XVI]+(?:e|th)\b"
)
_WORD = r"[^\W\d_a-zß-ÿ][\w’'-]+"
_NAME = re.compile(rf"{_WORD}(?:[ -](?:[a-zß-ÿ]{{1,4}}[’' -])?{_WORD}){{0,5}}")
_ASIDE = re.compile(
    r" ?\((?P<bracket>[^()\n]{3,90})\)|, (?P<comma>[^,.;()\n]{3,90})[,.;]|"
    r" [–—-] (?P<dash>[^–—.;()\n]{3,90}) [–—-] "
)
EARLY = 1500
"""Characters of the text within which a page says what else its city is called."""
NEAR = 60
"""Characters before an aside within which the city, or its other name, stands."""


def find_names(text: str, city: str) -> tuple[str, ...]:
    """Return the other names of a city that stand in brackets or commas beside its name."""
    names = dict.fromkeys(_names(text[:EARLY], fold(city)))
    return tuple(name for name in names if fold(name) != fold(city))


def _names(text: str, city: str) -> Iterator[str]:
    for found in _ASIDE.finditer(text):
        aside = found["bracket"] or found["comma"] or found["dash"]
        if not _CUE.search(aside):
            continue
        inside = _NAME.findall(_LANGUAGES.sub("", aside))
        before = text[max(0, found.start() - NEAR) : found.start()]
        if inside and _stands_in(city, before):
            yield inside[-1]
        elif any(_stands_in(city, name) for name in inside):
            yield from _NAME.findall(before.split("\n")[-1])[-1:]


def _stands_in(city: str, text: str) -> bool:
    plain = fold(re.sub(r"(?<=\w)-\s+(?=\w)", "", text))
    return re.search(rf"(?:^|\W){re.escape(city)}(?:\W|$)", plain) is not None
