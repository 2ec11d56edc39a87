"""Keyboards, and the 64 bytes behind a button: a letter, a reply's id, and an argument."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final, Literal, get_args

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from prompts.labels import label
from prompts.replies import Language, Quote, Reply, WhichCity

Action = Literal[
    "more", "lang", "rate", "choose", "section", "city", "cities", "sources",
    "publish", "drop", "rollback",
]  # fmt: skip
ACTIONS: Final[frozenset[str]] = frozenset(get_args(Action))
CALLBACK_LIMIT: Final = 64
BUTTON_TEXT: Final = 48
_LINK = re.compile(r"https?://[^\s/]+\.[^\s]+")
_PER_ROW: Final = 2


@dataclass(frozen=True, slots=True)
class Tap:
    """What a button asks for."""

    action: Action
    reply: str = ""
    argument: str = ""

    def encode(self) -> str:
        """Return the button's data."""
        data = f"{self.action}:{self.reply}:{self.argument}"
        if len(data.encode()) > CALLBACK_LIMIT:
            message = f"button data {data!r} is longer than {CALLBACK_LIMIT} bytes: shorten it"
            raise ValueError(message)
        return data


def read_tap(data: str) -> Tap | None:
    """Return what a button asks for, None where this version knows no such button."""
    action, _, rest = data.partition(":")
    reply, _, argument = rest.partition(":")
    return Tap(action, reply, argument) if action in ACTIONS else None  # type: ignore[arg-type] # one of ACTIONS


def short_code(text: str) -> str:
    """Return eight characters that stand for a name in a button."""
    return sha256(text.encode()).hexdigest()[:8]


def other_language(language: Language) -> Language:
    """Return the other one of the two languages."""
    return "en" if language == "fr" else "fr"


def button(text: str, tap: Tap) -> InlineKeyboardButton:
    """Return a button that asks the bot for something."""
    return InlineKeyboardButton(_shortened(text), callback_data=tap.encode())


def source_link(quotes: Sequence[Quote]) -> str | None:
    """Return the address of the first quote's page, where Telegram takes it in a button."""
    for quote in quotes:
        link = quote.link or quote.url
        if link and _LINK.fullmatch(link) and len(link) <= 2048:
            return link
    return None


def reply_keyboard(reply: Reply, identifier: str, *, has_more: bool) -> InlineKeyboardMarkup:
    """Return the buttons under a reply."""
    language = reply.language
    rows: list[list[InlineKeyboardButton]] = []
    if isinstance(reply, WhichCity):
        rows += in_rows(
            [
                button(_place(choice.city, choice.country), Tap("choose", identifier, str(number)))
                for number, choice in enumerate(reply.choices)
            ]
        )
    first = []
    if link := source_link(reply.quotes):
        first.append(InlineKeyboardButton(label("button.source", language), url=link))
    if has_more:
        first.append(button(label("button.more", language), Tap("more", identifier)))
    rows.append(first)
    tap = Tap("lang", identifier, other_language(language))
    rows.append([button(label("button.other", language), tap)])
    if reply.kind not in ("which_city", "smalltalk"):
        rows.append(
            [
                button(label("button.useful", language), Tap("rate", identifier, "1")),
                button(label("button.not_useful", language), Tap("rate", identifier, "0")),
            ]
        )
    return InlineKeyboardMarkup([row for row in rows if row])


def page_keyboard(
    action: Action, page: int, pages: int, language: Language, extra: Sequence[InlineKeyboardButton]
) -> InlineKeyboardMarkup | None:
    """Return buttons for the rows of a list, and to turn its pages."""
    turning = []
    if page > 1:
        turning.append(
            button(label("button.previous", language), Tap(action, language, f"{page - 1}"))
        )
    if page < pages:
        turning.append(button(label("button.next", language), Tap(action, language, f"{page + 1}")))
    rows = [*in_rows(extra), *([turning] if turning else [])]
    return InlineKeyboardMarkup(rows) if rows else None


def in_rows(buttons: Sequence[InlineKeyboardButton]) -> list[list[InlineKeyboardButton]]:
    """Return buttons two to a row."""
    return [list(buttons[i : i + _PER_ROW]) for i in range(0, len(buttons), _PER_ROW)]


def _place(city: str, country: str | None) -> str:
    return f"{city}, {country}" if country else city


def _shortened(text: str) -> str:
    return text if len(text) <= BUTTON_TEXT else f"{text[: BUTTON_TEXT - 1]}…"
