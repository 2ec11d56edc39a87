"""The keeper of a home on disk: its sources, its editions, and documents that staff sent."""

from __future__ import annotations

import re
import shutil
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bot.settings import Settings
from bot.telegram.reports import edition_row, published_of, report_of, verdict_of
from knowledge.errors import RefreshError
from prompts.labels import label
from prompts.replies import Language
from prompts.staff import CitationVerdict, EditionRow, Published, Report

if TYPE_CHECKING:
    from knowledge.editions import RefreshPlan, RefreshSettings
    from knowledge.editions.examination import Examiner

DRAFTS: Final = "drafts"
DOCUMENTS: Final = "documents"
DRAFT_SECONDS: Final = 24 * 60 * 60
PLANS: Final = 8
WAIT_SECONDS: Final = 30.0
"""How long a publication waits for another refresh."""
_UNSAFE = re.compile(r"[^\w.()+, -]+")


class HomeKeeper:
    """Plans, publishes, drops and goes back in one home.

    Args:
        settings: the home, and how a refresh goes about it.
        encoder: gives the encoder of the settings.
        examiner: asks the golden questions of a candidate.
    """

    def __init__(
        self, settings: Settings, encoder: Callable[[], Any], examiner: Examiner | None
    ) -> None:
        self._settings = settings
        self._home = settings.home
        self._encoder = encoder
        self._examiner = examiner
        self._plans: OrderedDict[str, RefreshPlan] = OrderedDict()

    def verify(self, code: str, language: Language) -> CitationVerdict:
        """Return what became of a citation."""
        from knowledge.citations import verify_code

        return verdict_of(verify_code(self._home, code), language)

    def plan(self, draft: str, language: Language) -> Report:
        """Return what a refresh of the kept sources would do, and keep the plan as a draft."""
        from knowledge.editions import plan_refresh

        plan = plan_refresh(self._home, None, self._encoder(), self._how())
        self._plans[draft] = plan
        while len(self._plans) > PLANS:
            self._plans.popitem(last=False)
        return report_of(plan.report, None, language)

    def plan_document(self, draft: str, name: str, content: bytes, language: Language) -> Report:
        """Keep a document aside as a draft, and return what publishing it would do."""
        from knowledge.editions import plan_refresh
        from knowledge.sources import Source

        folder = self._draft(draft)
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / safe_name(name)
        file.write_bytes(content)
        try:
            plan = plan_refresh(self._home, [Source(str(file))], self._encoder(), self._how())
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        report = report_of(plan.report, file.name, language)
        if report.is_empty:
            shutil.rmtree(folder, ignore_errors=True)
        return report

    def publish(self, draft: str, language: Language) -> Published:
        """Publish a draft: a document that was kept aside, or a plan.

        Raises:
            RefreshError: the draft is gone.
        """
        from knowledge.editions import publish_plan

        if self._draft(draft).is_dir():
            return self._publish_document(self._draft(draft), language)
        plan = self._plans.pop(draft, None)
        if plan is None:
            raise RefreshError(label("notice.plan_gone", language))
        result = publish_plan(
            self._home, plan, self._encoder(), self._how(), examiner=self._examiner
        )
        return published_of(result, self._current(), language)

    def _publish_document(self, folder: Path, language: Language) -> Published:
        """Move a draft to the documents and refresh from them; back again where that is refused."""
        from knowledge.editions import refresh
        from knowledge.editions.storage import Home
        from knowledge.sources import Source, add_source

        draft = next(folder.iterdir())
        documents = self._home / DOCUMENTS
        documents.mkdir(exist_ok=True)
        target, before = documents / draft.name, folder / "before"
        if target.exists():
            target.replace(before)
        draft.replace(target)
        source = Source(str(documents))
        try:
            result = refresh(
                self._home, [source], self._encoder(), self._how(), examiner=self._examiner
            )
        except BaseException:
            target.replace(draft)
            if before.exists():
                before.replace(target)
            raise
        add_source(Home(self._home).sources, source)
        shutil.rmtree(folder, ignore_errors=True)
        return published_of(result, self._current(), language)

    def refresh(self, language: Language) -> Published:
        """Read the kept sources again by the clock, and publish what changed."""
        from knowledge.editions import refresh

        how = replace(self._how(), unattended=True)
        result = refresh(self._home, None, self._encoder(), how, examiner=self._examiner)
        return published_of(result, self._current(), language)

    def drop(self, draft: str) -> None:
        """Remove a draft."""
        self._plans.pop(draft, None)
        shutil.rmtree(self._draft(draft), ignore_errors=True)

    def sweep(self) -> None:
        """Remove drafts that nobody published for a day."""
        folder = self._home / DRAFTS
        for draft in folder.iterdir() if folder.is_dir() else ():
            if draft.stat().st_mtime < time.time() - DRAFT_SECONDS:
                shutil.rmtree(draft, ignore_errors=True)

    def editions(self) -> tuple[EditionRow, ...]:
        """Return the editions that are kept and whole, newest first."""
        from knowledge.editions import list_editions

        return tuple(edition_row(each) for each in list_editions(self._home) if not each.damage)

    def roll_back(self, edition: str | None) -> EditionRow:
        """Serve an earlier edition again: the one before where none is named."""
        from knowledge.editions import rollback

        manifest = rollback(self._home, edition, wait=WAIT_SECONDS)
        return next(row for row in self.editions() if row.edition == manifest.id)

    def problem(self) -> str | None:
        """Return why the newest edition does not serve, None where it does."""
        from knowledge.editions import list_editions

        return next((each.damage for each in list_editions(self._home) if each.current), None)

    def _current(self) -> EditionRow:
        return next(row for row in self.editions() if row.is_current)

    def _draft(self, draft: str) -> Path:
        return self._home / DRAFTS / _UNSAFE.sub("_", draft).strip(". ")

    def _how(self) -> RefreshSettings:
        from knowledge.editions import RefreshSettings
        from knowledge.sources import Limits

        return RefreshSettings(
            limits=Limits(private_addresses=self._settings.private_addresses),
            margin=self._settings.examination_margin,
            remove_missing=self._settings.remove_gone,
            kept=self._settings.kept_editions,
            wait=WAIT_SECONDS,
        )


def safe_name(name: str) -> str:
    """Return a file's name that is a name only: no folder, no control character, not hidden."""
    plain = _UNSAFE.sub("_", name.replace("\\", "/").rsplit("/", 1)[-1]).strip(". ")
    stem, dot, ending = plain.rpartition(".")
    return f"{stem[:80]}{dot}{ending[:8]}" if stem else plain[:80] or "document"
