"""Courtesies, and questions about the bot itself."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from bot.answering.phrases import fold_phrase

Talk = Literal["greeting", "thanks", "goodbye", "about"]
TABLE = Path(__file__).parent / "data" / "smalltalk.toml"
LONGEST = 200
"""Characters of the longest message that can be small talk."""
_COURTESIES: tuple[Talk, ...] = ("goodbye", "thanks", "greeting")
"""The kinds of courtesy, the one first that says most of a message with several."""
_SIGNS: dict[str, Talk] = {
    "👋": "greeting",
    "🙂": "greeting",
    "👍": "thanks",
    "🙏": "thanks",
    "❤": "thanks",
}


@dataclass(frozen=True, slots=True)
class _Patterns:
    courtesies: re.Pattern[str]
    opening: re.Pattern[str]
    about: re.Pattern[str]
    about_alone: re.Pattern[str]


def small_talk(text: str, *, in_conversation: bool = False) -> Talk | None:
    """Return the kind of small talk a message is, None where it asks for anything more.

    "Bonjour, comment fonctionne le SSP ?" is a question; "Bonjour !" is a greeting. "How does it
    work?" means the bot at the beginning, and what was talked about ``in_conversation``.
    """
    message = fold_phrase(text[: LONGEST + 1])
    if len(message) > LONGEST:
        return None
    if not message.strip():
        return next((talk for sign, talk in _SIGNS.items() if sign in text), None)
    patterns = _read_patterns()
    if found := patterns.courtesies.fullmatch(message):
        return next(talk for talk in _COURTESIES if found[talk])
    asked = patterns.opening.sub("", message, count=1)
    if patterns.about.fullmatch(asked):
        return "about"
    return "about" if patterns.about_alone.fullmatch(asked) and not in_conversation else None


@cache
def _read_patterns() -> _Patterns:
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    either = {
        name: "|".join(f"(?:{entry})" for entry in entries) for name, entries in table.items()
    }
    kinds = "|".join(f"(?P<{talk}> (?:{either[talk]})(?= ))" for talk in _COURTESIES)
    anyhow = "|".join(either[talk] for talk in _COURTESIES)
    return _Patterns(
        courtesies=re.compile(f"(?:{kinds}| et| and)+ "),
        opening=re.compile(f"^(?: (?:{anyhow})(?= (?!$)))+"),
        about=re.compile(f" (?:{either['about']}) "),
        about_alone=re.compile(f" (?:{either['about_alone']}) "),
    )
