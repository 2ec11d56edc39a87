"""Sentences end where a reader would say so, in French and English."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.pages.sentences import split_sentences

WHOLE = (
    "M. le maire et Mme la préfète ont signé l’art. 12 du plan.",
    "Le Dr. en poste reçoit le mardi.",
    "The St. Mary school and Prof. in residence take part, e.g. on Mondays.",
    "It works with partners in the U.S. Department of Justice.",
    "The hotline is open 24/7 and costs 1.5 million a year.",
    "Voir p. ex. la page n° 12, env. 40 familles, cf. annexe.",
    "Section no. 115 allows it.",
    "Acme Inc. pays for it.",
    "La ligne est ouverte de 8 h. à 19 h. tous les jours.",
    "See https://x.example/a.b?c=d for more.",
    "« Nous voulons être là ! » disent les médiateurs.",
    "Le thème est « à qui parler ? ».",
    "It was called Yes! magazine…and so on.",
    "1. Le territoire est vaste.",
    "Le musée J. Martin est fermé.",
    "He asked why? and left.",
    "It is held in Sept. 2019 and on Sat. 9 May.",
    "Il y a env. 30 partenaires et 45 000 hab. Testville en est fière.",
)
SPLIT = (
    ("It began in 2016.", "The SSP model was developed in the 1970s."),
    ("He has worked in the U.S.", "The city is small."),
    ("Il y a des écoles, des clubs, etc.", "La ville paie."),
    ("Open from 8 a.m. to 6 p.m.", "Texts work too."),
    ("The mantra is: “The best you can do is for community!”", "Thus, it helps."),
    ("Elle a dit « Oui. »", "Le reste suit."),
    ("Qui paie ?", "La ville."),
    ("It went on…", "Then it stopped."),
    ("Was it? (Nobody knows.)", "It was."),
    ("The answer is no.", "The team left."),
    ("Attacks: 48 in 2017.", "870 pupils came."),
    ('"We start early," it says.', '"We start at home."'),
    ("Il se réunit en sept. et en déc.", "Il rassemble trente partenaires."),
    ("A. Le bureau des cartes.", "Il ouvre à midi."),
)


@pytest.mark.parametrize("sentence", WHOLE)
def test_leaves_whole_sentences(sentence: str) -> None:
    """Abbreviations, initials, numbers, quotes and addresses end no sentence."""
    assert split_sentences(sentence) == [(0, len(sentence))]


@pytest.mark.parametrize("sentences", SPLIT)
@pytest.mark.parametrize("space", [" ", "  ", "\u00a0"])
def test_parts_sentences(sentences: tuple[str, str], space: str) -> None:
    """Each sentence is found, without the space between them."""
    text = space.join(sentences)
    found = [text[start:end] for start, end in split_sentences(text)]
    assert " ".join(found) == " ".join(sentences)
    assert found[-1] == sentences[1]


def test_finds_nothing_in_nothing() -> None:
    """Empty text has no sentence."""
    assert split_sentences("") == split_sentences("  ") == []


@given(st.text(alphabet="aA .!?…»«\u00a0\n\"'”)(1éM", max_size=80))
def test_sentences_tile_their_text(text: str) -> None:
    """Sentences are in order, apart only by space, and hold all that is not space."""
    spans = split_sentences(text)
    at = 0
    for start, end in spans:
        assert not text[at:start].strip()
        assert text[start:end].strip() == text[start:end] != ""
        at = end
    assert not text[at:].strip()
