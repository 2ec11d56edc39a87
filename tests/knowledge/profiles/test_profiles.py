"""The bundled profiles, read as any page is."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest

from knowledge.models import Profile
from knowledge.pages import clean_pages, split_passages
from knowledge.readers import read_file

FOLDER = Path(str(files("knowledge.profiles")))
SLUGS = ("testville", "viborg", "ville-exemple")


@pytest.fixture(scope="module")
def profiles() -> dict[str, Profile]:
    """Return the bundled profiles by slug."""
    pages = [read_file(path) for path in sorted(FOLDER.glob("*.md"))]
    return {cleaned.profile.slug: cleaned.profile for cleaned in clean_pages(pages)}


def test_bundles_viborg_and_two_invented_cities(profiles: dict[str, Profile]) -> None:
    """Three profiles come with the project, each with an address of its own."""
    assert tuple(sorted(profiles)) == SLUGS
    assert all(profile.url and profile.url.startswith("https://") for profile in profiles.values())


@pytest.mark.parametrize("slug", SLUGS)
def test_states_six_key_facts(profiles: dict[str, Profile], slug: str) -> None:
    """Each profile states city, country, population, leader, role and membership."""
    kinds = [fact.kind for fact in profiles[slug].facts]
    assert kinds == ["city", "country", "population", "leader", "role", "member_since"]


@pytest.mark.parametrize("slug", SLUGS)
def test_has_known_tags(profiles: dict[str, Profile], slug: str) -> None:
    """Tags are told apart from the text and found in the vocabulary."""
    assert len(profiles[slug].tags) >= 5
    assert "•" not in "".join(passage.text for passage in split_passages(profiles[slug]))


@pytest.mark.parametrize(
    "said",
    [
        "SSP team in 2000",
        "in December 2016",
        "Mayor Ulrik Wilbek",
        "96,500",
        "Sted1, its own task force",
        "24 hours a day and seven days a week",
        "170 meetings a year",
        "It forbids passing information on",
        "A government ministry leads the national strategy.",
        "the Baltic countries, the Faroe Islands, Jordan and the United States",
        "a child gains most from what its parents do for the community",
    ],
)
def test_viborg_answers_what_its_page_answers(profiles: dict[str, Profile], said: str) -> None:
    """Each thing people ask about Viborg is said in one of its passages."""
    assert any(said in passage.text for passage in split_passages(profiles["viborg"]))


def test_says_whose_text_it_is(profiles: dict[str, Profile]) -> None:
    """Viborg's profile names the page it is based on; invented cities say that they are."""
    assert "in its own words, after the public profile of Viborg" in profiles["viborg"].text
    assert "is an invented city" in profiles["testville"].text
    assert "est une ville inventée" in profiles["ville-exemple"].text


def test_keeps_french_typography(profiles: dict[str, Profile]) -> None:
    """French punctuation stands after a no-break space."""
    assert re.findall(r"(?<=\w) [:;!?»]|« ", profiles["ville-exemple"].text) == []


SEED = Path(__file__).parents[4] / "shared" / "seeds" / "viborg-fr.txt"


@pytest.mark.skipif(not SEED.exists(), reason="the real page is not beside the project")
def test_is_in_its_own_words() -> None:
    """The profile shares no twelve words in a row with its source."""
    seed, own = (
        re.findall(r"[\w’']+", path.read_text(encoding="utf-8").lower())
        for path in (SEED, FOLDER / "viborg.md")
    )
    runs = {tuple(seed[at : at + 12]) for at in range(len(seed))}
    own_runs = {tuple(own[at : at + 12]) for at in range(len(own) - 11)}
    assert not own_runs & runs
