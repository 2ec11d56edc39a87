"""A dataclass for each reply to the staff: what a refresh would do, did, or could not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from prompts.commands import Command


@dataclass(frozen=True, slots=True)
class ProfileChange:
    """What would change in one profile.

    Attributes:
        lines: what is new and old in it, a few words each.
    """

    profile: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """A source that can't be read, and why."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Report(Command):
    """What a refresh would do; nothing is written yet.

    Attributes:
        document: name of the file that was sent, None for the kept sources.
        cleaned: lines that cleaning took out, with why.
        notes: anything else worth a look, such as near-duplicates.
    """

    kind: ClassVar[str] = "report"
    document: str | None
    added: tuple[ProfileChange, ...] = ()
    changed: tuple[ProfileChange, ...] = ()
    removed: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    cleaned: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to publish."""
        return not (self.added or self.changed or self.removed)


@dataclass(frozen=True, slots=True)
class Published(Command):
    """A new edition serves, and what changed in it."""

    kind: ClassVar[str] = "published"
    edition: str
    edition_date: str
    added: int
    changed: int
    removed: int
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class NotPublished(Command):
    """A refresh was refused or failed; what was published stays."""

    kind: ClassVar[str] = "not_published"
    reason: str


@dataclass(frozen=True, slots=True)
class EditionRow:
    """An edition that is kept."""

    edition: str
    edition_date: str
    is_current: bool
    profiles: int
    added: int
    changed: int
    removed: int


@dataclass(frozen=True, slots=True)
class Editions(Command):
    """The editions that are kept, newest first."""

    kind: ClassVar[str] = "editions"
    rows: tuple[EditionRow, ...]


@dataclass(frozen=True, slots=True)
class RolledBack(Command):
    """An earlier edition serves again."""

    kind: ClassVar[str] = "rolled_back"
    edition: str
    edition_date: str


@dataclass(frozen=True, slots=True)
class StatusReport(Command):
    """How the knowledge stands, and how the bot is used.

    Attributes:
        problem: why the newest edition does not serve, None where it does.
        unanswered: the latest questions that no profile answered, without who asked.
    """

    kind: ClassVar[str] = "status"
    edition: str
    edition_date: str
    encoder: str
    profiles: int
    passages: int
    problem: str | None = None
    useful: int = 0
    not_useful: int = 0
    unanswered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CitationVerdict(Command):
    """What became of a citation.

    Attributes:
        verdict: "true", "changed", "removed" or "unknown".
        old: the words that were cited; ``new`` those that stand there now.
    """

    kind: ClassVar[str] = "verdict"
    verdict: Literal["true", "changed", "removed", "unknown"]
    citation: str
    city: str | None = None
    section: str | None = None
    old: str | None = None
    new: str | None = None
    url: str | None = None
