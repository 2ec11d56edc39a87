"""Labels of key facts in French and English, and the words that head a page's parts."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import get_args

from knowledge.models import FactKind
from knowledge.pages.patterns import read_patterns

LONGEST_LABEL = 80
"""Characters; a longer text is no label."""
FACT_KINDS: tuple[FactKind, ...] = get_args(FactKind)

_LINE = re.compile(
    r"(?P<label>[^\W\d_][^:\n]{0,60}?)"
    r"(?:[\s\u00a0\u202f]*:[ \u00a0\u202f]+|:?\n)(?P<value>\S.*)",
    re.S,
)


def fold(text: str) -> str:
    """Return a label without case, accents, quotes and closing colon, to be compared.

    >>> fold("'MOTS CLÉS'"), fold("Direction politique locale :")
    ('mots cles', 'direction politique locale')
    """
    kept = text
    if not text.isascii():
        plain = unicodedata.normalize("NFKD", text.replace("’", "'").replace("œ", "oe"))
        kept = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(kept.casefold().split()).strip(" :'\"«»*#.·•")


def kind_of_label(label: str) -> FactKind | None:
    """Return the kind of fact a label stands for, None where it stands for none."""
    parts = _parts_of(label)
    return next((kind for kind in FACT_KINDS if kind in parts), None)


def is_known_label(label: str) -> bool:
    """Say whether a text is a label that key facts are commonly listed under."""
    return not _parts_of(label).isdisjoint((*FACT_KINDS, "name", "other"))


def is_name_label(label: str) -> bool:
    """Say whether a label stands for a person's name."""
    return "name" in _parts_of(label)


def is_tag_heading(text: str) -> bool:
    """Say whether a heading stands above a page's tags."""
    return "tags" in _parts_of(text)


def is_leader_section(title: str) -> bool:
    """Say whether a section is about who leads the city."""
    return "leader section" in _parts_of(title)


@lru_cache(maxsize=4096)
def _parts_of(label: str) -> frozenset[str]:
    """Return the parts of the kept labels that a text belongs to."""
    if len(label) > LONGEST_LABEL:
        return frozenset()
    if "/" in label:
        return frozenset().union(*(_parts_of(part) for part in label.split("/")))
    folded = fold(label)
    patterns = read_patterns("labels").items()
    return frozenset(part for part, pattern in patterns if pattern.fullmatch(folded))


def split_row(text: str) -> tuple[str, int] | None:
    """Return a row's label and where its value starts, None where the text is no row."""
    found = _LINE.fullmatch(text)
    return (found["label"], found.start("value")) if found else None
