"""Error trees, drawn and real."""

from __future__ import annotations

import importlib
import inspect
import re
from types import ModuleType

import pytest

from tests.house.sources import ROOT

MODULES = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for package in ("bot", "knowledge", "embeddings", "prompts")
    for path in (ROOT / package).rglob("errors.py")
)
LINE = re.compile(r"^(?P<indent>[│├└─\s]*)(?P<name>\w+Error)(?:\s+(?P<says>\S.*))?$")


def drawn_tree(module: ModuleType) -> dict[str, str]:
    """Return each class of the drawing with its parent, and "" for the root's."""
    parents: dict[str, str] = {}
    above: list[tuple[int, str]] = []
    for line in (module.__doc__ or "").splitlines():
        if found := LINE.match(line):
            depth = len(found["indent"])
            above = [(d, name) for d, name in above if d < depth]
            parents[found["name"]] = above[-1][1] if above else ""
            above.append((depth, found["name"]))
    return parents


def real_tree(module: ModuleType) -> dict[str, str]:
    """Return each class of the module with its parent."""
    own = [
        each
        for _, each in inspect.getmembers(module, inspect.isclass)
        if each.__module__ == module.__name__
    ]
    return {each.__name__: each.__base__.__name__ if each.__base__ in own else "" for each in own}


def test_each_room_has_its_errors() -> None:
    """All four rooms say how they fail."""
    assert {name.split(".")[0] for name in MODULES} == {"bot", "knowledge", "embeddings", "prompts"}


@pytest.mark.parametrize("name", MODULES)
def test_the_drawing_is_the_tree(name: str) -> None:
    """The tree in the docstring has the classes of the module, each under its parent."""
    module = importlib.import_module(name)
    assert drawn_tree(module) == real_tree(module)
    assert real_tree(module)


@pytest.mark.parametrize("name", MODULES)
def test_each_error_is_a_sentence(name: str) -> None:
    """A class's docstring is what a person reads, and its name ends in Error."""
    module = importlib.import_module(name)
    for error in real_tree(module):
        says = inspect.getdoc(getattr(module, error))
        assert error.endswith("Error")
        assert says
        assert says[0].isupper()
        assert says.endswith(".")
