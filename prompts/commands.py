"""A dataclass for each reply to a command: all that its template may say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from prompts.replies import Language


@dataclass(frozen=True, slots=True)
class Command:
    """What every reply to a command holds: the language of its frame."""

    kind: ClassVar[str] = "command"
    language: Language


@dataclass(frozen=True, slots=True)
class Welcome(Command):
    """The first words in a private chat; ``example`` is a city to ask about."""

    kind: ClassVar[str] = "start"
    cities: int
    example: str


@dataclass(frozen=True, slots=True)
class Greeting(Command):
    """The first words in a group; ``username`` is the bot's, without the @."""

    kind: ClassVar[str] = "greeting"
    username: str


@dataclass(frozen=True, slots=True)
class Help(Command):
    """What one can type; the staff see their commands too."""

    kind: ClassVar[str] = "help"
    username: str
    is_staff: bool = False


@dataclass(frozen=True, slots=True)
class CityRow:
    """A city with a profile, and where its profile came from."""

    city: str
    country: str | None
    url: str | None = None
    retrieved: str | None = None


@dataclass(frozen=True, slots=True)
class Cities(Command):
    """One page of the cities, pages counted from 1."""

    kind: ClassVar[str] = "cities"
    rows: tuple[CityRow, ...]
    total: int
    page: int = 1
    pages: int = 1


@dataclass(frozen=True, slots=True)
class Sources(Command):
    """One page of where the profiles come from."""

    kind: ClassVar[str] = "sources"
    rows: tuple[CityRow, ...]
    edition_date: str
    total: int
    page: int = 1
    pages: int = 1


@dataclass(frozen=True, slots=True)
class UnknownCity(Command):
    """No profile for a city; ``nearest`` have one."""

    kind: ClassVar[str] = "unknown_city"
    city: str
    nearest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Privacy(Command):
    """What is kept of a person, and for how long."""

    kind: ClassVar[str] = "privacy"
    conversation_minutes: int
    reply_days: int
    feedback_days: int
    update_days: int
    unanswered_days: int


@dataclass(frozen=True, slots=True)
class LanguageChosen(Command):
    """The language of the replies; ``chosen`` is None where each question decides."""

    kind: ClassVar[str] = "language"
    chosen: Language | None


@dataclass(frozen=True, slots=True)
class Notice(Command):
    """One plain sentence, by its name in ``labels.toml``."""

    kind: ClassVar[str] = "notice"
    text: str
