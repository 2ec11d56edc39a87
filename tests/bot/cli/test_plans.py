"""Refreshes in words."""

from __future__ import annotations

import click

from bot.cli.plans import describe_plan, mark_words, shorten
from knowledge.editions.differences import ProfileChange, Words
from knowledge.editions.duplicates import NearDuplicate
from knowledge.editions.reports import Estimate, Report
from knowledge.models import Removal
from knowledge.reasons import Reason


def test_what_is_said_of_the_whole() -> None:
    """Twins, notes, removals with their reason, and the time the work takes."""
    gone = ProfileChange("essai", "Essai", "removed", "pages/essai.md", Reason("its page is gone"))
    change = ProfileChange(
        "testville",
        "Testville",
        "changed",
        "pages/testville.md",
        removals=(Removal("Menu", "menu", 3),),
    )
    report = Report(
        edition="e1",
        profiles=(change, gone),
        unchanged=4,
        missing=(),
        failures=(),
        duplicates=(
            NearDuplicate("a", "b", 0.934),
            NearDuplicate("a", "c", 0.8, "National overview", "Overview"),
        ),
        estimate=Estimate(120, 30, 2.4),
        notes=(Reason("The encoder is another one now."),),
    )
    text = click.unstyle("\n".join(describe_plan(report)))
    assert "~ testville (Testville), changed, 1 lines of chrome removed" in text
    assert "- essai (Essai), removed: its page is gone\n  from pages/essai.md" in text
    assert "removed, line 3 (menu): Menu" in text
    assert "≈ a and b share 93% of their text" in text
    assert "≈ a, National overview and c, Overview share 80%" in text
    assert "! The encoder is another one now." in text
    assert "Profiles: 0 added, 1 changed, 1 removed, 4 unchanged." in text
    assert "Work: 120 texts to embed, 30 reused, about 2 s." in text


def test_changed_words_are_marked_and_long_runs_cut() -> None:
    """Only what surrounds a change is shown of an unchanged run."""
    words = (
        Words("same", "word " * 50),
        Words("old", "2001"),
        Words("new", "2003"),
        Words("same", ", every week."),
    )
    text = mark_words(words)
    assert len(text) < 250
    assert " … " in text
    assert "[-2001-]" in text
    assert "{+2003+}" in text
    assert text.endswith(", every week.")


def test_a_long_text_is_shortened_to_one_line() -> None:
    """White space is one space, and the end is marked."""
    assert shorten("a\n b", 10) == "a b"
    assert shorten("abcdef", 4) == "abc…"
