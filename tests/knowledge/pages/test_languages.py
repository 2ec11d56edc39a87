"""The language of a heading, a sentence and a paragraph."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.pages import detect_language, split_passages
from tests.knowledge.pages.samples import profile_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("BACKGROUND", "en"),
        ("Local overview", "en"),
        ("What went wrong", "en"),
        ("Key Information", "en"),
        ("How to raise a concern", "en"),
        ("The city has a committee.", "en"),
        ("Women in the stand", "en"),
        ("MOTS CLÉS", "fr"),
        ("Le cadre national", "fr"),
        ("Ce qui cloche", "fr"),
        ("Informations clés", "fr"),
        ("Direction politique locale", "fr"),
        ("La ville a adhéré au réseau en 2018.", "fr"),
        ("Où appeler", "fr"),
        ("Kommunen har et udvalg, der mødes hver måned og taler om unge i byen.", "und"),
        ("Die Stadt hat einen Ausschuss, der sich jeden Monat mit der Polizei trifft.", "und"),
        ("El municipio tiene un comité que se reúne cada mes en la casa de la ciudad.", "und"),
        ("De gemeente heeft een commissie die elke maand bij elkaar komt in het huis.", "und"),
        ("Il comune ha un comitato che si riunisce ogni mese nella casa della città.", "und"),
        ("تجتمع اللجنة كل شهر في المبنى القديم", "und"),
        ("SSP", "und"),
        ("96,500", "und"),
        ("", "und"),
    ],
)
def test_tells_french_from_english_and_others(text: str, language: str) -> None:
    """Short and long texts in either language are told, others are undetermined."""
    assert detect_language(text) == language


def test_does_not_take_a_foreign_name_for_its_language() -> None:
    """A sentence with names of another language is in its own."""
    assert detect_language("Les Veilleurs travaillent avec The Lantern Walk depuis 2019.") == "fr"
    assert detect_language("The team named Les Passeurs de nuit meets every month.") == "en"


def test_never_mixes_languages_in_a_passage() -> None:
    """A section in both languages is cut where the language changes, short as its parts are."""
    french = "La commune tient un comité qui se réunit chaque mois dans les locaux de la mairie."
    english = "The town has a committee that meets each month in the old customs house."
    profile = profile_of(f"Testville, Belgique\n\nCONTACT\n\n{french}\n\n{english} {french}")
    assert [(p.language, p.text) for p in split_passages(profile)] == [
        ("fr", french),
        ("en", english),
        ("fr", french),
    ]


@given(st.text())
def test_gives_any_text_a_language(text: str) -> None:
    """Any text gets one of three tags."""
    assert detect_language(text) in ("fr", "en", "und")
