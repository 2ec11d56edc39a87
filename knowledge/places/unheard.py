"""Names of cities that no source knows."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.places.context import Question, Span, context_words
from knowledge.places.readings import ARTICLES
from knowledge.places.typos import guess_names

SHORTEST_UNCASED = 7
"""Letters of the shortest strange word that is taken for a city without a capital."""


def reads_as_unheard(
    span: Span, common: frozenset[str], words: Sequence[str], *, located: bool = False
) -> bool:
    """Tell whether a strange name can only be a place: after "in", "à" or "compare", or located.

    Args:
        span: the words in question.
        common: everyday words.
        words: the same, in a sequence; a word near one of them is that word misspelt.
        located: whether its country is said after it.
    """
    first = span.question.words[span.first].folded
    announced = _is_announced(span) or (located and span.question.cased and first not in common)
    if not (announced and span.is_whole_name):
        return False
    if any(map(span.question.parted, range(span.first + 1, span.last))):
        return False
    if not all(word.text.isalpha() for word in span.question.words[span.first : span.last]):
        return False
    if span.question.cased:
        return _is_capitalised_name(span, common)
    return span.closes_clause and _is_strange_word(span, common, words)


def _is_announced(span: Span) -> bool:
    if span.before(2) in context_words("locative_pairs"):
        return True
    if span.before() in context_words("strongest"):
        return span.follows_locative
    compares = span.question.key(0, 1) in context_words("comparing")
    return compares and (span.first == 1 or span.before() in context_words("joining"))


def _is_capitalised_name(span: Span, common: frozenset[str]) -> bool:
    question, inner = span.question, range(span.first + 1, span.last)
    if not (question.is_capital(span.first) and question.is_capital(span.last - 1)):
        return False
    if any(map(question.is_acronym, range(span.first, span.last))):
        return False
    if not all(question.is_capital(at) or _joins_name(question, at) for at in inner):
        return False
    words = question.words[span.first : span.last]
    if any(word.folded not in common and len(word.folded) > 2 for word in words):
        return True
    compound = span.count > 1 and all(map(question.hyphenated, inner))
    return compound and words[0].folded not in context_words("prefixes")


def _is_strange_word(span: Span, common: frozenset[str], words: Sequence[str]) -> bool:
    """Tell whether a word in lower case is no everyday word, nor one of them misspelt."""
    question = span.question
    if span.before() == "a" and any(
        word.folded in context_words("english") for word in question.words
    ):
        return False
    if span.count > 2 and all(map(question.hyphenated, range(span.first + 1, span.last))):
        return True
    key = span.key
    if span.count > 1 or len(key) < SHORTEST_UNCASED or key in common:
        return False
    if key.endswith(tuple(context_words("endings"))):
        return False
    return not guess_names(key, words)


def _joins_name(question: Question, position: int) -> bool:
    """Tell whether a word in lower case stands inside a name: "sur" in "Atlantis-sur-Mer"."""
    return question.hyphenated(position) or question.key(position, 1) in ARTICLES
