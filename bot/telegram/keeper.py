"""What the staff and the citations need of the knowledge: the seam to the refresh."""

from __future__ import annotations

from typing import Protocol

from prompts.commands import Command
from prompts.replies import Language
from prompts.staff import EditionRow, Published, Report


class Keeper(Protocol):
    """Plans, publishes, drops and goes back; every method is synchronous and may take long.

    Each raises a KnowledgeError whose one line says what went wrong.
    """

    def verify(self, code: str, language: Language) -> Command:
        """Return what became of a citation."""

    def plan(self, draft: str, language: Language) -> Report:
        """Return what a refresh of the kept sources would do, and keep the plan as a draft."""

    def plan_document(self, draft: str, name: str, content: bytes, language: Language) -> Report:
        """Keep a document aside as a draft, and return what publishing it would do."""

    def publish(self, draft: str, language: Language) -> Published:
        """Publish a draft."""

    def refresh(self, language: Language) -> Published:
        """Read the kept sources again, and publish what changed."""

    def drop(self, draft: str) -> None:
        """Remove a draft."""

    def sweep(self) -> None:
        """Remove drafts that nobody published for a day."""

    def editions(self) -> tuple[EditionRow, ...]:
        """Return the editions that are kept, newest first."""

    def roll_back(self, edition: str | None) -> EditionRow:
        """Serve an earlier edition again: the one before where none is named."""

    def problem(self) -> str | None:
        """Return why the newest edition does not serve, None where it does."""
