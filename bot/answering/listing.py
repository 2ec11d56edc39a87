"""What a question that asks for cities wants of each: "Which cities have a hotline?"."""

from __future__ import annotations

import re
from typing import Final

_CITIES: Final = (
    r"^.*?\b(?:cit(?:y|ies)|towns?|municipalit(?:y|ies)|places"
    r"|villes?|communes?|municipalit[ée]s?)\b"
    r"(?:\s+(?:(?:of|in)\s+the|du)\s+(?:network|r[ée]seau))?"
)
_LINK: Final = r"(?:\s+(?:that|which|with|where|qui|o[ùu]|avec))?"
_HAVE: Final = (
    r"(?:\s+(?:have|has|had|runs?|offers?|provides?|there\s+(?:is|are)|ont|a|il\s+y\s+a"
    r"|proposent?|proposant|offrent?|(?:disposent?|disposant)\s+(?:de\b|d[’'])))?"
)
_LEAD: Final = re.compile(_CITIES + _LINK + _HAVE + r"\s*", re.IGNORECASE)


def subject_of(question: str) -> str:
    """Return what is asked of each city; the whole question where that is not told apart.

    >>> subject_of("Quelles villes ont une ligne d’écoute ?")
    'une ligne d’écoute ?'
    """
    rest = _LEAD.sub("", question, count=1).strip()
    return rest if re.search(r"\w{3}", rest) else question
