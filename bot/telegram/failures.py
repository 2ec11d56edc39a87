"""What happens when a handler fails: a log without anyone's words, and one sentence."""

from __future__ import annotations

import logging
from contextlib import suppress

from telegram import Update
from telegram.error import Forbidden, NetworkError, TelegramError

from bot.telegram.limits import is_refusal
from bot.telegram.replying import send_notice
from bot.telegram.services import Context, where_of
from knowledge.errors import NoEditionError

log = logging.getLogger(__name__)


async def report_failure(update: object, context: Context) -> None:
    """Log a failure, and tell the person once where a message waits for a reply."""
    error = context.error
    services = context.services
    services.metrics.errors.labels(type(error).__name__).inc()
    chat = update.effective_chat if isinstance(update, Update) else None
    if isinstance(error, Forbidden) and chat is not None:
        log.info("no longer welcome")
        await services.store.forget_chat(chat.id)
        return
    if isinstance(error, NetworkError) and not is_refusal(error):
        log.warning("network", extra={"error": type(error).__name__})
        return
    exc_info = (type(error), error, error.__traceback__) if error else None
    log.error("handler failed", exc_info=exc_info)
    if isinstance(update, Update) and update.message is not None:
        name = "no_knowledge" if isinstance(error, NoEditionError) else "failed"
        language = await services.language(update.effective_user)
        with suppress(TelegramError):
            await send_notice(services, name, language, where_of(update))
