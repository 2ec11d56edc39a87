"""The language of questions."""

from pathlib import Path
from time import perf_counter
from typing import get_args

import pytest

from bot.answering.language import TABLE, LanguageModel, detect_language, open_model, trigrams
from prompts.replies import Language

QUESTIONS = Path(__file__).with_name("languages.tsv")
FLOOR = 0.99
"""Share of the questions whose language must be told whatever the fallback."""


def read_questions(language: str) -> list[str]:
    """Read the questions of a language, of "-" those that no word decides."""
    rows = (line.split("\t") for line in QUESTIONS.read_text(encoding="utf-8").splitlines())
    return [question for found, question in rows if found == language]


@pytest.mark.parametrize("language", get_args(Language))
def test_language_is_told_whatever_the_fallback(language: Language) -> None:
    """Questions of every length, with typos and without accents, are told by their words."""
    other: Language = "en" if language == "fr" else "fr"
    questions = read_questions(language)
    assert len(questions) > 100
    wrong = [question for question in questions if detect_language(question, other) != language]
    assert len(wrong) <= (1 - FLOOR) * len(questions), wrong


@pytest.mark.parametrize("text", read_questions("-"))
@pytest.mark.parametrize("fallback", get_args(Language))
def test_undecided_text_takes_the_fallback(text: str, fallback: Language) -> None:
    """Names, acronyms, shared words and third languages leave the choice to the fallback."""
    assert detect_language(text, fallback) == fallback


def test_name_of_a_city_does_not_decide() -> None:
    """A French city in an English question, and the reverse, change nothing."""
    assert detect_language("What happens in Villeneuve-lès-Échantillons?", "fr") == "en"
    assert detect_language("Que se passe-t-il à Northampton-on-Sea ?", "en") == "fr"


def test_quotation_does_not_decide_unless_it_is_all() -> None:
    """What a question quotes is not its own language."""
    assert detect_language("What is “la maison des parents et des enfants”?", "fr") == "en"
    assert detect_language("« la maison des parents et des enfants »", "en") == "fr"


def test_default_fallback_is_english() -> None:
    """Without a fallback, undecided text is English."""
    assert detect_language("SSP") == "en"


def test_trigrams_mark_the_ends_of_a_word() -> None:
    """Runs of letters tell a beginning and an end from a middle."""
    assert list(trigrams("le")) == ["^le", "le$"]


def test_telling_and_loading_are_quick() -> None:
    """A call takes under a millisecond, the table under thirty; a busy machine gets more."""
    packed = TABLE.read_bytes()
    begun = perf_counter()
    LanguageModel(packed)
    loaded = perf_counter() - begun
    open_model()
    questions = read_questions("fr")
    begun = perf_counter()
    for question in questions:
        detect_language(question)
    assert (perf_counter() - begun) / len(questions) < 0.001 * 5
    assert loaded < 0.030 * 5
