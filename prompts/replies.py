"""A dataclass for each kind of reply: all that its template may say."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar, Literal

Language = Literal["fr", "en"]
Status = Literal["answered", "closest", "not_found", "which_city"]


@dataclass(frozen=True, slots=True)
class Quote:
    """An exact slice of a profile with all that is needed to check it.

    Attributes:
        start: first character in the cleaned page; ``end`` is one past the last.
        sha256: digest of the text.
        code: short code of the citation, for ``citybot verify``.
        gap: whether something of the same passage was left out just before it.
        link: the address with a text fragment that leads to the quote, where there is one.
        shared: cities whose profiles hold the same text.
    """

    text: str
    profile: str
    city: str
    country: str | None
    section: str
    language: str
    url: str | None
    start: int
    end: int
    sha256: str
    code: str
    gap: bool = False
    link: str | None = None
    shared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that the search found, for the record."""

    profile: str
    section: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What every reply holds.

    Attributes:
        language: of the frame, "fr" or "en".
        confidence: probability that the quotes answer, 0 to 1.
        edition: identifier of the edition; ``edition_date`` is its date (ISO 8601).
        about: the city taken over from the conversation, where one was.
        subject: the words taken over from the conversation, where they were.
        urgent: whether someone seems in danger: the emergency text comes first.
        hotline: the city's hotline, quoted, where the message is urgent and one is stated.
    """

    kind: ClassVar[str] = "reply"
    question: str
    language: Language
    status: Status
    edition: str
    edition_date: str
    confidence: float = 0.0
    id: str | None = None
    quotes: tuple[Quote, ...] = ()
    passages: tuple[Found, ...] = ()
    about: str | None = None
    subject: str | None = None
    urgent: bool = False
    hotline: Quote | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Reply):
    """Quotes that answer."""

    kind: ClassVar[str] = "answer"
    status: Status = "answered"


@dataclass(frozen=True, slots=True, kw_only=True)
class FactAnswer(Reply):
    """A key fact of a city, quoted from its profile."""

    kind: ClassVar[str] = "fact"
    status: Status = "answered"
    fact: str
    value: str
    city: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Closest(Reply):
    """The closest passage, said to be only that."""

    kind: ClassVar[str] = "closest"
    status: Status = "closest"


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFound(Reply):
    """Nothing answers.

    Attributes:
        city: the city asked about, where one was named.
        has_profile: whether that city has a profile.
        nearest: cities with a profile, nearest first, where the city named has none.
    """

    kind: ClassVar[str] = "not_found"
    status: Status = "not_found"
    city: str | None = None
    has_profile: bool = True
    nearest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CityChoice:
    """One city to choose from."""

    profile: str
    city: str
    country: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WhichCity(Reply):
    """Several cities fit: the reader chooses."""

    kind: ClassVar[str] = "which_city"
    status: Status = "which_city"
    choices: tuple[CityChoice, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Cell:
    """What one city's profile says of a subject; no quotes: not stated there.

    Attributes:
        profile: its slug, "" where the city has no profile.
    """

    profile: str
    city: str
    country: str | None
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CityList(Reply):
    """The cities of which something is true, each with its quote; ``quotes`` holds them all."""

    kind: ClassVar[str] = "list"
    status: Status = "answered"
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison(Reply):
    """What several cities' profiles say of one subject, side by side."""

    kind: ClassVar[str] = "comparison"
    status: Status = "answered"
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class FactLine:
    """One key fact: its kind ("population", …) and the quote of its value."""

    fact: str
    quote: Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary(Reply):
    """A profile in short: its facts, its tags, and the lead sentence of each section.

    Attributes:
        tags: names of the tags in the reader's language.
    """

    kind: ClassVar[str] = "summary"
    status: Status = "answered"
    profile: str
    city: str
    country: str | None
    facts: tuple[FactLine, ...] = ()
    leads: tuple[Quote, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallTalk(Reply):
    """A word of courtesy, or what the bot is: no quote.

    Attributes:
        talk: "greeting", "thanks", "goodbye" or "about".
    """

    kind: ClassVar[str] = "smalltalk"
    status: Status = "answered"
    talk: str
