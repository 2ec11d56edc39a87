"""Labels of key facts in French and English, and the words that head a page's parts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from knowledge.models import FactKind

FACT_LABELS: Mapping[FactKind, re.Pattern[str]] = {
    "city": re.compile(
        r"(?:name of (?:the )?)?(?:city|town|municipality)(?: name)?|(?:nom de la )?(?:ville|commune|municipalite)"
    ),
    "country": re.compile(r"country|pays|nation"),
    "population": re.compile(
        r"(?:total )?population(?: totale)?(?: \(.{1,20}\))?|(?:number of )?(?:inhabitants|residents)|(?:nombre d')?habitants"
    ),
    "leader": re.compile(
        r"(?:local )?(?:political )?(?:leadership|leader)|(?:direction|autorite|responsable)s? politiques? locale?s?|"
        r"(?:lord |current )?mayor(?:ess)?|(?:madame la |monsieur le )?maire(?:sse)?|bourgmestre|burgomaster|"
        r"leader of the council|head of (?:the )?(?:city|municipality|council)|executif local|elue?(?: responsable)?"
    ),
    "role": re.compile(r"role|fonction|position|office held|mandat"),
    "member_since": re.compile(
        r"(?:(?:scn|network|strong cities(?: network)?) )?member(?:ship)?(?: of the (?:network|scn|strong cities network))? (?:since|from)|"
        r"membre(?: du reseau(?: strong cities)?| du scn)? depuis(?: le)?|"
        r"(?:date|year|annee) (?:of|d')\s?(?:membership|joining|adhesion|entree)|adhesion(?: au reseau)?|"
        r"joined(?: (?:the )?(?:network|scn|strong cities(?: network)?))?(?: in)?|a rejoint le reseau(?: en)?"
    ),
}
OTHER_LABELS = re.compile(
    r"languages?|langues?|province|region|state|etat|departement|county|comte|area|superficie|surface|district|"
    r"website|site (?:web|internet)|web|e-?mail|courriel|phone|telephone|tel\.?|contact|address|adresse|budget|"
    r"founded|fondee|hours|horaires|mayor's office|prenom|nom|name|first name|last name|coordinat(?:or|eur|rice)|"
    r"partners?|partenaires?|continent|time zone|fuseau horaire|postal code|code postal|density|densite"
)
NAME_LABELS = re.compile(r"prenom|nom|name|first name|full name|nom complet")
TAG_HEADINGS = re.compile(
    r"(?:mots?[ -]?cles?|tags?|key ?words?|themes?|thematiques?|topics?|etiquettes?)"
)
LEADER_SECTION = re.compile(
    r".*\b(?:political leader(?:ship)?|leadership|direction politique|mayor|maire|elus?)\b.*"
)
_LINE = re.compile(
    r"(?P<label>[^\W\d_][^:\n]{0,60}?)(?P<colon>[\s\u00a0\u202f]*:[ \u00a0\u202f]+|:?\n)(?P<value>\S.*)",
    re.S,
)


def fold(text: str) -> str:
    """Return a label without case, accents, quotes and closing colon, to be compared.

    >>> fold("'MOTS CLÉS'"), fold("Direction politique locale :")
    ('mots cles', 'direction politique locale')
    """
    plain = unicodedata.normalize("NFKD", text.replace("’", "'").replace("œ", "oe"))
    kept = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(kept.casefold().split()).strip(" :'\"«»*#.·•")


def kind_of_label(label: str) -> FactKind | None:
    """Return the kind of fact a label stands for, None where it stands for none."""
    folded = fold(label)
    return next((kind for kind, pattern in FACT_LABELS.items() if pattern.fullmatch(folded)), None)


def is_known_label(label: str) -> bool:
    """Say whether a text is a label that key facts are commonly listed under."""
    return kind_of_label(label) is not None or OTHER_LABELS.fullmatch(fold(label)) is not None


def split_row(text: str) -> tuple[str, int] | None:
    """Return a row's label and where its value starts, None where the text is no row."""
    found = _LINE.fullmatch(text)
    return (found["label"], found.start("value")) if found else None
