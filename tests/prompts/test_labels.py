"""Short words in both languages."""

from __future__ import annotations

import pytest

from prompts.errors import TemplateError
from prompts.labels import label, labels


def test_both_languages_have_the_same_labels() -> None:
    """Each table and each name has its twin."""
    french, english = labels("fr"), labels("en")
    assert {table: set(names) for table, names in french.items()} == {
        table: set(names) for table, names in english.items()
    }
    assert len(french) > 3


def test_a_label_is_found_by_its_table_and_name() -> None:
    """The same name, in two languages."""
    assert label("button.useful", "en") == "👍 Useful"
    assert label("button.useful", "fr") == "👍 Utile"


@pytest.mark.parametrize("name", ["button.none", "none.useful", "useful"])
def test_an_unknown_label_is_named(name: str) -> None:
    """The message says where to add it."""
    with pytest.raises(TemplateError, match=f"no label {name}: add it to prompts/fr/labels.toml"):
        label(name, "fr")


def test_descriptions_are_short_enough_for_telegram() -> None:
    """512 and 120 characters, a menu's line 256."""
    for language in ("fr", "en"):
        words = labels(language)
        assert len(words["about"]["description"]) <= 512
        assert len(words["about"]["short"]) <= 120
        assert all(1 <= len(line) <= 256 for line in words["menu"].values())
