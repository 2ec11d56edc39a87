"""Pages of the tests: a network's page as it comes out of a browser, and parts of it."""

from __future__ import annotations

from knowledge.models import CleanedPage, Page, Profile
from knowledge.pages import clean_pages
from knowledge.readers import read_bytes

MENU = """• A propos
    • Notre Équipe
    • Foire aux questions
  • Nos villes
    • Devenez Une Ville Strong Cities
  • Twitter
  • Search
  • Menu
"""
MISSION = """Ce que nous faisons

Connecter
Construire
Informer
Innover

Faciliter le partage des savoirs entre les villes, par des ateliers et des conférences.

Offrir un soutien direct aux villes qui le demandent.
"""
FOOTER = """Bulletin d’Infos mensuel du réseau

Pour recevoir les dernières actualités, veuillez vous inscrire ci-dessous. Se connecter / S'inscrire

Devenez une ville Strong Cities

L'abonnement au réseau est gratuit.

Mailing List

Sign up here to receive news.

Aucun champ trouvé.

  • Conditions d’utilisation
  • Politique de cookies
  • ©2023 Réseau d’exemple
"""
BODY = """BACKGROUND

Testville joined the network in March 2017. It sits where two canals meet, an hour from the coast.

En savoir plus »En lire moins

LOCAL OVERVIEW

The Round Table meets every second Tuesday in the old customs house, where nine services sit.

Key Information

City
Testville
Country
Belgium
Population
41,300
Local political leadership:
Burgomaster (name withheld)

'MOTS CLÉS'

Ecoles et éducation Travail de rue Interventions
"""
PAGE = f"""{MENU}
Testville, Belgique

Testville, Belgique

{BODY}
{MISSION}
{FOOTER}"""


def read(text: str, source: str = "testville.txt") -> Page:
    """Read a text as a page."""
    return read_bytes(text.encode(), source=source)


def clean(text: str, source: str = "testville.txt") -> CleanedPage:
    """Read and clean a text as the only page of a refresh."""
    return clean_pages([read(text, source)])[0]


def profile_of(text: str, source: str = "testville.txt") -> Profile:
    """Return the profile a text makes."""
    return clean(text, source).profile


def facts_of(text: str, source: str = "testville.txt") -> dict[str, str]:
    """Return the key facts a text states."""
    return {fact.kind: fact.value for fact in profile_of(text, source).facts}
