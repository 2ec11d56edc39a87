"""All that goes into an edition, before any of it is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from knowledge.editions.layout import SourceStamp
from knowledge.models import Page, Passage, Profile, Removal

if TYPE_CHECKING:
    from knowledge.editions.edition import Edition
    from knowledge.search import Unit


@dataclass(frozen=True, slots=True)
class Content:
    """The knowledge of one edition.

    Attributes:
        profiles: in the order of their slugs.
        passages: those of one profile together, in the order of the profiles.
        units: the texts to embed of these passages.
        pages: what the profiles were cleaned from, as read.
        sources: where each profile came from.
        since: slug -> (id, date) of the edition in which this version first stood; a profile
            that is not named is new.
        pipeline: digest of the code that read and cut the pages.
        chrome: digest of the lines that cleaning took for their site's.
    """

    profiles: tuple[Profile, ...]
    passages: tuple[Passage, ...]
    units: tuple[Unit, ...]
    pages: tuple[Page, ...] = ()
    sources: tuple[SourceStamp, ...] = ()
    since: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    pipeline: str = ""
    chrome: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A profile as it will stand, new or as it was.

    Attributes:
        changed: whether it differs from the current edition's.
        removals: what cleaning took out of its page.
    """

    profile: Profile
    passages: tuple[Passage, ...]
    changed: bool
    removals: tuple[Removal, ...] = ()


def old_passages(edition: Edition, slug: str) -> tuple[Passage, ...]:
    """Return the passages of one profile, without what they share with others."""
    rows = edition.index.passages_of(slug)
    return tuple(replace(edition.passages[row], shared=()) for row in rows)


def mark_shared(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """Return the passages, each naming the other profiles that hold it word for word."""
    holders: dict[str, set[str]] = defaultdict(set)
    for passage in passages:
        holders[passage.text].add(passage.profile)
    return tuple(
        replace(passage, shared=tuple(sorted(holders[passage.text] - {passage.profile})))
        for passage in passages
    )
