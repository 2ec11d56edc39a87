"""Whether a name in a question is meant as a place."""

from __future__ import annotations

from knowledge.places.context import Span, context_words
from knowledge.places.countries import CountryName
from knowledge.places.gazetteer import Named

PROMINENT = 100_000
"""Inhabitants from which a city is known in lower case, too."""
SHORTEST_PROMINENT = 4
"""Letters that its name must then have."""
ARTICLES = frozenset(
    {
        *("le", "la", "les", "l", "au", "aux", "du", "de", "des", "d"),
        *("the", "el", "al", "los", "las", "den", "der", "die", "das"),
    }
)


_FULLARTICLES = frozenset({"le", "la", "les", "the"})


def is_all_common(key: str, common: frozenset[str]) -> bool:
    """Tell whether a name consists of everyday words: "nice", "le cap"."""
    words = key.split()
    if len(words) > 1 and words[0] not in ARTICLES:
        return False
    return all(word in common or word in ARTICLES or len(word) == 1 for word in words)


def reads_as_profiled(span: Span, common: frozenset[str], *, country_follows: bool) -> bool:
    """Tell whether the name of a city that has a profile is meant as the city.

    A name that is also a word needs a capital that only a name has, or to stand alone as the point
    of the question: "Nice ?", "hotline in reading".
    """
    if span.follows_title:
        return False
    if not is_all_common(span.key, common):
        return True
    if span.has_capital:
        return not span.is_acronym or span.follows_locative
    if span.count > 1 and not span.question.cased and span.key.partition(" ")[0] in _FULLARTICLES:
        return True
    if span.first == 0:
        return span.closes_clause or country_follows
    unsure = not span.question.cased or span.may_have_capital
    return unsure and span.closes_clause and span.follows_locative


def reads_as_country(span: Span, found: CountryName, common: frozenset[str]) -> bool:
    """Tell whether the name of a country, or its adjective, is meant as the country."""
    if found.written and span.key in common:
        return span.surface.replace(".", "") == found.written.replace(".", "")
    if found.adjective and _is_language(span):
        return False
    if span.key in context_words("countries_with_capital"):
        return span.has_capital
    return True


def _is_language(span: Span) -> bool:
    return span.before() in context_words("before_languages") or span.after() in context_words(
        "after_languages"
    )


def reads_as_absent(span: Span, found: tuple[Named, ...], common: frozenset[str]) -> bool:
    """Tell whether a name of the kept source is meant as a city that has no profile.

    The rarer the city and the commoner its name as a word, the more must speak for it.
    """
    own = [named.place for named in found if not named.foreign]
    announced = span.follows_locative
    if not span.is_whole_name and not (announced and not span.is_hyphenated):
        return False
    if not own:
        return span.has_capital and announced
    prominent = own[0].population >= PROMINENT and len(span.key) >= SHORTEST_PROMINENT
    if is_all_common(span.key, common):
        preceded = announced or (prominent and (span.follows_weak or span.count > 1))
        return span.has_capital and span.is_whole_name and preceded
    if span.is_acronym:
        return announced
    if prominent:
        return True
    return span.may_have_capital or (announced and not span.question.cased)


def reads_as_misspelt(span: Span, common: frozenset[str], shortest: int) -> bool:
    """Tell whether words may be a name with a slip: one at least is strange, none is grammar."""
    words = span.key.split()
    if sum(map(len, words)) < shortest or span.is_acronym or span.follows_title:
        return False
    if any(word in context_words("grammar") for word in (words[0], words[-1])):
        return False
    return all(word.isalpha() for word in words) and any(
        word not in common and len(word) > 1 for word in words
    )
