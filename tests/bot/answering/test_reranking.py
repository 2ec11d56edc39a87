"""Passages read again beside the question move up, and down, by their sentences."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.answering.evidence import make_query, weigh
from bot.answering.reranking import MOST_ODDS, rerank, word_question
from tests.bot.small_edition import open_small


class Reader:
    """Finds one word."""

    def __init__(self, word: str) -> None:
        self.word = word
        self.asked: list[str] = []

    def read(self, question: str, passages: Sequence[Sequence[str]]) -> list[NDArray[np.float32]]:
        """Return much for a sentence that holds the word, little for others."""
        self.asked.append(question)
        return [
            np.array([50.0 if self.word in text else -50.0 for text in sentences], np.float32)
            for sentences in passages
        ]


@pytest.mark.parametrize("word", ["parents", "hotline", "2015"])
def test_what_is_read_decides(word: str, tmp_path: Path) -> None:
    """The sentence that answers becomes the best one, whatever was near to the question."""
    edition = open_small(tmp_path)
    query = make_query("Is there anything?", "en", "what", edition.encoder)
    hits = edition.index.search(query.text, query.vector, k=20)
    evidence = weigh(query, hits, edition)
    reader = Reader(word)
    again = rerank(query, evidence, reader, 20)
    assert set(reader.asked) == {query.text}
    assert len(again) == len(evidence)
    held = [each for each in again if word in each.passage.text]
    if held:
        start, end = again[0].passage.sentences[again[0].best]
        passage = again[0].passage
        assert word in passage.text[start - passage.start : end - passage.start]
    assert all(each.odds is not None and abs(each.odds).max() <= MOST_ODDS for each in again)


def test_what_is_not_read_stays_behind(tmp_path: Path) -> None:
    """Only the first are read; the others keep their order after them."""
    edition = open_small(tmp_path)
    query = make_query("meetings with parents", "en", "what", edition.encoder)
    evidence = weigh(query, edition.index.search(query.text, query.vector, k=20), edition)
    again = rerank(query, evidence, Reader("x"), 1)
    assert [each.odds is None for each in again] == [False, *[True] * (len(evidence) - 1)]
    assert again[1:] == evidence[1:]


def test_nothing_found_is_nothing_read(tmp_path: Path) -> None:
    """Without passages there is no evidence."""
    edition = open_small(tmp_path)
    query = make_query("Is there anything?", "en", "what", edition.encoder)
    assert rerank(query, [], Reader("x"), 6) == []


@pytest.mark.parametrize(
    ("text", "language", "read"),
    [
        ("Que permet l’article 115 à ?", "en", "Que permet la section 115 ?"),
        ("Que permet l’article 115 à ?", "fr", "Que permet l’article 115 ?"),
        ("What does Section 9 say?", "fr", "What does article 9 say?"),
        ("What does Section 9 say?", "en", "What does Section 9 say?"),
        ("Who runs the SSP in ?", "en", "Who runs the SSP ?"),
        ("Who is the SSP for?", "en", "Who is the SSP for?"),
        ("numéro de l’accueil à", "fr", "numéro de l’accueil"),
        ("une ligne à Paris ?", "fr", "une ligne à Paris ?"),
    ],
)
def test_a_question_is_made_whole_before_it_is_read(text: str, language: str, read: str) -> None:
    """What a city's name left behind goes, and a law's article is a section in English."""
    assert word_question(text, language) == read
