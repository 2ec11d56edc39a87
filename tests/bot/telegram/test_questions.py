"""Questions, in private chats and in groups."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from bot.answering.outcome import Answering
from bot.store.records import Place
from knowledge.editions import Edition
from tests.bot.telegram.room import Fault, Room, labels_of, open_room
from tests.telegram_server.refusals import RefusalError
from tests.telegram_server.world import JSON, Chat, World, person

HOTLINE = "Does Testville have a hotline day and night?"
NEVER_SURE: dict[str, Any] = {"answer_cut": 1.0, "closest_cut": 1.0}
LIGNE = "Y a-t-il une ligne d’écoute jour et nuit à Testville ?"


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


async def test_a_redelivered_update_is_answered_once(room: Room, chat: Chat, asker: JSON) -> None:
    """The same update twice brings one reply."""
    await room.world.say(chat, asker, HOTLINE)
    update = room.world.queue[0].update
    await room.deliver()
    await room.handle(update)
    assert len(room.sent) == 1


async def test_an_update_of_a_crashed_run_is_not_answered_twice(
    edition: Edition, tmp_path: Path, asker: JSON
) -> None:
    """A new run finds the reply that the old one had posted before it died."""
    async with open_room(edition, tmp_path) as first:
        chat = first.world.private(asker)
        await first.world.say(chat, asker, HOTLINE)
        update = first.world.queue[0].update
        await first.deliver()
        await forget_the_end(first, update["update_id"])
    async with open_room(edition, tmp_path, world=first.world) as second:
        await second.handle(update)
        assert second.sent == []
        assert "not modified" in second.request.refused[-1][1]


async def test_an_update_of_a_crashed_run_is_answered_where_it_was_not(
    edition: Edition, tmp_path: Path, asker: JSON
) -> None:
    """A new run answers what the old one had only begun."""
    async with open_room(edition, tmp_path) as first:
        chat = first.world.private(asker)
        await first.world.say(chat, asker, HOTLINE)
        update = first.world.queue.pop().update
        await first.store.updates.begin(update["update_id"])
    async with open_room(edition, tmp_path, world=first.world) as second:
        await second.handle(update)
        assert len(second.sent) == 1


async def forget_the_end(room: Room, update_id: int) -> None:
    """Put a database back to the moment before the update was done and its reply kept."""
    from sqlalchemy import text

    async with room.store._engine.begin() as connection:
        await connection.execute(text("UPDATE updates SET done = 0"))
        await connection.execute(text("DELETE FROM replies"))
    assert update_id


async def test_two_messages_of_a_chat_are_answered_in_order(
    edition: Edition, tmp_path: Path, asker: JSON
) -> None:
    """A slow first question is answered before a quick second one; another chat does not wait."""
    async with open_room(edition, tmp_path) as room:
        chat, other = room.world.private(asker), person(6, "en")
        other_chat = room.world.private(other)
        await room.world.say(chat, asker, f"{HOTLINE} slowly")
        await room.world.say(chat, asker, HOTLINE)
        await room.world.say(other_chat, other, HOTLINE)
        updates = [item.update for item in room.world.queue]
        await asyncio.gather(*(room.handle(update) for update in updates))
        replies = [(sent["chat"]["id"], sent["reply_to_message"]["text"]) for sent in room.sent]
        mine = [text for chat_id, text in replies if chat_id == 5]
        assert mine == [f"{HOTLINE} slowly", HOTLINE]
        assert len(replies) == 3


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


async def test_a_refused_markup_falls_back_to_plain_text(
    room: Room, chat: Chat, asker: JSON
) -> None:
    """What Telegram can't parse is sent as it reads."""
    no = RefusalError(400, "Bad Request: can't parse entities: Unexpected end tag at byte offset 1")
    room.request.faults.append(Fault("sendMessage", no))
    (reply,) = await room.say(chat, asker, HOTLINE)
    assert "The youth hotline" in reply["text"]
    assert "entities" not in reply


