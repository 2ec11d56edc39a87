"""How a question leans on the one before it: its pronouns, its openings, what it leaves out."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from knowledge.places.spelling import Word, split_words
from knowledge.search.terms import stop_words
from prompts.replies import Language

_OTHER_CITIES = re.compile(r" (?:other|autres?)(?: \w+)? (?:cities|towns|villes|communes) ")
TABLE = Path(__file__).parent / "data" / "conversation.toml"


def subject_of(text: str) -> str:
    """Return what a question is about: from its first to its last word that names something.

    >>> subject_of("Comment fonctionne la ligne d’écoute ?")
    'ligne d’écoute'
    """
    words = split_words(text)
    telling = [at for at, word in enumerate(words) if _is_telling(word)]
    named = [at for at in telling if not _is_thin(words[at].folded)] or telling
    if not named:
        return ""
    first, last = named[0], named[-1]
    if first and words[first - 1].folded in _list("compounding"):
        first -= 1
    while (end := _end_of_compound(words, last)) > last:
        last = end
    return text[words[first].start : words[last].end]


def _end_of_compound(words: Sequence[Word], last: int) -> int:
    """Return where a noun ends that goes on: "Passeurs de nuit", "young people"."""
    following = [word.folded for word in words[last + 1 : last + 3]]
    if following[:1] and following[0] in _list("compounding"):
        return last + 1
    joined = len(following) == 2 and following[0] in ("de", "d", "of")
    return last + 2 if joined and _is_telling(words[last + 2]) else last


def names_anything(text: str) -> bool:
    """Tell whether a text holds a word that names what it is about."""
    return any(not _is_thin(word.folded) for word in split_words(text) if _is_telling(word))


class Wording:
    """How a question without its cities is worded."""

    def __init__(self, text: str, language: Language) -> None:
        self._language = language
        self._words = split_words(text)
        self._folded = f" {' '.join(word.folded for word in self._words)} "
        self._bare = self._folded
        for phrase in _list("impersonal"):
            self._bare = self._bare.replace(f" {phrase} ", " | ")

    @property
    def is_general(self) -> bool:
        """Tell whether it asks about cities in general."""
        others = bool(_OTHER_CITIES.search(self._folded))
        return others or (self._says("general") and not self._says("city"))

    @property
    def asks_for_profile(self) -> bool:
        """Tell whether it asks for all there is on a city."""
        return self._says("whole")

    @property
    def names_subject(self) -> bool:
        """Tell whether a word of it names what it is about."""
        return any(_is_telling(word) and not _is_thin(word.folded) for word in self._words)

    @property
    def asks_for_city_fact(self) -> bool:
        """Tell whether it asks for its mayor, population or country."""
        return self._says("of_city")

    @property
    def goes_on(self) -> bool:
        """Tell whether it opens as the continuation of a question."""
        return any(self._folded.startswith(f" {opener} ") for opener in _list("openers"))

    @property
    def points_at_subject(self) -> bool:
        """Tell whether a pronoun of it means what was talked about."""
        table = _pronouns()
        if any(f" {phrase} " in self._bare for phrase in table[self._language]):
            return True
        if self._language == "fr" and self._has_object_pronoun():
            return True
        passed_over = table["actors_only"] if self.names_subject else frozenset[str]()
        return self._has_demonstrative() or self._has_pronoun(passed_over)

    @property
    def points_back(self) -> bool:
        """Tell whether anything in it leans on the conversation."""
        points = self._says("city") or self.points_at_subject or self._has_pronoun(frozenset())
        return points or self.goes_on or not self.names_subject

    def _says(self, table: str) -> bool:
        return any(f" {phrase} " in self._folded for phrase in _list(table))

    def _has_object_pronoun(self) -> bool:
        """Tell whether "la" of "qui la dirige ?" stands there: at the end but for a verb or two."""
        table = _pronouns()
        words = self._bare.split()
        for position in range(1, len(words) - 1):
            if (
                words[position] in table["fr_objects"]
                and words[position - 1] in table["fr_subjects"]
            ):
                following = words[position + 1 :]
                if all(_is_thin(word) or word in stop_words() for word in following):
                    return True
        return any(f" {phrase} " in self._bare for phrase in ("s en", "s y"))

    def _has_demonstrative(self) -> bool:
        words = self._bare.split()
        pairs = pairwise(words)
        return any(
            first in _pronouns()["demonstratives"]
            and second not in _list("actors")
            and second not in stop_words()
            and second != "|"
            for first, second in pairs
        )

    def _has_pronoun(self, passed_over: frozenset[str]) -> bool:
        """Tell whether a pronoun stands there that no noun before it explains."""
        table = _pronouns()
        words = self._bare.split()
        for position, word in enumerate(words):
            if word in table[f"{self._language}_unless"] - passed_over:
                doubled = word in table["fr_doubled"]
                return not _has_noun(
                    words[:position], passing_over=() if doubled else _list("actors")
                )
        return False


def _has_noun(words: Sequence[str], passing_over: Collection[str]) -> bool:
    """Tell whether a noun with its article is among words, so that a later pronoun means it."""
    return any(
        first in _pronouns()["determiners"]
        and second not in passing_over
        and second not in stop_words()
        for first, second in pairwise(words)
    )


def _is_telling(word: Word) -> bool:
    if word.folded in _list("empty"):
        return False
    return (
        word.folded not in stop_words()
        and len(word.folded) > 1
        and word.folded not in _list("openers")
    )


def _is_thin(word: str) -> bool:
    return word in _list("thin") or word.removesuffix("s") in _list("thin")


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(_tables()[name])


@cache
def _pronouns() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in _tables()["pronouns"].items()}
