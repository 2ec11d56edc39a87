"""What is asked of each city, told from the asking."""

from __future__ import annotations

import pytest

from bot.answering.listing import subject_of


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("Which cities have a hotline?", "a hotline?"),
        ("list of the towns with street workers", "street workers"),
        (
            "Name all municipalities in the network that run a mentoring scheme",
            "a mentoring scheme",
        ),
        ("Which cities work with former prisoners?", "work with former prisoners?"),
        ("In which cities is there a helpline?", "is there a helpline?"),
        ("Quelles villes ont une ligne d’écoute ?", "une ligne d’écoute ?"),
        ("quelles communes disposent d'une cellule de veille", "une cellule de veille"),
        ("Quelle ville a une maison des parents ?", "une maison des parents ?"),
        ("Les villes où il y a des médiateurs", "des médiateurs"),
        ("villes avec numero vert", "numero vert"),
        ("Which cities?", "Which cities?"),
        ("quelles villes ?", "quelles villes ?"),
    ],
)
def test_the_asking_goes_and_the_subject_stays(question: str, subject: str) -> None:
    """In both languages; a question without a subject stays whole."""
    assert subject_of(question) == subject