async def test_a_refused_link_costs_the_button_alone(room: Room, chat: Chat, asker: JSON) -> None:
    """A source that Telegram takes for no address is left out of the buttons."""
    no = RefusalError(400, "Bad Request: inline keyboard button URL 'x' is invalid")
    room.request.faults.append(Fault("sendMessage", no))
    (reply,) = await room.say(chat, asker, HOTLINE)
    assert labels_of(reply)[0] == "More from this passage"


@pytest.mark.parametrize("trouble", ["timeout after", "drop after"])
async def test_a_post_in_doubt_that_arrived_is_not_repeated(
    room: Room, chat: Chat, asker: JSON, trouble: Any
) -> None:
    """The message is found by its keyboard, and its number is kept."""
    room.request.faults.append(Fault("sendMessage", trouble))
    (reply,) = await room.say(chat, asker, HOTLINE)
    kept = await room.store.reply_to(5, reply["reply_to_message"]["message_id"])
    assert kept is not None
    assert kept.messages == (reply["message_id"],)
    assert "not modified" in room.request.refused.pop()[1]
    assert room.request.refused == []


@pytest.mark.parametrize("trouble", ["timeout", "drop", "unreachable"])
async def test_a_post_that_did_not_arrive_is_repeated(
    room: Room, chat: Chat, asker: JSON, trouble: Any
) -> None:
    """Where no message of ours follows the question, the reply is posted again."""
    room.request.faults.append(Fault("sendMessage", trouble))
    assert len(await room.say(chat, asker, HOTLINE)) == 1
    room.request.refused.clear()


async def test_a_failure_ends_in_one_sentence(
    edition: Edition, tmp_path: Path, asker: JSON, caplog: pytest.LogCaptureFixture
) -> None:
    """A bug is told in the person's language, and the log holds none of their words."""

    class Broken:
        def answer(self, question: str, **_: Any) -> Any:
            raise RuntimeError(f"no answer to {question}")

    async with open_room(edition, tmp_path, answers=lambda _: Broken()) as room:
        (reply,) = await room.say(room.world.private(asker), asker, LIGNE)
    assert reply["text"].startswith("Quelque chose s’est mal passé")
    assert "handler failed" in caplog.text


async def test_a_blocked_chat_is_forgotten(room: Room, chat: Chat, asker: JSON) -> None:
    """Blocking the bot removes what it kept."""
    await room.say(chat, asker, "/lang fr")
    await room.world.change_membership(chat, asker, "kicked")
    await room.deliver()
    assert await room.store.language_of(5) is None


async def test_a_chat_that_forbids_is_forgotten(room: Room, chat: Chat, asker: JSON) -> None:
    """A person who blocked the bot while it worked is forgotten too."""
    await room.say(chat, asker, "/lang fr")
    chat.status = "kicked"
    assert await room.say(chat, asker, HOTLINE) == []
    assert await room.store.language_of(5) is None
    assert {reason for _, reason in room.request.refused} == {
        "Forbidden: bot was blocked by the user"
    }
    room.request.refused.clear()


# Groups -------------------------------------------------------------------------------------------


@pytest.fixture
def group(room: Room) -> Chat:
    """Give a group."""
    return room.world.group(-100, kind="supergroup", threads={7})


async def test_a_group_is_answered_when_it_mentions_the_bot(
    room: Room, group: Chat, asker: JSON
) -> None:
    """The mention is no part of the question, the reply is threaded, typing shows once."""
    (reply,) = await room.say(group, asker, f"@City_Test_Bot {HOTLINE}", thread=7)
    assert "The youth hotline" in reply["text"]
    assert reply["message_thread_id"] == 7
    assert group.actions == ["typing"]


async def test_a_group_is_answered_when_it_replies_to_the_bot(
    room: Room, group: Chat, asker: JSON
) -> None:
    """A reply to the bot's message is a question."""
    (first,) = await room.say(group, asker, f"@city_test_bot {HOTLINE}")
    question = "How many meetings with parents does Testville hold?"
    (second,) = await room.say(group, asker, question, reply_to=first["message_id"])
    assert "170 meetings" in second["text"]


