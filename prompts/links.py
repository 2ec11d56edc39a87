"""Links that lead to the very words of a quote."""

from __future__ import annotations

from pathlib import PurePosixPath
from urllib.parse import quote, urlsplit

LONGEST_START = 80
"""Characters up to which a quote stands in its link as a whole."""
EDGE_WORDS = 5
"""Words that mark the start, and the end, of a longer quote."""
NOT_PAGES = frozenset({".pdf", ".docx", ".doc", ".odt", ".zip"})


def text_fragment(url: str, text: str) -> str | None:
    """Return the address with a text fragment that leads to the quote.

    The syntax is that of the WICG draft "URL Fragment Text Directives", section 3.2: a text of one
    block stands as a whole, a longer one as its first and last words, and each term is
    percent-encoded, with ``-``, ``,`` and ``&``.

    Args:
        url: the page's address. A document such as a PDF gets no fragment.
        text: the exact words on the page.

    Returns:
        The link, or None where the address is not one of the web.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return None
    if PurePosixPath(parts.path).suffix.lower() in NOT_PAGES or not text.split():
        return url
    base, _, fragment = url.partition("#")
    anchor = fragment.partition(":~:")[0]
    return f"{base}#{anchor}:~:text={','.join(encode(term) for term in terms(text))}"


def terms(text: str) -> list[str]:
    """Return the one or two terms that find the text on its page."""
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    if len(lines) == 1 and len(lines[0]) <= LONGEST_START:
        return lines
    first, last = lines[0].split(" "), lines[-1].split(" ")
    if len(lines) == 1 and len(first) < 2 * EDGE_WORDS:
        return [lines[0]]
    return [" ".join(first[:EDGE_WORDS]), " ".join(last[-EDGE_WORDS:])]


def encode(term: str) -> str:
    """Percent-encode a term, with the dash, which would make it a prefix or suffix."""
    return quote(term, safe="").replace("-", "%2D")
