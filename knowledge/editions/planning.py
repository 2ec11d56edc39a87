"""What a refresh would do, found out without writing anything."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from knowledge.editions.comparing import Comparison, RefreshPlan
from knowledge.editions.edition import Edition, open_edition
from knowledge.editions.gathering import (
    Gathered,
    Reading,
    Rules,
    gather,
    known_versions,
    stored_pages,
)
from knowledge.editions.publishing import Clock, now_utc
from knowledge.editions.seams import Encoder, Pipeline, Progress, default_pipeline, stay_quiet
from knowledge.editions.settings import RefreshSettings
from knowledge.editions.storage import Home
from knowledge.errors import NoEditionError, RefreshError
from knowledge.reasons import Reason, because
from knowledge.sources import Source, collect, read_sources
from knowledge.sources.web import Fetcher


def plan_refresh(
    home: Path,
    sources: Sequence[Source] | None,
    encoder: Encoder,
    settings: RefreshSettings | None = None,
    *,
    pipeline: Pipeline | None = None,
    fetcher: Fetcher | None = None,
    reading: Progress = stay_quiet,
    clock: Clock = now_utc,
) -> RefreshPlan:
    """Find out what a refresh would do; nothing is written.

    Args:
        home: folder of the deployment.
        sources: what to read; the list that staff keep where None.
        encoder: what the vectors would be made with; only its name and digest are used.
        settings: how to go about it.
        pipeline: reads, cleans and cuts the pages; the project's own where None.
        fetcher: fetches addresses.
        reading: hears how many pages are looked into.
        clock: the time in UTC.

    Raises:
        RefreshError: no source is given, or none of them holds a profile.
        RefusedSourceError: the list of sources can't be read.
    """
    settings = settings or RefreshSettings()
    pipeline = pipeline or default_pipeline()
    previous = _current(home)
    given = _given(home, sources)
    rules = Rules(
        roots=frozenset(source.root for source in given),
        listed=sources is None,
        fresh=previous is not None and previous.manifest.pipeline != pipeline.digest,
        rebuild=settings.rebuild,
        remove_missing=settings.remove_missing,
    )
    stored = stored_pages(previous)
    known = {} if rules.fresh else known_versions(stored)
    found = collect(given, settings.limits, known=known, fetcher=fetcher)
    gathered = gather(
        found, stored, rules, read=Reading(pipeline.read, rules, clock), reading=reading
    )
    if not gathered.pages:
        raise RefreshError(_nothing(gathered))
    return Comparison(gathered, stored, previous, pipeline, encoder).plan()


def _given(home: Path, sources: Sequence[Source] | None) -> tuple[Source, ...]:
    given = tuple(sources) if sources is not None else read_sources(Home(home).sources)
    if not given:
        raise RefreshError(because("refresh.no_source"))
    return given


def _current(home: Path) -> Edition | None:
    try:
        return open_edition(home)
    except NoEditionError:
        return None


def _nothing(gathered: Gathered) -> Reason:
    failures = tuple(
        because("refresh.failure", source=each.source, reason=each.reason)
        for each in gathered.failures[:3]
    )
    if not failures:
        return because("refresh.no_profile")
    return because("refresh.all_failed", failures=failures)
