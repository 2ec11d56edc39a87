"""The sign that the bot is at work."""

from __future__ import annotations

import asyncio

import pytest

from bot.telegram.presence import typing
from bot.telegram.sending import Where
from tests.bot.telegram.room import Fault, Room
from tests.telegram_server.refusals import RefusalError
from tests.telegram_server.world import JSON, Chat


@pytest.mark.parametrize("number", [5, -100])
async def test_typing_is_renewed_in_private_alone(
    room: Room, chat: Chat, asker: JSON, number: int
) -> None:
    """A group is shown it once: there it counts against the bot."""
    group = room.world.group(-100)
    async with typing(room.app.bot, Where(number), renewal=0.01):
        await asyncio.sleep(0.1)
    if number > 0:
        assert len(chat.actions) > 2
    else:
        assert group.actions == ["typing"]


async def test_a_sign_that_fails_is_no_failure(room: Room, chat: Chat) -> None:
    """The reply matters, not the sign."""
    no = RefusalError(429, "Too Many Requests: retry after 5", {"retry_after": 5})
    room.request.faults.append(Fault("sendChatAction", no))
    async with typing(room.app.bot, Where(chat.id)):
        pass
    assert chat.actions == []
