"""Questions that leave something to the conversation."""

from pathlib import Path
from typing import get_args

import pytest

from bot.answering.conversation import Resolved, next_topic, resolve
from bot.answering.outcome import Topic
from knowledge.places import PlaceIndex
from prompts.replies import Language
from tests.knowledge.places.cities import PROFILES

TABLE = Path(__file__).with_name("dialogues.tsv")
SAME_CITY = {"viborg-fr": "viborg"}


def read_dialogues() -> list[list[str]]:
    """Read the dialogues with what their last turns take over."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()[1:]
    return [line.split("\t") for line in lines]


@pytest.fixture(scope="module")
def places() -> PlaceIndex:
    """Index the places of the test's profiles."""
    return PlaceIndex(PROFILES)


def hold(places: PlaceIndex, turns: str, language: Language) -> Resolved:
    """Hold a dialogue and return its last turn as understood."""
    topic: Topic | None = None
    resolved = Resolved("")
    for turn in turns.split(" > "):
        mentions = places.find(turn)
        resolved = resolve(turn, language, topic, mentions)
        profiles = mentions.profiles or resolved.profiles
        topic = next_topic(turn, resolved, profiles, topic, mentions)
    return resolved


@pytest.mark.parametrize(("language", "turns", "cities", "subject"), read_dialogues())
def test_last_turn_takes_over_what_it_leaves_unsaid(
    places: PlaceIndex, language: Language, turns: str, cities: str, subject: str
) -> None:
    """A turn takes the city and the subject it does not name from the turns before."""
    assert language in get_args(Language)
    resolved = hold(places, turns, language)
    taken = dict.fromkeys(SAME_CITY.get(slug, slug) for slug in resolved.profiles)
    assert ",".join(taken) == cities
    if subject == "-":
        assert resolved.subject is None
    else:
        assert resolved.subject is not None
        assert subject in resolved.subject
        assert subject in resolved.search


def test_long_subject_is_cut_between_words(places: PlaceIndex) -> None:
    """What is carried on stays short, and whole words."""
    question = "Explain " + "mediation in schools and prisons " * 9
    mentions = places.find(question)
    topic = next_topic(question, Resolved(), (), None, mentions)
    assert len(topic.subject) <= 90
    assert question.startswith(f"{topic.subject} ")


def test_list_of_many_cities_is_no_topic(places: PlaceIndex) -> None:
    """A reply about four cities or more leaves no city to go on about."""
    mentions = places.find("Who has a hotline?")
    many = ("viborg", "aarhus", "antwerp", "ghent")
    topic = next_topic("Who has a hotline?", Resolved(), many, Topic(("viborg",), "x"), mentions)
    assert topic == Topic((), "hotline")
