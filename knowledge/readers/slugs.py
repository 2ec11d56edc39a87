"""Stable names of profiles: from a file's name or an address's last part."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256
from urllib.parse import unquote, urlsplit

_LIGATURES = str.maketrans(
    {
        "œ": "oe",
        "Œ": "oe",
        "æ": "ae",
        "Æ": "ae",
        "ß": "ss",
        "ø": "o",
        "Ø": "o",
        "ł": "l",
        "Ł": "l",
        "đ": "d",
        "Đ": "d",
    }
)
MAXIMUM_LENGTH = 80


def slug_of(source: str) -> str:
    """Return the slug of a file's path or an address, in lower-case ASCII letters, digits, hyphens.

    >>> slug_of("pages/viborg-fr.txt"), slug_of("https://example.org/villes/Évry%20Est/")
    ('viborg-fr', 'evry-est')
    """
    address = urlsplit(source) if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]+://", source) else None
    path = unquote(address.path) if address else source
    name = re.split(r"[/\\]", path.rstrip("/\\"))[-1]
    if address and not name.strip("."):
        name = address.netloc.removeprefix("www.")
    stem = re.sub(
        r"(?<=.)\.(txt|text|md|markdown|html?|xhtml|php|aspx?|pdf|docx)$", "", name, flags=re.I
    )
    spaced = re.sub(r"[\W_]+", "-", stem.translate(_LIGATURES))
    plain = unicodedata.normalize("NFKD", spaced).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:MAXIMUM_LENGTH].rstrip("-")
    return slug or "page-" + sha256(source.encode("utf-8", "replace")).hexdigest()[:8]
