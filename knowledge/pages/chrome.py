"""What belongs to a site and not to a city: lines told by their words, in French and English."""

from __future__ import annotations

import re

from knowledge.pages.patterns import read_patterns

LONGEST_LINE = 45
"""Words; a longer text is prose and never removed for its words alone."""
SHORTEST_PROSE = 16
"""Words from which a paragraph with a full stop is prose."""
OPENERS = frozenset({"newsletter form", "membership advertisement", "cookie banner"})
"""Reasons whose line, as a heading, takes what stands under it along."""
TEASER = "teaser"
_MORE = (
    r"(?:En savoir plus|Lire la suite|Lire plus|Voir plus|Afficher (?:plus|la suite)|"
    r"Plus d[’']infos?|Read more|Show more|See more|Learn more|Find out more|View more|"
    r"Continue reading)"
)
_LESS = (
    r"(?:En lire moins|Lire moins|Voir moins|Afficher moins|Réduire|Masquer|Replier|"
    r"Show less|Read less|See less|View less|Collapse)"
)
_ARROW = r"[ \u00a0]*[»\u203a>→▾▸…+-]*[ \u00a0]*"
_GLUED = r"(?<![ \u00a0])"
_TOGGLE = re.compile(
    rf"[ \u00a0]*(?:\[?{_MORE}{_ARROW}{_LESS}\]?|{_GLUED}{_LESS}|{_GLUED}{_MORE}{_ARROW}|"
    rf"(?<=[.!?…»”]) {_MORE}{_ARROW})\Z|\A(?:{_MORE}|{_LESS}){_ARROW}\Z"
)
"""What folds text up and out, alone or at the end of a line, glued to its last word or not."""
_INNER_TOGGLE = re.compile(
    rf"(?<!«)(?<!«[ \u00a0\u202f])[ \u00a0]*{_MORE}[ \u00a0]*[»\u203a▾][ \u00a0]*"
)
"""The same before more text: only with its arrow, and not where it is quoted."""
_OWN_LIST = re.compile(r"(?:click|tap) here\b.*|cliquez ici\b.*", re.I)
_PARTS = re.compile(r" ?(?:\||–|—|·|•|/) ?| {2,}")
_BUTTON = re.compile(
    r"\[(?:s[’']abonner|je m[’']|m[’']inscrire|sign|subscribe|send|envoyer|ok\b|valider|submit|"
    r"join)[^\[\]]{0,20}\]$",
    re.I,
)
_BUTTONS = re.compile(
    r"(?:tout accepter|tout refuser|accept all|reject(?: all)?|manage choices|personnaliser|"
    r"j[’']accepte)\b",
    re.I,
)


def strip_toggles(text: str) -> tuple[str, list[str]]:
    """Return a line without its toggles, and these."""
    toggles: list[str] = []
    found = _TOGGLE.search(text)
    if found:
        toggles.append(found[0].strip())
        text = text[: found.start()].rstrip()
    toggles += [inner[0].strip() for inner in _INNER_TOGGLE.finditer(text)]
    return _INNER_TOGGLE.sub(" ", text).strip(), toggles


def reason_to_remove(text: str) -> str | None:
    """Return why a line is a site's own and not a city's, None where it is not."""
    if len(text) > 10 * LONGEST_LINE or len(text.split()) > LONGEST_LINE:
        return None
    plain = re.sub("[\u00a0\u202f]", " ", text).rstrip(" .»>\u203a")
    for reason, pattern in read_patterns("chrome").items():
        if pattern.fullmatch(plain):
            return reason
    if len(_BUTTONS.findall(plain)) >= 2:
        return "cookie banner"
    if _BUTTON.search(plain) and len(plain.split()) <= 12:
        return "newsletter form"
    return "navigation" if _is_bar(plain) else None


def is_prose(text: str) -> bool:
    """Say whether a text is a paragraph of the page's own."""
    long = len(text.split()) >= SHORTEST_PROSE and re.search(r"[.!?…]", text) is not None
    return long and reason_to_remove(text) is None


def _is_bar(text: str) -> bool:
    """Say whether a line is a bar of links: a path, strokes between them, or "Home" first."""
    parts = [part for part in _PARTS.split(text) if part]
    if len(parts) >= 3 and all(len(part.split()) <= 4 for part in parts):
        return sum(map(_is_link, parts)) >= 2
    steps = text.split(" > ")
    if len(steps) > 1 and all(0 < len(step.split()) <= 6 for step in steps):
        return True
    words = text.split()
    opens = len(words) >= 4 and words[0].casefold() in {"home", "accueil"}
    return opens and sum(map(_is_link, words)) >= 3


def _is_link(part: str) -> bool:
    return any(pattern.fullmatch(part) for pattern in read_patterns("chrome").values())


def is_own_list(text: str) -> bool:
    """Say whether a teaser's list is the page's own, as under "Click here to read more"."""
    return _OWN_LIST.fullmatch(text) is not None
