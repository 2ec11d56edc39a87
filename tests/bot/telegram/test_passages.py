"""Where quotes stand in the current edition."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.telegram.passages import (
    passage_of,
    passages_in,
    quote_sentence,
    section_answer,
    section_titles,
    whole_passage,
)
from knowledge.editions import Edition


def test_a_sentence_leads_to_its_passage(edition: Edition) -> None:
    """The whole passage goes beyond the sentence; beyond the whole there is nothing."""
    passage = passages_in(edition, "testville")[0]
    quote = quote_sentence(edition, passage, 0)
    assert passage_of(edition, quote) == passage
    whole = whole_passage(edition, quote)
    assert whole is not None
    assert whole.text == passage.text
    assert whole_passage(edition, whole) is None
    assert quote_sentence(edition, passage, None) == whole


@pytest.mark.parametrize("changes", [{"profile": "gone"}, {"text": "Other words."}, {"end": 10**6}])
def test_a_quote_that_stands_there_no_more_has_no_passage(
    edition: Edition, changes: dict[str, object]
) -> None:
    """Its profile is gone, or its words changed."""
    quote = quote_sentence(edition, passages_in(edition, "testville")[0], 0)
    assert whole_passage(edition, replace(quote, **changes)) is None  # type: ignore[arg-type] # any


def test_sections_hold_their_passages(edition: Edition) -> None:
    """Each title once, in order; an unknown one holds nothing."""
    titles = section_titles(edition, "testville")
    assert len(set(titles)) == len(titles) > 1
    answer = section_answer(edition, "testville", titles[1], "en")
    assert answer is not None
    assert {quote.section for quote in answer.quotes} == {titles[1]}
    assert section_answer(edition, "testville", "Unknown", "en") is None
    assert section_titles(edition, "gone") == ()
