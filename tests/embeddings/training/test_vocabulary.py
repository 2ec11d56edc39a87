"""The student's pieces."""

from __future__ import annotations

from collections import Counter

from embeddings.training.vocabulary import (
    SPECIAL,
    build_vocabulary,
    count_words,
    drop_intruders,
    is_latin,
    keep_teacher_pieces,
    make_tokenizer,
)

TEACHER = {
    piece: number
    for number, piece in enumerate(
        [*SPECIAL, "[unused1]", "city", "plan", "##s", "##ning", "д", *"abcdefghijklmnopqrstuvwxyz"]
        + [f"##{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"]
    )
}


def test_the_teachers_latin_pieces_stay() -> None:
    """Special tokens come first; unused tokens and other scripts go."""
    kept = keep_teacher_pieces(TEACHER)
    assert kept[: len(SPECIAL)] == list(SPECIAL)
    assert {"city", "plan", "##s"} <= set(kept)
    assert not {"[unused1]", "д"} & set(kept)


def test_punctuation_is_latin_enough() -> None:
    """Guillemets and euros are kept, ideographs are not."""
    assert is_latin("«")
    assert is_latin("€")
    assert not is_latin("市")


def test_words_are_counted_without_accents_and_case() -> None:
    """Words are counted as the tokenizer will see them."""
    counts = count_words(["L’été, l'ete", "Œuvre oeuvre"])
    assert counts["ete"] == 2
    assert counts["oeuvre"] == 2
    assert counts["'"] == 2


def test_common_french_words_become_pieces() -> None:
    """A frequent French word is one piece; English stays split as the teacher splits it."""
    french = Counter({"ville": 500, "quartier": 300, "jeunes": 200})
    english = Counter({"city": 300, "planning": 200, "plans": 100})
    pieces = build_vocabulary(TEACHER, french, english, 80)
    tokenizer = make_tokenizer(pieces)
    assert len(pieces) <= 80
    assert tokenizer.encode("Ville", add_special_tokens=False).tokens == ["ville"]
    assert tokenizer.encode("planning", add_special_tokens=False).tokens == ["plan", "##ning"]


def test_a_piece_that_splits_english_anew_is_dropped() -> None:
    """A French piece that English words would be cut by does not enter."""
    kept = keep_teacher_pieces(TEACHER)
    kept_new = drop_intruders(
        kept, ["planni", "ville"], {"ville": 9, "plannir": 1}, {"planning": 9}
    )
    assert kept_new == ["ville"]


def test_a_text_has_its_end_marks() -> None:
    """[CLS] and [SEP] stand around the pieces."""
    tokenizer = make_tokenizer(keep_teacher_pieces(TEACHER))
    assert tokenizer.encode("city").tokens == ["[CLS]", "city", "[SEP]"]
