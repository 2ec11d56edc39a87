"""Whether a question is French or English."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from knowledge.places.spelling import fold_letters
from prompts.replies import Language

TABLE = Path(__file__).parent / "data" / "languages.z"
LOG_STEP = 16.0
"""Steps in which log frequencies are kept."""
MARGIN = 2.0
"""Log odds from which one language is said rather than the other."""
OTHER_MARGIN = 5.0
"""Log odds from which a third language is said."""
OTHER_COST = 1.0
"""Taken from each word's likelihood there, since it is that of the best of many languages."""
STRANGE_WEIGHT = 0.4
"""How much a word that is in no table counts, by its letters."""
MOST_BY_LETTERS = 1.5
"""How much likelier the letters of a strange word can make a third language."""
LONGEST_TEXT = 600
"""Characters read: more of them change nothing."""
_WORD = re.compile(r"[^\W\d_]+")
_COMPOUND = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+)*")
_QUOTED = re.compile(r"«[^»]*»|“[^”]*”|\"[^\"]*\"")
_FRENCH_LETTERS = frozenset("éèêëàâçùûôîïœÉÈÊÀÂÇÙÛÔÎÏŒ")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Log likelihoods of a text in French, English and any other language."""

    french: float
    english: float
    other: float


def fold_word(word: str) -> str:
    """Return a word in lower case without accents."""
    return fold_letters(word)


def trigrams(word: str) -> Iterator[str]:
    """Give the runs of three letters of a word, its ends marked.

    >>> list(trigrams("oui"))
    ['^ou', 'oui', 'ui$']
    """
    marked = f"^{word}$"
    return (marked[start : start + 3] for start in range(len(marked) - 2))


class LanguageModel:
    """Tells languages by common words and, in strange words, by their letters."""

    def __init__(self, packed: bytes) -> None:
        parts = _unpack(zlib.decompress(packed))
        self._words, self._word_logs = parts[0], parts[1:4]
        self._runs, self._run_logs = parts[4], parts[5:8]
        self._word_rows = {word: row for row, word in enumerate(self._words.decode().split("\n"))}
        self._run_rows = {run: row for row, run in enumerate(self._runs.decode().split("\n"))}

    def weigh(self, text: str) -> Evidence:
        """Return how likely a text is in each language, up to a constant."""
        sums = [0.0, 0.0, 0.0]
        for word in _words_that_tell(text[:LONGEST_TEXT]):
            for language, value in enumerate(self._weigh_word(word)):
                sums[language] += value
        return Evidence(*sums)

    def _weigh_word(self, word: str) -> tuple[float, float, float]:
        folded = fold_word(word)
        row = self._word_rows.get(folded)
        if row is not None:
            french, english, other = (-logs[row] / LOG_STEP for logs in self._word_logs)
        elif word.isupper() or len(folded) < 3:
            return (0.0, 0.0, 0.0)
        else:
            french, english, other = self._weigh_letters(folded)
        if not _FRENCH_LETTERS.isdisjoint(word):
            english -= 2.0
        return french, english, other - OTHER_COST

    def _weigh_letters(self, folded: str) -> tuple[float, float, float]:
        rows = [row for run in trigrams(folded) if (row := self._run_rows.get(run)) is not None]
        sums = [
            STRANGE_WEIGHT * sum(-logs[row] / LOG_STEP for row in rows) for logs in self._run_logs
        ]
        # Of many other languages, one always resembles a misspelt word.
        return sums[0], sums[1], min(sums[2], max(sums[0], sums[1]) + MOST_BY_LETTERS)


def detect_language(text: str, fallback: Language = "en") -> Language:
    """Return the language of a question, or the fallback where its words do not tell.

    Names, acronyms and words that both languages share tell nothing; a third language is not told
    either.
    """
    evidence = open_model().weigh(text)
    if evidence.other - max(evidence.french, evidence.english) > OTHER_MARGIN:
        return fallback
    if abs(evidence.french - evidence.english) < MARGIN:
        return fallback
    return "fr" if evidence.french > evidence.english else "en"


def _words_that_tell(text: str) -> Iterator[str]:
    """Give the words of a text but those it quotes, and names: a capital after the first word."""
    said = _leave_quoted_out(text)
    for compound in _COMPOUND.finditer(said):
        written = compound.group()
        is_name = (
            written[0].isupper() and not written.isupper() and _is_inside(said, compound.start())
        )
        if not is_name:
            yield from _WORD.findall(written)


def _is_inside(text: str, start: int) -> bool:
    """Tell whether a word stands inside a sentence, so that its capital says something."""
    return text[:start].rstrip(" \u00a0\u202f(«“\"'’*-")[-1:] not in (
        "",
        ".",
        "!",
        "?",
        ":",
        ";",
        "\n",
    )


def _leave_quoted_out(text: str) -> str:
    """Return a text without what it quotes, unless it is only a quotation."""
    rest = _QUOTED.sub(" ", text)
    return rest if _WORD.search(rest) else text


@cache
def open_model() -> LanguageModel:
    """Return the kept model, read once."""
    return LanguageModel(TABLE.read_bytes())


def _unpack(packed: bytes) -> list[bytes]:
    parts, position = [], 0
    while position < len(packed):
        length = int.from_bytes(packed[position : position + 4], "big")
        parts.append(packed[position + 4 : position + 4 + length])
        position += 4 + length
    return parts
