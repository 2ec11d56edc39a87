"""Replies in a conversation, to courtesies, and to someone in danger."""

from pathlib import Path

import pytest

from bot.answering.answer import Answerer
from bot.answering.outcome import Topic
from bot.settings import Settings
from prompts.replies import FactAnswer, NotFound, SmallTalk
from tests.bot.small_edition import open_small


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    """Answer from three cities; a cut of nothing lets each question find its passage."""
    edition = open_small(tmp_path_factory.mktemp("home"))
    return Answerer(lambda: edition, Settings(answer_cut=0.0, closest_cut=0.0))


def test_follow_up_keeps_city_and_subject_and_says_so(answerer: Answerer) -> None:
    """A question without city or subject is answered from the last ones, which the reply names."""
    first = answerer.answer("Is there a youth hotline in Testville?")
    then = answerer.answer("Who runs it?", topic=first.topic)
    assert then.reply.about == "Testville"
    assert then.reply.subject is not None
    assert "hotline" in then.reply.subject
    assert {quote.profile for quote in then.reply.quotes} == {"testville"}


def test_fact_is_carried_to_another_city(answerer: Answerer) -> None:
    """A city alone, as in "Et à …?", asks the same fact of another city."""
    first = answerer.answer("Quelle est la population de Testville ?")
    then = answerer.answer("Et à Ville-Exemple ?", topic=first.topic)
    assert isinstance(then.reply, FactAnswer)
    assert (then.reply.city, then.reply.about) == ("Ville-Exemple", None)
    assert "58" in then.reply.value


def test_city_without_profile_is_not_answered_from_the_last_one(answerer: Answerer) -> None:
    """A city that has no profile is said to have none, whatever was talked about before."""
    first = answerer.answer("Is there a youth hotline in Testville?")
    then = answerer.answer("And in Oslo?", topic=first.topic)
    assert isinstance(then.reply, NotFound)
    assert (then.reply.city, then.reply.has_profile) == ("Oslo", False)
    assert set(then.reply.nearest) <= {"Testville", "Ville-Exemple", "Sampleton"}
    assert then.reply.nearest


def test_city_of_a_quote_is_talked_about(answerer: Answerer) -> None:
    """An answer found without a city's name makes its city the one talked about."""
    first = answerer.answer("Who are the two médiatrices of the maison des familles?")
    assert first.topic.profiles == ("ville-exemple",)


def test_profile_that_is_gone_is_not_talked_about(answerer: Answerer) -> None:
    """A topic from an older edition brings no city that is no longer there."""
    outcome = answerer.answer("Who runs it?", topic=Topic(("gone",), "hotline"))
    assert outcome.reply.about is None


@pytest.mark.parametrize(
    ("message", "talk"),
    [("Bonjour !", "greeting"), ("thanks a lot", "thanks"), ("Qui es-tu ?", "about")],
)
def test_courtesy_gets_no_quote_and_keeps_the_topic(
    answerer: Answerer, message: str, talk: str
) -> None:
    """Small talk is answered as such, and what was talked about stays."""
    topic = Topic(("testville",), "hotline")
    outcome = answerer.answer(message, topic=topic)
    assert isinstance(outcome.reply, SmallTalk)
    assert (outcome.reply.talk, outcome.reply.quotes) == (talk, ())
    assert outcome.topic == topic


def test_how_does_it_work_is_asked_of_what_was_talked_about(answerer: Answerer) -> None:
    """The question "How does it work?" means the bot only at the beginning."""
    assert isinstance(answerer.answer("How does it work?").reply, SmallTalk)
    then = answerer.answer("How does it work?", topic=Topic(("testville",), "hotline"))
    assert then.reply.about == "Testville"


def test_danger_comes_first_with_the_citys_hotline(answerer: Answerer) -> None:
    """Someone in danger gets the hotline of the city, with its number, as a quote."""
    reply = answerer.answer("Help, in Testville a man is threatening to kill me").reply
    assert reply.urgent
    assert reply.hotline is not None
    assert "555 01 23 45" in reply.hotline.text or "hotline" in reply.hotline.text


def test_danger_in_a_city_without_a_hotline_gets_none(answerer: Answerer) -> None:
    """No other city's hotline stands in for one that is not stated."""
    reply = answerer.answer("Au secours, à Sampleton on me menace avec un couteau").reply
    assert (reply.urgent, reply.hotline) == (True, None)


def test_emergency_as_a_topic_is_answered_as_any_question(answerer: Answerer) -> None:
    """A question about hotlines is not urgent."""
    assert not answerer.answer("Is there a crisis hotline in Testville?").reply.urgent


@pytest.mark.parametrize(
    ("question", "city"),
    [
        ("Do street workers walk through the centre on Friday evening?", "sampleton"),
        ("Do street workers walk there on Friday evening?", "testville"),
    ],
)
def test_assumed_city_gives_way_where_it_is_silent(
    tmp_path: Path, question: str, city: str
) -> None:
    """A full question turns to another city where the last one is silent, unless it points back."""
    edition = open_small(tmp_path)
    answerer = Answerer(lambda: edition, Settings(answer_cut=0.5, closest_cut=0.0))
    outcome = answerer.answer(question, topic=Topic(("testville",), "hotline"))
    assert {quote.profile for quote in outcome.reply.quotes} == {city}
    assert outcome.reply.about == ("Testville" if city == "testville" else None)
