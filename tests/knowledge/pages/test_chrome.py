"""Lines of a site are told by their words; lines of a city are not mistaken for them."""

from __future__ import annotations

import pytest

from knowledge.pages.chrome import is_own_list, reason_to_remove, strip_toggles


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Foire aux questions", "navigation"),
        ("Accueil > Villes > Testville", "navigation"),
        ("Région > Testville", "navigation"),
        ("Home News Sport Opinion Jobs", "navigation"),
        ("Plan du site – Données personnelles – Marchés publics", "navigation"),
        ("Aller au contenu | Aller au menu | Accessibilité", "navigation"),
        ("Haut de page", "navigation"),
        ("We value your privacy", "cookie banner"),
        ("Ce site utilise des témoins de connexion. Tout accepter Tout refuser", "cookie banner"),
        ("This website uses cookies to improve your visit.", "cookie banner"),
        ("Read our notice. Accept all | Reject | Manage choices", "cookie banner"),
        ("Sign up here to receive news.", "newsletter form"),
        ("Abonnez-vous à notre lettre", "newsletter form"),
        ("Votre adresse ici [Je m’inscris]", "newsletter form"),
        ("Aucun champ trouvé.", "newsletter form"),
        ("S'identifier / S'inscrire au hub de ressources", "login line"),
        ("Log in | Register", "login line"),
        ("Partager sur Facebook", "share or print line"),
        ("Share Save Gift this article", "share or print line"),
        ("Suivez-nous : Twitter LinkedIn", "share or print line"),
        ("Facebook | Twitter | LinkedIn", "social link"),
        ("©2023 Strong Cities Network", "copyright line"),
        ("Example Network. All rights reserved.", "copyright line"),
        ("Politique de cookies", "legal line"),
        ("The Network is run by an institute, registered charity number 1234567.", "legal line"),
        ("Le Réseau d’exemple est une association à but non lucratif.", "legal line"),
        ("[ Advertisement ]", "advertisement"),
        ("BREAKING: Ring road closed", "advertisement"),
        ("Read more: Ten walks to take", "teaser"),
        ("À LIRE AUSSI Le parking de la gare", "teaser"),
        ("Click here to read more about these projects", "teaser"),
        (">> Related: New timetable", "teaser"),
        ("Cette page vous a-t-elle été utile\u00a0? Oui Non", "feedback form"),
        ("[Version imprimable] [A+] [A-]", "feedback form"),
        ("Devenez un ville Strong Cities", "membership advertisement"),
        ("Votre commune dans le réseau\u202f?", "membership advertisement"),
        ("Published 14 May 2024, 6:02 a.m. | 7 min read", "byline"),
        ("Par la rédaction locale", "byline"),
    ],
)
def test_tells_lines_of_a_site(line: str, reason: str) -> None:
    """Each kind of line is told with its reason."""
    assert reason_to_remove(line) == reason


@pytest.mark.parametrize(
    "line",
    [
        "Testville became a member of the network in 2017.",
        "We use cookies at the Wednesday meeting, baked by the parents.",
        "Sharing information between services",
        "The team shares an office.",
        "Join the Lantern Walk on Friday at 9 p.m.",
        "Contact: 555-0119, from 4 p.m. to 4 a.m.",
        "Media library",
        "Young people can sign up at the town hall from Monday to Friday.",
        "Libraries | Schools | Police",
        "The helpline is run by two counsellors.",
        "Press officers of nine towns",
        "Radio, print and posters",
        "Published reports since 2019",
        "Terms of the mandate: four years",
        "Searching for missing minors",
        "Alerte précoce",
        "x" * 5000,
    ],
)
def test_leaves_lines_of_a_city(line: str) -> None:
    """A city's words stay though some of them are a site's too."""
    assert reason_to_remove(line) is None


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("En savoir plus »En lire moins", ""),
        ("[En savoir plus »En lire moins]", ""),
        ("Read more", ""),
        ("Links in TestvilleEn lire moins", "Links in Testville"),
        ("The end of it. Read more…", "The end of it."),
        ("The end of it.Show more", "The end of it."),
        ("It goes on and on En savoir plus »Lire moins", "It goes on and on"),
        ("It began.En savoir plus »It ended.En lire moins", "It began. It ended."),
    ],
)
def test_tells_toggles(line: str, rest: str) -> None:
    """A toggle is told alone and at a line's end, and only it."""
    text, toggles = strip_toggles(line)
    assert text == rest
    assert toggles


@pytest.mark.parametrize(
    "line", ["Le bouton « En savoir plus » est là.", "Pupils read more »and more", "No toggle"]
)
def test_leaves_quoted_toggles(line: str) -> None:
    """A toggle that a text speaks of is left."""
    assert strip_toggles(line) == (line, [])


def test_tells_a_page_s_own_list() -> None:
    """Only "click here" stands above a list that is the page's own."""
    assert is_own_list("Cliquez ici pour en savoir plus")
    assert not is_own_list("Voir aussi")
