"""Errors of the knowledge, by what the caller can do next.

KnowledgeError
├── SourceError             a source can't be used: the others go on
│   ├── ReadError           a file or page can't be read
│   ├── FetchError          an address can't be fetched
│   └── RefusedSourceError  a source breaks a limit or a safety rule
├── EditionError            stored knowledge can't be used: the last good edition serves
│   ├── NoEditionError      nothing is published yet
│   └── DamagedEditionError an edition's files differ from its manifest
├── RefreshError            a refresh can't go on: what was published stays
│   ├── LockedError         another refresh is under way
│   └── ExaminationError    the candidate answers worse than what is published
└── QuoteError              a quote differs from its source: it is not shown
"""

from __future__ import annotations

from knowledge.reasons import Reason


class KnowledgeError(Exception):
    """The knowledge can't do what was asked."""

    @property
    def reason(self) -> Reason:
        """What it says, with its code where it was raised with one."""
        said = self.args[0] if self.args else ""
        return said if isinstance(said, Reason) else Reason(str(self))


class SourceError(KnowledgeError):
    """A source can't be used."""


class ReadError(SourceError):
    """A file or page can't be read."""


class FetchError(SourceError):
    """An address can't be fetched."""


class RefusedSourceError(SourceError):
    """A source breaks a limit or a safety rule."""


class EditionError(KnowledgeError):
    """The stored knowledge can't be used."""


class NoEditionError(EditionError):
    """No edition is published yet: run citybot refresh with a source."""


class DamagedEditionError(EditionError):
    """An edition's files differ from its manifest."""


class RefreshError(KnowledgeError):
    """A refresh can't go on."""


class LockedError(RefreshError):
    """Another refresh is under way."""


class ExaminationError(RefreshError):
    """The candidate edition answers worse than the published one."""


class QuoteError(KnowledgeError):
    """A quote differs from its source."""
