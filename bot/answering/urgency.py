"""Whether a message speaks of someone in danger now."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from rapidfuzz.distance import OSA

from bot.answering.phrases import compile_phrases, compile_words, fold_phrase
from knowledge.places.gazetteer import common_words

TABLE = Path(__file__).parent / "data" / "urgency.toml"
SHORTEST_MISSPELT = 5
"""Letters of the shortest word whose misspelling is mended."""
LONGEST_MESSAGE = 1000
"""Characters read."""
_CRY = re.compile(
    r"^ (?:a l aide|aidez moi|help|help me|sos|aled)(?: (?:vite|svp|please|pls|now))* $"
)
_GREETING = re.compile(r"^ (?:(?:bonjour|bonsoir|salut|hello|hi|hey|good morning|please|svp) )+")
_SENTENCE_END = re.compile(r"[.?!;\n]+")
_INVERSION = re.compile(r"[a-zà-ÿ]-(?:t-)?(?:ils?|elles?|on)\b", re.IGNORECASE)
_ARTICLES = frozenset({"le", "la", "les", "l", "un", "une", "des", "the", "a", "an", "some"})
_BEFORE_VERBS = frozenset({"de", "d", "pour", "sans", "from"})
"""Prepositions that may also stand before what someone does: "il menace de tirer"."""


@dataclass(frozen=True, slots=True)
class _Phrases:
    certain: re.Pattern[str]
    likely: re.Pattern[str]
    opens: re.Pattern[str]
    says: re.Pattern[str]
    own: re.Pattern[str]
    never: re.Pattern[str]
    vocabulary: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Report:
    deeds: re.Pattern[str]
    things: re.Pattern[str]
    people: re.Pattern[str]
    groups: re.Pattern[str]
    now: re.Pattern[str]
    study: re.Pattern[str]
    asks: re.Pattern[str]
    inverted: re.Pattern[str]
    spoken_of: frozenset[str]


def is_urgent(text: str) -> bool:
    """Tell whether a message speaks of an imminent danger to someone, in French or English.

    Questions about emergencies, crises, suicide or attacks as a topic do not.
    """
    phrases = _read_phrases()
    message = mend_spelling(fold_phrase(text[:LONGEST_MESSAGE]), phrases.vocabulary)
    if phrases.never.search(message):
        return False
    if _CRY.search(message) or phrases.certain.search(message):
        return True
    if phrases.likely.search(message) and not _read_report().study.search(message):
        return not _is_about_it(message, phrases) or bool(phrases.own.search(message))
    told = (fold_phrase(each) for each in told_sentences(text))
    return any(_names_danger(mend_spelling(each, phrases.vocabulary)) for each in told)


def told_sentences(text: str) -> list[str]:
    """Return the sentences of a message that tell of people, and ask or study nothing."""
    if _read_phrases().never.search(fold_phrase(text[:LONGEST_MESSAGE])):
        return []
    sentences = (each.strip() for each in _SENTENCE_END.split(text[:LONGEST_MESSAGE]))
    return [each for each in sentences if not _INVERSION.search(each) and _tells(fold_phrase(each))]


def mend_spelling(message: str, vocabulary: frozenset[str]) -> str:
    """Return a folded message with the slips in strange words mended, one letter each."""
    common = common_words()
    return f" {' '.join(_mend_word(word, vocabulary, common) for word in message.split())} "


def _mend_word(word: str, vocabulary: frozenset[str], common: frozenset[str]) -> str:
    if len(word) < SHORTEST_MISSPELT or word in common or word in vocabulary:
        return word
    near = sorted(known for known in vocabulary if OSA.distance(word, known, score_cutoff=1) <= 1)
    return near[0] if near else word


def _is_about_it(message: str, phrases: _Phrases) -> bool:
    opening = _GREETING.sub(" ", message)
    return bool(phrases.opens.search(opening) or phrases.says.search(message))


def _tells(sentence: str) -> bool:
    report = _read_report()
    if report.asks.match(_GREETING.sub(" ", sentence)):
        return False
    if report.inverted.search(sentence) or report.study.search(sentence):
        return False
    if report.people.search(sentence):
        return True
    return bool(report.groups.search(sentence) and report.now.search(sentence))


def _names_danger(sentence: str) -> bool:
    report = _read_report()
    deed = _is_there(sentence, report.deeds, report.spoken_of - _BEFORE_VERBS)
    return deed or _is_there(sentence, report.things, report.spoken_of)


def _is_there(sentence: str, danger: re.Pattern[str], spoken_of: frozenset[str]) -> bool:
    """Tell whether a danger is there, and not only spoken of: "victims of shootings"."""
    for found in danger.finditer(sentence):
        before = [word for word in sentence[: found.start()].split()[-2:] if word not in _ARTICLES]
        if not before or before[-1] not in spoken_of:
            return True
    return False


@cache
def _read_tables() -> dict[str, Any]:
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


@cache
def _read_report() -> _Report:
    words: dict[str, list[str]] = _read_tables()["report"]
    spoken_of = frozenset(words["spoken_of"])
    patterns = {name: compile_words(words[name]) for name in words if name != "spoken_of"}
    return _Report(**patterns, spoken_of=spoken_of)


@cache
def _read_phrases() -> _Phrases:
    table = _read_tables()
    words = table["words"]
    certain, likely = (
        [pattern for group in table[name].values() for pattern in group]
        for name in ("certain", "likely")
    )
    topic = table["topic"]
    danger = [*certain, *likely, *(entry for entries in words.values() for entry in entries)]
    return _Phrases(
        certain=compile_phrases(certain, words),
        likely=compile_phrases(likely, words),
        opens=compile_phrases(topic["opens"], words, opening=True),
        says=compile_phrases(topic["says"], words),
        own=compile_phrases(topic["own"], words),
        never=compile_phrases(table["never"]["idioms"], words),
        vocabulary=frozenset(re.findall(r"[a-z]{4,}", " ".join(danger))),
    )
