"""One spelling for names, so that accents, case and hyphens do not matter."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_LETTERS = str.maketrans(
    {
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ð": "d",
        "þ": "th",
        "ł": "l",
        "đ": "d",
        "\u0131": "i",
        "ħ": "h",
    }
)
_WORD = re.compile(r"[^\W_]+")
_SHORT_FORMS = {"st": "saint", "ste": "sainte"}


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: ``text[start:end]``, and its folded spelling."""

    text: str
    start: int
    end: int
    folded: str


def fold_letters(text: str) -> str:
    """Return a text in lower case without accents or ligatures.

    >>> fold_letters("Århus, Łódź")
    'arhus, lodz'
    """
    plain = text.casefold().translate(_LETTERS)
    if plain.isascii():
        return plain
    decomposed = unicodedata.normalize("NFD", plain)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def split_words(text: str) -> tuple[Word, ...]:
    """Return the words of a text in order; apostrophes and hyphens part words."""
    return tuple(
        Word(found.group(), found.start(), found.end(), _fold_word(found.group()))
        for found in _WORD.finditer(text)
    )


def fold_name(name: str) -> str:
    """Return the key under which a name is kept.

    >>> fold_name("St-Denis"), fold_name("L’Aquila"), fold_name("København")
    ('saint denis', 'l aquila', 'kobenhavn')
    """
    return " ".join(_fold_word(found) for found in _WORD.findall(name))


def _fold_word(word: str) -> str:
    folded = fold_letters(word)
    return _SHORT_FORMS.get(folded, folded)
