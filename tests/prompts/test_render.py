"""Rendering."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from typing import Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prompts import render
from prompts.citations import quotes_in
from prompts.errors import MismatchError, TemplateError
from prompts.replies import Answer, Closest, Language, NotFound, Quote
from prompts.styles import STYLES, StyleName
from tests.prompts.replies import make_quote, one_of_each

BASE: dict[str, Any] = {"question": "?", "edition": "e1", "edition_date": "2026-11-24T10:00:00Z"}
TELEGRAM_TAGS = {"b", "i", "u", "a", "code", "blockquote"}


class Reader(HTMLParser):
    """Collects tags and text, and fails on what is not closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.open: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember an open tag."""
        self.open.append(tag)
        self.seen.add(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the tag opened last."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Collect text."""
        self.text += data


def read(html: str) -> Reader:
    """Return what a reader of the HTML sees."""
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert not reader.open
    return reader


def answer(*quotes: Quote, language: Language = "en") -> Answer:
    """Return an answer with these quotes."""
    return Answer(language=language, quotes=quotes, **BASE)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("style", list(STYLES))
def test_every_reply_renders_without_stray_space(language: Language, style: StyleName) -> None:
    """No reply of any kind starts, ends or breaks with more than one empty line."""
    for reply in one_of_each(language):
        text = render(reply, style)
        assert text == text.strip()
        assert "\n\n\n" not in text
        assert "{" not in text
        assert "Undefined" not in text


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_html_reply_holds_only_telegrams_tags(language: Language) -> None:
    """Tags are closed in order and are among those that Telegram takes."""
    for reply in one_of_each(language):
        assert read(render(reply, "html")).seen <= TELEGRAM_TAGS


def test_a_french_reply_frames_an_english_quote() -> None:
    """City, section, quote, its language, code, source and date are in the reader's words."""
    text = render(answer(make_quote(), language="fr"), "text")
    assert text.splitlines() == [
        "Testville, Belgique · Local overview",
        "«\u00a0A team has met since 2001.\u00a0»",
        "original en anglais · citation T00X · Source\u00a0: "
        "https://cities.example/testville#:~:text=A%20team%20has%20met%20since%202001.",
        "",
        "Édition du 24\u00a0novembre\u00a02026",
    ]


def test_an_english_reply_frames_a_french_quote() -> None:
    """A source without an address is named by its profile."""
    quote = make_quote("Une équipe existe.", language="fr", url=None)
    assert render(answer(quote), "markdown").splitlines() == [
        "**Testville, Belgique** · Local overview",
        "> Une équipe existe.",
        "",
        "*original in French* · citation `T00X` · Source: profile `testville`",
        "",
        "Edition of 24\u00a0November\u00a02026",
    ]


def test_a_quote_in_the_readers_language_says_nothing_of_it() -> None:
    """The original's language is named only where it differs, and named even when unknown."""
    assert "original" not in render(answer(make_quote()), "text")
    other = make_quote("Et hold mødes.", language="und")
    assert "original in another language" in render(answer(other), "text")
    assert "original dans une autre langue" in render(answer(other, language="fr"), "text")


def test_quotes_of_one_passage_stand_together() -> None:
    """Slices of a passage share one heading, with […] only where something was left out."""
    first = make_quote("One.", start=0)
    next_one = make_quote("Two.", start=5)
    later = make_quote("Five.", start=30, gap=True)
    text = render(answer(first, next_one, later), "text")
    assert "“One. Two. […] Five.”" in text
    assert text.count("Local overview") == 1
    assert "citation T00X, T05X, T30X" in text


def test_quotes_of_other_passages_stand_apart() -> None:
    """Another section, another city, or a slice further on without a gap has its own heading."""
    quotes = (
        make_quote("One.", start=0),
        make_quote("Far.", start=900),
        make_quote("Else.", start=905, section="National overview"),
        make_quote("There.", start=0, city="Essai", gap=True),
    )
    text = render(answer(*quotes), "text")
    assert "[…]" not in text
    assert text.count("citation") == 4


def test_what_was_taken_over_comes_first() -> None:
    """The city and words carried over open the reply."""
    carried = replace(answer(make_quote(), language="fr"), about="Aarhus", subject="SSP")
    assert render(carried, "text").startswith("À propos d’Aarhus\u00a0: SSP\n\n")
    assert render(replace(carried, language="en"), "text").startswith("About Aarhus: SSP\n\n")
    assert render(replace(carried, language="en", about=None), "text").startswith(
        "From our conversation: SSP"
    )


