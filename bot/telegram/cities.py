"""The cities of the current edition: by name, by button, by page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.telegram.buttons import short_code
from knowledge.places import PlaceIndex

if TYPE_CHECKING:
    from knowledge.editions import Edition
    from knowledge.editions.edition import Entry

PAGE: Final = 10


@dataclass(frozen=True, slots=True)
class Named:
    """What a name means: the slugs it may stand for, or cities near one without a profile."""

    slugs: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()


def find_city(edition: Edition, name: str) -> Named:
    """Return the profiles that a name, a slug or a misspelt name stands for."""
    slug = name.strip().casefold()
    if slug in edition.catalog:
        return Named((slug,))
    found = PlaceIndex(edition.catalog).find(name)
    if found.cities:
        return Named(tuple(dict.fromkeys(s for city in found.cities for s in city.profiles)))
    nearest = found.absent[0].nearest if found.absent else ()
    return Named(nearest=tuple(edition.catalog[each].city for each in nearest))


def slug_of(edition: Edition, code: str) -> str | None:
    """Return the profile behind a button."""
    return next((slug for slug in edition.catalog if short_code(slug) == code), None)


def page_of(edition: Edition, page: int) -> tuple[Sequence[tuple[str, Entry]], int, int]:
    """Return the cities of one page by name, the page that is shown, and how many there are."""
    rows = sorted(edition.catalog.items(), key=lambda item: (item[1].city.casefold(), item[0]))
    pages = max(1, -(-len(rows) // PAGE))
    page = min(max(page, 1), pages)
    return rows[(page - 1) * PAGE : page * PAGE], page, pages
