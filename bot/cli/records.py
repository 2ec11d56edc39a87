"""A reply as the JSON that other programs read."""

from __future__ import annotations

import json
from typing import Any, Final

from prompts import render
from prompts.replies import Found, Quote, Reply
from prompts.styles import StyleName

QUOTED: Final = (
    "text",
    "profile",
    "city",
    "country",
    "section",
    "language",
    "url",
    "start",
    "end",
    "sha256",
    "code",
)
MOST_PASSAGES: Final = 5


def record(reply: Reply) -> dict[str, Any]:
    """Return a reply as plain values."""
    return {
        "id": reply.id,
        "question": reply.question,
        "language": reply.language,
        "status": reply.status,
        "confidence": reply.confidence,
        "quotes": [quote_record(quote) for quote in reply.quotes],
        "passages": [passage_record(found) for found in reply.passages[:MOST_PASSAGES]],
        "edition": reply.edition,
        "text": render(reply, "text"),
    }


def quote_record(quote: Quote) -> dict[str, Any]:
    """Return a quote as plain values."""
    return {name: getattr(quote, name) for name in QUOTED}


def passage_record(found: Found) -> dict[str, Any]:
    """Return a passage that was found as plain values."""
    return {"profile": found.profile, "section": found.section, "score": found.score}


def write(reply: Reply, form: str) -> str:
    """Return a reply in one of the four formats; JSON is one line."""
    if form == "json":
        return json.dumps(record(reply), ensure_ascii=False)
    style: dict[str, StyleName] = {"text": "text", "html": "html", "markdown": "markdown"}
    return render(reply, style[form])
