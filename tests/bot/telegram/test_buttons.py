"""Taps on buttons."""

from __future__ import annotations

from typing import Any

import pytest

from bot.telegram.buttons import Tap, button, read_tap, source_link
from bot.telegram.menus import menu
from tests.bot.telegram.room import Fault, Room, button_data, labels_of
from tests.bot.telegram.test_questions import HOTLINE
from tests.bot.telegram.test_rendering import quote_of
from tests.telegram_server.refusals import RefusalError
from tests.telegram_server.world import JSON, Chat, person


@pytest.fixture
async def reply(room: Room, chat: Chat, asker: JSON) -> JSON:
    """Give a reply with its buttons."""
    (sent,) = await room.say(chat, asker, HOTLINE)
    return sent


async def test_more_shows_the_whole_passage_once(
    room: Room, chat: Chat, asker: JSON, reply: JSON
) -> None:
    """A second tap says that it is there already."""
    assert await room.press(chat, asker, reply, "More") is None
    assert "run by the harbour" in room.sent[-1]["text"]
    assert room.sent[-1]["reply_to_message"]["message_id"] == reply["message_id"]
    assert await room.press(chat, asker, reply, "More") == "C’est déjà affiché."
    assert len(room.sent) == 2


async def test_the_other_language_takes_the_place_of_the_first(
    room: Room, chat: Chat, asker: JSON, reply: JSON
) -> None:
    """The frame changes, countries too, the quote does not; a second tap changes nothing."""
    await room.press(chat, asker, reply, "En français")
    shown = chat.messages[reply["message_id"]]
    assert "Édition du" in shown["text"]
    assert "The youth hotline" in shown["text"]
    assert "Testville, Danemark" in shown["text"]
    assert "In English" in labels_of(shown)
    await room.press_data(chat, asker, reply, "lang:3e8:fr")
    assert len(room.sent) == 1


async def test_a_tap_in_a_topic_stays_in_it(room: Room, asker: JSON) -> None:
    """More of a passage comes where its beginning is, also where the first reply is gone."""
    group = room.world.group(-100, kind="supergroup", threads={7})
    (reply,) = await room.say(group, asker, f"@city_test_bot {HOTLINE}", thread=7)
    await room.press(group, asker, reply, "More")
    assert room.sent[-1]["message_thread_id"] == 7
    data = button_data(reply, "En français")
    message = group.messages.pop(reply["message_id"])
    query = {"id": "q", "from": asker, "chat_instance": "1", "data": data, "message": message}
    room.world.pending_callbacks.add("q")
    await room.world.push("callback_query", query)
    await room.deliver()
    assert room.sent[-1]["message_thread_id"] == 7
    assert "Édition du" in room.sent[-1]["text"]
    room.request.refused.clear()


async def test_a_rating_is_kept_once_a_person(
    room: Room, chat: Chat, asker: JSON, reply: JSON
) -> None:
    """The last tap counts."""
    for label in ("👍", "👍", "👎"):
        assert await room.press(chat, asker, reply, label) == "Merci."
    assert await room.store.feedback() == (0, 1)


@pytest.mark.parametrize(
    "data",
    ["", "?", "more", "more:unknown:", "lang:3e8:de", "choose:3e8:0", "section:3e8:x", "rate::1"],
)
async def test_a_stale_or_made_up_tap_is_harmless(
    room: Room, chat: Chat, asker: JSON, reply: JSON, data: str
) -> None:
    """It is answered with one sentence, and nothing is sent."""
    answer = await room.press_data(chat, asker, reply, data or " ")
    assert answer is not None
    assert answer.startswith("Ce bouton a fait son temps")
    assert len(room.sent) == 1


async def test_a_button_of_another_chat_is_stale(
    room: Room, chat: Chat, asker: JSON, reply: JSON
) -> None:
    """Data copied into another chat leads to nothing there."""
    other = person(6, "en")
    (own,) = await room.say(room.world.private(other), other, HOTLINE)
    answer = await room.press_data(room.world.private(other), other, own, "more:3e8:")
    assert answer == "This button has had its time: please ask again."
    assert own["message_id"] != reply["message_id"]


async def test_a_tap_that_can_no_longer_be_answered_is_let_go(
    room: Room, chat: Chat, asker: JSON, reply: JSON
) -> None:
    """After an outage a query is too old; the work is done all the same."""
    no = RefusalError(400, "Bad Request: query is too old and response timeout expired")
    room.request.faults.append(Fault("answerCallbackQuery", no))
    await room.world.press(chat, asker, reply["message_id"], "rate:3e8:1")
    await room.deliver()
    assert await room.store.feedback() == (1, 0)


async def test_a_choice_is_answered_in_its_place(room: Room, chat: Chat, asker: JSON) -> None:
    """The question which city becomes the answer about the chosen one."""
    (choice,) = await room.say(chat, asker, "What is the population?")
    assert choice["text"].startswith("Several cities")
    label = next(each for each in labels_of(choice) if "Testville" in each)
    await room.press(chat, asker, choice, label)
    assert "41,300" in chat.messages[choice["message_id"]]["text"]
    assert len(room.sent) == 1


async def test_a_choice_whose_question_is_gone_asks_for_it(
    room: Room, chat: Chat, asker: JSON
) -> None:
    """The bot keeps no question: where the person deleted it, it must be asked again."""
    (choice,) = await room.say(chat, asker, "What is the population?")
    chat.messages[choice["message_id"]].pop("reply_to_message")
    answer = await room.press(chat, asker, choice, labels_of(choice)[0])
    assert answer == "Je ne vois plus la question\u00a0: posez-la de nouveau, s’il vous plaît."


async def test_a_failure_behind_a_tap_is_told(
    room: Room, chat: Chat, asker: JSON, reply: JSON
) -> None:
    """The tap is answered even where the work fails."""
    no = RefusalError(400, "Bad Request: something new")
    room.request.faults.append(Fault("editMessageText", no))
    answer = await room.press(chat, asker, reply, "En français")
    assert answer is not None
    assert answer.startswith("Quelque chose s’est mal passé")


def test_data_is_64_bytes_at_most() -> None:
    """What would be longer is refused before Telegram does."""
    with pytest.raises(ValueError, match="longer than 64 bytes"):
        Tap("more", "x" * 60).encode()


def test_a_long_label_is_shortened() -> None:
    """A section's title may be a whole sentence."""
    assert len(button("word " * 30, Tap("more")).text) == 48


@pytest.mark.parametrize(
    ("url", "is_link"),
    [("https://a.example/x", True), ("ftp://a.example", False), ("http://nodot/x", False)],
)
def test_only_an_address_that_telegram_takes_is_a_button(url: str, *, is_link: bool) -> None:
    """A file's path or a bare host is none."""
    from dataclasses import replace

    assert (source_link([replace(quote_of("x"), url=url)]) is not None) is is_link


def test_data_of_a_newer_version_is_unknown() -> None:
    """A button that this version does not know is stale."""
    assert read_tap("dance:1:2") is None
    assert read_tap("more:1:2") == Tap("more", "1", "2")


def test_menus_speak_both_languages() -> None:
    """The same commands, in other words."""
    french: Any = menu(("help", "forget"), "fr")
    english: Any = menu(("help", "forget"), "en")
    assert [each.command for each in french] == [each.command for each in english]
    assert french[0].description != english[0].description
