"""Short words in both languages: buttons, menus, and sentences that nothing is filled into."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from prompts.errors import TemplateError
from prompts.replies import Language


def label(name: str, language: Language) -> str:
    """Return a label, by "table.name".

    Raises:
        TemplateError: there is none of that name.
    """
    table, _, key = name.partition(".")
    try:
        return labels(language)[table][key]
    except KeyError:
        message = f"There is no label {name}: add it to prompts/{language}/labels.toml."
        raise TemplateError(message) from None


@cache
def labels(language: Language) -> Mapping[str, Mapping[str, str]]:
    """Return every label of a language, by table and name."""
    source = files("prompts").joinpath(language, "labels.toml")
    found: Mapping[str, Mapping[str, str]] = tomllib.loads(source.read_text("utf-8"))
    return found
