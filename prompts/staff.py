"""A dataclass for each reply to the staff: what a refresh would do, did, or could not.

Each ``reason``, ``problem`` and note is shown in the reader's language where it has a code, as
``prompts.reasons`` has them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from prompts.commands import Command


@dataclass(frozen=True, slots=True)
class FactChange:
    """A key fact, old beside new; None where it is not stated."""

    fact: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class ProfileChange:
    """What would change in one profile.

    Attributes:
        sections: titles of sections that are new, gone or worded differently.
        passages: changed passages, old words as ``[-…-]`` and new ones as ``{+…+}``.
        more: how many changed passages are not shown.
        cleaned: lines that cleaning took out of the page.
        reason: why it goes, where it does.
    """

    profile: str
    city: str
    facts: tuple[FactChange, ...] = ()
    sections: tuple[str, ...] = ()
    passages: tuple[str, ...] = ()
    more: int = 0
    cleaned: int = 0
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """A source that can't be read, or a page that is gone, and why."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Twins:
    """Two pages that say nearly the same; ``percent`` of the shorter stands in the other."""

    profile: str
    other: str
    percent: int


@dataclass(frozen=True, slots=True)
class Report(Command):
    """What a refresh would do; nothing is written yet.

    Attributes:
        document: name of the file that was sent, None for the kept sources.
        missing: pages that are gone, whose profiles stay.
        texts: how many texts would be embedded.
        notes: what else makes a new edition necessary.
    """

    kind: ClassVar[str] = "report"
    document: str | None
    added: tuple[ProfileChange, ...] = ()
    changed: tuple[ProfileChange, ...] = ()
    removed: tuple[ProfileChange, ...] = ()
    unchanged: int = 0
    missing: tuple[Problem, ...] = ()
    problems: tuple[Problem, ...] = ()
    twins: tuple[Twins, ...] = ()
    texts: int = 0
    notes: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to publish."""
        return not (self.added or self.changed or self.removed or self.notes)


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
        verdict: as ``knowledge.citations`` gives it.
        old: the words that were cited; ``new`` those that stand there now.
        since: date of the edition in which they first stood; ``until`` of the last one.
    """

    kind: ClassVar[str] = "verdict"
    verdict: Literal["valid", "moved", "changed", "removed", "unknown"]
    citation: str
    city: str | None = None
    section: str | None = None
    old: str | None = None
    new: str | None = None
    url: str | None = None
    since: str | None = None
    until: str | None = None
