"""The values of settings, from text: a ValueError says what is wrong and what to give."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, cast


def parse_text(text: str) -> str:
    """Return the text as it is."""
    return text


def parse_path(text: str) -> Path:
    """Return a path, with ``~`` as the user's home."""
    return Path(text).expanduser()


def parse_share(text: str) -> float:
    """Return a number between 0 and 1."""
    mend = "give one between 0 and 1"
    try:
        number = float(text)
    except ValueError:
        raise ValueError(f"is not a number: {mend}") from None
    if not 0 <= number <= 1:
        raise ValueError(f"is out of range: {mend}")
    return number


def parse_count(text: str) -> int:
    """Return a whole number, 0 or more."""
    if not (text.isascii() and text.isdigit()):
        raise ValueError("is not a whole number: give one of 0 or more")
    return int(text)


def parse_port(text: str) -> int:
    """Return a TCP port."""
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        raise ValueError("is not a port: give a whole number between 1 and 65535")
    return int(text)


def parse_switch(text: str) -> bool:
    """Return what an on/off word means."""
    words = {"1": True, "true": True, "yes": True, "on": True}
    words |= {"0": False, "false": False, "no": False, "off": False}
    if text.lower() not in words:
        raise ValueError("is neither yes nor no: give one of the two")
    return words[text.lower()]


def parse_language(text: str) -> Literal["fr", "en"]:
    """Return one of the two languages of the bot."""
    if text.lower() not in ("fr", "en"):
        raise ValueError("is not a language of this bot: give fr or en")
    return cast('Literal["fr", "en"]', text.lower())


def parse_ids(text: str) -> tuple[int, ...]:
    """Return Telegram user ids from a list set apart by commas or spaces."""
    ids = text.replace(",", " ").split()
    if not all(each.isascii() and each.isdigit() for each in ids):
        raise ValueError("holds something else than user ids: give numbers set apart by commas")
    return tuple(int(each) for each in ids)


def parse_address(text: str) -> str:
    """Return an http or https address without its last slash."""
    if not text.startswith(("http://", "https://")):
        raise ValueError("is not a web address: give one that starts with https://")
    return text.rstrip("/")


def parse_level(text: str) -> str:
    """Return the name of a logging level."""
    if text.upper() not in ("DEBUG", "INFO", "WARNING", "ERROR"):
        raise ValueError("is not a level: give DEBUG, INFO, WARNING or ERROR")
    return text.upper()
