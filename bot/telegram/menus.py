"""The command menus, the description and the short description, per language and scope."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Final

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeDefault,
)
from telegram.error import TelegramError

from prompts.labels import label
from prompts.replies import Language

log = logging.getLogger(__name__)

PRIVATE: Final = (
    "ask", "cities", "city", "lang", "sources", "verify", "help", "privacy", "forget",
)  # fmt: skip
GROUP: Final = ("ask", "cities", "city", "sources", "verify", "help", "privacy")
STAFF: Final = ("refresh", "status", "editions", "rollback")


def menu(names: Iterable[str], language: Language) -> list[BotCommand]:
    """Return a menu in one language."""
    return [BotCommand(name, label(f"menu.{name}", language)) for name in names]


async def set_menus(bot: Bot, admins: Iterable[int], default: Language) -> None:
    """Tell Telegram what to show; a menu that it refuses is only logged."""
    for code, language in _languages(default):
        try:
            await bot.set_my_description(label("about.description", language), code)
            await bot.set_my_short_description(label("about.short", language), code)
        except TelegramError as error:
            log.warning("description not set", extra={"reason": error.message})
    await _set_menu(bot, BotCommandScopeDefault(), PRIVATE, default)
    await _set_menu(bot, BotCommandScopeAllPrivateChats(), PRIVATE, default)
    await _set_menu(bot, BotCommandScopeAllGroupChats(), GROUP, default)
    for admin in admins:
        await set_staff_menu(bot, admin, default)


async def set_staff_menu(bot: Bot, admin: int, default: Language) -> None:
    """Show an admin the commands of the staff; one who never wrote has no chat to show them in."""
    await _set_menu(bot, BotCommandScopeChat(admin), (*PRIVATE, *STAFF), default)


async def _set_menu(
    bot: Bot, scope: BotCommandScope, names: Iterable[str], default: Language
) -> None:
    for code, language in _languages(default):
        try:
            await bot.set_my_commands(menu(names, language), scope, code)
        except TelegramError as error:
            log.info("menu not set", extra={"scope": scope.type, "reason": error.message})


def _languages(default: Language) -> tuple[tuple[str | None, Language], ...]:
    """Return Telegram's language codes, None for every other, and the words shown for each."""
    return ((None, default), ("fr", "fr"), ("en", "en"))
