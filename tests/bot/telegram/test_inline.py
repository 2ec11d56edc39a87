"""Quotes to send from any chat."""

from __future__ import annotations

from pathlib import Path

from bot.telegram.handlers.inline import _article
from knowledge.editions import Edition
from tests.bot.telegram.room import Fault, Room, open_room
from tests.bot.telegram.test_questions import HOTLINE, NEVER_SURE
from tests.bot.telegram.test_rendering import answer_with, quote_of
from tests.telegram_server.refusals import RefusalError
from tests.telegram_server.world import JSON, person


async def test_a_query_gives_quotes_in_the_askers_language(room: Room, asker: JSON) -> None:
    """Each is ready to send, with its source; nobody else is shown them."""
    answer = await room.ask_inline(asker, "hotline testville")
    assert answer.is_personal is True
    assert answer.cache_time == 60
    first = answer.results[0]
    assert "hotline answers day and night" in first.input_message_content.message_text
    assert "Édition du" in first.input_message_content.message_text
    assert first.title.startswith("Testville")
    assert len(answer.results) <= 10


async def test_a_named_city_alone_is_quoted(room: Room, asker: JSON) -> None:
    """Another city's passages are not offered."""
    answer = await room.ask_inline(asker, "hotline testville")
    assert all("Testville" in result.title for result in answer.results)


async def test_nothing_found_leads_to_the_bot(edition: Edition, tmp_path: Path) -> None:
    """A button opens the private chat."""
    async with open_room(edition, tmp_path, **NEVER_SURE) as room:
        answer = await room.ask_inline(person(6, "en"), HOTLINE)
    assert answer.results == []
    assert answer.button.text == "Nothing found: ask me"
    assert answer.button.start_parameter == "inline"


async def test_a_greeting_finds_nothing(room: Room) -> None:
    """Small talk is no quote."""
    answer = await room.ask_inline(person(6, "en"), "hello")
    assert answer.results == []
    assert answer.button.text == "Nothing found: ask me"


async def test_an_empty_query_suggests_cities(room: Room, asker: JSON) -> None:
    """Each is a card."""
    answer = await room.ask_inline(asker, "")
    assert [result.title for result in answer.results] == [
        "Sampleton, Danemark",
        "Testville, Danemark",
        "Ville-Exemple, France",
    ]
    assert "Population" in answer.results[1].input_message_content.message_text


async def test_a_chosen_language_goes_before_the_clients(room: Room, asker: JSON) -> None:
    """After /lang en, a French Telegram is offered English frames."""
    await room.say(room.world.private(asker), asker, "/lang en")
    answer = await room.ask_inline(asker, "hotline testville")
    assert "Edition of" in answer.results[0].input_message_content.message_text


async def test_a_query_too_old_is_let_go(room: Room, asker: JSON) -> None:
    """After an outage nobody waits for it any more."""
    no = RefusalError(400, "Bad Request: query is too old and response timeout expired")
    room.request.faults.append(Fault("answerInlineQuery", no))
    await room.world.ask_inline(asker, "hotline testville")
    await room.deliver()
    assert room.request.methods.inline_answers == {}


async def test_which_city_offers_each(edition: Edition, tmp_path: Path, asker: JSON) -> None:
    """Where a question fits several cities, all of them are quoted."""
    async with open_room(edition, tmp_path) as room:
        answer = await room.ask_inline(asker, "population")
    assert answer.results


def test_a_quote_too_long_for_one_message_is_not_offered() -> None:
    """It could not be sent."""
    long = answer_with(quote_of("A sentence. " * 400))
    assert _article("x", "title", "words", long) is None
    assert _article("x", "title", "words " * 50, answer_with(quote_of("Short."))) is not None
