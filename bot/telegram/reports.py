"""What the knowledge reports, as replies to the staff."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from knowledge.reasons import Reason, because
from prompts.replies import Language
from prompts.staff import (
    CitationVerdict,
    EditionRow,
    FactChange,
    Problem,
    ProfileChange,
    Published,
    Report,
    Twins,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.citations import Verdict
    from knowledge.editions import EditionSummary, RefreshResult
    from knowledge.editions import Report as Plan
    from knowledge.editions.differences import PassageChange, Words
    from knowledge.editions.differences import ProfileChange as Change

PASSAGES: Final = 4
"""Changed passages that are shown of each profile."""
SHOWN: Final = 240
RUN: Final = 30
"""Characters of an unchanged run that stay at either side of a change."""


def report_of(plan: Plan, document: str | None, language: Language) -> Report:
    """Return what a refresh would do."""
    rows = {
        status: tuple(change_row(each) for each in plan.profiles if each.status == status)
        for status in ("added", "changed", "removed")
    }
    return Report(
        language,
        document,
        added=rows["added"],
        changed=rows["changed"],
        removed=rows["removed"],
        unchanged=plan.unchanged,
        missing=tuple(Problem(each.slug, _without_folders(each.reason)) for each in plan.missing),
        problems=tuple(Problem(_last(each.source), each.reason) for each in plan.failures),
        twins=tuple(
            Twins(each.profile, each.other, round(each.share * 100)) for each in plan.duplicates
        ),
        texts=plan.estimate.texts,
        notes=plan.notes,
    )


def change_row(change: Change) -> ProfileChange:
    """Return what changes in a profile, in short; of a new one, its sections and facts."""
    if change.status == "removed":
        return ProfileChange(change.slug, change.city, reason=change.reason)
    changed = [each for each in change.passages if change.status == "changed"]
    return ProfileChange(
        change.slug,
        change.city,
        facts=tuple(FactChange(each.kind, each.old, each.new) for each in change.facts),
        sections=tuple(each.title for each in change.sections),
        passages=tuple(passage_line(each) for each in changed[:PASSAGES]),
        more=max(0, len(changed) - PASSAGES),
        cleaned=len(change.removals),
        reason=change.reason,
    )


def passage_line(passage: PassageChange) -> str:
    """Return a passage with old words as ``[-…-]``, new ones as ``{+…+}``, long runs cut."""
    line = " ".join("".join(_mark(each) for each in passage.words).split())
    return line if len(line) <= SHOWN else f"{line[: SHOWN - 1]}…"


def _mark(words: Words) -> str:
    if words.side == "old":
        return f"[-{words.text}-]"
    if words.side == "new":
        return f"{{+{words.text}+}}"
    text = words.text
    return text if len(text) <= 2 * RUN else f"{text[:RUN]} … {text[-RUN:]}"


def _last(source: str) -> str:
    """Return a file's name or an address: no folder of the server is shown."""
    return source if "://" in source else source.rsplit("/", 1)[-1]


def _without_folders(reason: str) -> str:
    """Return a reason that names files without the server's folders."""
    if not isinstance(reason, Reason) or reason.code is None:
        return reason
    values = {
        name: _last(value) if isinstance(value, str) and value.startswith("/") else value
        for name, value in reason.values.items()
    }
    return because(reason.code, **values)


def published_of(result: RefreshResult, current: EditionRow, language: Language) -> Published:
    """Return what a refresh did."""
    statuses = [each.status for each in result.report.profiles] if result.edition else []
    return Published(
        language,
        current.edition,
        current.edition_date,
        statuses.count("added"),
        statuses.count("changed"),
        statuses.count("removed"),
        tuple(Problem(_last(each.source), each.reason) for each in result.report.failures),
    )


def edition_row(told: EditionSummary) -> EditionRow:
    """Return an edition as a row of the list."""
    changes: tuple[Sequence[str], ...] = (
        told.changes.added,
        told.changes.changed,
        told.changes.removed,
    )
    added, changed, removed = (len(each) for each in changes)
    return EditionRow(told.id, told.created, told.current, told.profiles, added, changed, removed)


def verdict_of(told: Verdict, language: Language) -> CitationVerdict:
    """Return what became of a citation."""
    return CitationVerdict(
        language,
        told.status,
        told.code,
        told.city,
        told.section,
        told.text,
        told.new_text,
        told.url,
        told.since,
        told.until,
    )
