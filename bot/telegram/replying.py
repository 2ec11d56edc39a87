"""From a reply to messages with buttons, kept for what is tapped later."""

from __future__ import annotations

import logging
from dataclasses import replace

from telegram import InlineKeyboardMarkup

from bot.answering.countries import name_countries
from bot.answering.outcome import Topic
from bot.store.records import KeptReply, Place
from bot.telegram.buttons import reply_keyboard
from bot.telegram.passages import whole_passage
from bot.telegram.rendering import Part, split_html
from bot.telegram.sending import Where
from bot.telegram.services import Services
from prompts import render
from prompts.commands import Command, Notice
from prompts.labels import label
from prompts.replies import Language, Reply, Summary

log = logging.getLogger(__name__)


def html_of(message: Reply | Command) -> str:
    """Return a reply as Telegram's HTML, countries in the reader's language."""
    return render(name_countries(message, message.language), "html")


def parts_of(message: Reply | Command) -> tuple[Part, ...]:
    """Return a reply as the messages that hold it."""
    return tuple(part for part in split_html(html_of(message)) if part.plain.strip())


async def keyboard_of(services: Services, reply: Reply, identifier: str) -> InlineKeyboardMarkup:
    """Return the buttons under a reply."""
    quote = reply.quotes[0] if reply.quotes else None
    shown = name_countries(reply, reply.language)
    if quote is None or isinstance(reply, Summary):
        return reply_keyboard(shown, identifier, has_more=False)
    more = await services.run(lambda: whole_passage(services.editions(), quote))
    return reply_keyboard(shown, identifier, has_more=more is not None)


async def send_reply(  # noqa: PLR0917 - a reply, and all that says where it goes
    services: Services,
    reply: Reply,
    identifier: str,
    where: Where,
    place: Place,
    topic: Topic | None = None,
) -> KeptReply:
    """Send a reply with its buttons, and keep it without its question."""
    parts = parts_of(reply)
    keyboard = await keyboard_of(services, reply, identifier)
    numbers = await services.outbox.send(where, parts, keyboard)
    kept = KeptReply(identifier, where.chat, place.user, where.reply_to, numbers, reply)
    await services.store.keep_reply(kept, place, topic)
    count(services, reply)
    return kept


async def replace_reply(
    services: Services,
    kept: KeptReply,
    reply: Reply,
    place: Place,
    topic: Topic | None = None,
) -> None:
    """Put another reply in the place of one that was sent."""
    parts = parts_of(reply)
    keyboard = await keyboard_of(services, reply, kept.id)
    where = Where(kept.chat, place.thread or None, kept.question)
    numbers = await services.outbox.update(where, kept.messages, parts, keyboard)
    await services.store.keep_reply(replace(kept, messages=numbers, reply=reply), place, topic)
    count(services, reply)


async def send_command(
    services: Services,
    message: Reply | Command,
    where: Where,
    keyboard: InlineKeyboardMarkup | None = None,
) -> tuple[int, ...]:
    """Send the reply to a command."""
    numbers = await services.outbox.send(where, parts_of(message), keyboard)
    services.metrics.replies.labels(message.kind, message.language).inc()
    return numbers


async def send_notice(services: Services, name: str, language: Language, where: Where) -> None:
    """Send one plain sentence."""
    await send_command(services, Notice(language, label(f"notice.{name}", language)), where)


def count(services: Services, reply: Reply) -> None:
    """Count a reply, and say in the log that it was given."""
    services.metrics.replies.labels(reply.kind, reply.language).inc()
    log.info(
        "replied",
        extra={
            "kind": reply.kind,
            "language": reply.language,
            "confidence": round(reply.confidence, 3),
            "edition": reply.edition,
        },
    )
