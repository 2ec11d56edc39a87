"""What happens by the clock: the refresh on schedule, and the removal of what is too old."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import Final

from apscheduler.triggers.cron import CronTrigger
from telegram.error import Forbidden, TelegramError

from bot.errors import SettingsError
from bot.telegram.handlers.staff import published
from bot.telegram.replying import send_command
from bot.telegram.sending import Where
from bot.telegram.services import App, Context, Services
from prompts.commands import Command, Notice
from prompts.labels import label
from prompts.replies import Language
from prompts.staff import Published

log = logging.getLogger(__name__)

PURGE_SECONDS: Final = 6 * 60 * 60


def cron_trigger(expression: str) -> CronTrigger:
    """Return the trigger of a cron expression, in UTC.

    Raises:
        SettingsError: it is none.
    """
    try:
        return CronTrigger.from_crontab(expression, timezone="UTC")
    except ValueError as error:
        message = (
            f"CITYBOT_REFRESH_SCHEDULE is {expression!r}, which is no cron expression ({error}): "
            "give five fields, such as 0 4 * * 1."
        )
        raise SettingsError(message) from None


def plan_jobs(app: App, services: Services) -> None:
    """Put the jobs into the application's queue.

    Raises:
        SettingsError: the schedule of the refresh can't be read.
    """
    queue = app.job_queue
    assert queue is not None  # noqa: S101 - the application is built with one
    queue.run_repeating(purge, PURGE_SECONDS, first=1)
    if services.settings.refresh_schedule:
        trigger = cron_trigger(services.settings.refresh_schedule)
        options = {"trigger": trigger, "max_instances": 1, "coalesce": True}
        queue.run_custom(refresh_by_clock, options)


async def purge(context: Context) -> None:
    """Remove what has had its time."""
    services = context.services
    await services.store.purge()
    await services.run(services.keeper.sweep)


async def refresh_by_clock(context: Context) -> None:
    """Refresh the kept sources and tell the admins what happened, each in their language."""
    services = context.services
    language = services.settings.language
    result = await published(services, lambda: services.keeper.refresh(language), language)
    log.info("scheduled refresh", extra={"result": result.kind})
    for admin in services.settings.admins:
        theirs = await services.store.language_of(admin) or services.settings.language
        await _tell(services, admin, in_language(result, theirs))


def in_language(result: Command, language: Language) -> Command:
    """Return a result in a reader's language; a refresh that changed nothing in one sentence."""
    if isinstance(result, Published) and not (result.added or result.changed or result.removed):
        return Notice(language, label("notice.no_change", language))
    return replace(result, language=language)


async def _tell(services: Services, admin: int, message: Command) -> None:
    try:
        await send_command(services, message, Where(admin))
    except Forbidden:
        await services.store.forget_chat(admin)
    except TelegramError as error:
        log.warning("admin not told", extra={"reason": error.message})