async def test_a_group_command_is_answered(room: Room, group: Chat, asker: JSON) -> None:
    """/ask with the bot's name reaches it in privacy mode."""
    (reply,) = await room.say(group, asker, f"/ask@city_test_bot {HOTLINE}")
    assert "The youth hotline" in reply["text"]


@pytest.mark.parametrize(
    "text", ["Hello all", "@another_bot hotline?", "/foo", "/ask@another_bot x"]
)
async def test_a_group_is_otherwise_left_alone(
    edition: Edition, tmp_path: Path, asker: JSON, text: str
) -> None:
    """Even where privacy mode is off, what is not meant for the bot is not answered."""
    async with open_room(edition, tmp_path, world=World(privacy=False)) as room:
        assert await room.say(room.world.group(-100), asker, text) == []


async def test_a_mention_without_a_question_is_met_with_one(
    room: Room, group: Chat, asker: JSON
) -> None:
    """The bot asks what is wanted."""
    (reply,) = await room.say(group, asker, "@city_test_bot")
    assert reply["text"].startswith("Que voulez-vous savoir")


async def test_a_group_is_greeted_once(room: Room, group: Chat, asker: JSON) -> None:
    """One greeting when added, none for a change of rights."""
    group.status = "left"
    await room.world.change_membership(group, asker, "member")
    await room.deliver()
    await room.world.change_membership(group, asker, "member")
    await room.deliver()
    assert len(room.sent) == 1
    assert "@city_test_bot" in room.sent[0]["text"]


async def test_a_group_that_moves_is_followed(room: Room, asker: JSON) -> None:
    """What a group was about is known in the supergroup that it became."""
    group = room.world.group(-50)
    await room.say(group, asker, f"@city_test_bot {HOTLINE}")
    new = await room.world.migrate(group, -1005, asker)
    await room.deliver()
    turn = await room.store.turn(Place(new.id, 5))
    assert turn.topic is not None
    assert turn.topic.profiles == ("testville",)


async def test_a_reply_follows_a_group_that_moves_meanwhile(room: Room, asker: JSON) -> None:
    """A group that became a supergroup before the reply was posted gets it there."""
    group = room.world.group(-50)
    await room.world.say(group, asker, f"@city_test_bot {HOTLINE}")
    new = room.world.group(-1005, kind="supergroup")
    group.moved_to = new.id
    await room.deliver()
    assert room.sent[-1]["chat"]["id"] == -1005
    room.request.refused.clear()


async def test_a_closed_topic_does_not_swallow_the_reply(
    room: Room, group: Chat, asker: JSON
) -> None:
    """Where the topic is gone, the reply comes outside it."""
    await room.world.say(group, asker, f"@city_test_bot {HOTLINE}", thread=7)
    group.threads.clear()
    await room.deliver()
    assert len(room.sent) == 1
    room.request.refused.clear()


async def test_a_mention_by_name_is_a_mention(room: Room, group: Chat, asker: JSON) -> None:
    """People without the bot's username at hand pick it from a list."""
    entities = [
        {"type": "text_mention", "offset": 0, "length": 8, "user": room.world.bot_user},
        {"type": "bold", "offset": 9, "length": 4},
    ]
    await room.world.push(
        "message",
        room.world.message(group, asker, None, text=f"City bot {HOTLINE}", entities=entities),
    )
    await room.deliver()
    assert "The youth hotline" in room.sent[-1]["text"]


async def test_a_message_in_a_topic_of_the_bots_is_no_reply_to_it(
    room: Room, group: Chat, asker: JSON
) -> None:
    """Telegram shows each message of a topic as a reply to the topic's beginning."""
    topic = {"name": "Topic", "icon_color": 7322096}
    start = room.world.message(group, room.world.bot_user, None, forum_topic_created=topic)
    sent = await room.say(group, asker, HOTLINE, reply_to=start["message_id"], thread=7)
    assert sent == []
