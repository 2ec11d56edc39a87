"""What a refresh would do, or did, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from knowledge.editions.differences import PassageChange, ProfileChange, Status, Words
    from knowledge.editions.refreshing import RefreshResult
    from knowledge.editions.reports import Report

STATUSES: Final[tuple[Status, ...]] = ("added", "changed", "removed")
SIGNS: Final = {"added": "+", "changed": "~", "removed": "-"}
COLOURS: Final = {"added": "green", "changed": "yellow", "removed": "red"}
CONTEXT: Final = 40
"""Characters of an unchanged run that are shown at either side of a change."""


def describe_plan(report: Report) -> Iterator[str]:
    """Yield all that a dry run shows."""
    for change in report.profiles:
        yield head(change)
        yield from details(change)
    yield from summary(report)
    yield f"Work: {work(report)}."
    yield "Nothing was written."


def describe_result(result: RefreshResult) -> Iterator[str]:
    """Yield what a refresh did, in short."""
    for change in result.report.profiles:
        yield head(change)
    yield from summary(result.report)
    if result.edition is None:
        yield "Nothing changed, so nothing was published."
        return
    yield from (f"Worse: {line}" for line in result.examination.worse)
    forced = ", although the examination refused it" if result.edition.forced else ""
    changes = result.edition.changes
    rate = result.edition.rate if changes.embedded else None
    speed = f" ({rate:.0f} a second)" if rate else ""
    yield f"Embedded {changes.embedded} texts{speed}, reused {changes.reused}."
    yield f"Published edition {result.edition.id}{forced}."


def head(change: ProfileChange) -> str:
    """Return the line of a profile."""
    removed = Counter(removal.reason for removal in change.removals)
    chrome = f", {removed.total()} lines of chrome removed" if removed else ""
    why = f": {change.reason}" if change.reason else ""
    line = f"{SIGNS[change.status]} {change.slug} ({change.city}), {change.status}{why}{chrome}"
    return click.style(line, fg=COLOURS[change.status], bold=True)


def details(change: ProfileChange) -> Iterator[str]:
    """Yield what changes inside a profile, and what cleaning removed from it."""
    yield f"  from {change.source}"
    if change.status == "removed":
        yield f"  with {len(change.sections)} sections, {len(change.passages)} passages"
        return
    for fact in change.facts:
        yield f"  fact {fact.kind}: {fact.old or '–'} → {fact.new or '–'}"
    for section in change.sections:
        yield f"  section {SIGNS[section.status]} {section.title} [{section.language}]"
    for passage in change.passages:
        yield f"  {passage_line(passage)}"
    for block in change.languages:
        yield f"  language [{block.language}] {block.section}: {shorten(block.text, 2 * CONTEXT)}"
    for removal in change.removals:
        yield f"  removed, line {removal.line} ({removal.reason}): {shorten(removal.text, 80)}"


def passage_line(passage: PassageChange) -> str:
    """Return a passage with its changed words marked: ``[-old-]`` and ``{+new+}``."""
    words = mark_words(passage.words) if passage.status == "changed" else whole(passage.words)
    return f"passage {SIGNS[passage.status]} {passage.section} [{passage.language}]: {words}"


def whole(words: Sequence[Words]) -> str:
    """Return the beginning of a passage that is new or gone."""
    return shorten("".join(each.text for each in words), 2 * CONTEXT)


def mark_words(words: Sequence[Words]) -> str:
    """Return a passage with old and new words marked, and long runs between them cut."""
    marked = {
        "old": lambda text: click.style(f"[-{text}-]", fg="red"),
        "new": lambda text: click.style(f"{{+{text}+}}", fg="green"),
        "same": cut_run,
    }
    return " ".join("".join(marked[each.side](each.text) for each in words).split())


def cut_run(text: str) -> str:
    """Return an unchanged run without its middle."""
    return text if len(text) <= 2 * CONTEXT else f"{text[:CONTEXT]} … {text[-CONTEXT:]}"


def shorten(text: str, most: int) -> str:
    """Return a text on one line, cut after so many characters."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def summary(report: Report) -> Iterator[str]:
    """Yield what is to be said of the profiles together."""
    for missing in report.missing:
        yield (
            f"! {missing.slug}: {missing.reason}. It stays; --remove-missing lets it go. "
            f"({missing.source})"
        )
    for twin in report.duplicates:
        first, second = (
            f"{slug}, {section}" if section else slug
            for slug, section in (
                (twin.profile, twin.section),
                (twin.other, twin.other_section),
            )
        )
        yield f"≈ {first} and {second} share {twin.share:.0%} of their text"
    yield from (f"! {note}" for note in report.notes)
    counts = Counter(change.status for change in report.profiles)
    told = ", ".join(f"{counts[status]} {status}" for status in STATUSES)
    yield f"Profiles: {told}, {report.unchanged} unchanged."


def work(report: Report) -> str:
    """Return the estimate."""
    told = report.estimate
    time = f", about {told.seconds:.0f} s" if told.seconds is not None else ""
    return f"{told.texts} texts to embed, {told.reused} reused{time}"
