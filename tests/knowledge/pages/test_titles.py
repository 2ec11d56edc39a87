"""A page's title names its city and country, in many shapes."""

from __future__ import annotations

import pytest

from knowledge.pages.titles import parse_title
from tests.knowledge.pages.samples import profile_of

PROSE = (
    "The committee meets each month in the old customs house, and its minutes are public to all."
)


@pytest.mark.parametrize(
    ("title", "city", "country", "aside"),
    [
        ("Viborg, Danemark", "Viborg", "Denmark", None),
        ("Cittaprova (Prouville-du-Pô), Italie", "Cittaprova", "Italy", "Prouville-du-Pô"),
        ("Le Croquis (France)", "Le Croquis", "France", None),
        ("Le Gabarit, France (océan Indien)", "Le Gabarit", "France", None),
        ("Port-Modèle, île Maurice", "Port-Modèle", "Mauritius", None),
        ("PLAN FOR THE TOWN OF TESTVILLE, IRELAND", "TESTVILLE", "Ireland", None),
        ("Commune de L’Ébauche (Côte d’Ivoire)", "L’Ébauche", "Côte d’Ivoire", None),
        ("Testville, Exampleland", None, None, None),
        ("Schools, police", None, None, None),
    ],
)
def test_parses_titles(
    title: str, city: str | None, country: str | None, aside: str | None
) -> None:
    """City, country and another name are read off a title that names a country."""
    parsed = parse_title(title)
    assert (parsed.city, parsed.country, parsed.aside) == (city, country, aside)


@pytest.mark.parametrize(
    ("text", "source", "title", "city", "country"),
    [
        (f"# Testville\n\n{PROSE}", "t.md", "Testville", "Testville", None),
        (
            f"How Testville learned\n\n{PROSE}",
            "testville.txt",
            "How Testville learned",
            "Testville",
            None,
        ),
        (
            f"STREET PLAN\n\nTESTVILLE, Czechia. Population 103,000. {PROSE}",
            "testville.txt",
            "STREET PLAN",
            "Testville",
            "Czechia",
        ),
        (
            f"Our privacy\n\nNews\n\nWhat Testville did\n\nTestville (Belgium), {PROSE}",
            "testville.txt",
            "What Testville did",
            "Testville",
            "Belgium",
        ),
        (
            f"TESTVILLE CITY PROFILE\n\n{PROSE}",
            "a.txt",
            "TESTVILLE CITY PROFILE",
            "Testville",
            None,
        ),
        (PROSE, "old-harbour.txt", "Old Harbour", "Old Harbour", None),
        (
            f"TESTVILLE, BELGIUM\n\nIn Testville, {PROSE}",
            "a.txt",
            "TESTVILLE, BELGIUM",
            "Testville",
            "Belgium",
        ),
        (f"TESTVILLE, BELGIUM\n\n{PROSE}", "a.txt", "TESTVILLE, BELGIUM", "Testville", "Belgium"),
        (
            f"---\ntitle: The walk\ncity: Testville\ncountry: Italie\n---\nOther\n\n{PROSE}",
            "a.txt",
            "The walk",
            "Testville",
            "Italy",
        ),
    ],
)
def test_finds_titles(text: str, source: str, title: str, city: str, country: str | None) -> None:
    """Front matter, a named country, the page's own name and its place on the page count."""
    profile = profile_of(text, source)
    assert (profile.title, profile.city, profile.country) == (title, city, country)


def test_keeps_a_country_nobody_knows() -> None:
    """An invented country stays as the page writes it."""
    assert profile_of("Testville\n\nCity\nTestville\nCountry\nFabulie").country == "Fabulie"
