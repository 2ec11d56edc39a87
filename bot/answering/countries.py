"""Countries named in the reader's language, in everything that frames a quote."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from knowledge.places.countries import open_countries
from prompts.replies import Language

T = TypeVar("T")


def name_country(country: str | None, language: Language) -> str | None:
    """Return a country's name in a language; one that is not known keeps its name."""
    countries = open_countries()
    code = countries.code(country)
    found = countries.country(code) if code else None
    if found is None:
        return country
    return found.french if language == "fr" else found.english


def name_countries(message: T, language: Language) -> T:
    """Return a frozen dataclass with every ``country`` in it named in a language."""
    return _named(message, language)  # type: ignore[no-any-return] # of the type given


def _named(value: Any, language: Language) -> Any:
    if isinstance(value, tuple):
        return tuple(_named(each, language) for each in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changes = {
        each.name: name_country(getattr(value, each.name), language)
        if each.name == "country"
        else _named(getattr(value, each.name), language)
        for each in fields(value)
        if each.init
    }
    return replace(value, **changes)
