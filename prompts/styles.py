"""The three ways a reply is marked up, each with its own escaping."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable
from html import escape
from typing import ClassVar, Literal

from markupsafe import Markup

StyleName = Literal["text", "html", "markdown"]
LONG_QUOTE = 700
"""Characters from which Telegram folds a quote; its reader sees the first lines and taps."""


class Style(ABC):
    """What templates call to mark up text. Markup that a style made is not escaped again."""

    name: ClassVar[StyleName]
    bullet: ClassVar[Markup] = Markup("•")

    @abstractmethod
    def escape(self, text: str) -> Markup:
        """Return the text so that it shows as it is."""

    @abstractmethod
    def strong(self, text: str) -> Markup:
        """Return the text in bold."""

    @abstractmethod
    def emphasis(self, text: str) -> Markup:
        """Return the text in italics."""

    @abstractmethod
    def code(self, text: str) -> Markup:
        """Return the text as something to copy."""

    @abstractmethod
    def link(self, label: str, url: str, colon: str = ": ") -> Markup:
        """Return a link; plain text shows label, colon and address."""

    @abstractmethod
    def quotation(self, pieces: Iterable[str], opening: str, closing: str) -> Markup:
        """Return a quotation of pieces, set apart by a space; marks only where nothing else is."""

    def shown(self, text: object) -> Markup:
        """Escape a value unless a style already has."""
        return text if isinstance(text, Markup) else self.escape(str(text))


class TextStyle(Style):
    """Plain text."""

    name = "text"

    def escape(self, text: str) -> Markup:
        """Return the text as it is."""
        return Markup(text)  # noqa: S704 - not HTML

    def strong(self, text: str) -> Markup:
        """Return the text as it is."""
        return self.shown(text)

    emphasis = code = strong

    def link(self, label: str, url: str, colon: str = ": ") -> Markup:
        """Return label and address."""
        return self.escape(f"{label}{colon}{url}")

    def quotation(self, pieces: Iterable[str], opening: str, closing: str) -> Markup:
        """Return the pieces between quotation marks."""
        return self.escape(f"{opening}{' '.join(pieces)}{closing}")


class HtmlStyle(Style):
    """The HTML that Telegram takes: b, i, code, a, blockquote."""

    name = "html"

    def escape(self, text: str) -> Markup:
        """Escape &, < and >."""
        return Markup(escape(text, quote=False))  # noqa: S704 - escaped

    def wrap(self, opening: str, text: object, closing: str) -> Markup:
        """Return the escaped text inside a tag."""
        return Markup(f"{opening}{self.shown(text)}{closing}")  # noqa: S704 - escaped

    def strong(self, text: str) -> Markup:
        """Return the text in bold."""
        return self.wrap("<b>", text, "</b>")

    def emphasis(self, text: str) -> Markup:
        """Return the text in italics."""
        return self.wrap("<i>", text, "</i>")

    def code(self, text: str) -> Markup:
        """Return the text as code, which Telegram copies at a tap."""
        return self.wrap("<code>", text, "</code>")

    def link(self, label: str, url: str, colon: str = ": ") -> Markup:
        """Return an anchor."""
        return self.wrap(f'<a href="{escape(url)}">', label, "</a>")

    def quotation(self, pieces: Iterable[str], opening: str, closing: str) -> Markup:
        """Return a block quotation, folded where it is long."""
        text = " ".join(pieces)
        tag = "<blockquote expandable>" if len(text) > LONG_QUOTE else "<blockquote>"
        return self.wrap(tag, text, "</blockquote>")


class MarkdownStyle(Style):
    """CommonMark, for documents and newsletters."""

    name = "markdown"
    bullet = Markup("-")
    inline = re.compile(r"[\\`*]|<(?=[\w/!?])|\](?=[(\[:])|~(?=~)|(?<!\w)_|_(?!\w)|&(?=#?\w+;)")
    line_start = re.compile(r"^([ \t]*)(?:([#>=+-])|(\d{1,9})([.)]))", re.MULTILINE)

    def escape(self, text: str) -> Markup:
        """Put a backslash before what would be read as markup, and only there."""
        escaped = self.inline.sub(r"\\\g<0>", text)
        escaped = self.line_start.sub(
            lambda found: (
                f"{found[1]}\\{found[2]}" if found[2] else f"{found[1]}{found[3]}\\{found[4]}"
            ),
            escaped,
        )
        return Markup(escaped)  # noqa: S704 - not HTML

    def wrap(self, mark: str, text: object) -> Markup:
        """Return the escaped text between marks."""
        return Markup(f"{mark}{self.shown(text)}{mark}")  # noqa: S704 - not HTML

    def strong(self, text: str) -> Markup:
        """Return the text in bold."""
        return self.wrap("**", text)

    def emphasis(self, text: str) -> Markup:
        """Return the text in italics."""
        return self.wrap("*", text)

    def code(self, text: str) -> Markup:
        """Return the text as code."""
        return Markup(f"`{text.replace('`', '')}`")  # noqa: S704 - not HTML

    def link(self, label: str, url: str, colon: str = ": ") -> Markup:
        """Return an inline link; what would end its address early is percent-encoded."""
        address = re.sub(r"[\s()<>\\]", lambda found: f"%{ord(found[0]):02X}", url)
        return Markup(f"[{self.shown(label)}]({address})")  # noqa: S704 - not HTML

    def quotation(self, pieces: Iterable[str], opening: str, closing: str) -> Markup:
        """Return a block quotation; each line of the quote stays a line.

        The empty line after it keeps what follows out of the quotation.
        """
        lines = self.escape(" ".join(pieces)).split("\n")
        # Two spaces at a line's end are CommonMark's hard break.
        return Markup("> " + "  \n> ".join(lines) + "\n")  # noqa: S704 - not HTML


STYLES: dict[StyleName, type[Style]] = {
    each.name: each for each in (TextStyle, HtmlStyle, MarkdownStyle)
}
