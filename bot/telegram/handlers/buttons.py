"""Taps on buttons: each is answered once, and a stale, foreign or second one does no harm."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from telegram import CallbackQuery, MaybeInaccessibleMessage, Message, Update
from telegram.error import BadRequest

from bot.answering.outcome import Topic
from bot.store.records import KeptReply, Place
from bot.telegram.buttons import Tap, read_tap, short_code
from bot.telegram.cities import slug_of
from bot.telegram.handlers.commands import (
    cities_page,
    send_card,
    sources_page,
)
from bot.telegram.handlers.questions import question_in
from bot.telegram.handlers.staff import tap_on_draft, tap_on_edition
from bot.telegram.passages import (
    answer_of,
    section_answer,
    section_titles,
    whole_passage,
)
from bot.telegram.presence import typing
from bot.telegram.processing import taken_over
from bot.telegram.replying import parts_of, replace_reply, send_reply
from bot.telegram.sending import Where
from bot.telegram.services import Context, place_of
from prompts.labels import label
from prompts.replies import Language, Summary, WhichCity

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Tapped:
    """A tap with what it is about; ``kept`` is the reply under which the button stands."""

    update: Update
    context: Context
    query: CallbackQuery
    message: Message
    tap: Tap
    kept: KeptReply | None

    @property
    def where(self) -> Where:
        """Where a reply to the tap belongs: beside the message with the button."""
        thread = self.message.message_thread_id if self.message.is_topic_message else None
        return Where(self.message.chat.id, thread, self.message.message_id, taken_over.get())


Answer = str | None
"""Name of the sentence that the tap is answered with, None for a silent answer."""


async def tapped(update: Update, context: Context) -> None:
    """Do what a button says, and answer the tap once, whatever happens."""
    query = update.callback_query
    if query is None:
        return
    notice: Answer = "failed"
    try:
        notice = await _act(update, context, query)
    finally:
        await _answer(context, query, notice)


async def _act(update: Update, context: Context, query: CallbackQuery) -> Answer:
    tap, message = read_tap(query.data or ""), _accessible(query.message)
    if tap is None or message is None:
        return "stale"
    kept = await context.services.store.reply(tap.reply) if tap.reply else None
    if kept is not None and kept.chat != message.chat.id:
        kept = None
    return await ACTIONS[tap.action](Tapped(update, context, query, message, tap, kept))


def _accessible(message: MaybeInaccessibleMessage | None) -> Message | None:
    return message if isinstance(message, Message) else None


async def _answer(context: Context, query: CallbackQuery, notice: Answer) -> None:
    services = context.services
    language = await services.language(query.from_user)
    text = label(f"notice.{notice}", language) if notice else None
    try:
        await query.answer(text)
    except BadRequest as error:
        # A tap can be answered for a few minutes only; after an outage it is too late.
        log.info("tap not answered", extra={"reason": error.message})


async def _show_more(tapped: Tapped) -> Answer:
    services, kept = tapped.context.services, tapped.kept
    if kept is None or not kept.reply.quotes:
        return "stale"
    identifier = f"{kept.id}.m"
    if await services.store.reply(identifier) is not None:
        return "already_shown"
    edition = await services.run(services.editions)
    quote = kept.reply.quotes[0]
    whole = await services.run(lambda: whole_passage(edition, quote))
    if whole is None:
        return "nothing_more"
    reply = answer_of(edition, (whole,), kept.reply.language)
    await send_reply(services, reply, identifier, tapped.where, _place(kept, tapped))
    return None


async def _change_language(tapped: Tapped) -> Answer:
    kept, wanted = tapped.kept, tapped.tap.argument
    if kept is None or wanted not in ("fr", "en"):
        return "stale"
    language: Language = "fr" if wanted == "fr" else "en"
    reply = replace(kept.reply, language=language)
    if reply != kept.reply:
        await replace_reply(tapped.context.services, kept, reply, _place(kept, tapped))
    return None


async def _rate(tapped: Tapped) -> Answer:
    services, kept = tapped.context.services, tapped.kept
    if kept is None:
        return "stale"
    useful = tapped.tap.argument == "1"
    if await services.store.rate(kept, tapped.query.from_user.id, useful=useful):
        services.metrics.feedback.labels(str(useful).lower()).inc()
    return "thanks"


async def _choose(tapped: Tapped) -> Answer:
    """Answer the question about the city that was chosen, in the place of the choice."""
    services, kept = tapped.context.services, tapped.kept
    if kept is None or not isinstance(kept.reply, WhichCity):
        return "stale"
    profile = _chosen(kept.reply, tapped.tap.argument)
    asked = tapped.message.reply_to_message
    question = question_in(asked, tapped.context) if asked else ""
    if profile is None or not question:
        return "question_gone"
    place, language = _place(kept, tapped), kept.reply.language
    turn = await services.store.turn(place)
    async with typing(tapped.context.bot, tapped.where):
        outcome = await services.ask(question, turn, language, profile=profile, language=language)
    await replace_reply(services, kept, outcome.reply, place, outcome.topic)
    return None


def _chosen(reply: WhichCity, number: str) -> str | None:
    index = int(number) if number.isdigit() else len(reply.choices)
    return reply.choices[index].profile if index < len(reply.choices) else None


async def _show_section(tapped: Tapped) -> Answer:
    services, kept = tapped.context.services, tapped.kept
    if kept is None or not isinstance(kept.reply, Summary):
        return "stale"
    identifier = f"{kept.id}.{tapped.tap.argument}"
    if await services.store.reply(identifier) is not None:
        return "already_shown"
    edition = await services.run(services.editions)
    profile, language = kept.reply.profile, kept.reply.language
    titles = await services.run(lambda: section_titles(edition, profile))
    title = next((each for each in titles if short_code(each) == tapped.tap.argument), None)
    if title is None:
        return "stale"
    reply = await services.run(lambda: section_answer(edition, profile, title, language))
    if reply is None:
        return "stale"
    topic = Topic((profile,), title)
    await send_reply(services, reply, identifier, tapped.where, _place(kept, tapped), topic)
    return None


async def _show_city(tapped: Tapped) -> Answer:
    services = tapped.context.services
    edition = await services.run(services.editions)
    slug = slug_of(edition, tapped.tap.argument)
    if slug is None:
        return "stale"
    await send_card(tapped.update, tapped.context, slug, _language(tapped))
    return None


async def _turn_page(tapped: Tapped) -> Answer:
    services, argument = tapped.context.services, tapped.tap.argument
    page = int(argument) if argument.isascii() and argument.isdigit() else 1
    show = cities_page if tapped.tap.action == "cities" else sources_page
    message, keyboard = await show(services, page, _language(tapped))
    numbers = (tapped.message.message_id,)
    await services.outbox.update(tapped.where, numbers, parts_of(message), keyboard)
    return None


async def _on_draft(tapped: Tapped) -> Answer:
    return await tap_on_draft(tapped.context, tapped.query, tapped.message, tapped.tap)


async def _on_edition(tapped: Tapped) -> Answer:
    return await tap_on_edition(tapped.context, tapped.query, tapped.message, tapped.tap)


def _language(tapped: Tapped) -> Language:
    return "fr" if tapped.tap.reply == "fr" else "en"


def _place(kept: KeptReply, tapped: Tapped) -> Place:
    """Return the conversation of the one who asked, in the topic of the button."""
    return Place(kept.chat, kept.user, place_of(tapped.update).thread)


ACTIONS: dict[str, Callable[[Tapped], Awaitable[Answer]]] = {
    "more": _show_more,
    "lang": _change_language,
    "rate": _rate,
    "choose": _choose,
    "section": _show_section,
    "city": _show_city,
    "cities": _turn_page,
    "sources": _turn_page,
    "publish": _on_draft,
    "drop": _on_draft,
    "rollback": _on_edition,
}
