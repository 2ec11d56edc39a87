"""What the staff do: refresh, look at the editions, go back, and send documents."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Final

from telegram import CallbackQuery, Document, InlineKeyboardMarkup, Message, Update
from telegram.error import BadRequest

from bot.errors import BotError
from bot.telegram.buttons import Tap, button
from bot.telegram.handlers.commands import here, notify
from bot.telegram.handlers.questions import identifier_of
from bot.telegram.presence import typing
from bot.telegram.replying import parts_of, send_command
from bot.telegram.sending import Where
from bot.telegram.services import Context, Services
from knowledge.errors import KnowledgeError
from knowledge.reasons import system_reason
from prompts.commands import Command
from prompts.labels import label
from prompts.replies import Language
from prompts.staff import EditionRow, Editions, NotPublished, Published, RolledBack, StatusReport

log = logging.getLogger(__name__)

FILE_LIMIT: Final = 20 * 1024 * 1024
"""Bytes of a file that a bot may fetch (Bot API, getFile)."""
ROLLBACK_BUTTONS: Final = 10
Refused = (KnowledgeError, BotError, OSError)


async def refresh(update: Update, context: Context) -> None:
    """Show what a refresh of the kept sources would do, with buttons to publish or drop it."""
    services, where = context.services, here(update)
    if not await _is_allowed(update, context):
        return
    language = await services.language(update.effective_user)
    draft = identifier_of(update)
    message = await _planned(context, where, draft, language)
    await _send_report(services, message, draft, where)


async def _planned(context: Context, where: Where, draft: str, language: Language) -> Command:
    services = context.services
    try:
        async with typing(context.bot, where):
            return await services.run(lambda: services.keeper.plan(draft, language))
    except Refused as error:
        return NotPublished(language, reason_of(error))


async def receive_document(update: Update, context: Context) -> None:
    """Read a document that an admin sent, and show what publishing it would do."""
    services, where, message = context.services, here(update), update.effective_message
    if message is None or message.document is None or not await _is_allowed(update, context):
        return
    if (message.document.file_size or 0) > FILE_LIMIT:
        await notify(update, context, "file_too_big")
        return
    language = await services.language(update.effective_user)
    draft = identifier_of(update)
    async with typing(context.bot, where):
        report = await _read_document(context, message.document, draft, language)
    await _send_report(services, report, draft, where)


async def _read_document(
    context: Context, document: Document, draft: str, language: Language
) -> Command:
    services, name = context.services, document.file_name or "document"
    try:
        file = await context.bot.get_file(document.file_id)
        content = bytes(await file.download_as_bytearray())
        return await services.run(
            lambda: services.keeper.plan_document(draft, name, content, language)
        )
    except BadRequest as error:
        if "too big" not in error.message:
            raise
        return NotPublished(language, label("notice.file_too_big", language))
    except Refused as error:
        return NotPublished(language, reason_of(error))


async def _send_report(services: Services, report: Command, draft: str, where: Where) -> None:
    keyboard = None
    if not getattr(report, "is_empty", True):
        language = report.language
        keyboard = InlineKeyboardMarkup(
            [
                [
                    button(label("button.publish", language), Tap("publish", draft, language)),
                    button(label("button.drop", language), Tap("drop", draft, language)),
                ]
            ]
        )
    await send_command(services, report, where, keyboard)


async def tap_on_draft(
    context: Context, query: CallbackQuery, message: Message, tap: Tap
) -> str | None:
    """Publish or drop what a report was about; its buttons go, so that it happens once."""
    services = context.services
    if not services.is_staff(query.from_user):
        return "staff_only"
    if message.reply_markup is None:
        return "stale"
    language: Language = "fr" if tap.argument == "fr" else "en"
    await _without_buttons(context, message)
    where = Where(message.chat.id, None, message.message_id)
    if tap.action == "drop":
        await services.run(lambda: services.keeper.drop(tap.reply))
        return "dropped"
    async with typing(context.bot, where):
        result = await published(
            services, lambda: services.keeper.publish(tap.reply, language), language
        )
    await send_command(services, result, where)
    return None


async def published(
    services: Services, work: Callable[[], Published], language: Language
) -> Command:
    """Publish, and return what was; a refusal is a reply too."""
    try:
        return await services.run(work)
    except Refused as error:
        return NotPublished(language, reason_of(error))


async def _without_buttons(context: Context, message: Message) -> None:
    try:
        await context.bot.edit_message_reply_markup(message.chat.id, message.message_id)
    except BadRequest as error:
        log.info("buttons not removed", extra={"reason": error.message})


async def show_status(update: Update, context: Context) -> None:
    """Say how the knowledge stands and what people could not find."""
    services = context.services
    if not await _is_allowed(update, context):
        return
    language = await services.language(update.effective_user)
    edition = await services.run(services.editions)
    useful, not_useful = await services.store.feedback()
    message = StatusReport(
        language,
        edition.id,
        edition.created,
        edition.manifest.encoder.name,
        len(edition.catalog),
        len(edition.passages),
        await services.run(services.keeper.problem),
        useful,
        not_useful,
        tuple(await services.store.unanswered()),
    )
    await send_command(services, message, here(update))


async def list_editions(update: Update, context: Context) -> None:
    """List the editions, each earlier one with a button to go back to it."""
    services = context.services
    if not await _is_allowed(update, context):
        return
    language = await services.language(update.effective_user)
    rows = await services.run(services.keeper.editions)
    await send_command(
        services, Editions(language, rows), here(update), rollback_keyboard(rows, language)
    )


def rollback_keyboard(
    rows: tuple[EditionRow, ...], language: Language
) -> InlineKeyboardMarkup | None:
    """Return a button for each edition that does not serve."""
    buttons = [
        [button(f"↩ {row.edition}", Tap("rollback", row.edition, language))]
        for row in rows[:ROLLBACK_BUTTONS]
        if not row.is_current
    ]
    return InlineKeyboardMarkup(buttons) if buttons else None


async def roll_back(update: Update, context: Context) -> None:
    """Go back to an edition: the named one, or the one before."""
    services = context.services
    if not await _is_allowed(update, context):
        return
    language = await services.language(update.effective_user)
    wanted = context.args[0] if context.args else None
    message = await _rolled_back(services, wanted, language)
    await send_command(services, message, here(update))


async def tap_on_edition(
    context: Context, query: CallbackQuery, message: Message, tap: Tap
) -> str | None:
    """Go back to the edition of a button."""
    services = context.services
    if not services.is_staff(query.from_user):
        return "staff_only"
    language: Language = "fr" if tap.argument == "fr" else "en"
    result = await _rolled_back(services, tap.reply, language)
    rows = await services.run(services.keeper.editions)
    where = Where(message.chat.id, None, message.message_id)
    listed = parts_of(Editions(language, rows))
    await services.outbox.update(
        where, (message.message_id,), listed, rollback_keyboard(rows, language)
    )
    await send_command(services, result, where)
    return None


async def _rolled_back(services: Services, wanted: str | None, language: Language) -> Command:
    try:
        row = await services.run(lambda: services.keeper.roll_back(wanted))
    except Refused as error:
        return NotPublished(language, reason_of(error))
    return RolledBack(language, row.edition, row.edition_date)


async def _is_allowed(update: Update, context: Context) -> bool:
    """Tell whether staff is at work in private; refuse anyone else politely, storing nothing."""
    services, chat = context.services, update.effective_chat
    if services.is_staff(update.effective_user) and chat is not None and chat.type == "private":
        return True
    await notify(update, context, "staff_only")
    return False


def reason_of(error: Exception) -> str:
    """Return the one line of an error, with its code; of the system's errors, without a path."""
    if isinstance(error, OSError):
        return system_reason(error)
    return error.reason if isinstance(error, KnowledgeError) else str(error)
