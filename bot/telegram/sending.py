"""Messages that arrive once: posted, found again after a doubt, edited, or sent as plain text."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from telegram import Bot, InlineKeyboardMarkup, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, NetworkError, TelegramError, TimedOut

from bot.store.store import Store
from bot.telegram.limits import is_refusal
from bot.telegram.rendering import Part

log = logging.getLogger(__name__)

LOOKED_AT = 6
"""Messages after the question among which a post in doubt is looked for."""


class UnclearError(TelegramError):
    """It can't be told whether a message is there."""


@dataclass(frozen=True, slots=True)
class Where:
    """Where a reply belongs.

    Attributes:
        thread: the topic, in a forum.
        reply_to: the message it answers.
        again: whether it may be there already, posted by a run that ended.
    """

    chat: int
    thread: int | None = None
    reply_to: int | None = None
    again: bool = False


class Outbox:
    """Posts and edits messages through a bot."""

    def __init__(self, bot: Bot, store: Store) -> None:
        self._bot = bot
        self._store = store

    async def send(
        self, where: Where, parts: Sequence[Part], keyboard: InlineKeyboardMarkup | None = None
    ) -> tuple[int, ...]:
        """Post a reply, its keyboard under the last part; return the messages' numbers.

        Raises:
            TelegramError: it can't be posted.
        """
        numbers: list[int] = []
        for part in parts:
            markup = keyboard if part is parts[-1] else None
            try:
                numbers.append(await self._post(where, part, markup, skip=numbers))
            except ChatMigrated as error:
                await self._store.move_chat(where.chat, error.new_chat_id)
                where = Where(error.new_chat_id)
                numbers.append(await self._post(where, part, markup, skip=numbers))
        return tuple(numbers)

    async def _post(
        self,
        where: Where,
        part: Part,
        markup: InlineKeyboardMarkup | None,
        skip: Sequence[int],
    ) -> int:
        if where.again:
            with suppress(UnclearError):
                if found := await self._find(where, markup, skip):
                    return found
        try:
            return await self._send(where, part, markup)
        except NetworkError as error:
            if is_refusal(error):
                raise
            return await self._after_doubt(where, part, markup, skip, error)

    async def _after_doubt(
        self,
        where: Where,
        part: Part,
        markup: InlineKeyboardMarkup | None,
        skip: Sequence[int],
        error: NetworkError,
    ) -> int:
        """Post again only where the first post is surely not there.

        Raises:
            NetworkError: it can't be known, and another post might be a second one.
        """
        log.warning("post in doubt", extra={"error": type(error).__name__})
        try:
            if found := await self._find(where, markup, skip):
                return found
        except TelegramError:
            if isinstance(error, TimedOut):
                raise error from None
        return await self._send(where, part, markup)

    async def _find(
        self, where: Where, markup: InlineKeyboardMarkup | None, skip: Sequence[int]
    ) -> int | None:
        """Look for a message of ours after the question that carries just this keyboard.

        Giving a message the keyboard it has is refused as "not modified", and harmless; a
        message that is not ours can't be edited. Known replies are left alone.

        Raises:
            UnclearError: a message of ours carried another keyboard.
        """
        if where.reply_to is None:
            return None
        known = await self._store.messages_of(where.chat)
        first = where.reply_to + 1
        for number in range(first, first + LOOKED_AT + len(skip)):
            if number in known or number in skip:
                continue
            try:
                await self._bot.edit_message_reply_markup(
                    chat_id=where.chat, message_id=number, reply_markup=markup
                )
            except BadRequest as error:
                if "not modified" in error.message.lower():
                    return number
            else:
                raise UnclearError(f"message {number} took another keyboard")
        return None

    async def _send(self, where: Where, part: Part, markup: InlineKeyboardMarkup | None) -> int:
        try:
            return await self._send_as(where, part.html, ParseMode.HTML, markup)
        except BadRequest as error:
            reason = error.message.lower()
            if "thread not found" in reason:
                return await self._send(replace(where, thread=None), part, markup)
            if "parse entities" in reason:
                log.error("markup refused", extra={"reason": error.message})
                return await self._send_as(where, part.plain, None, markup)
            if markup and "button" in reason:
                log.error("button refused", extra={"reason": error.message})
                return await self._send_as(where, part.html, ParseMode.HTML, without_links(markup))
            raise

    async def _send_as(
        self, where: Where, text: str, mode: str | None, markup: InlineKeyboardMarkup | None
    ) -> int:
        reply = where.reply_to
        message = await self._bot.send_message(
            chat_id=where.chat,
            text=text,
            parse_mode=mode,
            message_thread_id=where.thread,
            reply_parameters=ReplyParameters(reply, allow_sending_without_reply=True)
            if reply
            else None,
            reply_markup=markup,
        )
        return message.message_id

    async def update(
        self,
        where: Where,
        numbers: Sequence[int],
        parts: Sequence[Part],
        keyboard: InlineKeyboardMarkup | None = None,
    ) -> tuple[int, ...]:
        """Put a reply in the place of another; return the messages' numbers.

        Raises:
            TelegramError: it can't be edited nor posted.
        """
        for number in numbers[len(parts) :]:
            await self._remove(where.chat, number)
        kept = list(numbers[: len(parts)])
        for number, part in zip(kept, parts, strict=False):
            markup = keyboard if part is parts[-1] else None
            if not await self._edit(where.chat, number, part, markup):
                return await self.send(replace(where, again=False), parts, keyboard)
        if rest := parts[len(kept) :]:
            kept += await self.send(replace(where, again=False), rest, keyboard)
        return tuple(kept)

    async def _edit(
        self, chat: int, number: int, part: Part, markup: InlineKeyboardMarkup | None
    ) -> bool:
        """Edit a message; return whether it is still there."""
        modes = ((part.html, ParseMode.HTML), (part.plain, None))
        for text, mode in modes:
            try:
                await self._bot.edit_message_text(
                    text, chat, number, parse_mode=mode, reply_markup=markup
                )
            except BadRequest as error:
                reason = error.message.lower()
                if "not modified" in reason:
                    return True
                if "parse entities" in reason and mode is not None:
                    continue
                if "not found" in reason or "can't be edited" in reason:
                    return False
                raise
            return True
        return False  # pragma: no cover - plain text has no entities to refuse

    async def _remove(self, chat: int, number: int) -> None:
        try:
            await self._bot.delete_message(chat, number)
        except BadRequest as error:
            log.info("not deleted", extra={"reason": error.message})


def without_links(markup: InlineKeyboardMarkup) -> InlineKeyboardMarkup | None:
    """Return a keyboard without its links, where Telegram refuses one."""
    rows = [[button for button in row if not button.url] for row in markup.inline_keyboard]
    return InlineKeyboardMarkup([row for row in rows if row]) if any(rows) else None
