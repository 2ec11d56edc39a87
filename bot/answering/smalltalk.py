"""Courtesies, and questions about the bot itself."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

from bot.answering.phrases import fold_phrase

Talk = Literal["greeting", "thanks", "goodbye", "about"]
TABLE = Path(__file__).parent / "data" / "smalltalk.toml"


def small_talk(text: str, *, in_conversation: bool = False) -> Talk | None:
    """Return the kind of small talk a message is, None where it asks for anything more.

    "Bonjour, comment fonctionne le SSP ?" is a question; "Bonjour !" is a greeting. "How does it
    work?" means the bot at the beginning, and what was talked about ``in_conversation``.
    """
    message = fold_phrase(text)
    if not message.strip():
        return "greeting" if re.search(r"[👋🙂😊]", text) else None
    courtesies, about, about_alone = _read_patterns()
    rest = _without_courtesy(message, courtesies)
    if about.fullmatch(rest) or (about_alone.fullmatch(rest) and not in_conversation):
        return "about"
    found: list[Talk] = []
    while message.strip():
        for talk, pattern in courtesies:
            matched = pattern.match(message)
            if matched:
                found.append(talk)
                message = message[matched.end() :]
                break
        else:
            return None
    return _strongest(found)


def _without_courtesy(message: str, courtesies: list[tuple[Talk, re.Pattern[str]]]) -> str:
    rest = message
    trimmed = True
    while trimmed:
        trimmed = False
        for _, pattern in courtesies:
            matched = pattern.match(rest)
            if matched and rest[matched.end() :].strip():
                rest, trimmed = rest[matched.end() :], True
                break
    return rest


def _strongest(found: list[Talk]) -> Talk | None:
    """Return what a message of several courtesies is: thanks and a goodbye say most."""
    order: tuple[Talk, ...] = ("goodbye", "thanks", "greeting")
    return next((talk for talk in order if talk in found), None)


@cache
def _read_patterns() -> tuple[list[tuple[Talk, re.Pattern[str]]], re.Pattern[str], re.Pattern[str]]:
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))

    def join(patterns: list[str]) -> str:
        return "|".join(f"(?:{pattern})" for pattern in patterns)

    order: tuple[Talk, ...] = ("thanks", "goodbye", "greeting")
    courtesies = [(talk, re.compile(f" (?:{join(table[talk])})(?= )")) for talk in order]
    about, alone = (re.compile(f" (?:{join(table[name])}) ") for name in ("about", "about_alone"))
    return courtesies, about, alone
