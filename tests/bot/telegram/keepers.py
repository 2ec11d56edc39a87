"""A keeper of knowledge for tests: it notes what it was asked for."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace

from knowledge.errors import ReadError
from prompts.commands import Command
from prompts.replies import Language
from prompts.staff import CitationVerdict, EditionRow, ProfileChange, Published, Report

OLDER = EditionRow("e1", "2026-11-01T04:00:00Z", False, 2, 2, 0, 0)
NEWER = EditionRow("e2", "2026-11-24T04:00:00Z", True, 3, 1, 0, 0)


@dataclass
class NotingKeeper:
    """Says yes to everything, save for a document named "broken"; thinks long over "slow"."""

    asked: list[tuple[str, object]] = field(default_factory=list)
    rows: tuple[EditionRow, ...] = (NEWER, OLDER)

    def verify(self, code: str, language: Language) -> Command:
        """Return that a citation is still true."""
        self.asked.append(("verify", code))
        return CitationVerdict(language, "valid", code, "Testville", "Support", "The hotline.")

    def plan(self, draft: str, language: Language) -> Report:
        """Return one changed profile."""
        self.asked.append(("plan", draft))
        return Report(
            language,
            None,
            changed=(ProfileChange("testville", "Testville", passages=("{+a line+}",)),),
        )

    def plan_document(self, draft: str, name: str, content: bytes, language: Language) -> Report:
        """Return one new profile."""
        self.asked.append(("plan_document", (name, content)))
        if name.startswith("slow"):
            time.sleep(60)
        if name.startswith("broken"):
            raise ReadError(f"{name} is empty: send another file.")
        return Report(language, name, added=(ProfileChange(name, "Newville"),))

    def publish(self, draft: str, language: Language) -> Published:
        """Return a new edition."""
        self.asked.append(("publish", draft))
        return Published(language, "e3", "2026-11-24T10:00:00Z", 1, 0, 0)

    def refresh(self, language: Language) -> Published:
        """Return a new edition."""
        self.asked.append(("refresh", None))
        return Published(language, "e3", "2026-11-24T10:00:00Z", 1, 0, 0)

    def sweep(self) -> None:
        """Note the sweep."""
        self.asked.append(("sweep", None))

    def drop(self, draft: str) -> None:
        """Note the drop."""
        self.asked.append(("drop", draft))

    def editions(self) -> tuple[EditionRow, ...]:
        """Return two editions."""
        return self.rows

    def roll_back(self, edition: str | None) -> EditionRow:
        """Return the older edition."""
        self.asked.append(("roll_back", edition))
        self.rows = (replace(NEWER, is_current=False), replace(OLDER, is_current=True))
        return self.rows[1]

    def problem(self) -> str | None:
        """Return that all is well."""
        return None
