"""Short codes of citations."""

from __future__ import annotations

from hashlib import sha256
from typing import Final

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U, so that a code can be read out."""


def code_of(profile: str, text: str) -> str:
    """Return the short code of a quote: three characters for its profile, six for its words.

    Args:
        profile: slug of the profile.
        text: the quote.
    """
    return f"{_digits(profile, 3)}-{_digits(text, 6)}"


def _digits(text: str, count: int) -> str:
    number = int.from_bytes(sha256(text.encode()).digest()[:8])
    return "".join(ALPHABET[(number >> 5 * place) & 31] for place in range(count))
