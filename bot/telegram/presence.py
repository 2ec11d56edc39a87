"""The sign that the bot is at work."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from telegram import Bot
from telegram.constants import ChatAction
from telegram.error import TelegramError

from bot.telegram.sending import Where

RENEWAL = 4.5
"""Seconds; Telegram shows an action for five."""
PATIENCE = 0.5
"""Seconds that a reply waits for the sign, so that the sign does not come after it."""


@asynccontextmanager
async def typing(bot: Bot, where: Where, renewal: float = RENEWAL) -> AsyncIterator[None]:
    """Show "typing" until the work is done: renewed in a private chat, once in a group.

    Args:
        bot: shows it.
        where: the chat and topic.
        renewal: seconds after which it is shown again.
    """
    first = asyncio.create_task(_show(bot, where))
    again = asyncio.create_task(_renew(bot, where, renewal)) if where.chat > 0 else None
    try:
        yield
    finally:
        if again is not None:
            again.cancel()
        with suppress(TimeoutError):
            await asyncio.wait_for(first, PATIENCE)


async def _renew(bot: Bot, where: Where, seconds: float) -> None:
    while True:
        await asyncio.sleep(seconds)
        await _show(bot, where)


async def _show(bot: Bot, where: Where) -> None:
    # A sign that fails is no reason to fail the reply.
    with suppress(TelegramError):
        await bot.send_chat_action(where.chat, ChatAction.TYPING, message_thread_id=where.thread)
