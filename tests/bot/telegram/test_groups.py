"""Questions in groups."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.store.records import Place
from knowledge.editions import Edition
from tests.bot.telegram.room import Room, open_room
from tests.telegram_server.world import JSON, Chat, World

HOTLINE = "Does Testville have a hotline day and night?"


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
