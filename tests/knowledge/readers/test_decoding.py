"""Bytes become clean text, whatever their encoding."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import ReadError
from knowledge.readers.decoding import decode, normalize, squeeze

FRENCH = "L’été à Évry : « œuvre » – 12 €"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_tells_encodings_of_french(encoding: str) -> None:
    """French text survives, with a mark, without one, and in Windows-1252."""
    text = FRENCH * 3
    assert decode(text.encode(encoding), source="a.txt") == text


def test_takes_latin1_for_what_browsers_take_it() -> None:
    """A page that declares Latin-1 is read as Windows-1252, typographic apostrophe and all."""
    data = "l’été".encode("cp1252")
    assert decode(data, source="a.html", declared="ISO-8859-1") == "l’été"


def test_prefers_utf8_to_a_wrong_declaration() -> None:
    """Bytes that are valid UTF-8 are read so, though the page says something else."""
    assert decode("été".encode(), source="a.html", declared="iso-8859-1") == "été"


def test_guesses_other_encodings() -> None:
    """Text that no Western table explains goes to a detector."""
    # ruff: noqa: RUF001 - Cyrillic letters look like Latin ones, here on purpose
    text = "Превенция насилия в городе начинается со школы и семьи. " * 5
    assert decode(text.encode("cp1251"), source="a.txt") == text


def test_ignores_an_unknown_declaration() -> None:
    """An encoding that does not exist is passed over."""
    assert decode(b"caf\xe9", source="a.txt", declared="no-such") == "café"


@pytest.mark.parametrize(
    "data", [b"\x00\x01\x02\x03" * 40, b"GIF89a\x00\x00\x01\x07\x00\x08\x02" * 9]
)
def test_refuses_binary_files(data: bytes) -> None:
    """A binary file is refused in one line that names it."""
    with pytest.raises(ReadError, match=r"^photo\.bin is not text: give text, .*\.$"):
        decode(data, source="photo.bin")


def test_drops_stray_control_bytes() -> None:
    """A NUL or two in a text do not make it binary, and do not stay."""
    assert (
        normalize(decode(b"The city\x00 works" + b"." * 50, source="a"))
        == "The city works" + "." * 50
    )


def test_halves_of_a_pair_are_joined_or_marked() -> None:
    """Two halves of a letter become one; half a letter becomes a mark that can be stored."""
    assert normalize("a\ud83d\ude00b") == "a😀b"
    assert normalize("a\ud83db") == "a\ufffdb"


def test_normalizes_to_nfc_and_plain_lines() -> None:
    """Combining accents are composed, line ends unified, unseen characters dropped."""
    assert normalize("e\u0301te\u0301\r\na\u2028b\u200bc\u00add\ufeff") == "été\na\nbcd"


def test_squeezes_spaces_but_keeps_no_break_ones() -> None:
    """Runs of spaces become one; a no-break space before a colon stays."""
    assert squeeze("  Pays\u00a0:  Suisse\t\n ici ") == "Pays\u00a0: Suisse ici"
    assert squeeze("a\u00a0\u00a0b") == "a\u00a0b"


@given(st.text())
def test_normalized_text_is_stable(text: str) -> None:
    """Normalising twice changes nothing, and the result is NFC."""
    once = normalize(text)
    assert normalize(once) == once
    assert unicodedata.is_normalized("NFC", once)


@given(st.binary(max_size=400))
def test_decodes_or_refuses_any_bytes(data: bytes) -> None:
    """Any bytes give text or one clear error."""
    try:
        text = decode(data, source="x")
    except ReadError as error:
        text = str(error)
    assert isinstance(text, str)
