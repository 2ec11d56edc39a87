"""Recipes and what changes them."""

from __future__ import annotations

from pathlib import Path

import pytest

from embeddings.errors import TrainingDataError
from embeddings.training.recipe import Recipe, read_recipe


def test_no_file_is_the_default() -> None:
    """Without a file the recipe is that of the shipped weights."""
    assert read_recipe(None) == Recipe()


def test_a_file_changes_what_it_names(tmp_path: Path) -> None:
    """The rest stays as it is."""
    path = tmp_path / "recipe.json"
    path.write_text('{"seed": 7, "varied": ["a"]}', encoding="utf-8")
    recipe = read_recipe(path)
    assert (recipe.seed, recipe.varied) == (7, ("a",))
    assert recipe.vocabulary == Recipe().vocabulary


def test_an_unknown_name_is_refused(tmp_path: Path) -> None:
    """A misspelt setting is no silent default."""
    path = tmp_path / "recipe.json"
    path.write_text('{"sed": 7}', encoding="utf-8")
    with pytest.raises(TrainingDataError, match="a recipe has no sed: remove it"):
        read_recipe(path)
