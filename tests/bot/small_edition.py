"""A small edition of three invented cities, for the tests of the answering."""

from __future__ import annotations

from pathlib import Path

from knowledge.editions import Edition, open_edition, publish_edition
from knowledge.pages import clean_pages
from knowledge.readers import read_bytes
from tests.encoders import HashingEncoder

PAGES = {
    "testville": """---
url: https://testville.example/profile
city: Testville
country: Denmark
---
# Testville, Denmark

## Support

The youth hotline answers day and night, and anyone may call it. It has been run by the harbour
office since 2011. Callers reach it on 555 01 23 45 and need not give their names.

## Parents

The city holds 170 meetings with parents every year. They take place in schools and day care.

## Key Information

City
Testville
Country
Denmark
Population
41,300
""",
    "ville-exemple": """---
url: https://ville-exemple.example/fiche
city: Ville-Exemple
country: France
---
# Ville-Exemple, France

## Accueil des familles

La maison des familles reçoit les parents le mardi et le jeudi. Deux médiatrices y travaillent
depuis 2015. L’accueil est gratuit et anonyme.

## Informations clés

Ville
Ville-Exemple
Pays
France
Population
58 200
""",
    "sampleton": """---
city: Sampleton
country: Denmark
---
# Sampleton, Denmark

## Streets

Street workers walk through the centre on Friday evening. They speak with young people and refer
them to the library.
""",
}


def publish_small(home: Path, pages: dict[str, str] | None = None) -> None:
    """Publish the three cities, or pages handed in by their slugs."""
    texts = (PAGES if pages is None else pages).items()
    read = [read_bytes(text.encode(), source=f"{slug}.md") for slug, text in texts]
    publish_edition(home, clean_pages(read), HashingEncoder())


def open_small(home: Path) -> Edition:
    """Publish the three cities and open them."""
    return open_pages(home, PAGES)


def open_pages(home: Path, pages: dict[str, str]) -> Edition:
    """Publish pages by their slugs and open them."""
    publish_small(home, pages)
    encoder = HashingEncoder()
    return open_edition(home, load=lambda name: encoder)
