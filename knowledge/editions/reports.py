"""A refresh in words: what it changes, what it can't read, and the work it makes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from knowledge.editions.content import Choice, old_passages
from knowledge.editions.differences import (
    ProfileChange,
    diff_facts,
    diff_passages,
    diff_sections,
    languages_of,
)
from knowledge.editions.duplicates import NearDuplicate
from knowledge.editions.edition import Edition
from knowledge.editions.gathering import Missing
from knowledge.editions.layout import Changes
from knowledge.reasons import Reason
from knowledge.sources import Failure


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
    notes: tuple[Reason, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the report for machines."""
        return asdict(self)


def describe_changes(
    changes: Changes,
    chosen: Mapping[str, Choice],
    previous: Edition | None,
    dropped: Mapping[str, Reason],
) -> tuple[ProfileChange, ...]:
    """Return each profile that is added, changed or removed, in this order.

    Args:
        changes: their slugs.
        chosen: the profiles as they will stand, by slug.
        previous: the current edition.
        dropped: source -> why it does not stand any longer.
    """
    told = [
        _describe(chosen[slug], previous if slug in changes.changed else None)
        for slug in (*changes.added, *changes.changed)
    ]
    return (*told, *_describe_removals(changes.removed, previous, dropped))


def _describe(choice: Choice, previous: Edition | None) -> ProfileChange:
    new = choice.profile
    old = previous.profiles[new.slug] if previous else None
    before = old_passages(previous, new.slug) if previous else ()
    return ProfileChange(
        slug=new.slug,
        city=new.city,
        status="changed" if previous else "added",
        source=new.source,
        sections=diff_sections(old, new),
        passages=diff_passages(before, choice.passages),
        facts=diff_facts(old, new),
        languages=languages_of(choice.passages),
        removals=choice.removals,
    )


def _describe_removals(
    slugs: Iterable[str], previous: Edition | None, dropped: Mapping[str, Reason]
) -> list[ProfileChange]:
    if previous is None:
        return []
    profiles = [previous.profiles[slug] for slug in slugs]
    return [
        ProfileChange(
            slug=old.slug,
            city=old.city,
            status="removed",
            source=old.source,
            reason=dropped.get(old.source),
            sections=diff_sections(old, None),
            passages=diff_passages(old_passages(previous, old.slug), ()),
            facts=diff_facts(old, None),
        )
        for old in profiles
    ]
