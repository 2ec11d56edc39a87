"""How questions are worded."""

import pytest

from bot.answering.wording import Wording, names_anything, subject_of
from prompts.replies import Language


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("Comment fonctionne la ligne d’écoute ?", "ligne d’écoute"),
        ("How does the youth hotline work?", "youth hotline"),
        ("Depuis quand ?", ""),
        ("Combien ça coûte ?", "coûte"),
        ("Quelles villes ont une ligne d’écoute ?", "ligne d’écoute"),
        ("Qui finance les Passeurs de nuit ?", "Passeurs de nuit"),
        ("Who are the Night Guides?", "Night Guides"),
        ("What is done for young people?", "young people"),
        ("La ligne est-elle gratuite ?", "ligne"),
        ("Is the hotline open at night?", "hotline"),
        ("the budget of the team of mediators", "team of mediators"),
        ("", ""),
    ],
)
def test_subject_is_what_a_question_names(question: str, subject: str) -> None:
    """Question words, articles and words that only ask of a subject are left out at its ends."""
    assert subject_of(question) == subject


def test_word_that_asks_of_a_subject_names_none() -> None:
    """A budget is asked of something; parents are something."""
    assert not names_anything("budget, since when")
    assert names_anything("the parents")


@pytest.mark.parametrize(
    ("question", "language", "points"),
    [
        ("Qui la dirige ?", "fr", True),
        ("La police intervient-elle ?", "fr", False),
        ("Comment ce programme a-t-il débuté ?", "fr", True),
        ("Y a-t-il une ligne d’écoute ?", "fr", False),
        ("C’est gratuit pour les parents ?", "fr", True),
        ("C’est quoi la cellule ?", "fr", False),
        ("Is it open to parents?", "en", True),
        ("Does the hotline say when it opens?", "en", False),
        ("Is there a hotline?", "en", False),
        ("Does this unit meet parents?", "en", True),
        ("Do they meet parents?", "en", False),
        ("How do I reach them?", "en", True),
    ],
)
def test_pronoun_points_at_the_last_subject_unless_a_noun_explains_it(
    question: str, language: Language, *, points: bool
) -> None:
    """Pronouns and demonstratives point back; impersonal ones and doubled nouns do not."""
    assert Wording(question, language).points_at_subject is points


@pytest.mark.parametrize(
    ("question", "general"),
    [
        ("Quelles villes ont un plan ?", True),
        ("Which cities have a plan?", True),
        ("Quand la ville a-t-elle rejoint le réseau ?", False),
        ("Who runs it?", False),
    ],
)
def test_question_about_all_cities_is_told(question: str, *, general: bool) -> None:
    """Cities in general are not the city talked about."""
    assert Wording(question, "fr").is_general is general
