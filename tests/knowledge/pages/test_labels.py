"""Labels are told in both languages, whatever their case and accents."""

from __future__ import annotations

import pytest

from knowledge.pages.labels import (
    fold,
    is_known_label,
    is_leader_section,
    is_name_label,
    is_tag_heading,
    kind_of_label,
    split_row,
)


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("City", "city"),
        ("VILLE :", "city"),
        ("Pays\u00a0:", "country"),
        ("Nombre d’habitants", "population"),
        ("Population (2023)", "population"),
        ("Local political leadership:", "leader"),
        ("Direction politique locale", "leader"),
        ("Rôle", "role"),
        ("Member since", "member_since"),
        ("Membre du réseau depuis", "member_since"),
        ("Date of joining", "member_since"),
        ("Langues", None),
        ("The city in numbers", None),
        ("x" * 200, None),
    ],
)
def test_tells_kinds_of_facts(label: str, kind: str | None) -> None:
    """A label says which fact its value is, or nothing."""
    assert kind_of_label(label) == kind


def test_tells_other_labels() -> None:
    """Labels of no key fact are labels all the same."""
    assert is_known_label("Langues")
    assert is_known_label("prénom")
    assert is_name_label("Prénom")
    assert not is_known_label("A Wednesday bench")


def test_tells_headings_of_tags_and_leaders() -> None:
    """Headings of tags and of who leads are told."""
    assert all(map(is_tag_heading, ("'MOTS CLÉS'", "Tags", "Mots-clés :", "Keywords")))
    assert is_leader_section("LOCAL POLITICAL LEADERSHIP")
    assert not is_leader_section("Background")


def test_splits_rows() -> None:
    """A row is parted at its colon or line end."""
    assert split_row("Pays\u00a0: Suisse") == ("Pays", 7)
    assert split_row("City:\nTestville") == ("City", 6)
    assert split_row("Population\n41,300") == ("Population", 11)
    assert split_row("No row at all") is None
    assert split_row("24/7: a line") is None


def test_folds_to_plain_words() -> None:
    """Quotes, accents, ligatures and case do not matter."""
    assert fold("« Sœur  d’Évry » :") == "soeur d'evry"
