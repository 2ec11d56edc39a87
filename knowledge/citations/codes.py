"""Short codes of citations."""

from __future__ import annotations

from hashlib import sha256
from typing import Final

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U, so that a code can be read out."""

PREFIX: Final = 3
WORDS: Final = 6
_LOOKALIKE: Final = str.maketrans("OIL", "011")


def code_of(profile: str, text: str) -> str:
    """Return the short code of a quote: three characters for its profile, six for its words.

    Args:
        profile: slug of the profile.
        text: the quote.
    """
    return f"{_digits(profile, PREFIX)}-{_digits(text, WORDS)}"


def _digits(text: str, count: int) -> str:
    number = int.from_bytes(sha256(text.encode()).digest()[:8])
    return "".join(ALPHABET[(number >> 5 * place) & 31] for place in range(count))


def normalize_code(code: str) -> str | None:
    """Return a code as it is printed, or None where it can't be one.

    Lower case, a missing hyphen, and the letters that stand for digits they look like are read
    as Crockford's base 32 prescribes.
    """
    bare = "".join(code.split()).replace("-", "").upper().translate(_LOOKALIKE)
    if len(bare) != PREFIX + WORDS or any(each not in ALPHABET for each in bare):
        return None
    return f"{bare[:PREFIX]}-{bare[PREFIX:]}"


def prefix_of(profile: str) -> str:
    """Return the part of a code that stands for its profile."""
    return _digits(profile, PREFIX)
