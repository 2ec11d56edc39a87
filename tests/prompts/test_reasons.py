"""Reasons in both languages."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from prompts.reasons import Coded, sentences, write_reason


class Given(str):
    """A sentence with a code, as the knowledge gives them."""

    __slots__ = ("code", "values")
    code: str | None
    values: dict[str, object]

    def __new__(cls, sentence: str, code: str | None = None, **values: object) -> Given:
        """Keep the code and the values."""
        made = super().__new__(cls, sentence)
        made.code, made.values = code, values
        return made


def fields(sentence: str) -> set[str]:
    """Return the names that a sentence is filled with."""
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def test_both_languages_have_the_same_codes() -> None:
    """Each sentence has its twin, filled with the same values."""
    french, english = sentences("fr"), sentences("en")
    assert {code: fields(text) for code, text in french.items()} == {
        code: fields(text) for code, text in english.items()
    }
    assert len(french) > 50


@pytest.mark.parametrize("code", sentences("fr"))
def test_french_typography_holds(code: str) -> None:
    """No-break spaces before : and inside «», narrow ones before ; ! ?, curly apostrophes."""
    text = sentences("fr")[code]
    assert "'" not in text
    assert not re.search(r"(?<!\u00a0)[:»]|«(?!\u00a0)|(?<!\u202f)[;!?]", text)
    assert not re.search(r"\} (?:octets|pages|lettres|fichiers|secondes|fois)\b", text)


def test_a_reason_is_written_in_the_readers_language() -> None:
    """By its code, with its values."""
    given = Given("?", "profile.not_held", root="pages/")
    assert isinstance(given, Coded)
    assert write_reason(given, "fr") == "pages/ ne contient plus cette page."
    assert write_reason(given, "en") == "pages/ no longer holds it."


@pytest.mark.parametrize("given", ["An old sentence.", Given("An old sentence.")])
def test_a_reason_without_a_code_is_shown_as_it_is(given: str) -> None:
    """What was kept before reasons had codes still shows."""
    assert write_reason(given, "fr") == "An old sentence."


def test_a_code_that_is_not_known_shows_its_sentence() -> None:
    """A reader gets the English words rather than nothing."""
    assert write_reason(Given("New words.", "page.new"), "fr") == "New words."


def test_numbers_are_written_as_the_language_writes_them() -> None:
    """Thousands set apart by a narrow space, a decimal comma; in English as on the command line."""
    large = Given("?", "web.too_large", most=20_000_000)
    assert write_reason(large, "fr") == "La page dépasse 20\u202f000\u202f000\u00a0octets."
    assert write_reason(large, "en") == "It is larger than 20,000,000 bytes."
    score = Given("?", "examination.mean", before=0.953, now=0.9)
    assert write_reason(score, "fr") == "La note moyenne tombe de 0,953 à 0,9."
    assert write_reason(score, "en") == "The mean score falls from 0.953 to 0.900."


def test_reasons_inside_a_reason_are_translated_too() -> None:
    """One as a value, or several one after the other."""
    missing = Given("?", "file.missing")
    both = tuple(Given("?", "refresh.failure", source=name, reason=missing) for name in "ab")
    assert write_reason(Given("?", "refresh.all_failed", failures=both), "fr") == (
        "Aucun profil n’a pu être lu, donc rien n’est publié. "
        "a\u00a0: Ce fichier n’existe pas\u00a0: corrigez son nom. "
        "b\u00a0: Ce fichier n’existe pas\u00a0: corrigez son nom."
    )
