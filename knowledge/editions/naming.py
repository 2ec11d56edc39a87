"""One slug for one page, the same from edition to edition."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import count

from knowledge.editions.gathering import Gathered, Stored
from knowledge.models import CleanedPage, Profile
from knowledge.reasons import because


@dataclass(frozen=True, slots=True)
class Named:
    """A cleaned page under its final slug."""

    stored: Stored
    cleaned: CleanedPage

    @property
    def profile(self) -> Profile:
        """The profile itself."""
        return self.cleaned.profile


def name_pages(
    gathered: Gathered, cleaned: Iterable[CleanedPage], previous: Mapping[str, Profile]
) -> dict[str, Named]:
    """Return the pages by slug.

    A page keeps the slug it had. A page of the same name and city from another place takes the
    other's over, unless both were found in this refresh: it is the same page, moved. Any other
    gets a number.

    Args:
        gathered: the pages; those that another took over are moved to its ``dropped``.
        cleaned: the same pages, cleaned.
        previous: profiles of the current edition, by slug.
    """
    pages = [(gathered.pages[each.profile.source], each) for each in cleaned]
    named: dict[str, Named] = {}
    for stored, page in sorted(pages, key=lambda pair: not pair[0].stamp.slug):
        slug = stored.stamp.slug or page.profile.slug
        holder = named.get(slug)
        if holder is not None and _moved(holder, page, gathered):
            reason = because("profile.moved", source=page.profile.source)
            gathered.dropped[holder.profile.source] = reason
        elif holder is not None:
            slug = _free(slug, named, previous)
        named[slug] = _under(slug, stored, page)
    return named


def _moved(holder: Named, page: CleanedPage, gathered: Gathered) -> bool:
    same = (holder.profile.city, holder.profile.country) == (
        page.profile.city,
        page.profile.country,
    )
    return same and holder.profile.source not in gathered.seen


def _free(slug: str, named: Mapping[str, Named], previous: Mapping[str, Profile]) -> str:
    return next(
        name
        for name in (f"{slug}-{number}" for number in count(2))
        if name not in named and name not in previous
    )


def _under(slug: str, stored: Stored, page: CleanedPage) -> Named:
    stamp = replace(stored.stamp, slug=slug)
    profile = replace(page.profile, slug=slug)
    return Named(Stored(stored.page, stamp), CleanedPage(profile, page.removals))
