"""Passages are bounded by section and sentence, of a length to be quoted."""

from __future__ import annotations

from unicodedata import is_normalized

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.models import Passage, Profile
from knowledge.pages import split_passages
from knowledge.pages.passages import FEWEST, MOST, REFERRING, Piece, group_pieces
from tests.knowledge.pages.samples import PAGE, profile_of

SENTENCE = "The committee meets each month in the old customs house by the canal."
"""Thirteen words."""


def passages(body: str) -> tuple[Passage, ...]:
    """Return the passages of a page with this body."""
    return split_passages(profile_of(f"Testville, Belgique\n\nBACKGROUND\n\n{body}"))


def words(passage: Passage) -> int:
    """Return how many words a passage has."""
    return len(passage.text.split())


def check(profile: Profile) -> None:
    """Hold the passages of a profile against what is promised of any."""
    assert is_normalized("NFC", profile.text)
    for passage in split_passages(profile):
        assert passage.text == profile.text[passage.start : passage.end]
        assert passage.text == passage.text.strip() != ""
        at = passage.start
        for start, end in passage.sentences:
            assert not profile.text[at:start].replace("•", "").strip()
            at = end
        assert at == passage.end
        assert words(passage) <= MOST or len(passage.sentences) == 1


@pytest.mark.parametrize("count", [5, 9, 10, 13, 20, 31, 60])
def test_cuts_long_text_to_forty_to_a_hundred_and_twenty_words(count: int) -> None:
    """One long paragraph gives passages of the length asked for, and no short rest."""
    found = passages(" ".join([SENTENCE] * count))
    assert all(FEWEST <= words(passage) <= MOST for passage in found)
    assert sum(len(passage.sentences) for passage in found) == count


def test_keeps_paragraphs_whole_where_it_can() -> None:
    """Paragraphs long enough are passages of their own, a short one joins its neighbour."""
    paragraph = " ".join([SENTENCE] * 4)
    found = passages(f"{paragraph}\n\n{SENTENCE}\n\n{paragraph}\n\n{paragraph}")
    assert sorted(len(passage.sentences) for passage in found) == [4, 4, 5]


def test_keeps_a_very_long_sentence_whole() -> None:
    """A sentence of more than 120 words is one passage."""
    long = "It " + "goes on and " * 60 + "ends."
    assert passages(f"{long} {SENTENCE} {SENTENCE}")[0].text == long


def test_keeps_sections_apart() -> None:
    """A passage never spans two sections, short as they are."""
    profile = profile_of(f"Testville, Belgique\n\nONE\n\n{SENTENCE}\n\nTWO\n\n{SENTENCE}")
    assert [passage.section for passage in split_passages(profile)] == ["ONE", "TWO"]


def test_keeps_items_with_their_lead_in() -> None:
    """A list stays with the line above it, each item a sentence, bullets in the text only."""
    [passage] = passages(f"{SENTENCE} The partners are:\n\n• Schools\n• Two clubs\n• The police")
    assert passage.text.endswith("The partners are:\n\n• Schools\n• Two clubs\n• The police")
    profile = profile_of(
        f"Testville, Belgique\n\nBACKGROUND\n\n{SENTENCE}\n\n• Schools\n• Two clubs"
    )
    [passage] = split_passages(profile)
    assert [profile.text[start:end] for start, end in passage.sentences][1:] == [
        "Schools",
        "Two clubs",
    ]


def test_tells_items_that_open_with_a_number() -> None:
    """A number may be an item's own, or only its first word."""
    body = "• 24 beds\n• 3 workers\n\n1. First\na) second\n(3) third"
    profile = profile_of(f"Testville, Belgique\n\nWORK\n\n{body}")
    assert profile.text.endswith("• 24 beds\n• 3 workers\n1. First\na) second\n(3) third")
    [passage] = split_passages(profile)
    found = [profile.text[start:end] for start, end in passage.sentences]
    assert found == ["24 beds", "3 workers", "1. First", "a) second", "(3) third"]


def test_reads_a_long_item_as_prose() -> None:
    """An item of a paragraph's length has sentences of its own."""
    profile = profile_of(f"Testville, Belgique\n\nWORK\n\n• {SENTENCE} {SENTENCE}\n• Schools")
    [passage] = split_passages(profile)
    found = [profile.text[start:end] for start, end in passage.sentences]
    assert found == [SENTENCE, SENTENCE, "Schools"]
    assert passage.text.startswith(f"• {SENTENCE}")


def test_keeps_rows_together_and_apart_from_prose() -> None:
    """Rows of the key information make a passage, each row a sentence."""
    profile = profile_of(PAGE)
    [rows] = [p for p in split_passages(profile) if p.section == "Key Information"]
    assert [profile.text[start:end] for start, end in rows.sentences] == [
        "City\nTestville",
        "Country\nBelgium",
        "Population\n41,300",
        "Local political leadership:\nBurgomaster (name withheld)",
    ]


def test_makes_no_passage_of_tags() -> None:
    """Tags are no text to be quoted."""
    assert "MOTS" not in "".join(passage.section for passage in split_passages(profile_of(PAGE)))


def test_says_where_a_passage_is_from() -> None:
    """The context names city, country and section, and a title that says more."""
    assert {p.context for p in split_passages(profile_of(PAGE))} == {
        "Testville, Belgium, BACKGROUND",
        "Testville, Belgium, LOCAL OVERVIEW",
        "Testville, Belgium, Key Information",
    }
    text = f"---\ncity: Testville\n---\n# Night work plan\n\n## Money\n\n{SENTENCE}"
    assert (
        split_passages(profile_of(text, "a.md"))[0].context == "Testville, Money, Night work plan"
    )


def test_keeps_what_is_promised_on_a_real_shape() -> None:
    """Offsets, tiling and length hold for a whole page."""
    check(profile_of(PAGE))


PARTS = (
    SENTENCE,
    "Oui.",
    "La ville tient un comité qui se réunit chaque mois.",
    "• item",
    "City\nTestville",
    "HEADING HERE",
    "Partners:",
    "a: b",
    "x" * 300,
    "\n\n",
    "Word " * 130,
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=25), st.sampled_from([" ", "\n", "\n\n"]))
def test_keeps_what_is_promised_on_any_shape(parts: list[str], glue: str) -> None:
    """Offsets, tiling and length hold for any mixture."""
    check(profile_of("Testville, Belgique\n\n" + glue.join(parts)))


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=300))
def test_keeps_what_is_promised_on_any_text(text: str) -> None:
    """Nothing breaks on any text at all."""
    check(profile_of(f"Testville, Belgique\n\n{text}"))


def test_a_passage_begins_with_what_it_means() -> None:
    """Where a long paragraph is cut, no passage begins with a word for the sentence before."""
    pieces = [
        Piece(0, 0, 1, 46, "en", "sentence", opens=number == 0, leads=False, refers=number == 2)
        for number in range(3)
    ]
    assert [len(group) for group in group_pieces(pieces)] == [1, 2]


def test_words_that_refer_are_seen_in_both_languages() -> None:
    """A sentence that begins with a pronoun refers; one that names its subject does not."""
    assert REFERRING.match("This stipulates that …")
    assert REFERRING.match("Elle intervient chaque soir.")
    assert not REFERRING.match("Isabelle intervient.")
    assert not REFERRING.match("Thistles grow here.")
