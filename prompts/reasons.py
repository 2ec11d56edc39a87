"""Why something could not be done, in the reader's language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Protocol, runtime_checkable

from prompts.replies import Language

THIN_SPACE = "\u202f"
"""Narrow and without a break, between the thousands of a French number."""


@runtime_checkable
class Coded(Protocol):
    """An English sentence that also says which one it is, as the knowledge gives them."""

    @property
    def code(self) -> str | None:
        """Its name in reasons.toml, as "table.name"; None where it has none."""

    @property
    def values(self) -> Mapping[str, object]:
        """What the sentence asks for; a string may be such a sentence too."""


def write_reason(reason: str, language: Language) -> str:
    """Return a reason in a language; one without a code, or of an unknown one, as it is."""
    if not isinstance(reason, Coded):
        return reason
    sentence = sentences(language).get(reason.code or "")
    if sentence is None:
        return str(reason)
    values = {name: _show(value, language) for name, value in reason.values.items()}
    return sentence.format(**values)


def _show(value: object, language: Language) -> object:
    """Return a value as the language writes it; English sentences say how in their own words."""
    if isinstance(value, tuple):
        return " ".join(write_reason(each, language) for each in value)
    if isinstance(value, str):
        return write_reason(value, language)
    return _french_number(value) if language == "fr" else value


def _french_number(value: object) -> str:
    """Return a number with its thousands set apart and a comma before its decimals.

    >>> _french_number(0.95)
    '0,95'
    """
    shown = f"{value:,.3f}".rstrip("0").rstrip(".") if isinstance(value, float) else f"{value:,}"
    return shown.replace(",", THIN_SPACE).replace(".", ",")


@cache
def sentences(language: Language) -> Mapping[str, str]:
    """Return the sentence of each code."""
    source = files("prompts").joinpath(language, "reasons.toml")
    tables = tomllib.loads(source.read_text("utf-8"))
    return {f"{table}.{name}": text for table in tables for name, text in tables[table].items()}
