"""Texts that are nearly the same."""

from __future__ import annotations

import random

from knowledge.editions.duplicates import NearDuplicate, find_duplicates
from knowledge.models import Profile, Section
from tests.knowledge.editions.samples import cleaned


def words(seed: int, count: int) -> str:
    """Return invented words, always the same for a seed."""
    chance = random.Random(seed)
    return " ".join(f"word{chance.randrange(5000)}" for _ in range(count))


def profile(slug: str, *sections: str) -> Profile:
    """Return a profile of some sections."""
    text, places = "", list[Section]()
    for number, body in enumerate(sections):
        places.append(Section(f"Part {number}", len(text), len(text) + len(body), "en"))
        text += body + "\n\n"
    template = cleaned("Alphaville", "x").profile
    from dataclasses import replace

    return replace(template, slug=slug, text=text, sections=tuple(places))


def test_a_mirror_is_found() -> None:
    """A page that repeats another with a few words changed is a near-duplicate of the whole."""
    body = words(1, 300)
    mirror = body.replace("word1", "term1", 1)
    (pair,) = find_duplicates([profile("a", body), profile("b", mirror)], {"b"})
    assert (pair.profile, pair.other, pair.section) == ("a", "b", None)
    assert 0.9 < pair.share < 1


def test_a_shared_overview_is_found() -> None:
    """Two cities that share one section are told which one."""
    overview = words(2, 80)
    pages = [profile("a", words(3, 200), overview), profile("b", overview, words(4, 200))]
    assert find_duplicates(pages, {"a"}) == (NearDuplicate("a", "b", 1.0, "Part 1", "Part 0"),)


def test_different_pages_are_left_alone() -> None:
    """Pages about different things, and short texts, are no duplicates."""
    pages = [profile("a", words(5, 200), "Contact us."), profile("b", words(6, 200), "Contact us.")]
    assert find_duplicates(pages, {"a", "b"}) == ()


def test_only_what_changed_is_reported() -> None:
    """Copies that were there before are not told again."""
    body = words(7, 100)
    pages = [profile("a", body), profile("b", body), profile("c", words(8, 100))]
    assert find_duplicates(pages, set()) == ()
    assert find_duplicates(pages, {"c"}) == ()
    assert len(find_duplicates(pages, {"a"})) == 1
