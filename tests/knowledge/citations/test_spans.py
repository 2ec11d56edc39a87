"""What can be quoted of a profile."""

from __future__ import annotations

from knowledge.citations import code_of
from knowledge.citations.spans import find_span, spans_of
from tests.knowledge.editions.samples import cleaned, split

PROFILE = cleaned(
    "Alphaville", "One stands. Two stand. Three stand. Four.", "Population: 9"
).profile
PASSAGES = split(PROFILE)


def test_sentences_passages_and_facts_can_be_quoted() -> None:
    """Every run of sentences, every passage, each fact's value and line, and nothing twice."""
    spans = list(spans_of(PROFILE, PASSAGES))
    texts = [PROFILE.text[span.start : span.end] for span in spans]
    for text in ("9", "Population: 9", "One stands.", "Two stand. Three stand.", "Four."):
        assert text in texts
    assert "One stands. Two stand. Three stand. Four." in texts
    assert "One stands. Three stand." not in texts
    assert len(spans) == len({(span.start, span.end) for span in spans}) == 12
    assert {span.section for span in spans} == {"Work"}


def test_a_code_leads_to_its_words() -> None:
    """A code finds the words that it was made from."""
    span = find_span(PROFILE, PASSAGES, code_of("alphaville", "Two stand. Three stand."))
    assert span is not None
    assert PROFILE.text[span.start : span.end] == "Two stand. Three stand."
    assert find_span(PROFILE, PASSAGES, code_of("alphaville", "Five.")) is None
