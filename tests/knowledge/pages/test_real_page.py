"""The real page of Viborg, where it lies beside the project."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from knowledge.models import CleanedPage
from knowledge.pages import clean_pages, split_passages
from knowledge.readers import read_file

REAL_PAGE = Path(__file__).parents[4] / "shared" / "seeds" / "viborg-fr.txt"
pytestmark = pytest.mark.skipif(
    not REAL_PAGE.exists(), reason="the real page is not beside the project"
)
TAGS = (
    "local-communications",
    "organised-crime",
    "community-resilience",
    "schools-and-education",
    "support-hotline",
    "integration",
    "interventions",
    "youth-and-community",
    "multi-agency-partnerships",
    "urban-planning",
    "violence-prevention",
    "social-work",
)
CHROME = (
    "En savoir plus|En lire moins|Foire aux questions|Twitter|Click here|Connecter|Faciliter|"
    "Bulletin|S'inscrire|Devenez|Devenir|Mailing|Sign up|champ|1076660|Conditions|©|MOTS|"
    "Hotline de soutien"
)


@pytest.fixture(scope="module")
def cleaned() -> CleanedPage:
    """Return the real page, cleaned by itself."""
    return clean_pages([read_file(REAL_PAGE)])[0]


def test_finds_six_key_facts_with_exact_slices(cleaned: CleanedPage) -> None:
    """Each key fact is a slice of the text, and the line that says it holds it."""
    profile = cleaned.profile
    facts = {fact.kind: fact.value for fact in profile.facts}
    assert facts == {
        "city": "Viborg",
        "country": "Denmark",
        "population": "96,500",
        "leader": "Mayor Ulrik Wilbek",
        "role": "Mayor of Viborg",
        "member_since": "December 2016",
    }
    for fact in profile.facts:
        assert profile.text[fact.start : fact.end] == fact.value
        assert fact.quote_start <= fact.start < fact.end <= fact.quote_end


def test_parts_the_twelve_tags(cleaned: CleanedPage) -> None:
    """Tags that run together are parted by the vocabulary."""
    assert cleaned.profile.tags == TAGS


def test_leaves_no_chrome_in_any_passage(cleaned: CleanedPage) -> None:
    """No menu, footer, form, toggle or list of tags is quotable."""
    quotable = "\n".join(passage.text for passage in split_passages(cleaned.profile))
    assert re.findall(CHROME, quotable) == []


def test_keeps_every_word_of_the_body(cleaned: CleanedPage) -> None:
    """Each paragraph of the three body sections is in some passage, typos and all."""
    body = REAL_PAGE.read_text(encoding="utf-8").split("BACKGROUND")[1].split("Key Information")[0]
    wanted = {line.strip() for line in body.split("\n") if len(line.split()) > 12}
    quotable = "\n".join(passage.text for passage in split_passages(cleaned.profile))
    assert wanted
    assert [line for line in wanted if any(s not in quotable for s in line.split(". "))] == []
    assert "consistant" in quotable


def test_prints_the_title_once(cleaned: CleanedPage) -> None:
    """The title opens the text and comes once."""
    assert cleaned.profile.text.startswith("Viborg, Danemark\n")
    assert cleaned.profile.text.count("Viborg, Danemark") == 1
