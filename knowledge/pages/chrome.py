"""What belongs to a site and not to a city: lines told by their words, in French and English."""

from __future__ import annotations

import re
from collections.abc import Mapping

LONGEST_LINE = 45
"""Words; a longer text is prose and never removed for its words alone."""
_MORE = (
    r"(?:En savoir plus|Lire la suite|Lire plus|Voir plus|Afficher (?:plus|la suite)|Plus d[’']infos?|"
    r"Read more|Show more|See more|Learn more|Find out more|View more|Continue reading)"
)
_LESS = (
    r"(?:En lire moins|Lire moins|Voir moins|Afficher moins|Réduire|Masquer|Replier|"
    r"Show less|Read less|See less|View less|Collapse)"
)
_ARROW = r"[ \u00a0]*[»›>→▾▸…+-]*[ \u00a0]*"
TOGGLE = re.compile(
    rf"[ \u00a0]*(?:\[?{_MORE}{_ARROW}{_LESS}\]?|(?<![ \u00a0]){_LESS}|(?<![ \u00a0]){_MORE}(?:{_ARROW})|(?<=[.!?…»”]) {_MORE}{_ARROW})\Z|\A(?:{_MORE}|{_LESS}){_ARROW}\Z"
)

_SOCIAL = r"(?:twitter|facebook|linkedin|instagram|youtube|whatsapp|flickr|tiktok|bluesky|mastodon|telegram|x)"
_NAVIGATION = (
    r"menu|accueil|home|à propos|a propos|about(?: us)?|notre équipe|l[’']équipe|our team|qui sommes[- ]nous|"
    r"actualités(?: & presse| et presse)?|presse(?: et actualités)?|news(?: (?:&|and) press)?|press|blog|"
    r"foire aux questions|vos questions|faqs?|contact(?:ez-nous)?(?: us)?|nous (?:écrire|contacter)|ressources|resources|"
    r"bibliothèque|library|médiathèque|modules|groupes de travail|working groups|événements|events|agenda|"
    r"search|rechercher?|recherche|documentation|les villes membres|nos villes|member cities|members|"
    r"sport|opinion|jobs|emploi|puzzles|announcements|plan du site|site ?map|recrutement|marchés publics|"
    r"données personnelles|terms|cookie settings|report a correction|contact the newsroom"
)
_CITY_NETWORK = r"(?:réseau|network|ville strong cities|strong cities|strong city)"
LINES: Mapping[str, re.Pattern[str]] = {
    reason: re.compile(rf"(?:{pattern})[ \u00a0\u202f]*[.»>›]?", re.I | re.S)
    for reason, pattern in {
        "navigation": (
            rf"(?:{_NAVIGATION})|(?:skip|jump) to .{{3,30}}|aller (?:au|à la) (?:contenu|menu|navigation|recherche)\b.*|"
            r"(?:accueil|home)(?: ?[>»›/→] ?[^>»›]+)+|(?:haut de (?:la )?page|retour en haut|back to (?:the )?top)|"
            r"rechercher (?:sur|dans) .{2,30}|search (?:this|the) (?:web)?site|toggle navigation|(?:page )?(?:précédente?|suivante?|previous|next)|"
            r"vous êtes ici ?:?.*|you are here ?:?.*|fermer|close|langue|english ?[|/] ?fran[cç]ais|fran[cç]ais ?[|/] ?english"
        ),
        "cookie banner": (
            r"(?:we value|nous respectons) (?:your|votre) (?:privacy|vie privée)|(?:we|nous) (?:and|et) (?:our|nos) \d* ?(?:partners|partenaires).*|"
            r"(?:ce site|nous|this (?:web)?site|we|our (?:web)?site|en (?:poursuivant|continuant))\b[^.]{0,60}(?:cookies?|témoins de connexion|traceurs)\b.*|"
            r"(?:(?:tout )?accepter(?: tout)?|(?:tout )?refuser(?: tout)?|personnaliser|accept(?: all)?|reject(?: all)?|decline|manage (?:choices|cookies)|"
            r"continuer sans accepter|j[’']accepte|paramétrer|cookie preferences|[ |/·,])+"
        ),
        "newsletter form": (
            r"(?:mailing list|newsletter|infolettre|bulletin d[’']infos?\b.{0,60}|la lettre (?:du|de)\b.{0,40}|lettre d[’']informations?)|"
            r"(?:subscribe|sign up|join our mailing)\b.{0,160}|"
            r"(?:pour|afin de) (?:recevoir|la recevoir)\b.{0,220}|restez informée?s?\b.{0,80}|"
            r"(?:abonnez-vous|s[’']abonner|inscrivez-vous|m[’']abonner|je m[’']abonne)\b.{0,160}|"
            r"(?:enter your|your|votre|saisissez votre|entrez votre) (?:adresse (?:e-?mail|électronique|courriel)|e-?mail(?: address)?|courriel)\b.{0,60}|"
            r"aucun champ trouvé|no (?:form )?fields? found|this field is required|ce champ est (?:requis|obligatoire)"
        ),
        "login line": (
            r"(?:(?:se connecter|s[’']identifier|s[’']inscrire|connexion|inscription|déconnexion|log ?in|log ?out|sign ?in|sign ?up|register|"
            r"mon compte|my account|mot de passe oublié ?\??|forgot(?:ten)? password\??)(?: ?[/|] ?| (?:ou|or|et|and) )?)+"
            r"(?: (?:au|à l[’']|to the|du|for the) ?[^.]{3,50})?"
        ),
        "share or print line": (
            rf"(?:partager|share|imprimer|print|tweet(?:er)?|envoyer|e-?mail|save|gift this article|copier le lien|copy link)"
            rf"(?:[ ,|/·]*(?:sur|par|on|via|cette page|this(?: page| article)?|l[’']article|courriel|e-?mail|imprimer|print|save|gift this article|{_SOCIAL}))*|"
            r"(?:follow us|suivez-nous)\b.{0,60}|(?:télécharger|download)(?: (?:le|the))? (?:pdf|en pdf|as pdf)"
        ),
        "social link": rf"(?:{_SOCIAL}[ ,|/·]*)+",
        "copyright line": r"(?:©|\(c\) ?(?:19|20)\d\d|copyright\b).{0,120}|.{0,80}(?:all rights reserved|tous droits réservés).{0,60}",
        "legal line": (
            r"(?:conditions (?:générales )?d[’']utilisation|(?:politique|gestion) (?:de|des|en matière de) (?:cookies|confidentialité|vie privée)|mentions légales|"
            r"données personnelles|témoins de connexion|terms(?: (?:of (?:use|service)|(?:&|and) conditions))?|privacy(?: (?:policy|notice))?|cookies?(?: (?:policy|settings))?|"
            r"accessibilité(?: ?: .{0,30})?|accessibility(?: statement)?|legal notice|crédits|plan du site)|"
            r"(?:le |la |l[’']|the )?[^.]{3,60}\b(?:est (?:dirigé|géré)e? par|is (?:run|managed|led|hosted) by)\b.{3,120}\b(?:enregistrée?|registered|registre|numéro|number|charity)\b.{0,80}|"
            r"(?:le |la |l[’']|the )?(?:réseau|network|site|[^.]{3,40} network)\b[^.]{0,40}\b(?:est une association|is a (?:registered )?(?:charity|non-profit|nonprofit))\b.{0,120}"
        ),
        "advertisement": (
            r"advertisement|publicité|annonce|sponsored(?: content)?|contenu sponsorisé|continue reading below|(?:la suite|l[’']article continue) après (?:la|cette) publicité|"
            r"breaking ?: .{3,100}"
        ),
        "teaser": (
            r"(?:read (?:more|next|also)|see also|also read|more on this|related(?: (?:articles|stories|pages|content))?|most (?:read|popular|viewed)|you may also like|recommended(?: for you)?|"
            r"(?:à )?lire (?:aussi|également)|voir (?:aussi|également)|à (?:voir|découvrir) aussi|sur le même (?:sujet|thème)|les plus lus|articles (?:liés|similaires|récents)|dans la même rubrique)"
            r"(?:[ \u00a0]*:.{0,140})?|(?:click|tap) here\b.{0,80}|cliquez ici\b.{0,80}|pour en savoir plus,? cliquez.{0,60}"
        ),
        "feedback form": (
            r"(?:cette page|ce contenu|cet article) vous a-t-(?:elle|il) été utile.{0,30}|was this (?:page|article|content) (?:useful|helpful).{0,30}|"
            r"(?:avez-vous trouvé|did you find) .{5,60}\?.{0,20}|(?:report a|signaler une) (?:correction|erreur|problem)"
        ),
        "membership advertisement": (
            rf"(?:deven(?:ez|ir)|rejoi(?:gnez|ndre)|adhérer|become|join)\b.{{0,20}}\b{_CITY_NETWORK}\b.{{0,30}}|(?:votre|your) (?:ville|commune|city|town)\b.{{0,15}}\b{_CITY_NETWORK} ?\?"
        ),
        "byline": (
            r"(?:published|updated|posted|publié|mis à jour|modifié)(?: (?:on|le))?\b[^.!?]{0,20}\d.{0,80}|by our .{3,30}|\d+ (?:min(?:ute)?s?) (?:read|de lecture)"
        ),
    }.items()
}
OPENERS = frozenset({"newsletter form", "membership advertisement", "cookie banner"})
"""Reasons whose line, as a heading, takes what stands under it along."""
LISTS = frozenset({"teaser"})
"""Reasons whose line takes the list under it along, where it links to other pages."""
_OWN_LIST = re.compile(r"(?i)(?:click|tap) here\b.*|cliquez ici\b.*")
_PARTS = re.compile(r" ?(?:\||–|—|·|•|/) ?| {2,}")
_BUTTON = re.compile(r"\[[^\[\]]{2,25}\]$")
_BUTTONS = re.compile(
    r"(?i)(?:tout accepter|tout refuser|accept all|reject(?: all)?|manage choices|personnaliser|j[’']accepte)\b"
)


