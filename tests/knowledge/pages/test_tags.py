"""Tags are parted by the vocabulary, run together or not."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest

from knowledge.pages import split_passages, tag_names
from knowledge.pages.labels import fold
from knowledge.pages.tags import split_tags, vocabulary
from tests.knowledge.pages.samples import profile_of


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("Ecoles et éducation Travail Social", ["schools-and-education", "social-work"]),
        ("schools & education, SOCIAL WORK", ["schools-and-education", "social-work"]),
        ("Interventions Integration", ["interventions", "integration"]),
        (
            "Emploi des jeunes Ports Sortie et désengagement",
            ["youth-employment", "ports", "exit-programmes"],
        ),
        ("Police de proximité Femmes", ["police-de-proximite", "women"]),
        ("Retour et réintégration Enfance", ["retour-et-reintegration", "enfance"]),
        ("Sport | Culture · Femmes / Prisons", ["sport", "culture", "women", "prisons"]),
        ("Mémoire", ["memoire"]),
    ],
)
def test_parts_tags(text: str, tags: list[str]) -> None:
    """The longest known name wins; unknown tags end before a capital, or at separators."""
    assert [identifier for _, identifier in split_tags(text)] == tags
    assert all(name in text for name, _ in split_tags(text))


def test_vocabulary_is_sound() -> None:
    """Each tag has an identifier and two names, and no name stands for two tags."""
    entries = json.loads(files("knowledge.pages").joinpath("tags.json").read_text(encoding="utf-8"))
    names = [
        fold(name)
        for entry in entries
        for name in dict.fromkeys(map(fold, (entry["fr"], entry["en"], *entry.get("variants", ()))))
    ]
    assert len(names) == len(set(names))
    assert len({entry["id"] for entry in entries}) == len(entries) > 30
    assert set(vocabulary().values()) == {entry["id"] for entry in entries}


def test_names_tags_in_both_languages() -> None:
    """A known tag has its name, an unknown one names itself."""
    assert tag_names(("social-work", "alerte-precoce"), "fr") == (
        "Travail social",
        "alerte precoce",
    )
    assert tag_names(("social-work",), "en") == ("Social work",)


@pytest.mark.parametrize(
    "line", ["Sport Intégration", "Sport, Intégration", "- Sport\n- Intégration"]
)
def test_finds_the_tags_of_a_page(line: str) -> None:
    """Tags under their heading are the profile's, one a line in its text, once each."""
    profile = profile_of(f"Testville, Belgique\n\nMOTS CLÉS\n\n{line}\n\nSport\n")
    assert profile.tags == ("sport", "integration")
    assert "• Sport\n• Intégration" in profile.text


@pytest.mark.parametrize("prose", ["Themes are chosen by the council. " * 60, "They vary. A lot."])
def test_leaves_prose_under_a_heading_of_tags(prose: str) -> None:
    """A paragraph under a heading of tags is text."""
    assert profile_of(f"Testville, Belgique\n\nTHEMES\n\n{prose}").tags == ()


def test_finds_tags_on_a_line_with_their_label() -> None:
    """A label and its tags on one line are a heading and its items."""
    profile = profile_of("Testville, Belgique\n\nMots-clés : Sport, Femmes\n\nPays : Belgique")
    assert profile.tags == ("sport", "women")
    assert profile.text.endswith("Mots-clés\n\n• Sport\n• Femmes\n\nPays : Belgique")


def test_keeps_what_follows_tags_quotable() -> None:
    """Text after tags without a heading of its own belongs to the page again."""
    prose = "The committee meets each month in the old customs house by the canal."
    profile = profile_of(f"Testville, Belgique\n\nTags\n\nSport, Femmes\n\n{prose}")
    assert [section.title for section in profile.sections] == ["Tags", "Testville, Belgique"]
    assert [passage.text for passage in split_passages(profile)] == [prose]
