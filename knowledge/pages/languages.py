"""The language of a block: French, English or neither, from its commonest words and its endings."""

from __future__ import annotations

import re
from collections.abc import Mapping

from knowledge.models import UNKNOWN_LANGUAGE

_FUNCTION_WORDS: Mapping[str, frozenset[str]] = {
    "fr": frozenset(
        ["le", "la", "les", "l", "un", "une", "des", "du", "d", "de", "au", "aux", "et", "ou", "où", "qui", "que", "qu", "quoi", "dont", "ce", "cet", "cette", "ces", "c", "se", "s", "sa", "son", "ses", "leur", "leurs", "notre", "nos", "votre", "vos", "ne", "n", "pas", "plus", "moins", "est", "sont", "été", "être", "a", "ont", "avoir", "avait", "était", "étaient", "sera", "dans", "par", "pour", "sur", "sous", "avec", "sans", "entre", "chez", "vers", "depuis", "pendant", "avant", "après", "dès", "il", "elle", "ils", "elles", "on", "nous", "vous", "je", "j", "y", "en", "lui", "eux", "même", "mêmes", "tout", "toute", "tous", "toutes", "aussi", "ainsi", "très", "bien", "comme", "si", "mais", "donc", "car", "ni", "jusqu", "lors", "lorsque", "quand", "chaque", "plusieurs", "autre", "autres", "quelque", "quelques", "aucun", "aucune", "peut", "peuvent", "doit", "doivent", "fait", "font", "faire", "ville", "villes", "commune", "mairie", "maire", "pays", "deux", "trois", "quatre", "cinq", "dix", "ans", "année", "années", "jour", "jours", "membre", "réseau", "savoir", "lire", "voir", "cela", "celui", "celle", "ceux"]
    ),
    "en": frozenset(
        ["the", "a", "an", "of", "and", "or", "to", "in", "on", "at", "by", "for", "from", "with", "without", "within", "between", "through", "into", "onto", "over", "under", "about", "after", "before", "since", "until", "during", "is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "do", "does", "did", "will", "would", "can", "could", "should", "may", "might", "must", "shall", "not", "no", "nor", "this", "that", "these", "those", "it", "its", "he", "she", "they", "them", "their", "his", "her", "our", "your", "we", "you", "i", "who", "whom", "whose", "which", "what", "when", "where", "why", "how", "all", "any", "each", "every", "both", "few", "more", "most", "other", "some", "such", "than", "then", "there", "here", "also", "as", "if", "but", "so", "because", "while", "whether", "only", "own", "same", "too", "very", "up", "down", "out", "off", "again", "city", "cities", "town", "mayor", "country", "two", "three", "four", "five", "ten", "year", "years", "day", "days", "member", "network", "more"]
    ),
    # Neighbours, so that a page's Danish or Spanish passage is not taken for French or English.
    "da": frozenset(
        ["og", "i", "at", "er", "en", "et", "den", "det", "de", "til", "på", "med", "for", "af", "som", "har", "ikke", "der", "fra", "om", "vi", "kan", "skal", "ved", "eller", "efter", "også", "blev", "var", "ud", "over", "når", "hvor", "bliver", "kommunen"]
    ),
    "de": frozenset(
        ["der", "die", "das", "und", "in", "den", "von", "zu", "mit", "sich", "des", "auf", "für", "ist", "im", "dem", "nicht", "ein", "eine", "als", "auch", "es", "an", "werden", "aus", "er", "hat", "dass", "sie", "nach", "wird", "bei", "einer", "um", "am", "sind", "noch", "wie", "einem", "über", "so", "zum", "war", "haben", "nur", "oder", "aber", "vor", "zur", "bis", "mehr", "durch"]
    ),
    "nl": frozenset(
        ["de", "het", "een", "en", "van", "in", "is", "dat", "op", "te", "zijn", "met", "voor", "niet", "aan", "er", "om", "ook", "als", "bij", "door", "naar", "uit", "wordt", "of", "worden", "werd", "tot", "dan", "heeft", "hebben", "deze", "kan", "over", "maar", "zich", "gemeente"]
    ),
    "es": frozenset(
        ["el", "la", "los", "las", "de", "que", "y", "a", "en", "un", "una", "ser", "se", "no", "haber", "por", "con", "su", "para", "como", "estar", "tener", "le", "lo", "más", "pero", "sus", "al", "del", "es", "son", "fue", "entre", "sobre", "también", "desde", "hasta", "ciudad", "años"]
    ),
    "it": frozenset(
        ["il", "lo", "la", "i", "gli", "le", "di", "che", "e", "a", "in", "un", "una", "è", "per", "con", "non", "si", "da", "del", "della", "dei", "delle", "al", "alla", "nel", "nella", "sono", "come", "più", "anche", "ha", "questo", "suo", "città", "anni", "dal"]
    ),
    "pt": frozenset(
        ["o", "a", "os", "as", "de", "que", "e", "do", "da", "em", "um", "uma", "para", "com", "não", "por", "mais", "dos", "como", "mas", "foi", "ao", "ele", "das", "tem", "à", "seu", "sua", "ou", "ser", "quando", "muito", "há", "nos", "já", "está", "também", "são", "cidade"]
    ),
}
_STEMS: Mapping[str, re.Pattern[str]] = {
    "fr": re.compile(
        r"(?:[éèêàùçœîôû]|(?:tion|ment)s\b|(?:eur|euse|eux|aux|ité|ités|ée|ées|ées|age|ique|iques|ière|ières|oire|elle|elles|"
        r"isme|ance|ence|ier|iers|ant|ants)\b|\b(?:informations|clés?|repères|contexte|mots|adresse|jeunes|"
        r"projets?|soutien|mise|mesure|moyens|travail|actions?|cadre|programmes?|partenaires|financement|population)\b)"
    ),
    "en": re.compile(
        r"(?:\b\w+(?:ing|ings|ed|ness|ship|ships|ly|ty|ties|ght|wth|ism|ful|less|ers?|ork|rk|ck|sh|th|ph|hood|ation)\b|\b(?:wh|sh|th|kn)\w+|"
        r"\b(?:background|overview|key|information|local|national|leadership|political|projects?|population|"
        r"tags|keywords|results|schools?|services|police|programs?|programmes|partners|budget|contact|girls|boys|children|parents|money)\b)"
    ),
}
_WORD = re.compile(r"[^\W\d_]+")
_OTHER_SCRIPT = re.compile(r"[\u0370-\u1fff\u2c00-\ud7ff\uf900-\ufdff\ufe70-\ufeff]")


def detect_language(text: str) -> str:
    """Return "fr", "en" or "und" (BCP 47) for a heading, a sentence or a paragraph."""
    words = [word.lower() for word in _WORD.findall(text.replace("’", "'"))]
    if len(_OTHER_SCRIPT.findall(text)) > 0.3 * max(1, sum(map(len, words))):
        return UNKNOWN_LANGUAGE
    common = {name: sum(word in known for word in words) for name, known in _FUNCTION_WORDS.items()}
    scores = {
        name: common[name] + 0.4 * len(stem.findall(" ".join(words)))
        for name, stem in _STEMS.items()
    }
    best, other = ("fr", "en") if scores["fr"] >= scores["en"] else ("en", "fr")
    foreign = max(count for name, count in common.items() if name not in _STEMS)
    if foreign > common[best] + 1 and foreign >= 0.2 * len(words):
        return UNKNOWN_LANGUAGE
    return best if scores[best] > scores[other] and scores[best] >= 0.4 else UNKNOWN_LANGUAGE
