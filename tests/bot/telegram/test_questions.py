"""Questions in private chats."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.answering.outcome import Answering
from knowledge.editions import Edition
from tests.bot.telegram.room import Room, labels_of, open_room
from tests.telegram_server.world import JSON, Chat

HOTLINE = "Does Testville have a hotline day and night?"
NEVER_SURE: dict[str, Any] = {"answer_cut": 1.0, "closest_cut": 1.0}


async def test_a_question_is_answered_with_a_quote(room: Room, chat: Chat, asker: JSON) -> None:
    """The reply quotes the profile, answers the very message, and shows typing before."""
    (reply,) = await room.say(chat, asker, HOTLINE)
    assert "The youth hotline answers day and night" in reply["text"]
    assert reply["reply_to_message"]["text"] == HOTLINE
    assert chat.actions == ["typing"]
    assert [name for name, _, _ in room.request.calls][-2:] == ["sendChatAction", "sendMessage"]


async def test_the_reply_has_its_buttons(room: Room, chat: Chat, asker: JSON) -> None:
    """Source, more, the other language, useful or not."""
    (reply,) = await room.say(chat, asker, HOTLINE)
    assert labels_of(reply) == [
        "Source",
        "More from this passage",
        "En français",
        "👍 Useful",
        "👎 Not useful",
    ]


async def test_a_french_question_gets_a_french_frame(room: Room, chat: Chat, asker: JSON) -> None:
    """The quote stays in its own language, and the reply says so."""
    (reply,) = await room.say(chat, asker, "Ville-Exemple : quand reçoit la maison des familles ?")
    assert "Édition du" in reply["text"]
    assert "In English" in labels_of(reply)


async def test_a_chosen_language_is_kept(room: Room, chat: Chat, asker: JSON) -> None:
    """After /lang fr, an English question gets a French frame; after auto, an English one."""
    await room.say(chat, asker, "/lang fr")
    (french,) = await room.say(chat, asker, HOTLINE)
    await room.say(chat, asker, "/lang auto")
    (english,) = await room.say(chat, asker, HOTLINE)
    assert "Édition du" in french["text"]
    assert "Edition of" in english["text"]


async def test_a_city_is_carried_over_until_it_expires(
    edition: Edition, tmp_path: Path, asker: JSON
) -> None:
    """The next question hears what the last one was about, half an hour later it does not."""
    heard: list[Any] = []
    async with open_room(edition, tmp_path, answers=lambda real: Noting(real, heard)) as room:
        chat = room.world.private(asker)
        await room.say(chat, asker, HOTLINE)
        await room.say(chat, asker, "And parents?")
        room.clock.now += 31 * 60
        await room.say(chat, asker, "And parents?")
    topics = [options["topic"] for _, options in heard]
    assert [topic and topic.profiles for topic in topics] == [None, ("testville",), None]


class Noting:
    """Answers that note what they hear."""

    def __init__(self, real: Answering, heard: list[Any]) -> None:
        self.real = real
        self.heard = heard

    def answer(self, question: str, **options: Any) -> Any:
        """Answer a question."""
        self.heard.append((question, options))
        return self.real.answer(question, **options)


async def test_what_is_not_answered_is_kept_without_who_asked(
    edition: Edition, tmp_path: Path, asker: JSON
) -> None:
    """The text is there for the staff; after the set days it is not."""
    async with open_room(edition, tmp_path, **NEVER_SURE) as room:
        await room.say(room.world.private(asker), asker, HOTLINE)
        assert await room.store.unanswered() == [HOTLINE]
        room.clock.now += 30 * 24 * 3600
        await room.store.purge()
        assert await room.store.unanswered() == []


async def test_an_edited_question_changes_the_reply(room: Room, chat: Chat, asker: JSON) -> None:
    """The bot's own message is edited; nothing new is posted."""
    (reply,) = await room.say(chat, asker, HOTLINE)
    await room.world.edit(chat, reply["reply_to_message"]["message_id"], "Who walks in Sampleton?")
    await room.deliver()
    assert "Street workers" in chat.messages[reply["message_id"]]["text"]
    assert len(room.sent) == 1


async def test_an_edited_question_whose_reply_is_gone_is_answered_anew(
    room: Room, chat: Chat, asker: JSON
) -> None:
    """Where the person deleted the reply, another is posted."""
    (reply,) = await room.say(chat, asker, HOTLINE)
    del chat.messages[reply["message_id"]]
    await room.world.edit(chat, reply["reply_to_message"]["message_id"], "Who walks in Sampleton?")
    await room.deliver()
    assert len(room.sent) == 2
    assert room.request.refused.pop()[0] == "editMessageText"


async def test_an_edited_message_without_a_reply_is_left_alone(
    room: Room, chat: Chat, asker: JSON
) -> None:
    """Editing an old message or a command brings no second reply."""
    message = await room.world.say(chat, asker, "/help")
    await room.deliver()
    await room.world.edit(chat, message["message_id"], "/cities")
    await room.deliver()
    assert len(room.sent) == 1


@pytest.mark.parametrize("text", ["<b>Testville</b> & <i>hotline", "a" * 4096, "😀" * 2048, "&lt;"])
async def test_any_text_gets_one_reply(room: Room, chat: Chat, asker: JSON, text: str) -> None:
    """Markup, the longest message and characters outside the basic plane are only text."""
    assert len(await room.say(chat, asker, text)) == 1


async def test_a_longer_text_than_a_message_is_refused_in_one_sentence(
    room: Room, chat: Chat, asker: JSON
) -> None:
    """Five thousand characters are no question."""
    (reply,) = await room.say(chat, asker, "x" * 5000)
    assert reply["text"].startswith("Ce texte est trop long")


@pytest.mark.parametrize(
    "content",
    [
        {"voice": {"file_id": "v", "file_unique_id": "u", "duration": 3}},
        {"location": {"latitude": 1.0, "longitude": 2.0}},
        {"dice": {"emoji": "🎲", "value": 3}},
    ],
)
async def test_what_is_no_text_gets_one_sentence(
    room: Room, chat: Chat, asker: JSON, content: JSON
) -> None:
    """A voice message, a place or a die is answered in the person's language."""
    (reply,) = await room.say(chat, asker, None, **content)
    assert reply["text"].startswith("Je ne lis que le texte")


async def test_an_album_gets_one_sentence(room: Room, chat: Chat, asker: JSON) -> None:
    """Its pictures are messages of their own; another album gets another sentence."""
    size = {"file_id": "p", "file_unique_id": "u", "width": 1, "height": 1}
    for album in ("one", "one", "one", "two"):
        await room.say(chat, asker, None, photo=[size], media_group_id=album)
    assert len(room.sent) == 2


async def test_a_message_sent_through_the_bot_is_no_question(
    room: Room, chat: Chat, asker: JSON
) -> None:
    """A quote that was chosen inline is not answered again."""
    assert await room.say(chat, asker, HOTLINE, via_bot=room.world.bot_user) == []
