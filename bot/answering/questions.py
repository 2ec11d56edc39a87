"""What kind of thing a question asks for, in French or English."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal, cast

from knowledge.search.terms import fold

Kind = Literal[
    "how",
    "what",
    "who",
    "when",
    "how_many",
    "money",
    "contact",
    "saying",
    "where",
    "yes_no",
    "other",
]
Shape = Literal["answer", "list", "comparison", "summary"]
FactName = Literal["population", "leader", "member_since", "country"]
LONGEST_SUMMARY_QUESTION = 8
"""Words beside the city's name: more of them ask for something in particular."""

_PUNCTUATION = re.compile(r"[^\w\s]+")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question asks for.

    Attributes:
        shape: of the reply: one answer, a list of cities, a comparison, or a whole profile.
        kind: what the answer must hold: a number, a date, a person, …
        fact: the key fact that would answer, where one would.
    """

    shape: Shape
    kind: Kind
    fact: FactName | None = None


@cache
def patterns(table: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the names of a table of ``questions.toml`` with their patterns, first match first."""
    source = resources.files("bot.answering") / "questions.toml"
    entries = tomllib.loads(source.read_text(encoding="utf-8"))[table]
    return tuple((e["name"], re.compile("|".join(e["patterns"]))) for e in entries)


def _first(table: str, text: str) -> str | None:
    return next((name for name, pattern in patterns(table) if pattern.search(text)), None)


def plain(text: str) -> str:
    """Return a question folded, without punctuation, one space between words."""
    return " ".join(_PUNCTUATION.sub(" ", fold(text)).split())


def read_question(question: str, *, cities: int = 0, rest: str | None = None) -> Asked:
    """Tell what a question asks for.

    Args:
        question: as typed.
        cities: how many cities with a profile it names.
        rest: the question without its cities; the whole of it where None.
    """
    text = plain(question)
    bare = text if rest is None else plain(rest)
    kind = cast("Kind", _first("kinds", text) or "other")
    fact = cast("FactName | None", _first("facts", bare) or _first("facts", text))
    return Asked(_shape(text, bare, cities), kind, fact)


def _shape(text: str, bare: str, cities: int) -> Shape:
    shapes = dict(patterns("shapes"))
    if cities > 1 and shapes["comparison"].search(text):
        return "comparison"
    if cities == 0 and shapes["list"].search(text):
        return "list"
    short = len(bare.split()) <= LONGEST_SUMMARY_QUESTION
    if cities == 1 and (not bare or (short and shapes["summary"].search(text))):
        return "summary"
    return "answer"