def reason_to_remove(text: str) -> str | None:
    """Return why a line is a site's own and not a city's, None where it is not."""
    if len(text.split()) > LONGEST_LINE:
        return None
    for reason, pattern in LINES.items():
        if pattern.fullmatch(text):
            return reason
    if len(_BUTTONS.findall(text)) >= 2:
        return "cookie banner"
    if _BUTTON.search(text) and len(text.split()) <= 12:
        return "newsletter form"
    return "navigation" if _is_bar(text) else None


def _is_bar(text: str) -> bool:
    """Say whether a line is a bar of links: parted by strokes, or opened by "Home", all short."""
    parts = [part for part in _PARTS.split(text) if part]
    if len(parts) >= 3 and all(len(part.split()) <= 4 for part in parts):
        return sum(reason_of_part(part) for part in parts) >= 2
    words = text.split()
    return (
        len(words) >= 4
        and words[0].casefold() in {"home", "accueil"}
        and sum(map(reason_of_part, words)) >= 3
    )


def reason_of_part(part: str) -> bool:
    """Say whether a part of a bar is a link that sites have."""
    return any(pattern.fullmatch(part) for reason, pattern in LINES.items() if reason != "byline")


def is_own_list(text: str) -> bool:
    """Say whether a teaser's list is the page's own, as under "Click here to read more"."""
    return _OWN_LIST.fullmatch(text) is not None