def test_danger_comes_before_all_else() -> None:
    """An urgent message is told to call for help, then the hotline, then the reply."""
    hotline = make_quote("The line answers at 555 0100.", start=7)
    text = render(replace(answer(make_quote()), urgent=True, hotline=hotline), "text")
    assert text.startswith("This is not an emergency service.")
    assert text.index("emergency number") < text.index("555 0100") < text.index("A team has met")


def test_the_closest_passage_says_that_it_is_only_that() -> None:
    """A closest passage is never taken for an answer."""
    said = Closest(language="en", quotes=(make_quote(),), **BASE)
    assert "only the closest passage" in render(said, "text")
    assert "seulement le passage le plus proche" in render(replace(said, language="fr"), "text")


def test_a_city_without_a_profile_is_named_with_the_nearest() -> None:
    """Nothing of another city is quoted."""
    said = NotFound(
        language="fr", city="Anvers", has_profile=False, nearest=("Gand", "Malines"), **BASE
    )
    text = render(said, "text")
    assert "pas de profil d’Anvers" in text
    assert "Gand, Malines." in text


def test_a_shared_text_names_the_other_cities() -> None:
    """A national overview shown for one city says whose it is too."""
    text = render(answer(make_quote(shared=("Essai", "Modèle"))), "text")
    assert "\nSame text in the profile of: Essai, Modèle\n" in text


def test_a_long_quote_folds_in_telegram() -> None:
    """Only a long quotation is expandable."""
    assert "<blockquote expandable>" in render(answer(make_quote("Long. " * 200)), "html")
    assert "<blockquote>" in render(answer(make_quote()), "html")


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1))
def test_any_quote_survives_html(text: str) -> None:
    """Whatever a page holds, Telegram shows it as it stands and reads no tag in it."""
    reader = read(render(answer(make_quote(text, section=text)), "html"))
    assert text in reader.text
    assert reader.seen <= TELEGRAM_TAGS


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1))
def test_any_quote_stands_in_text_as_it_is(text: str) -> None:
    """Plain text holds the very characters of the quote."""
    assert text in render(answer(make_quote(text)), "text")


def test_markdown_escapes_only_what_would_be_markup() -> None:
    """Stars, links, tags and starts of lines are escaped; an ampersand or snake_case is not."""
    text = "*A* _b_ c_d [e](f) <g> h&amp; R&D 5 < 6 `i` [j]\n- k\n1. l\n# m"
    shown = render(answer(make_quote(text)), "markdown").split("> ", 1)[1].split("\n\n")[0]
    assert shown.split("  \n> ") == [
        r"\*A\* \_b\_ c_d [e\](f) \<g> h\&amp; R&D 5 < 6 \`i\` [j]",
        r"\- k",
        r"1\. l",
        r"\# m",
    ]


def test_markdown_links_survive_parentheses() -> None:
    """An address with parentheses or spaces does not end its link early."""
    quote = make_quote(url="https://x.example/Testville_(Belgique)/a b")
    text = render(answer(quote), "markdown")
    assert re.search(
        r"\[Source\]\(https://x\.example/Testville_%28Belgique%29/a%20b#\S+\)$", text, re.M
    )


def test_a_quote_that_differs_from_its_digest_is_refused() -> None:
    """A changed character anywhere in a reply, also deep inside, stops the rendering."""
    broken = replace(make_quote(), text="A team has met since 2010.")
    holders = [reply for reply in one_of_each("en", broken) if broken in quotes_in(reply)]
    assert {reply.kind for reply in holders} >= {"answer", "fact", "comparison", "summary"}
    for reply in holders:
        with pytest.raises(MismatchError, match=r"T00X from testville .* differs from its digest"):
            render(reply, "text")


@dataclass(frozen=True)
class Untold:
    """A message that nobody wrote a template for."""

    kind: ClassVar[str] = "untold"
    language: Language = "fr"


@dataclass(frozen=True)
class Hollow:
    """A message without what its template shows."""

    kind: ClassVar[str] = "answer"
    language: Language = "fr"


def test_a_reply_without_template_or_values_is_named() -> None:
    """The error names the template that is missing or can't be filled."""
    with pytest.raises(TemplateError, match=r"There is no template fr/untold\.j2"):
        render(Untold(), "text")
    with pytest.raises(TemplateError, match=r"fr/answer\.j2 can't be filled: 'urgent' is undef"):
        render(Hollow(), "text")
