"""Patterns of words."""

import pytest

from bot.answering.phrases import compile_phrases, compile_words, fold_phrase

WORDS = {"who": ["il", "ma soeur"], "what": ["tombe", "a faim"]}


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("il tombe", "Il tombe !", True),
        ("il tombe", "il tombera", False),
        ("il|elle tombe", "elle tombe", True),
        ("il ne? tombe", "il ne tombe", True),
        ("il ne? tombe", "il tombe", True),
        ("il … tombe", "il y a des jours où il tombe", True),
        ("il … tombe", "il a b c d e f tombe", False),
        ("{who} … {what}", "ma sœur, hier, a faim", True),
        ("{who} {what}", "mon frère a faim", False),
        ("a|{who} dort", "ma soeur dort", True),
    ],
)
def test_pattern_finds_what_it_reads_like(pattern: str, text: str, *, found: bool) -> None:
    """Gaps, choices, missing words and lists of words mean what they look like."""
    assert bool(compile_phrases([pattern], WORDS).search(fold_phrase(text))) is found


def test_opening_pattern_stands_at_the_beginning_only() -> None:
    """An opening is not found inside."""
    opening = compile_phrases(["comment"], {}, opening=True)
    assert opening.search(fold_phrase("Comment ?"))
    assert not opening.search(fold_phrase("et comment ?"))


def test_star_ends_words_that_go_on() -> None:
    """A star stands for any ending."""
    words = compile_words(["poignard*", "a feu"])
    assert words.search(fold_phrase("poignardée"))
    assert words.search(fold_phrase("il y a feu"))
    assert not words.search(fold_phrase("feux"))


def test_unknown_list_is_refused() -> None:
    """A pattern that names a list there is not can't be compiled."""
    with pytest.raises(KeyError, match="nobody"):
        compile_phrases(["{nobody} tombe"], WORDS)


def test_folding_leaves_words_only() -> None:
    """Accents, apostrophes and punctuation go; a space stands around each word."""
    assert fold_phrase("J’ai peur, là !") == " j ai peur la "
