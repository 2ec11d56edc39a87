"""A small invented page from bytes to passages."""

from __future__ import annotations

from knowledge.pages import clean_pages, split_passages
from knowledge.readers import read_bytes

PAGE = """• Accueil
  • Contact

Testville, Belgique

Testville, Belgique

BACKGROUND

Testville joined the network in March 2017. It sits where two canals meet.

Key Information

City
Testville
Country
Belgium
Population
41,300

Mailing List

Sign up here to hear about our events.
"""


def test_reads_cleans_and_splits() -> None:
    """The menu and the form go, the body becomes a passage, the facts are found."""
    profile = clean_pages([read_bytes(PAGE.encode(), source="testville.txt")])[0].profile
    assert (profile.slug, profile.city, profile.country) == ("testville", "Testville", "Belgium")
    assert split_passages(profile)[0].text == (
        "Testville joined the network in March 2017. It sits where two canals meet."
    )
    assert "Sign up" not in profile.text
    assert "Accueil" not in profile.text
    assert {fact.kind: fact.value for fact in profile.facts}["member_since"] == "March 2017"
