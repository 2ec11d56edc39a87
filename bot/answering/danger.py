"""The hotline of a city, for a message that speaks of danger."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.answering.quotes import make_quote
from knowledge.editions import Edition
from knowledge.models import Passage
from knowledge.search.terms import fold
from prompts.replies import Quote

_HOTLINE = re.compile(
    r"\b(?:hot ?line|help ?line|crisis line|emergency line|ligne d.(?:ecoute|urgence|aide)"
    r"|numero (?:vert|d.ecoute|d.urgence|gratuit)|permanence telephonique|ecoute telephonique)s?\b"
)
_NUMBER = re.compile(r"\d(?:[ .\-/()]{0,2}\d){2,}")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def quote_hotline(edition: Edition, slug: str) -> Quote | None:
    """Return what a city's profile says of its hotline, best with its number; None where nothing.

    Args:
        edition: what is published.
        slug: of the city.
    """
    stated = list(_sentences(edition, slug))
    numbered = [found for found in stated if _states_number(found[2])]
    if not stated:
        return None
    passage, span, _ = (numbered or stated)[0]
    return make_quote(edition.profiles[slug], span, passage.section, passage.language)


def _sentences(edition: Edition, slug: str) -> Iterator[tuple[Passage, tuple[int, int], str]]:
    """Give the sentences of a profile that speak of a hotline."""
    for row in edition.index.passages_of(slug):
        passage = edition.passages[row]
        for start, end in passage.sentences:
            sentence = passage.text[start - passage.start : end - passage.start]
            if _HOTLINE.search(fold(sentence)):
                yield passage, (start, end), sentence


def _states_number(sentence: str) -> bool:
    return bool(_NUMBER.search(_YEAR.sub("", sentence)))
