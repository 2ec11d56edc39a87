"""Whether a citation is still true, also when its edition is long gone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from knowledge.citations.archive import Version, archived_versions
from knowledge.citations.codes import normalize_code, prefix_of
from knowledge.citations.spans import Span, find_span, spans_of
from knowledge.models import Passage, Profile

if TYPE_CHECKING:
    from knowledge.editions.edition import Edition

Status = Literal["valid", "moved", "changed", "removed", "unknown"]
SUCCESSOR: Final = 0.5
"""Likeness of two texts, word by word, from which one counts as the other's new version."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a citation.

    Attributes:
        status: "valid" where it stands as it was quoted, "moved" where it stands in another
            section or profile, "changed" where other words took its place, "removed" where
            nothing did, "unknown" where no such citation was ever made.
        text: the words that were quoted, None where unknown.
        new_text: the words that took their place, where it is changed.
        section: where the words stand now, or stood last.
        since: date of the edition in which the quoted version first stood (ISO 8601).
        until: date of the last edition that held it, None where the current one does.
        edition: the current edition, which was asked.
    """

    code: str
    status: Status
    text: str | None = None
    new_text: str | None = None
    profile: str | None = None
    city: str | None = None
    country: str | None = None
    section: str | None = None
    url: str | None = None
    since: str | None = None
    until: str | None = None
    edition: str | None = None


def verify_code(home: Path, code: str, *, edition: Edition | None = None) -> Verdict:
    """Say whether a citation is still true.

    Args:
        home: folder of the deployment.
        code: as printed, or as somebody typed it.
        edition: the current edition, where it is open already.

    Raises:
        EditionError: no edition can be opened.
    """
    from knowledge.editions import open_edition

    normal = normalize_code(code)
    if normal is None:
        return Verdict(code, "unknown")
    current = edition or open_edition(home)
    kept = [
        (version, span)
        for version in archived_versions(home, normal.partition("-")[0])
        if (span := find_span(version.profile, version.passages, normal))
    ]
    standing = _find_standing(current, normal, kept)
    if standing is not None:
        return standing
    if not kept:
        return Verdict(normal, "unknown", edition=current.id)
    return _trace(current, normal, *kept[0])


def _find_standing(current: Edition, code: str, kept: list[tuple[Version, Span]]) -> Verdict | None:
    """Return the verdict on words that can be quoted now as they were."""
    prefix = code.partition("-")[0]
    for slug, entry in current.catalog.items():
        if prefix_of(slug) != prefix:
            continue
        profile, passages = current.profiles[slug], _passages(current, slug)
        span = find_span(profile, passages, code)
        if span is not None:
            before = next((s.section for v, s in kept if v.profile.slug == slug), span.section)
            status: Status = "valid" if before == span.section else "moved"
            return _verdict(code, status, profile, span, since=entry.since_date, edition=current.id)
    return None


def _trace(current: Edition, code: str, version: Version, span: Span) -> Verdict:
    """Return what became of words that can't be quoted as they were."""
    old = version.profile
    text = old.text[span.start : span.end]
    gone = _verdict(
        code, "removed", old, span, since=version.since, until=version.until, edition=current.id
    )
    profile = current.profiles.get(old.slug)
    if profile is None:
        return _find_elsewhere(current, text, gone)
    if (place := _place(profile, text)) is not None:
        status: Status = "valid" if place.section == span.section else "moved"
        return _moved(gone, profile, place, status)
    best = _successor(profile, _passages(current, profile.slug), text)
    if best is None:
        return gone
    return _changed(gone, profile, best)


def _find_elsewhere(current: Edition, text: str, gone: Verdict) -> Verdict:
    for profile in current.profiles.values():
        if (place := _place(profile, text)) is not None:
            return _moved(gone, profile, place, "moved")
    return gone


def _place(profile: Profile, text: str) -> Span | None:
    start = profile.text.find(text)
    if start < 0:
        return None
    titles = [s.title for s in profile.sections if s.start <= start < s.end]
    return Span(start, start + len(text), titles[0] if titles else "")


def _successor(profile: Profile, passages: Iterable[Passage], text: str) -> Span | None:
    """Return the part of a profile that reads most like a text that it no longer holds."""
    words = _WORD.findall(text.casefold())
    matcher: SequenceMatcher[str] = SequenceMatcher(autojunk=False)
    matcher.set_seq2(words)
    best, likeness = None, SUCCESSOR
    for span in spans_of(profile, passages):
        matcher.set_seq1(_WORD.findall(profile.text[span.start : span.end].casefold()))
        if matcher.real_quick_ratio() < likeness or matcher.quick_ratio() < likeness:
            continue
        if (ratio := matcher.ratio()) >= likeness and (best is None or ratio > likeness):
            best, likeness = span, ratio
    return best


def _passages(current: Edition, slug: str) -> list[Passage]:
    return [current.passages[row] for row in current.index.passages_of(slug)]


def _verdict(
    code: str,
    status: Status,
    profile: Profile,
    span: Span,
    *,
    since: str,
    edition: str,
    until: str | None = None,
) -> Verdict:
    return Verdict(
        code=code,
        status=status,
        text=profile.text[span.start : span.end],
        profile=profile.slug,
        city=profile.city,
        country=profile.country,
        section=span.section,
        url=profile.url,
        since=since,
        until=until,
        edition=edition,
    )


def _moved(gone: Verdict, profile: Profile, place: Span, status: Status) -> Verdict:
    return replace(
        gone,
        status=status,
        profile=profile.slug,
        city=profile.city,
        country=profile.country,
        section=place.section,
        url=profile.url,
        until=None,
    )


def _changed(gone: Verdict, profile: Profile, best: Span) -> Verdict:
    new = profile.text[best.start : best.end]
    return replace(gone, status="changed", new_text=new, section=best.section, url=profile.url)
