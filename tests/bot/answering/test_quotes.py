"""Quotes are exact slices, chosen by the evidence and checked against the page."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from bot.answering.evidence import Evidence, make_query, sentence_texts, weigh
from bot.answering.quotes import check_quote, choose_sentences, make_quote, quote_passage
from knowledge.editions import Edition
from knowledge.errors import QuoteError
from knowledge.models import Hit, Passage
from tests.bot.small_edition import open_small


@pytest.fixture(name="edition")
def _edition(tmp_path: Path) -> Edition:
    return open_small(tmp_path)


def _evidence(scores: list[float]) -> Evidence:
    sentences = tuple((10 * i, 10 * i + 9) for i in range(len(scores)))
    passage = Passage("p", "s", "en", 0, 10 * len(scores), "x" * 10 * len(scores), "c", sentences)
    row = np.array(scores, np.float32)
    return Evidence(
        hit=Hit(0, 1, 1, 0),
        passage=passage,
        scores=row,
        cosines=row,
        whole=0.5,
        met=np.zeros((0, len(scores)), np.float32),
        met_whole=np.zeros(0, np.float32),
        weights=np.zeros(0, np.float32),
        meets=(None,) * len(scores),
    )


@pytest.mark.parametrize(
    ("scores", "spans"),
    [
        ([0.9, 0.1, 0.1], [(0, 9)]),
        ([0.9, 0.7, 0.1], [(0, 19)]),
        ([0.9, 0.1, 0.7], [(0, 9), (20, 29)]),
        ([0.9, 0.89, 0.88, 0.87], [(0, 29)]),
        ([0.7, 0.86, 0.9, 0.89], [(10, 39)]),
        ([0.5], [(0, 9)]),
    ],
)
def test_near_best_sentences_are_chosen_in_order(
    scores: list[float], spans: list[tuple[int, int]]
) -> None:
    """One to three sentences, in order; neighbours make one slice, a gap makes two."""
    assert choose_sentences(_evidence(scores)) == spans


def test_a_quote_is_a_slice_with_its_digest(edition: Edition) -> None:
    """A quote holds the page's own words, their place, digest, link and code."""
    profile = edition.profiles["testville"]
    start = profile.text.index("The city holds")
    quote = make_quote(profile, (start, start + 30), "Parents", "en")
    assert quote.text == profile.text[start : start + 30]
    assert quote.sha256 == sha256(quote.text.encode()).hexdigest()
    assert quote.link is not None
    assert quote.link.startswith("https://testville.example/profile#:~:text=")
    assert quote.code
    check_quote(edition.profiles, quote)


def test_a_page_without_an_address_gives_no_link(edition: Edition) -> None:
    """A profile that is no web page is quoted without a link."""
    assert make_quote(edition.profiles["sampleton"], (0, 9), "Streets", "en").link is None


@pytest.mark.parametrize("change", [{"text": "Other words"}, {"start": 1}, {"profile": "nowhere"}])
def test_a_changed_quote_is_refused(edition: Edition, change: dict[str, object]) -> None:
    """A quote that differs from the stored page in any way is not shown."""
    quote = make_quote(edition.profiles["testville"], (0, 9), "Support", "en")
    with pytest.raises(QuoteError, match="it is not shown"):
        check_quote(edition.profiles, replace(quote, **change))  # type: ignore[arg-type] # any field


def test_spans_of_one_passage_mark_what_is_left_out(edition: Edition) -> None:
    """The second slice of a passage says that something stands before it."""
    passage = next(p for p in edition.passages if len(p.sentences) >= 3)
    spans = [passage.sentences[0], passage.sentences[2]]
    assert [q.gap for q in quote_passage(edition.profiles, passage, spans)] == [False, True]


def test_the_sentence_with_the_number_wins(edition: Edition) -> None:
    """Asked how many, the sentence that holds a number comes first."""
    query = make_query("How many meetings with parents?", "en", "how_many", edition.encoder)
    hits = edition.index.search(query.text, query.vector, profiles=["testville"])
    top = weigh(query, hits, edition)[0]
    assert "170" in sentence_texts(top.passage)[top.best]
