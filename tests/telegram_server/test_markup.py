"""The server's reading of Telegram HTML."""

from __future__ import annotations

import pytest

from tests.telegram_server.markup import Entity, parse_html, utf16
from tests.telegram_server.refusals import RefusalError


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("plain", "plain", ()),
        ("<b>a</b>b", "ab", (Entity("bold", 0, 1),)),
        ("😀<i>a</i>", "😀a", (Entity("italic", 2, 1),)),
        ("<b>a<i>b</i></b>", "ab", (Entity("bold", 0, 2), Entity("italic", 1, 1))),
        ("a &lt;b&gt; &amp; &quot;", 'a <b> & "', ()),
        ("&#39;&#x27;&nbsp;&#0;", "''&nbsp;&#0;", ()),
        ("a > b", "a > b", ()),
        (
            "<a href='https://a.example/?x=1&amp;y=2'>a</a>",
            "a",
            (Entity("text_link", 0, 1, "https://a.example/?x=1&y=2"),),
        ),
        ('<a href="nowhere">a</a>', "a", ()),
        ("<b></b>a", "a", ()),
        ('<span class="tg-spoiler">a</span>', "a", (Entity("spoiler", 0, 1),)),
        ("<pre><code>a</code></pre>", "a", (Entity("pre", 0, 1), Entity("code", 0, 1))),
        ("<blockquote expandable>a</blockquote>", "a", (Entity("blockquote", 0, 1),)),
        ("<b>a  </b>\n ", "a", (Entity("bold", 0, 1),)),
    ],
)
def test_what_is_valid(source: str, text: str, entities: tuple[Entity, ...]) -> None:
    """Text and entities, offsets in UTF-16 units, as Telegram gives them."""
    found, marks = parse_html(source)
    assert found == text
    assert sorted(marks, key=str) == sorted(entities, key=str)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("<p>a</p>", 'Unsupported start tag "p" at byte offset 0'),
        ("<b>a", 'find end tag corresponding to start tag "b"'),
        ("é</b>", "Unexpected end tag at byte offset 2"),
        ("<b><i>a</b></i>", 'expected "</i>", found "</b>"'),
        ("a < b", "Unclosed start tag"),
        ("<b>a</b", "Unclosed end tag"),
        ("<span>a</span>", "tg-spoiler"),
        ("<code><b>a</b></code>", "nothing can be nested in code"),
        ("<blockquote><blockquote>a</blockquote></blockquote>", "can't be nested"),
    ],
)
def test_what_is_refused(source: str, reason: str) -> None:
    """The reason is told as Telegram tells it."""
    with pytest.raises(RefusalError, match=reason):
        parse_html(source)


def test_units() -> None:
    """A character outside the basic plane counts twice."""
    assert utf16("aé😀") == 4
