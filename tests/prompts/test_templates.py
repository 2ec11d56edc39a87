"""Templates."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import Environment, meta, nodes

import prompts
from prompts import replies

ROOT = Path(prompts.__file__).parent
NAMES = sorted(path.name for path in (ROOT / "fr").iterdir())


def parse(path: Path) -> nodes.Template:
    """Return a template's tree."""
    return Environment(autoescape=True).parse(path.read_text("utf-8"))


def attributes(tree: nodes.Template) -> set[str]:
    """Return every attribute and macro that a template uses."""
    macros = {f"macro {each.name}" for each in tree.find_all(nodes.Macro)}
    return macros | {each.attr for each in tree.find_all(nodes.Getattr)}


def test_both_languages_have_the_same_templates() -> None:
    """Each file in fr/ has its twin in en/."""
    assert sorted(path.name for path in (ROOT / "en").iterdir()) == NAMES
    assert len(NAMES) > 5


@pytest.mark.parametrize("name", NAMES)
def test_twins_use_the_same_variables(name: str) -> None:
    """A template and its twin ask for the same values, save for grammar."""
    french, english = parse(ROOT / "fr" / name), parse(ROOT / "en" / name)
    grammar = {"of_city"}
    assert meta.find_undeclared_variables(french) - grammar == (
        meta.find_undeclared_variables(english) - grammar
    )
    assert attributes(french) == attributes(english)


def test_each_reply_has_its_template() -> None:
    """No kind of reply is without a template."""
    kinds = {
        each.kind
        for each in vars(replies).values()
        if isinstance(each, type) and issubclass(each, replies.Reply) and each is not replies.Reply
    }
    assert {f"{kind}.j2" for kind in kinds} <= set(NAMES)
    assert len(kinds) > 5


@pytest.mark.parametrize("name", NAMES)
def test_french_typography_holds(name: str) -> None:
    """French text has typographic apostrophes, and no-break spaces before : ; ! ? and »."""
    text = (ROOT / "fr" / name).read_text("utf-8")
    words = re.sub(r"\{[{%#].*?[}%#]\}", "", text, flags=re.DOTALL)
    assert "'" not in words
    assert not re.search(r"\w[:;!?»]|[ ][:;!?»]|«[ \w]", words)
