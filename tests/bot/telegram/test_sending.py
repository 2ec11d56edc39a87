"""Messages that arrive once, and failures around them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.telegram.rendering import Part
from bot.telegram.sending import Where
from knowledge.editions import Edition
from knowledge.errors import NoEditionError
from tests.bot.telegram.room import Fault, Room, open_room
from tests.bot.telegram.test_questions import HOTLINE
from tests.telegram_server.refusals import RefusalError
from tests.telegram_server.world import JSON, Chat, person

PARTS = (Part("<b>one</b>", "one"), Part("two", "two"))


async def test_parts_become_messages_and_edits_keep_their_number(
    room: Room, chat: Chat, asker: JSON
) -> None:
    """More parts are added below, fewer are removed."""
    outbox, where = room.services.outbox, Where(chat.id)
    first = await outbox.send(where, PARTS[:1])
    both = await outbox.update(where, first, (Part("<u>one</u>", "one"), PARTS[1]))
    assert both[0] == first[0]
    assert len(chat.messages) == 2
    again = await outbox.update(where, both, (Part("<i>three</i>", "three"),))
    assert again == first
    assert [each["text"] for each in chat.messages.values()] == ["three"]


async def test_an_edit_that_changes_nothing_is_fine(room: Room, chat: Chat) -> None:
    """Telegram refuses it, and it is there already."""
    outbox, where = room.services.outbox, Where(chat.id)
    numbers = await outbox.send(where, PARTS)
    assert await outbox.update(where, numbers, PARTS) == numbers
    room.request.refused.clear()


async def test_an_edit_whose_markup_is_refused_is_plain(room: Room, chat: Chat) -> None:
    """As with a new message."""
    outbox, where = room.services.outbox, Where(chat.id)
    numbers = await outbox.send(where, PARTS[:1])
    no = RefusalError(400, "Bad Request: can't parse entities: x")
    room.request.faults.append(Fault("editMessageText", no))
    await outbox.update(where, numbers, (Part("<i>new</i>", "new"),))
    assert "entities" not in chat.messages[numbers[0]]


async def test_a_message_that_cannot_be_removed_is_left(room: Room, chat: Chat) -> None:
    """Such as one older than two days."""
    outbox, where = room.services.outbox, Where(chat.id)
    numbers = await outbox.send(where, PARTS)
    no = RefusalError(400, "Bad Request: message can't be deleted for everyone")
    room.request.faults.append(Fault("deleteMessage", no))
    assert await outbox.update(where, numbers, PARTS[1:]) == numbers[:1]


async def test_a_doubt_that_cannot_be_settled_ends_without_a_second_post(
    room: Room, chat: Chat, asker: JSON
) -> None:
    """Where looking for the post fails too, a timeout is not answered by another post."""
    no = RefusalError(403, "Forbidden: something")
    room.request.faults += [
        Fault("sendMessage", "timeout after"),
        Fault("editMessageReplyMarkup", no),
    ]
    sent = await room.say(chat, asker, HOTLINE)
    assert len(sent) == 1


async def test_another_message_of_ours_makes_a_doubt_unclear(
    room: Room, chat: Chat, asker: JSON
) -> None:
    """A message that takes the keyboard was another one; a lost connection is tried again."""
    room.request.faults.append(Fault("sendMessage", "drop"))
    message = await room.world.say(chat, asker, HOTLINE)
    room.world.message(chat, room.world.bot_user, "another")
    await room.deliver()
    assert len(room.sent) == 1
    assert message["message_id"] == 1


async def test_a_link_alone_leaves_no_keyboard(room: Room, chat: Chat) -> None:
    """Where it is refused and no other button is there."""
    from telegram import InlineKeyboardButton, InlineKeyboardMarkup

    no = RefusalError(400, "Bad Request: BUTTON_URL_INVALID")
    room.request.faults.append(Fault("sendMessage", no))
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("x", url="https://a.example")]])
    await room.services.outbox.send(Where(chat.id), PARTS[:1], keyboard)
    assert "reply_markup" not in room.sent[-1]


async def test_without_an_edition_it_says_so(edition: Edition, tmp_path: Path) -> None:
    """Once, in the person's language."""
    who = person(6, "en")

    class Nothing:
        def answer(self, question: str, **_: Any) -> Any:
            raise NoEditionError("Nothing is published.")

    make: Callable[[Any], Any] = lambda _: Nothing()  # noqa: E731 - a type for it
    async with open_room(edition, tmp_path, answers=make) as room:
        (reply,) = await room.say(room.world.private(who), who, HOTLINE)
    assert reply["text"].startswith("No profile is published here yet")


async def test_a_network_that_stays_away_is_only_logged(
    room: Room, chat: Chat, asker: JSON, caplog: pytest.LogCaptureFixture
) -> None:
    """There is no way to tell anyone; the log names the kind of failure."""
    no = RefusalError(429, "Too Many Requests: retry after 600", {"retry_after": 600})
    room.request.faults.append(Fault("sendMessage", no, times=2))
    assert await room.say(chat, asker, HOTLINE) == []
    assert "handler failed" in caplog.text
