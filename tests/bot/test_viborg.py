"""What the profile of Viborg answers, and what it does not, in both languages.

The bundled profile is always asked; so is the page it is based on, where a copy of it lies beside
the repository.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.answering.answer import Answerer
from bot.settings import Settings
from knowledge.editions import EditionWatcher, publish_edition
from knowledge.editions.seams import load_bundled
from knowledge.pages import clean_pages
from knowledge.readers import read_file
from prompts import render
from prompts.replies import Language, Reply

ROOT = Path(__file__).parents[2]
PAGES = {
    "bundled": ROOT / "knowledge" / "profiles" / "viborg.md",
    "real": ROOT.parent / "shared" / "seeds" / "viborg-fr.txt",
}
PRESENT = [name for name, path in PAGES.items() if path.is_file()]

# Question in each language, and words of which any one, in a quote, answers.
ANSWERED = [
    ("How does the SSP of Viborg work?", "Comment fonctionne le SSP à Viborg ?", "Schools"),
    (
        "Since when does Viborg have an SSP?",
        "Depuis quand le SSP existe-t-il à Viborg ?",
        "2000|1970s",
    ),
    ("Who is the mayor of Viborg?", "Qui est le maire de Viborg ?", "Ulrik Wilbek"),
    ("How many people live in Viborg?", "Combien d’habitants compte Viborg ?", "96,500"),
    (
        "When did Viborg join the network?",
        "Quand Viborg a-t-elle rejoint le réseau ?",
        "December 2016",
    ),
    ("What is Sted1 in Viborg?", "Qu’est-ce que Sted1 à Viborg ?", "Sted1"),
    (
        "Does Viborg have a hotline day and night?",
        "Y a-t-il une ligne d’écoute jour et nuit à Viborg ?",
        "24/7|around the clock",
    ),
    (
        "How many meetings with parents are held each year in Viborg?",
        "Combien de réunions avec les parents par an à Viborg ?",
        "170",
    ),
    (
        "What does Section 115 allow and forbid in Viborg?",
        "Que permet et qu’interdit l’article 115 à Viborg ?",
        "criminal investigations|investigate a crime",
    ),
    (
        "Who leads Denmark's national strategy, according to Viborg's profile?",
        "Qui dirige la stratégie nationale danoise selon le profil de Viborg ?",
        "ministry",
    ),
    (
        "Which foreign partners does Viborg work with?",
        "Avec quels partenaires étrangers Viborg travaille-t-elle ?",
        "Faroe Islands",
    ),
    (
        "What is Viborg's motto for parents?",
        "Quelle est la devise de Viborg pour les parents ?",
        "The best you can do for your child|a child gains most from",
    ),
]
REFUSED = [
    (
        "What is the telephone number of Viborg's hotline?",
        "Quel est le numéro de téléphone de la ligne d’écoute de Viborg ?",
    ),
    ("Who is the mayor of Aarhus?", "Qui est le maire d’Aarhus ?"),
    ("How do I bake an apple pie?", "Quelle est la recette de la tarte aux pommes ?"),
    (
        "How many swimming pools does Viborg have?",
        "Combien de piscines y a-t-il à Viborg ?",
    ),
    (
        "What is the budget of Sted1 in Viborg?",
        "Quel est le budget de Sted1 à Viborg ?",
    ),
]


@pytest.fixture(name="answerers", scope="module")
def _answerers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Answerer]:
    made = {}
    for name in PRESENT:
        home = tmp_path_factory.mktemp(name)
        publish_edition(home, clean_pages([read_file(PAGES[name])]), load_bundled(None))
        made[name] = Answerer(EditionWatcher(home).current, Settings(home=home))
    return made


def _ask(answerer: Answerer, question: str) -> Reply:
    return answerer.answer(question).reply


@pytest.mark.parametrize("page", PRESENT)
@pytest.mark.parametrize(("english", "french", "wanted"), ANSWERED)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_viborg_answers(
    answerers: dict[str, Answerer],
    *,
    page: str,
    english: str,
    french: str,
    wanted: str,
    language: Language,
) -> None:
    """The quote holds the answer, in the frame of the question's language."""
    reply = _ask(answerers[page], english if language == "en" else french)
    quoted = " ".join(quote.text for quote in reply.quotes)
    assert reply.status == "answered"
    assert any(words in quoted for words in wanted.split("|")), quoted
    assert reply.language == language
    if language == "fr":
        assert "anglais" in render(reply, "text")


@pytest.mark.parametrize("page", PRESENT)
@pytest.mark.parametrize(("english", "french"), REFUSED)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_viborg_refuses(
    answerers: dict[str, Answerer], page: str, english: str, french: str, language: Language
) -> None:
    """What the page does not say is not found, or the closest passage, said to be only that."""
    reply = _ask(answerers[page], english if language == "en" else french)
    assert reply.status in {"closest", "not_found"}, [quote.text for quote in reply.quotes]
