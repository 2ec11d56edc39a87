"""Each question is answered once, in order, whatever the network and Telegram do."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from knowledge.editions import Edition
from tests.bot.telegram.room import Fault, Room, labels_of, open_room
from tests.telegram_server.refusals import RefusalError
from tests.telegram_server.world import JSON, Chat, person

HOTLINE = "Does Testville have a hotline day and night?"
LIGNE = "Y a-t-il une ligne d’écoute jour et nuit à Testville ?"


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
