"""The whole transaction: plan, build aside, examine, keep citations, switch, tidy up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from knowledge.editions.comparing import RefreshPlan
from knowledge.editions.edition import Edition, open_edition
from knowledge.editions.examination import Examination, Examiner, examine
from knowledge.editions.layout import PROFILES, Manifest, read_manifest
from knowledge.editions.locks import refresh_lock
from knowledge.editions.planning import plan_refresh
from knowledge.editions.publishing import (
    Candidate,
    Clock,
    now_utc,
    publish_candidate,
    write_candidate,
)
from knowledge.editions.records import to_line
from knowledge.editions.reports import Report
from knowledge.editions.retention import (
    prune,
    record_switch,
    remove_unpublished,
    undone_editions,
)
from knowledge.editions.seams import Encoder, Pipeline, Progress, stay_quiet
from knowledge.editions.settings import RefreshSettings
from knowledge.editions.storage import Home, sweep
from knowledge.errors import DamagedEditionError, NoEditionError, RefreshError
from knowledge.reasons import because
from knowledge.sources import BUNDLED, Source
from knowledge.sources.web import Fetcher


@dataclass(frozen=True, slots=True)
class RefreshResult:
    """What a refresh did.

    Attributes:
        report: the plan it followed.
        edition: what it published, None where nothing changed.
        examination: how the candidate did beside the edition before it.
        pruned: editions that were removed, by id.
    """

    report: Report
    edition: Manifest | None = None
    examination: Examination = field(default_factory=Examination)
    pruned: tuple[str, ...] = ()

    @property
    def published(self) -> bool:
        """Whether there is a new edition."""
        return self.edition is not None

    def to_json(self) -> dict[str, Any]:
        """Return the result for machines."""
        return {
            "published": self.published,
            "edition": self.edition.id if self.edition else None,
            "forced": self.edition.forced if self.edition else False,
            "changes": asdict(self.edition.changes) if self.edition else None,
            "texts_per_second": self.edition.rate if self.edition else None,
            "examination": asdict(self.examination),
            "pruned": self.pruned,
            "plan": self.report.to_json(),
        }


def refresh(
    home: Path,
    sources: Sequence[Source] | None,
    encoder: Encoder,
    settings: RefreshSettings | None = None,
    *,
    examiner: Examiner | None = None,
    pipeline: Pipeline | None = None,
    fetcher: Fetcher | None = None,
    reading: Progress = stay_quiet,
    embedding: Progress = stay_quiet,
    clock: Clock = now_utc,
) -> RefreshResult:
    """Read the sources and publish what changed, or leave everything as it was.

    Args:
        home: folder of the deployment; made where it is missing.
        sources: what to read; the list that staff keep where None.
        encoder: makes the vectors.
        settings: how to go about it.
        examiner: asks the golden questions; none are asked where None.
        pipeline: reads, cleans and cuts the pages; the project's own where None.
        fetcher: fetches addresses.
        reading: hears how many pages are looked into.
        embedding: hears how many texts are embedded.
        clock: the time in UTC.

    Raises:
        LockedError: another refresh is under way.
        ExaminationError: the candidate answers worse; what was published stays.
        RefreshError: there is nothing to read or to publish.
        OSError: the disk is full or not writable; what was published stays.
    """
    settings = settings or RefreshSettings()
    with refresh_lock(home, wait=settings.wait):
        _tidy(Home(home))
        plan = plan_refresh(
            home,
            sources,
            encoder,
            settings,
            pipeline=pipeline,
            fetcher=fetcher,
            reading=reading,
            clock=clock,
        )
        return _publish(
            home, plan, encoder, settings, examiner=examiner, embedding=embedding, clock=clock
        )


def publish_plan(
    home: Path,
    plan: RefreshPlan,
    encoder: Encoder,
    settings: RefreshSettings | None = None,
    *,
    examiner: Examiner | None = None,
    embedding: Progress = stay_quiet,
    clock: Clock = now_utc,
) -> RefreshResult:
    """Publish a plan that was made, and perhaps looked at, before.

    Raises:
        RefreshError: another edition was published since.
        LockedError: another refresh is under way.
        ExaminationError: the candidate answers worse; what was published stays.
        OSError: the disk is full or not writable; what was published stays.
    """
    settings = settings or RefreshSettings()
    with refresh_lock(home, wait=settings.wait):
        _tidy(Home(home))
        if _current_id(home) != plan.report.edition:
            raise RefreshError(because("refresh.outdated"))
        return _publish(
            home, plan, encoder, settings, examiner=examiner, embedding=embedding, clock=clock
        )


def _tidy(home: Home) -> None:
    sweep(home)
    remove_unpublished(home)


def _current_id(home: Path) -> str | None:
    try:
        return open_edition(home).id
    except NoEditionError:
        return None


def _publish(
    home: Path,
    plan: RefreshPlan,
    encoder: Encoder,
    settings: RefreshSettings,
    *,
    examiner: Examiner | None,
    embedding: Progress,
    clock: Clock,
) -> RefreshResult:
    if not plan.has_work:
        return RefreshResult(plan.report)
    if not plan.content.profiles:
        raise RefreshError(because("refresh.nothing_left"))
    if settings.unattended:
        _refuse_undone(Home(home), plan)
    candidate = write_candidate(
        home,
        plan.content,
        encoder,
        previous=plan.previous,
        changes=plan.changes,
        progress=embedding,
        clock=clock,
    )
    try:
        examination, candidate = _examine(candidate, plan, encoder, settings, examiner)
        manifest = publish_candidate(candidate)
    except BaseException:
        candidate.discard()
        raise
    record_switch(candidate.home, manifest.id, "published")
    return RefreshResult(
        plan.report, manifest, examination, tuple(prune(candidate.home, settings.kept))
    )


def _refuse_undone(home: Home, plan: RefreshPlan) -> None:
    """Refuse to publish by the clock what staff went back from.

    Raises:
        RefreshError: the sources still say the same as an edition that was undone.
    """
    lines = "".join(to_line(profile) for profile in plan.content.profiles)
    mark = sha256(lines.encode()).hexdigest()
    for name in sorted(undone_editions(home)):
        try:
            stamp = read_manifest(home.folder(name)).files[PROFILES]
        except DamagedEditionError:
            continue
        if stamp.sha256 == mark:
            raise RefreshError(because("refresh.undone", edition=name))


def _examine(
    candidate: Candidate,
    plan: RefreshPlan,
    encoder: Encoder,
    settings: RefreshSettings,
    examiner: Examiner | None,
) -> tuple[Examination, Candidate]:
    """Examine the candidate, and keep what it supersedes for its citations.

    Raises:
        ExaminationError: it answers worse, and is not forced.
    """
    from knowledge.citations.archive import archive_superseded

    opened = candidate.open(encoder)
    outcome = examine(opened, _comparable(plan.previous, encoder), examiner, margin=settings.margin)
    if not settings.force:
        outcome.require()
    if plan.previous is not None:
        archive_superseded(candidate.home.path, plan.previous, opened)
    forced = settings.force and bool(outcome.refused)
    manifest = candidate.manifest.with_examination(outcome.score, outcome.refused, forced=forced)
    return outcome, Candidate(candidate.home, candidate.folder, manifest)


def _comparable(previous: Edition | None, encoder: Encoder) -> Edition | None:
    """Return the current edition with its encoder, None where that is no longer to be had."""
    if previous is None or previous.manifest.encoder.digest != encoder.digest:
        return None
    return Edition(previous.folder, previous.manifest, load=lambda _: encoder)


def publish_samples(home: Path, encoder: Encoder, *, embedding: Progress = stay_quiet) -> Manifest:
    """Publish the project's own sample profiles where nothing is published yet.

    Raises:
        LockedError: another refresh is under way.
        RefreshError: the samples can't be read.
    """
    settings = RefreshSettings(wait=60.0)
    refresh(home, [Source(BUNDLED)], encoder, settings, embedding=embedding)
    return open_edition(home).manifest
