"""Whether a message speaks of someone in danger now."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rapidfuzz.distance import OSA

from bot.answering.phrases import compile_phrases, fold_phrase
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


@dataclass(frozen=True, slots=True)
class _Patterns:
    certain: re.Pattern[str]
    likely: re.Pattern[str]
    opens: re.Pattern[str]
    says: re.Pattern[str]
    own: re.Pattern[str]
    never: re.Pattern[str]
    vocabulary: frozenset[str]


def is_urgent(text: str) -> bool:
    """Tell whether a message speaks of an imminent danger to someone, in French or English.

    Questions about emergencies, crises, suicide or attacks as a topic do not.
    """
    patterns = _read_patterns()
    message = mend_spelling(fold_phrase(text[:LONGEST_MESSAGE]), patterns.vocabulary)
    if patterns.never.search(message):
        return False
    if _CRY.search(message) or patterns.certain.search(message):
        return True
    if not patterns.likely.search(message):
        return False
    return not _is_about_it(message, patterns) or bool(patterns.own.search(message))


def _is_about_it(message: str, patterns: _Patterns) -> bool:
    opening = _GREETING.sub(" ", message)
    return bool(patterns.opens.search(opening) or patterns.says.search(message))


def mend_spelling(message: str, vocabulary: frozenset[str]) -> str:
    """Return a folded message with the slips in strange words mended, one letter each."""
    common = common_words()
    return f" {' '.join(_mend_word(word, vocabulary, common) for word in message.split())} "


def _mend_word(word: str, vocabulary: frozenset[str], common: frozenset[str]) -> str:
    if len(word) < SHORTEST_MISSPELT or word in common or word in vocabulary:
        return word
    near = sorted(known for known in vocabulary if OSA.distance(word, known, score_cutoff=1) <= 1)
    return near[0] if near else word


@cache
def _read_patterns() -> _Patterns:
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    words = table["words"]

    def join(*groups: list[str]) -> re.Pattern[str]:
        return compile_phrases([pattern for group in groups for pattern in group], words)

    danger = [*table["certain"].values(), *table["likely"].values(), *words.values()]
    spelled = re.findall(r"[a-z]{4,}", " ".join(entry for group in danger for entry in group))
    return _Patterns(
        certain=join(*table["certain"].values()),
        likely=join(*table["likely"].values()),
        opens=compile_phrases(table["topic"]["opens"], words, opening=True),
        says=join(table["topic"]["says"]),
        own=join(table["topic"]["own"]),
        never=join(table["never"]["idioms"]),
        vocabulary=frozenset(spelled),
    )
