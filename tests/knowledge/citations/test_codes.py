"""Short codes of citations."""

from __future__ import annotations

import pytest

from knowledge.citations import code_of
from knowledge.citations.codes import normalize_code, prefix_of


def test_a_code_depends_on_profile_and_words() -> None:
    """The same quote always has the same code; its first part is its profile's."""
    code = code_of("alphaville", "The hotline answers at night.")
    assert code == code_of("alphaville", "The hotline answers at night.")
    assert code.startswith(prefix_of("alphaville") + "-")
    assert code != code_of("alphaville", "The hotline answers at noon.")
    assert code != code_of("betatown", "The hotline answers at night.")
    assert len(code) == 10


@pytest.mark.parametrize("typed", ["K3F-7Q2MDX", "k3f7q2mdx", " K3F 7Q2MDX "])
def test_a_code_may_be_typed_carelessly(typed: str) -> None:
    """Case, blanks and the hyphen don't matter."""
    assert normalize_code(typed) == "K3F-7Q2MDX"


def test_lookalikes_are_read_as_digits() -> None:
    """O, I and L stand for the digits that they look like."""
    assert normalize_code("oil-oooooo") == "011-000000"


@pytest.mark.parametrize(
    "typed", ["", "K3F", "K3F-7Q2MDXX", "K3F-7Q2MDU", "K3F-7Q2MD?", "É3F-7Q2MDX"]
)
def test_what_is_no_code_is_told(typed: str) -> None:
    """Anything else is no code."""
    assert normalize_code(typed) is None
