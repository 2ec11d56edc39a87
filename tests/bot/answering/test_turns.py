"""Replies in a conversation, to courtesies, and to someone in danger."""

from pathlib import Path

import pytest

from bot.answering.answer import Answerer
from bot.answering.outcome import Topic
from bot.settings import Settings
from prompts import render
from prompts.replies import Comparison, FactAnswer, NotFound, SmallTalk, WhichCity
from tests.bot.small_edition import open_pages, open_small


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


@pytest.mark.parametrize(
    ("question", "city"),
    [
        ("Does Odense, Denmark have a youth hotline?", "Odense"),
        ("Who runs the youth hotline in Kragelby, Denmark?", "Kragelby"),
        ("Que fait Kragelby, au Danemark, pour les parents ?", "Kragelby"),
        ("Que fait Kragelby (Danemark) pour les parents ?", "Kragelby"),
    ],
)
def test_the_country_of_a_city_without_profile_is_not_asked_in_its_place(
    answerer: Answerer, question: str, city: str
) -> None:
    """No other city of that country answers for it; they are named as the nearest."""
    reply = answerer.answer(question).reply
    assert isinstance(reply, NotFound)
    assert (reply.city, reply.has_profile) == (city, False)
    assert {"Testville", "Sampleton"} <= set(reply.nearest)


def test_a_country_said_before_a_city_is_still_asked(answerer: Answerer) -> None:
    """What a country does about people from a city elsewhere is answered from its profiles."""
    reply = answerer.answer("What does Denmark do about meetings with parents in Raqqa?").reply
    assert {quote.profile for quote in reply.quotes} == {"testville"}


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


def test_city_without_profile_is_compared_as_such(answerer: Answerer) -> None:
    """A comparison says of a city without a profile that it has none."""
    reply = answerer.answer("Compare Testville and Oslo on work with parents").reply
    assert isinstance(reply, Comparison)
    assert [(cell.profile, cell.city) for cell in reply.cells] == [
        ("testville", "Testville"),
        ("", "Oslo"),
    ]
    assert reply.cells[0].quotes
    assert "Oslo: no profile here" in render(reply, "text")


def test_two_cities_without_profiles_are_both_named(answerer: Answerer) -> None:
    """Where none of the cities compared has a profile, the reply names them all."""
    reply = answerer.answer("Compare Hamburg and Vienna on sports").reply
    assert isinstance(reply, NotFound)
    assert reply.city == "Hamburg, Vienna"


def test_comparison_goes_on_about_both_cities(answerer: Answerer) -> None:
    """A follow-up to a comparison compares."""
    first = answerer.answer("Compare Testville and Sampleton on work with parents")
    then = answerer.answer("And the library?", topic=first.topic)
    assert isinstance(then.reply, Comparison)
    assert then.reply.about == "Testville, Sampleton"


@pytest.mark.parametrize(
    "question", ["Which cities in Vietnam have a hotline?", "Et au Vietnam ?", "villes du Vietnam"]
)
def test_country_without_profiles_is_said_to_have_none(answerer: Answerer, question: str) -> None:
    """Cities of a country are not answered from another country's."""
    reply = answerer.answer(question, topic=Topic(("testville",), "hotline")).reply
    assert isinstance(reply, NotFound)
    assert (reply.city, reply.has_profile) == ("Vietnam", False)


def test_country_that_is_only_spoken_of_narrows_nothing(answerer: Answerer) -> None:
    """A question about people from a country is no question about its cities."""
    reply = answerer.answer("How are young people back from Vietnam spoken with in the streets?")
    assert reply.reply.quotes


def test_country_narrows_to_its_cities(answerer: Answerer) -> None:
    """A country with profiles is answered from them."""
    reply = answerer.answer("Who welcomes parents in France?").reply
    assert {quote.profile for quote in reply.quotes} == {"ville-exemple"}


def test_words_of_someone_in_danger_are_not_kept(answerer: Answerer) -> None:
    """What was written in danger is no subject of the next reply; the city stays."""
    first = answerer.answer("My brother is going to kill himself, I live in Testville")
    assert first.reply.urgent
    assert first.topic == Topic(("testville",), "")


def test_own_question_is_not_read_as_the_last_ones_fact(answerer: Answerer) -> None:
    """After a population, "is it free?" does not ask for the population again."""
    first = answerer.answer("What is the population of Testville?")
    assert isinstance(first.reply, FactAnswer)
    assert not isinstance(answerer.answer("Is it free?", topic=first.topic).reply, FactAnswer)


def test_choice_settles_which_city_is_meant(tmp_path: Path) -> None:
    """Two cities of one name are asked about; the choice is answered, with the same subject."""
    pages = [
        f"---\ncity: Testville\ncountry: {country}\n---\n# Testville, {country}\n\n## Support\n\n"
        f"The hotline of {country} answers at night.\n"
        for country in ("France", "Belgium")
    ]
    edition = open_pages(tmp_path, {f"testville-{n}": page for n, page in enumerate(pages)})
    answerer = Answerer(lambda: edition, Settings(answer_cut=0.0, closest_cut=0.0))
    asked = answerer.answer("Is there a hotline in Testville?")
    assert isinstance(asked.reply, WhichCity)
    chosen = answerer.answer(
        "Is there a hotline in Testville?", topic=asked.topic, profile="testville-1"
    )
    assert {quote.profile for quote in chosen.reply.quotes} == {"testville-1"}
    again = answerer.answer("When does the hotline of Testville answer?", topic=chosen.topic)
    assert {quote.profile for quote in again.reply.quotes} == {"testville-1"}


def test_pages_of_one_city_are_compared_as_one(tmp_path: Path) -> None:
    """A city with a French and an English page has one cell."""
    page = "---\ncity: {0}\ncountry: France\n---\n\n# {0}\n\n## Parents\n\nWork with parents.\n"
    pages = {
        "testville-fr": page.format("Testville"),
        "testville-en": page.format("Testville"),
        "exempleville": page.format("Exempleville"),
    }
    edition = open_pages(tmp_path, pages)
    answerer = Answerer(lambda: edition, Settings(answer_cut=0.0, closest_cut=0.0))
    reply = answerer.answer("Compare Testville and Exempleville on work with parents").reply
    assert isinstance(reply, Comparison)
    assert [cell.city for cell in reply.cells] == ["Testville", "Exempleville"]
