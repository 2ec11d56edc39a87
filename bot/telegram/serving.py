"""The bot from its parts: the store, the answering, the application, and its local page."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from bot.answering.outcome import Answering
from bot.errors import SettingsError
from bot.settings import Settings
from bot.store.database import default_url
from bot.store.store import Store
from bot.telegram.app import Life, build_application, make_bot
from bot.telegram.health import serve_health
from bot.telegram.keeper import Keeper
from bot.telegram.logs import configure_logging
from bot.telegram.metrics import Metrics
from bot.telegram.processing import ChatOrder
from bot.telegram.schedule import plan_jobs
from bot.telegram.sending import Outbox
from bot.telegram.services import SERVICES, App, Services
from knowledge.errors import KnowledgeError

if TYPE_CHECKING:
    from knowledge.editions import Edition

log = logging.getLogger(__name__)

LEAVE_SECONDS: Final = 60
HOW_TO_GET_ONE: Final = (
    "CITYBOT_TOKEN is not set: write to @BotFather in Telegram, send /newbot, and set it to the "
    "token that you are given."
)


@dataclass(frozen=True, slots=True)
class Knowing:
    """What the bot knows: its answers, the current edition, and what the staff may change."""

    answers: Answering
    editions: Callable[[], Edition]
    keeper: Keeper


def serve(settings: Settings, knowing: Callable[[], Knowing]) -> None:
    """Run the bot until it is asked to stop.

    Args:
        settings: all of them.
        knowing: opens the knowledge, once the settings are found good.

    Raises:
        SettingsError: there is no token, Telegram refuses it, or another setting can't be used.
    """
    if not settings.token:
        raise SettingsError(HOW_TO_GET_ONE)
    configure_logging(settings.log_level, secrets_of(settings))
    if asyncio.run(_serve(settings, knowing())):
        # A refresh that is cut off leaves the published edition as it is; the interpreter would
        # wait for its thread.
        log.warning("work was cut off")
        logging.shutdown()
        os._exit(0)


def secrets_of(settings: Settings) -> tuple[str, ...]:
    """Return what must never be written anywhere."""
    secrets = (settings.token, settings.webhook_secret, settings.database_url)
    return tuple(secret for secret in secrets if secret)


async def _serve(settings: Settings, knowing: Knowing) -> bool:
    """Serve until the end, and return whether work is left that does not end by itself."""
    store = await open_store(settings)
    executor = ThreadPoolExecutor(os.cpu_count() or 2, thread_name_prefix="work")
    server = None
    try:
        app, services = assemble(settings, store, knowing, executor)
        life = Life(app, settings)
        if settings.health_port:
            server = serve_health(
                settings.health_port, lambda: state(app, services), services.metrics
            )
        await life.run()
        return bool(services.working)
    finally:
        if server is not None:
            server.stop()
        executor.shutdown(wait=False, cancel_futures=True)
        await store.close()
        log.info("stopped")


async def open_store(settings: Settings) -> Store:
    """Open the database of the settings.

    Raises:
        SettingsError: it can't be opened.
    """
    url = settings.database_url or default_url(settings.home)
    # Several bots behind one webhook may share a server's database: each keeps what it began.
    shared = settings.webhook_url and not url.startswith("sqlite")
    return await Store.open(
        url,
        topic_minutes=settings.conversation_minutes,
        unanswered_days=settings.unanswered_days,
        leave_seconds=LEAVE_SECONDS if shared else 0,
    )


def assemble(
    settings: Settings,
    store: Store,
    knowing: Knowing,
    executor: ThreadPoolExecutor,
    requests: Any = None,
) -> tuple[App, Services]:
    """Return the application with its services.

    Args:
        settings: all of them.
        store: opened.
        knowing: what the bot knows.
        executor: does what keeps a processor busy.
        requests: transports in place of HTTP, in tests.
    """
    metrics = Metrics()
    order = ChatOrder(store.updates, lambda kind: metrics.updates.labels(kind).inc())
    bot = make_bot(settings, order, requests)
    app = build_application(bot, order)
    services = Services(
        settings=settings,
        store=store,
        answers=knowing.answers,
        editions=knowing.editions,
        keeper=knowing.keeper,
        outbox=Outbox(bot, store),
        executor=executor,
        metrics=metrics,
    )
    app.bot_data[SERVICES] = services
    plan_jobs(app, services)
    return app, services


def state(app: App, services: Services) -> dict[str, Any]:
    """Say how the bot is: whether it serves, and which edition."""
    try:
        edition: str | None = services.editions().id
        problem = services.keeper.problem()
    except KnowledgeError as error:
        edition, problem = None, str(error)
    is_listening = bool(app.running and app.updater and app.updater.running)
    return {"ok": is_listening and edition is not None, "edition": edition, "problem": problem}
