"""What a refresh would do, found out without writing anything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from knowledge.editions.content import Content, mark_shared
from knowledge.editions.differences import (
    ProfileChange,
    diff_facts,
    diff_passages,
    diff_sections,
    languages_of,
    same_knowledge,
)
from knowledge.editions.duplicates import NearDuplicate, find_duplicates
from knowledge.editions.edition import Edition, open_edition
from knowledge.editions.gathering import (
    Gathered,
    Missing,
    Reading,
    Rules,
    Stored,
    gather,
    known_versions,
    stored_pages,
)
from knowledge.editions.layout import Changes
from knowledge.editions.naming import Named, name_pages
from knowledge.editions.publishing import Clock, now_utc
from knowledge.editions.seams import (
    Encoder,
    Pipeline,
    Progress,
    default_pipeline,
    stay_quiet,
)
from knowledge.editions.storage import Home
from knowledge.editions.vectors import missing_units, stored_rows, unit_keys
from knowledge.errors import NoEditionError, RefreshError
from knowledge.models import CleanedPage, Passage, Profile
from knowledge.sources import Failure, Limits, Source, collect, read_sources
from knowledge.sources.web import Fetcher


@dataclass(frozen=True, slots=True, kw_only=True)
class RefreshSettings:
    """How a refresh goes about it.

    Attributes:
        limits: bounds of what is read.
        rebuild: whether only the given sources stay.
        remove_missing: whether profiles whose page is gone are removed.
        margin: how far the mean score of the examination may fall, 0 to 1.
        force: whether a refused candidate is published all the same.
        kept: editions that stay for going back.
        wait: seconds to wait for another refresh.
    """

    limits: Limits = field(default_factory=Limits)
    rebuild: bool = False
    remove_missing: bool = False
    margin: float = 0.02
    force: bool = False
    kept: int = 10
    wait: float = 0.0


@dataclass(frozen=True, slots=True)
class Estimate:
    """The work to come.

    Attributes:
        texts: passages and sentences to embed; ``reused`` counts those whose vectors are there.
        seconds: at the speed of the last build, None where that is not known.
    """

    texts: int
    reused: int
    seconds: float | None


@dataclass(frozen=True, slots=True)
class Report:
    """A plan in words: all that ``--dry-run`` shows.

    Attributes:
        edition: the current one, None where there is none.
        profiles: those that are added, changed or removed.
        unchanged: how many stay as they are.
        missing: pages that are gone, whose profiles stay until they are let go.
        failures: sources that can't be read, whose last good version stays.
        notes: what else makes a new edition necessary.
    """

    edition: str | None
    profiles: tuple[ProfileChange, ...]
    unchanged: int
    missing: tuple[Missing, ...]
    failures: tuple[Failure, ...]
    duplicates: tuple[NearDuplicate, ...]
    estimate: Estimate
    notes: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the report for machines."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class RefreshPlan:
    """All that a refresh will publish.

    Attributes:
        report: the plan in words.
        changes: profiles that differ, by slug.
        content: what the new edition will hold.
        previous: the current edition, None where there is none.
    """

    report: Report
    changes: Changes
    content: Content
    previous: Edition | None

    @property
    def has_work(self) -> bool:
        """Whether there is anything to publish."""
        return bool(self.changes or self.report.notes)

    def to_json(self) -> dict[str, Any]:
        """Return the report for machines."""
        return self.report.to_json()


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
    given = tuple(sources) if sources is not None else read_sources(Home(home).sources)
    if not given:
        message = "No source is given and none is listed: run citybot refresh with a source, or "
        raise RefreshError(message + "citybot sources add.")
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
    return _compare(gathered, stored, previous, pipeline, encoder)


def _current(home: Path) -> Edition | None:
    try:
        return open_edition(home)
    except NoEditionError:
        return None


def _nothing(gathered: Gathered) -> str:
    reasons = " ".join(f"{each.source}: {each.reason}" for each in gathered.failures[:3])
    return f"No profile could be read, so nothing is published. {reasons}".rstrip()


def _compare(
    gathered: Gathered,
    stored: Mapping[str, Stored],
    previous: Edition | None,
    pipeline: Pipeline,
    encoder: Encoder,
) -> RefreshPlan:
    from knowledge.search import units

    old = previous.profiles if previous else {}
    chrome = pipeline.chrome([each.page for each in gathered.pages.values() if each.page])
    mark = sha256("\n".join(sorted(chrome)).encode()).hexdigest()
    known = _known_pages(gathered, stored, previous, (pipeline.digest, mark))
    fresh = [
        pipeline.clean(each.page, chrome)
        for source, each in gathered.pages.items()
        if each.page and source not in known
    ]
    named = name_pages(gathered, [*known.values(), *fresh], old)
    chosen = {slug: _choose(named[slug], previous, pipeline) for slug in sorted(named)}
    changes = Changes(
        added=tuple(slug for slug in chosen if slug not in old),
        changed=tuple(slug for slug, pick in chosen.items() if slug in old and pick.changed),
        removed=tuple(slug for slug in old if slug not in chosen),
    )
    passages = mark_shared([each for pick in chosen.values() for each in pick.passages])
    content = Content(
        profiles=tuple(pick.profile for pick in chosen.values()),
        passages=passages,
        units=tuple(units(passages)),
        pages=tuple(page for slug in chosen if (page := named[slug].stored.page)),
        sources=tuple(named[slug].stored.stamp for slug in chosen),
        since=_since(previous, chosen, changes),
        pipeline=pipeline.digest,
        chrome=mark,
    )
    report = Report(
        edition=previous.id if previous else None,
        profiles=_changes_of(changes, chosen, named, previous, gathered),
        unchanged=len(chosen) - len(changes.added) - len(changes.changed),
        missing=tuple(each for each in gathered.missing if each.slug in chosen),
        failures=tuple(gathered.failures),
        duplicates=find_duplicates(content.profiles, {*changes.added, *changes.changed}),
        estimate=_estimate(content, previous, encoder),
        notes=_notes(previous, encoder),
    )
    return RefreshPlan(report, changes, content, previous)


def _known_pages(
    gathered: Gathered,
    stored: Mapping[str, Stored],
    previous: Edition | None,
    marks: tuple[str, str],
) -> dict[str, CleanedPage]:
    """Return the pages that need no cleaning: same page, same code, same chrome.

    A profile that was handed in without its page is always one of them.
    """
    if previous is None:
        return {}
    alike = marks == (previous.manifest.pipeline, previous.manifest.chrome)
    return {
        source: CleanedPage(previous.profiles[each.stamp.slug], ())
        for source, each in gathered.pages.items()
        if each.page is None or (alike and source in stored and each.page is stored[source].page)
    }


@dataclass(frozen=True, slots=True)
class _Pick:
    """A profile as it will stand, with its passages."""

    profile: Profile
    passages: tuple[Passage, ...]
    changed: bool


def _choose(named: Named, previous: Edition | None, pipeline: Pipeline) -> _Pick:
    """Return the old version where it says the same as the new one, so that nothing moves."""
    new = named.profile
    old = previous.profiles.get(new.slug) if previous else None
    if previous is None or old is None or not same_knowledge(old, new):
        return _Pick(new, pipeline.split(new), changed=True)
    passages = old_passages(previous, new.slug)
    if previous.manifest.pipeline != pipeline.digest:
        cut = pipeline.split(old)
        if cut != passages:
            return _Pick(old, cut, changed=True)
    return _Pick(old, passages, changed=False)


def old_passages(edition: Edition, slug: str) -> tuple[Passage, ...]:
    """Return the passages of one profile, without what they share with others."""
    rows = edition.index.passages_of(slug)
    return tuple(replace(edition.passages[row], shared=()) for row in rows)


def _since(
    previous: Edition | None, chosen: Mapping[str, _Pick], changes: Changes
) -> dict[str, tuple[str, str]]:
    if previous is None:
        return {}
    entries = previous.catalog
    return {
        slug: (entries[slug].since, entries[slug].since_date)
        for slug in chosen
        if slug in entries and slug not in changes.changed
    }


def _changes_of(
    changes: Changes,
    chosen: Mapping[str, _Pick],
    named: Mapping[str, Named],
    previous: Edition | None,
    gathered: Gathered,
) -> tuple[ProfileChange, ...]:
    described = [
        _describe(chosen[slug], named[slug], previous, added=slug in changes.added)
        for slug in (*changes.added, *changes.changed)
    ]
    gone = [
        _describe_removal(previous, slug, gathered)
        for slug in changes.removed
        if previous is not None
    ]
    return (*described, *gone)


def _describe(pick: _Pick, named: Named, previous: Edition | None, *, added: bool) -> ProfileChange:
    new = pick.profile
    old = None if added or previous is None else previous.profiles[new.slug]
    before = () if old is None or previous is None else old_passages(previous, new.slug)
    return ProfileChange(
        slug=new.slug,
        city=new.city,
        status="added" if added else "changed",
        source=new.source,
        sections=diff_sections(old, new),
        passages=diff_passages(before, pick.passages),
        facts=diff_facts(old, new),
        languages=languages_of(pick.passages),
        removals=named.cleaned.removals,
    )


def _describe_removal(previous: Edition, slug: str, gathered: Gathered) -> ProfileChange:
    old = previous.profiles[slug]
    return ProfileChange(
        slug=slug,
        city=old.city,
        status="removed",
        source=old.source,
        reason=gathered.dropped.get(old.source),
        sections=diff_sections(old, None),
        passages=diff_passages(old_passages(previous, slug), ()),
        facts=diff_facts(old, None),
    )


def _estimate(content: Content, previous: Edition | None, encoder: Encoder) -> Estimate:
    keys = unit_keys(content.units, encoder.digest)
    texts = len(missing_units(keys, stored_rows(previous)))
    rate = previous.manifest.rate if previous else None
    return Estimate(texts, len(keys) - texts, round(texts / rate, 1) if rate else None)


def _notes(previous: Edition | None, encoder: Encoder) -> tuple[str, ...]:
    if previous is None:
        return ()
    notes = []
    if previous.manifest.encoder.digest != encoder.digest:
        notes.append(f"The encoder is another one now ({encoder.name}): all texts are embedded.")
    if previous.fallback:
        notes.append(f"The current edition can't be used: {previous.fallback}")
    return tuple(notes)
