"""One spelling for names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.places.spelling import fold_letters, fold_name, split_words


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("København", "kobenhavn"),
        ("Łódź", "lodz"),
        ("Saint-Étienne", "saint etienne"),
        ("St-Étienne", "saint etienne"),
        ("Ste Croix", "sainte croix"),
        ("L’Aquila", "l aquila"),
        ("'s-Hertogenbosch", "s hertogenbosch"),
        ("Næstved", "naestved"),
        ("Eskişehir", "eskisehir"),
        ("DIYARBAKIR", "diyarbakir"),
        ("Diyarbak\u0131r", "diyarbakir"),
        ("Gießen", "giessen"),
        ("  Cape   Town ", "cape town"),
        ("", ""),
    ],
)
def test_name_is_kept_under_a_plain_key(name: str, key: str) -> None:
    """Accents, ligatures, case, hyphens and apostrophes do not matter."""
    assert fold_name(name) == key


@given(st.text(max_size=60))
def test_words_are_slices_of_the_text(text: str) -> None:
    """Each word stands where it says, and words do not overlap."""
    end = 0
    for word in split_words(text):
        assert text[word.start : word.end] == word.text
        assert word.start >= end
        end = word.end


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    """A key is its own key."""
    assert fold_letters(fold_letters(text)) == fold_letters(text)
    assert fold_name(fold_name(text)) == fold_name(text)
