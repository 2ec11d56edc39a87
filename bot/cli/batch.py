"""Questions from a file of JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from bot.errors import UsageError
from prompts.replies import Language

LANGUAGES: Final[tuple[Language, ...]] = ("fr", "en")


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of a batch.

    Attributes:
        language: of the reply, where the line gives one.
        context: the question before it.
    """

    question: str
    id: str | None = None
    language: Language | None = None
    context: str | None = None


def read_batch(lines: Iterable[bytes], name: str) -> Iterator[Asked | UsageError]:
    """Yield a question, or what is wrong, for each line that is not empty."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield parse_line(line)
        except ValueError as error:
            yield UsageError(f"{name}, line {number}: {error}.")


def parse_line(line: bytes) -> Asked:
    """Return the question of one line.

    Raises:
        ValueError: says what is wrong and what to give.
    """
    try:
        data = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ValueError("is not UTF-8: save the file as UTF-8") from None
    except (ValueError, RecursionError):
        raise ValueError('is not JSON: give an object such as {"question": "…"}') from None
    if not isinstance(data, dict):
        raise ValueError('is not an object: give one such as {"question": "…"}')
    question = text_of(data, "question")
    if question is None or not question.strip():
        raise ValueError('has no "question": give its words as a string')
    return Asked(question, id_of(data), language_of(data), text_of(data, "context"))


def text_of(data: dict[str, Any], key: str) -> str | None:
    """Return a string of a line, or None where it is missing or null."""
    value = data.get(key)
    if value is not None and not isinstance(value, str):
        raise ValueError(f'has a "{key}" that is not a string')
    # A lone surrogate, which JSON can spell, is in no text and can't be encoded.
    return value and value.encode("utf-8", "replace").decode()


def id_of(data: dict[str, Any]) -> str | None:
    """Return the identifier of a line; a number is one too."""
    value = data.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return text_of(data, "id")


def language_of(data: dict[str, Any]) -> Language | None:
    """Return the language of a line."""
    value = text_of(data, "lang")
    if value is None:
        return None
    for language in LANGUAGES:
        if value == language:
            return language
    raise ValueError(f'has the "lang" {value!r}: give fr or en')
