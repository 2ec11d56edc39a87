"""Build the table by which languages are told, by ``python -m bot.answering.lexicon``.

It needs the extra: ``pip install -e '.[places]'``. The table holds, for French, English and the
likeliest other language, the log frequency of common words and, for words that are in none of
them, of runs of three letters. Source: the frequencies of ``wordfreq`` (CC BY-SA 4.0).
"""

from __future__ import annotations

import importlib
import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from math import log
from pathlib import Path
from typing import Protocol, TypeAlias, cast

from bot.answering.language import LOG_STEP, TABLE, fold_word, trigrams

OTHERS = ("de", "es", "it", "nl", "pt", "da", "sv", "nb", "pl", "ro", "tr", "ca", "fi", "hu", "cs")
"""Languages that are neither, in Latin letters."""
WORD_FLOOR = 1e-6
"""Frequency added to each word, so that rare ones decide little."""
TRIGRAM_FLOOR = 1e-5
"""The same for runs of three letters."""
WORDS_KEPT = {"fr": 9000, "en": 9000, "other": 1200}
VOCABULARY = 30_000
TRIGRAMS_KEPT = 5000
Row: TypeAlias = tuple[str, tuple[int, int, int]]


class Frequencies(Protocol):
    """What is read of ``wordfreq``."""

    def top_n_list(self, lang: str, n: int) -> list[str]:
        """Return the commonest words."""

    def word_frequency(self, word: str, lang: str) -> float:
        """Return the share of a word in all text."""


def read_frequencies(wordfreq: Frequencies, language: str) -> dict[str, float]:
    """Read the frequencies of a language's words, folded."""
    frequencies: defaultdict[str, float] = defaultdict(float)
    for word in wordfreq.top_n_list(language, VOCABULARY):
        if word.isalpha():
            frequencies[fold_word(word)] += wordfreq.word_frequency(word, language)
    return frequencies


def count_trigrams(frequencies: Mapping[str, float]) -> dict[str, float]:
    """Return how often each run of three letters occurs among words, the root of their use.

    The root keeps a few very frequent words from deciding how strange words look.
    """
    counts: Counter[str] = Counter()
    for word, frequency in frequencies.items():
        for run in trigrams(word):
            counts[run] += frequency**0.5
    total = sum(counts.values())
    return {run: count / total for run, count in counts.items()}


def write_rows(
    keys: Iterable[str],
    french: Mapping[str, float],
    english: Mapping[str, float],
    others: Iterable[Mapping[str, float]],
    floor: float,
) -> Iterator[Row]:
    """Give each key with its three log frequencies, in steps below the most frequent one."""
    others = tuple(others)
    for key in keys:
        found = (
            french.get(key, 0.0),
            english.get(key, 0.0),
            max(other.get(key, 0.0) for other in others),
        )
        yield key, tuple(min(255, round(-log(value + floor) * LOG_STEP)) for value in found)  # type: ignore[misc]


def main() -> None:
    """Build the table and say how large it became."""
    wordfreq = cast("Frequencies", importlib.import_module("wordfreq"))
    sys.stdout.write(f"{write_table(TABLE, *learn(wordfreq))} bytes\n")


def learn(wordfreq: Frequencies) -> tuple[list[Row], list[Row]]:
    """Return the rows of words, and of runs of letters, with their log frequencies."""
    french, english = (read_frequencies(wordfreq, language) for language in ("fr", "en"))
    others = [read_frequencies(wordfreq, language) for language in OTHERS]
    words = {
        *_most_frequent(french, WORDS_KEPT["fr"]),
        *_most_frequent(english, WORDS_KEPT["en"]),
        *(word for other in others for word in _most_frequent(other, WORDS_KEPT["other"])),
    }
    runs = [count_trigrams(language) for language in (french, english, *others)]
    kept = {run for language in runs[:2] for run in _most_frequent(language, TRIGRAMS_KEPT)}
    return (
        list(write_rows(sorted(words), french, english, others, WORD_FLOOR)),
        list(write_rows(sorted(kept), runs[0], runs[1], runs[2:], TRIGRAM_FLOOR)),
    )


def write_table(path: Path, *sections: Iterable[Row]) -> int:
    """Write sections of keys and their numbers, compressed; return the size in bytes."""
    parts = []
    for section in sections:
        rows = list(section)
        parts.append("\n".join(key for key, _ in rows).encode())
        parts.extend(bytes(numbers[column] for _, numbers in rows) for column in range(3))
    packed = b"".join(len(part).to_bytes(4, "big") + part for part in parts)
    return path.write_bytes(zlib.compress(packed, 9))


def _most_frequent(frequencies: Mapping[str, float], count: int) -> list[str]:
    return sorted(frequencies, key=lambda key: (-frequencies[key], key))[:count]


if __name__ == "__main__":
    main()
