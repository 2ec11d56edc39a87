"""Misspelt names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.places.typos import allowed_slips, guess_names

NAMES = ["viborg", "copenhagen", "aarhus", "gand", "ville exemple"]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("viborgg", "viborg"),
        ("vborg", "viborg"),
        ("vibrog", "viborg"),
        ("viburg", "viborg"),
        ("ivborg", "viborg"),
        ("copenhage", "copenhagen"),
        ("coppenhagen", "copenhagen"),
        ("kopenhagen", "copenhagen"),
        ("arhus", "aarhus"),
        ("ville exmple", "ville exemple"),
    ],
)
def test_slip_is_forgiven(written: str, name: str) -> None:
    """A letter too many, too few, wrong or swapped still names the city."""
    guesses = guess_names(written, NAMES)
    assert [guess.name for guess in guesses] == [name]
    assert 0.5 < guesses[0].score < 1


@pytest.mark.parametrize(
    "written", ["vbrg", "bord", "sand", "xx", "", "hotline", "viennent", "band"]
)
def test_other_words_are_no_slips(written: str) -> None:
    """Words too far, too short, or with another first letter name no city."""
    assert guess_names(written, NAMES) == []


def test_nearest_name_wins_and_ties_stay() -> None:
    """Fewer slips are likelier; as many slips are as likely."""
    assert [guess.name for guess in guess_names("testvile", ["testville", "testvilla"])] == [
        "testville"
    ]
    both = guess_names("testvill", ["testville", "testvilla"])
    assert {guess.name for guess in both} == {"testville", "testvilla"}


@given(st.sampled_from(["copenhagen", "testville", "saint exemple"]), st.data())
def test_any_single_slip_in_a_long_name_is_forgiven(name: str, data: st.DataObject) -> None:
    """Whichever letter goes missing, the name is found."""
    position = data.draw(st.integers(1, len(name) - 1))
    written = name[:position] + name[position + 1 :]
    assert [guess.name for guess in guess_names(written, [name])] == [name]


def test_longer_names_forgive_more() -> None:
    """How many slips are forgiven grows with the name."""
    assert [allowed_slips(letters) for letters in (3, 4, 6, 7, 11, 12)] == [0, 1, 1, 2, 2, 3]
