"""Words to search by: folded, without the commonest, stemmed in French or English."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Protocol

LANGUAGES = ("fr", "en")
_WORD = re.compile(r"\w+")
_ROUND_THE_CLOCK = re.compile(
    r"\b24\s?/\s?7\b|\b24\s?h(?:eures)?\s?(?:/|sur)\s?24\b"
    r"|\b(?:a)?round the clock\b|\b24[ -]hours?\b"
)
_QUESTION_WORDS = frozenset(
    "what which who whom whose when where why how does do did has have had can could would should "
    "will shall may might must i you he she we they me him her us them my your his its our about "
    "from any some many much please tell "
    "quel quelle quels quelles qui quoi quand ou comment combien pourquoi est ce que faire fait "
    "peut peuvent doit doivent faut cela ca ceci celui celle plus tres tout tous toute toutes "
    "moi dites dis svp merci".split()
)


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802 - PyStemmer's own name


def fold(text: str) -> str:
    """Return the text without accents and case; ligatures become two letters."""
    if text.isascii():
        return text.casefold()
    plain = unicodedata.normalize("NFD", text.casefold()).replace("œ", "oe").replace("æ", "ae")
    return "".join(mark for mark in plain if not unicodedata.combining(mark))


@cache
def _stemmer(language: str) -> _Stemmer:
    import Stemmer

    stemmer: _Stemmer = Stemmer.Stemmer({"fr": "french", "en": "english"}[language])
    return stemmer


@cache
def stop_words() -> frozenset[str]:
    """Return the folded words, French and English, that carry no subject."""
    from bm25s.stopwords import STOPWORDS_EN, STOPWORDS_FRENCH

    listed = frozenset(fold(word) for word in (*STOPWORDS_EN, *STOPWORDS_FRENCH))
    return listed | _QUESTION_WORDS


def words(text: str) -> list[str]:
    """Return the folded words of a text, in order, the commonest left out."""
    common = stop_words()
    # "24/7" and "jour et nuit" are one thing, which no stem tells.
    plain = _ROUND_THE_CLOCK.sub(" day night ", fold(text))
    return [word for word in _WORD.findall(plain) if word not in common]


def stem(word: str, language: str) -> str:
    """Return the stem of a folded word in French or English."""
    return _stemmer(language).stemWord(word)


def passage_terms(text: str, language: str) -> list[str]:
    """Return the terms to index a text by: its own language's stems, or both where unknown."""
    tongues = (language,) if language in LANGUAGES else LANGUAGES
    return [stem(word, tongue) for word in words(text) for tongue in tongues]


def question_terms(text: str) -> list[str]:
    """Return each term of a question once, stemmed in both languages."""
    stems = (stem(word, tongue) for word in words(text) for tongue in LANGUAGES)
    return list(dict.fromkeys(stems))
