"""The language of a block: French, English or neither, from its commonest words and its endings."""

from __future__ import annotations

import re
from collections.abc import Mapping

from knowledge.models import UNKNOWN_LANGUAGE
from knowledge.pages.patterns import read_words

_SHAPES: Mapping[str, re.Pattern[str]] = {
    "fr": re.compile(
        r"[éèêàùçœîôû]|(?:eur|euse|eux|aux|ité|ités|ée|ées|age|ique|iques|ière|ières|"
        r"oire|elle|elles|isme|ance|ence|ier|iers|ants?)\b|"
        r"\b(?:informations|clés?|repères|contexte|mots|adresse|jeunes|projets?|soutien|mise|"
        r"mesure|moyens|travail|actions?|cadre|programmes?|partenaires|financement)\b"
    ),
    "en": re.compile(
        r"\w(?:ings?|ed|ness|ships?|ly|ty|ties|ght|wth|ism|ful|less|ers?|rk|ck|sh|th|ph|hood)\b|"
        r"\b(?:wh|sh|th|kn)\w|\b(?:background|overview|key|information|local|"
        r"national|political|projects?|keywords|results|schools?|programs?|programmes|partners|"
        r"girls|boys|children|parents|money)\b"
    ),
}
"""Endings, letters and words of headings that are far commoner in one of the two languages."""
_WORD = re.compile(r"[^\W\d_]+")
_OTHER_SCRIPT = re.compile(r"[\u0370-\u1fff\u2c00-\ud7ff\uf900-\ufdff\ufe70-\ufeff]")


def detect_language(text: str) -> str:
    """Return "fr", "en" or "und" (BCP 47) for a heading, a sentence or a paragraph."""
    words = [word.lower() for word in _WORD.findall(text.replace("’", "'"))]
    if len(_OTHER_SCRIPT.findall(text)) > 0.3 * max(1, sum(map(len, words))):
        return UNKNOWN_LANGUAGE
    common = {
        name: sum(word in known for word in words)
        for name, known in read_words("languages").items()
    }
    scores = {
        name: common[name] + 0.4 * len(shape.findall(" ".join(words)))
        for name, shape in _SHAPES.items()
    }
    best, other = ("fr", "en") if scores["fr"] >= scores["en"] else ("en", "fr")
    foreign = max(count for name, count in common.items() if name not in _SHAPES)
    if foreign > common[best] + 1 and foreign >= 0.2 * len(words):
        return UNKNOWN_LANGUAGE
    return best if scores[best] > scores[other] and scores[best] >= 0.4 else UNKNOWN_LANGUAGE
