"""Other names of a city are read off its page."""

from __future__ import annotations

import pytest

from knowledge.pages.names import find_names
from tests.knowledge.pages.samples import profile_of


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Testville (Essaiville in French) is a town.", ("Essaiville",)),
        ("Testville (in French Essaiville-sur-Meuse) is a town.", ("Essaiville-sur-Meuse",)),
        ("Testville (known to French-speaking neighbours as Essaiville) lies", ("Essaiville",)),
        ("Essaiville (Testville, in English) est née", ("Essaiville",)),
        ("Testville, que l’on appelle en français Essai-en-Saxe, a perdu", ("Essai-en-Saxe",)),
        (
            "Testville – en français, Essaiville-sur-Prout – est une ville",
            ("Essaiville-sur-Prout",),
        ),
        ("Testville (en allemand Prüfingen) fabrique", ("Prüfingen",)),
        ("Test-\nville, a city of 9,000 (French visitors write Essaiville).", ("Essaiville",)),
        ("Testville (Turning Back) is a service", ()),
        ("Testville (founded in 1200) is a town", ()),
        ("The Bridge (Le Pont, en français) is far away from here", ()),
    ],
)
def test_finds_names_beside_the_city(text: str, names: tuple[str, ...]) -> None:
    """A name counts in brackets, commas or dashes near the city's, with a word for language."""
    assert find_names(text, "Testville") == names


def test_gathers_names_of_a_profile() -> None:
    """Front matter, title and text give names; a province is none, and none comes twice."""
    text = "Testville (Proefstad), Belgique\n\nTestville (Essaiville in French) is."
    text = f"---\nnames: [Essaiville]\n---\n{text}"
    assert profile_of(text).names == ("Essaiville", "Proefstad")
    assert profile_of("Testville (Québec), Canada\n\nTestville is.").names == ()
    rows = "Testville (Flandre), Belgique\n\nVille : Testville\nProvince : Flandre"
    assert profile_of(rows).names == ()
