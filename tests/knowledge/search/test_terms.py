"""Words are folded and stemmed so that spelling does not decide."""

from __future__ import annotations

import pytest

from knowledge.search.terms import fold, passage_terms, question_terms, words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("École", "ecole"),
        ("SŒUR", "soeur"),
        ("Ærø", "aerø"),
        ("ça", "ca"),
        ("e\u0301t\u00e9", "ete"),
    ],
)
def test_folding_drops_accents_and_case(text: str, folded: str) -> None:
    """Accents, case and ligatures do not matter."""
    assert fold(text) == folded


def test_common_words_are_left_out_in_both_languages() -> None:
    """Only words with a subject remain."""
    assert words("Comment fonctionne le SSP à Viborg ?") == ["fonctionne", "ssp", "viborg"]
    assert words("How does the SSP of Viborg work?") == ["ssp", "viborg", "work"]


def test_a_question_meets_a_passage_of_either_language() -> None:
    """A question's terms hold the stems of both languages."""
    asked = set(question_terms("réunions de parents"))
    assert asked & set(passage_terms("La réunion des parents", "fr"))
    assert set(question_terms("meetings")) & set(passage_terms("A meeting", "en"))


def test_a_text_in_another_language_is_stemmed_both_ways() -> None:
    """A passage of unknown language can be met by either stemmer."""
    assert {"nation", "national"} & set(passage_terms("nationale", "und"))


@pytest.mark.parametrize("text", ["open 24/7", "24h/24", "24 heures sur 24", "around the clock"])
def test_round_the_clock_is_day_and_night(text: str) -> None:
    """However it is written, open at all hours is read as day and night."""
    assert {"day", "night"} <= set(words(text))
