"""What changed between two versions of a profile."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from knowledge.editions.differences import (
    Words,
    diff_facts,
    diff_passages,
    diff_sections,
    diff_words,
    same_knowledge,
)
from tests.knowledge.editions.samples import cleaned, split

OLD = cleaned("Alphaville", "The hotline answers at night.", "Schools help.", "Population: 9")
NEW = cleaned("Alphaville", "Youth clubs open daily.", "The hotline answers by day.")


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_word_diff_holds_both_texts(old: str, new: str) -> None:
    """Leaving out what is new gives the old text, and the other way round."""
    words = diff_words(old, new)
    assert "".join(each.text for each in words if each.side != "new") == old
    assert "".join(each.text for each in words if each.side != "old") == new


def test_versions_of_a_passage_find_each_other() -> None:
    """A reworded passage is changed; one without a likeness is added or removed."""
    changes = diff_passages(split(OLD.profile), split(NEW.profile))
    told = [
        (each.status, "".join(w.text for w in each.words if w.side != "old")) for each in changes
    ]
    assert told == [
        ("added", "Youth clubs open daily."),
        ("changed", "The hotline answers by day."),
        ("removed", ""),
        ("removed", ""),
    ]
    assert changes[2].words == (Words("old", "Schools help."),)


def test_what_only_moved_is_no_change() -> None:
    """Passages in another order are the same passages."""
    passages = split(OLD.profile)
    assert diff_passages(passages, passages[::-1]) == ()


def test_added_and_removed_facts_have_one_side() -> None:
    """A fact that comes or goes has nothing beside it."""
    assert [(f.old, f.new) for f in diff_facts(OLD.profile, NEW.profile)] == [("9", None)]
    assert [(f.old, f.new) for f in diff_facts(None, OLD.profile)] == [(None, "9")]


def test_a_new_profile_has_new_sections() -> None:
    """Every section of a profile that was not there is added."""
    assert [each.status for each in diff_sections(None, OLD.profile)] == ["added"]
    assert diff_sections(OLD.profile, OLD.profile) == ()


def test_bytes_alone_are_no_new_knowledge() -> None:
    """The same words from other bytes or on another day say the same."""
    from dataclasses import replace

    again = replace(OLD.profile, source_sha256="other", retrieved="2026-01-01", source="elsewhere")
    assert same_knowledge(OLD.profile, again)
    assert not same_knowledge(OLD.profile, NEW.profile)
