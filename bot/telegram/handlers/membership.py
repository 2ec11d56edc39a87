"""The bot's place in chats: greeted once where it is added, forgotten where it is removed."""

from __future__ import annotations

from typing import Final

from telegram import ChatMember, Update

from bot.telegram.replying import send_command
from bot.telegram.sending import Where
from bot.telegram.services import Context
from prompts.commands import Greeting

INSIDE: Final = frozenset(
    {ChatMember.MEMBER, ChatMember.ADMINISTRATOR, ChatMember.OWNER, ChatMember.RESTRICTED}
)


async def membership_changed(update: Update, context: Context) -> None:
    """Greet a group that adds the bot; forget a chat that removes or blocks it."""
    change = update.my_chat_member
    if change is None:
        return
    services = context.services
    was_inside = change.old_chat_member.status in INSIDE
    is_inside = change.new_chat_member.status in INSIDE
    if not is_inside:
        await services.store.forget_chat(change.chat.id)
        return
    is_new = not was_inside and change.chat.type in ("group", "supergroup")
    if is_new and await services.store.greet_once(change.chat.id):
        language = await services.language(change.from_user)
        greeting = Greeting(language, context.bot.username)
        await send_command(services, greeting, Where(change.chat.id))


async def group_moved(update: Update, context: Context) -> None:
    """Follow a group that became a supergroup, whichever of the two messages comes first."""
    message = update.effective_message
    if message is None:
        return
    store = context.services.store
    if message.migrate_to_chat_id is not None:
        await store.move_chat(message.chat.id, message.migrate_to_chat_id)
    elif message.migrate_from_chat_id is not None:
        await store.move_chat(message.migrate_from_chat_id, message.chat.id)
