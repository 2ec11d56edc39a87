"""Any text becomes HTML that Telegram takes, in parts that give the whole."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.telegram.rendering import TEXT_LIMIT, plain_text, split_html, utf16_length
from bot.telegram.replying import parts_of
from prompts.commands import UnknownCity
from prompts.labels import label
from prompts.replies import Answer, CityChoice, Language, Quote, WhichCity
from tests.telegram_server.markup import parse_html, utf16

PIECES = st.one_of(
    st.characters(exclude_categories=["Cs"]),
    st.sampled_from("<>&\"'/ \n\u00a0😀é#;abp"),
    st.sampled_from(["&amp;", "<b>", "</b>", "&#39;", "<a href='", "]]>", "```", "\n\n"]),
)
TEXTS = st.lists(PIECES, max_size=300).map("".join)
TAGS = ("b", "i", "u", "s", "code", "blockquote")


def quote_of(text: str, city: str = "Testville") -> Quote:
    """Return a quote whose digest fits."""
    return Quote(
        text=text,
        profile="testville",
        city=city,
        country="Belgium",
        section="Overview",
        language="en",
        url="https://cities.example/testville",
        start=0,
        end=len(text),
        sha256=sha256(text.encode()).hexdigest(),
        code="T01-ABCDEF",
    )


def answer_with(quote: Quote) -> Answer:
    """Return an answer of one quote."""
    return Answer(
        question="?", language="fr", edition="e1", edition_date="2026-11-24", quotes=(quote,)
    )


def visible(text: str) -> str:
    """Return a text without spaces: Telegram trims those at the seams."""
    return "".join(text.split())


@given(TEXTS, TEXTS)
@settings(max_examples=150, deadline=None)
def test_any_quote_and_city_render_to_valid_html(text: str, city: str) -> None:
    """The server's own reader accepts each part, and finds the quote in them."""
    parts = parts_of(answer_with(quote_of(text, city)))
    shown = [parse_html(part.html)[0] for part in parts]
    assert visible(text) in visible("".join(shown))
    assert all(0 < utf16(each.strip()) <= TEXT_LIMIT for each in shown)


@given(TEXTS.filter(lambda text: bool(text.strip())))
@settings(max_examples=80, deadline=None)
def test_any_city_asked_for_renders(text: str) -> None:
    """What a person typed is shown as it is, whatever it is."""
    (part,) = parts_of(UnknownCity("en", text, (text,)))
    assert visible(text) in visible(parse_html(part.html)[0])


@given(TEXTS)
@settings(max_examples=50, deadline=None)
def test_any_choice_renders(text: str) -> None:
    """Names of cities to choose from are escaped."""
    choice = CityChoice("a", text, None)
    reply = WhichCity(
        question="?", language="en", edition="e1", edition_date="2026-11-24", choices=(choice,)
    )
    assert all(parse_html(part.html) for part in parts_of(reply))


@st.composite
def marked_up(draw: st.DrawFn) -> str:
    """Return well-formed HTML of nested tags around any text."""
    from html import escape

    pieces = []
    for _ in range(draw(st.integers(1, 6))):
        inner = escape(draw(TEXTS), quote=False)
        tag = draw(st.sampled_from(TAGS))
        if tag not in ("code", "blockquote"):
            inner = f"<i>{inner}</i>x" if draw(st.booleans()) else inner
        pieces.append(f"<{tag}>{inner}</{tag}>{escape(draw(TEXTS), quote=False)}")
    return "".join(pieces)


@given(marked_up(), st.integers(20, 200))
@settings(max_examples=150, deadline=None)
def test_parts_are_valid_short_and_give_the_whole(source: str, limit: int) -> None:
    """Joined, the plain parts are the plain whole; each part is valid HTML within the limit."""
    parts = split_html(source, limit)
    assert "".join(part.plain for part in parts) == plain_text(source)
    for part in parts:
        shown = parse_html(part.html)[0]
        assert utf16(shown) <= limit
        assert shown == part.plain.rstrip()


def test_a_text_is_cut_at_a_paragraph() -> None:
    """A paragraph's end is better than a line's, a sentence's or a word's."""
    source = f"{'One. ' * 10}\n\n{'Two. ' * 10}"
    first, second = split_html(source, 80)
    assert first.plain.strip().endswith("One.")
    assert second.plain.startswith("Two.")


@pytest.mark.parametrize("seam", ["\n", ". ", " "])
def test_a_text_without_paragraphs_is_cut_where_it_can_be(seam: str) -> None:
    """Lines, then sentences, then words stay whole."""
    first, *_ = split_html(f"{'a' * 40}{seam}{'b' * 40}", 60)
    assert first.plain == f"{'a' * 40}{seam}"


def test_a_word_that_is_too_long_is_cut_between_characters() -> None:
    """A character of two units is never cut in two."""
    parts = split_html("😀" * 30, 15)
    assert [utf16_length(part.plain) for part in parts] == [14, 14, 14, 14, 4]


def test_tags_go_on_in_the_next_part() -> None:
    """An open tag is closed at the seam and opened again."""
    first, second = split_html(f"<b>{'a ' * 30}</b>", 40)
    assert first.html.startswith("<b>")
    assert first.html.endswith("</b>")
    assert second.html.startswith("<b>")


def test_a_long_reply_is_several_messages() -> None:
    """Nine thousand characters are three messages."""
    parts = parts_of(answer_with(quote_of("A sentence of the profile. " * 340)))
    assert len(parts) == 3


def test_labels_are_short_enough_for_telegram() -> None:
    """An answer to a tap holds 200 characters at most, a description 512 and 120."""
    languages: tuple[Language, ...] = ("fr", "en")
    for language in languages:
        for name in ("stale", "question_gone", "staff_only", "failed", "thanks", "dropped"):
            assert len(label(f"notice.{name}", language)) <= 200
