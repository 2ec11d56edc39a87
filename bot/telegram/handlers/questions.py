"""Questions: typed in a private chat, put to the bot in a group, or edited."""

from __future__ import annotations

from typing import Final

from telegram import Message, MessageEntity, Update

from bot.answering.outcome import Outcome
from bot.telegram.presence import typing
from bot.telegram.processing import taken_over
from bot.telegram.replying import replace_reply, send_notice, send_reply
from bot.telegram.services import Context, Services, place_of, where_of
from prompts.replies import Language

LONGEST: Final = 4096
"""UTF-16 units are more, characters never are: what a person can send in one message."""
MENTIONS: Final = (MessageEntity.MENTION, MessageEntity.TEXT_MENTION)


async def answer_text(update: Update, context: Context) -> None:
    """Answer a text that is a question."""
    message = update.effective_message
    if message is not None:
        await answer_question(update, context, question_in(message, context))


async def answer_question(update: Update, context: Context, question: str) -> None:
    """Answer a question where it was asked."""
    services, where = context.services, where_of(update, again=taken_over.get())
    language = services.client_language(update.effective_user)
    if not question or len(question) > LONGEST:
        chosen = await services.language(update.effective_user)
        await send_notice(services, "too_long" if question else "ask_me", chosen, where)
        return
    place = place_of(update)
    turn = await services.store.turn(place)
    async with typing(context.bot, where):
        outcome = await services.ask(question, turn, language)
    kept = await send_reply(
        services, outcome.reply, identifier_of(update), where, place, outcome.topic
    )
    await _keep_unanswered(services, question, outcome, kept.reply.language)


async def answer_edited(update: Update, context: Context) -> None:
    """Answer a question that was edited, in the place of the first answer."""
    message = update.edited_message
    if message is None:
        return
    services, place = context.services, place_of(update)
    kept = await services.store.reply_to(message.chat.id, message.message_id)
    question = question_in(message, context)
    if kept is None or not question or len(question) > LONGEST:
        return
    turn = await services.store.turn(place)
    outcome = await services.ask(question, turn, services.client_language(update.effective_user))
    await replace_reply(services, kept, outcome.reply, place, outcome.topic)
    await _keep_unanswered(services, question, outcome, outcome.reply.language)


def question_in(message: Message, context: Context) -> str:
    """Return a message's text without the command and the mention of the bot in it."""
    text = message.text or ""
    units = text.encode("utf-16-le")
    kept, position = [], 0
    for entity in sorted(message.entities, key=lambda each: each.offset):
        if _is_address(message, entity, context):
            kept.append(units[position : entity.offset * 2])
            position = (entity.offset + entity.length) * 2
    kept.append(units[position:])
    joined = b"".join(kept).decode("utf-16-le", errors="ignore")
    return joined.strip().lstrip(",:").strip() if len(kept) > 1 else joined.strip()


def _is_address(message: Message, entity: MessageEntity, context: Context) -> bool:
    if entity.type == MessageEntity.BOT_COMMAND:
        return entity.offset == 0
    if entity.type not in MENTIONS:
        return False
    if entity.user is not None:
        return entity.user.id == context.bot.id
    return message.parse_entity(entity).casefold() == f"@{context.bot.username}".casefold()


def is_addressed(message: Message, context: Context) -> bool:
    """Tell whether a message in a group is meant for the bot: it replies to it or mentions it."""
    replied = message.reply_to_message
    if replied is not None and replied.from_user is not None:
        is_topic_start = replied.forum_topic_created is not None
        if replied.from_user.id == context.bot.id and not is_topic_start:
            return True
    return any(
        entity.type in MENTIONS and _is_address(message, entity, context)
        for entity in message.entities
    )


async def answer_in_group(update: Update, context: Context) -> None:
    """Answer a text in a group that is meant for the bot; stay silent otherwise."""
    message = update.effective_message
    if message is not None and is_addressed(message, context):
        await answer_question(update, context, question_in(message, context))


def identifier_of(update: Update) -> str:
    """Return the id of the reply to an update: the same when the update comes again."""
    return f"{update.update_id:x}"


async def _keep_unanswered(
    services: Services, question: str, outcome: Outcome, language: Language
) -> None:
    if outcome.reply.status in ("closest", "not_found"):
        await services.store.keep_unanswered(question, language, outcome.reply.edition)
