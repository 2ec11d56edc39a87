"""The application: which handler takes what, and a life from start to SIGTERM."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, Final
from urllib.parse import urlsplit

from telegram import LinkPreviewOptions, Update
from telegram.error import InvalidToken, NetworkError, TelegramError
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    ContextTypes,
    Defaults,
    ExtBot,
    InlineQueryHandler,
    MessageHandler,
    filters,
)
from telegram.request import BaseRequest, HTTPXRequest

from bot.errors import SettingsError
from bot.settings import Settings
from bot.telegram.failures import report_failure
from bot.telegram.handlers import buttons, commands, inline, membership, questions, staff
from bot.telegram.limits import Limits
from bot.telegram.menus import set_menus
from bot.telegram.processing import ChatOrder
from bot.telegram.services import App, Context

log = logging.getLogger(__name__)

ALLOWED: Final = (
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CALLBACK_QUERY,
    Update.INLINE_QUERY,
    Update.MY_CHAT_MEMBER,
)
POLL_SECONDS: Final = 20
SETTLE_SECONDS: Final = 1.0
"""How long a poll that would confirm updates waits for them to be handled."""
NEW = filters.UpdateType.MESSAGE & ~filters.VIA_BOT
"""Messages alone: without this, edited ones are handled as if they were new."""


class ConfirmingBot(ExtBot[None]):
    """A bot that confirms updates only once they are handled, or after a short wait.

    Telegram forgets an update when the next poll asks for later ones: one that was still under
    way when the process died would be lost.
    """

    __slots__ = ("_order",)

    def __init__(self, order: ChatOrder, **options: Any) -> None:
        super().__init__(**options)
        with self._unfrozen():
            self._order = order

    async def get_updates(self, *args: Any, **options: Any) -> tuple[Update, ...]:
        """Return new updates, once those before them are settled."""
        await self._order.settle(SETTLE_SECONDS)
        return await super().get_updates(*args, **options)


def api_base(url: str, suffix: str) -> str:
    """Return a base address as python-telegram-bot wants it: the token follows at once."""
    return url if url.endswith("/bot") or "{token}" in url else f"{url}{suffix}"


def make_bot(
    settings: Settings, order: ChatOrder, requests: Sequence[BaseRequest] | None = None
) -> ConfirmingBot:
    """Return the bot.

    Args:
        settings: the token and the addresses.
        order: what handles the updates.
        requests: transport of polling and of everything else, in tests.
    """
    polling, other = requests or (
        HTTPXRequest(connection_pool_size=1, read_timeout=POLL_SECONDS + 10),
        HTTPXRequest(
            connection_pool_size=64,
            read_timeout=settings.api_timeout,
            connect_timeout=10,
            pool_timeout=settings.api_timeout,
        ),
    )
    options: dict[str, Any] = {}
    if settings.api_url:
        options["base_url"] = api_base(settings.api_url, "/bot")
        options["base_file_url"] = api_base(
            settings.file_url or file_base(settings.api_url), "/bot"
        )
    elif settings.file_url:
        options["base_file_url"] = api_base(settings.file_url, "/bot")
    return ConfirmingBot(
        order,
        token=settings.token or "",
        request=other,
        get_updates_request=polling,
        rate_limiter=Limits(),
        # No parse mode here: it would be sent along with edits of a keyboard, which know none.
        defaults=Defaults(
            link_preview_options=LinkPreviewOptions(is_disabled=True),
            allow_sending_without_reply=True,
        ),
        **options,
    )


def file_base(api_url: str) -> str:
    """Return where a Bot API server keeps its files: beside its methods."""
    return f"{api_url.removesuffix('/bot')}/file"


def build_application(bot: ConfirmingBot, order: ChatOrder) -> App:
    """Return the application with every handler in its place."""
    app: App = (
        Application.builder()
        .bot(bot)
        .concurrent_updates(order)
        .context_types(ContextTypes(context=Context))
        .build()
    )
    add_commands(app)
    private = NEW & filters.ChatType.PRIVATE
    group = NEW & filters.ChatType.GROUPS
    app.add_handler(MessageHandler(NEW & filters.StatusUpdate.MIGRATE, membership.group_moved))
    app.add_handler(MessageHandler(NEW & filters.COMMAND, commands.unknown_command))
    app.add_handler(MessageHandler(private & filters.TEXT, questions.answer_text))
    app.add_handler(MessageHandler(group & filters.TEXT, questions.answer_in_group))
    app.add_handler(MessageHandler(private & filters.Document.ALL, staff.receive_document))
    app.add_handler(MessageHandler(private & ~filters.StatusUpdate.ALL, commands.text_only))
    edited = filters.UpdateType.EDITED_MESSAGE & ~filters.VIA_BOT & filters.TEXT
    app.add_handler(MessageHandler(edited, questions.answer_edited))
    app.add_handler(CallbackQueryHandler(buttons.tapped))
    app.add_handler(InlineQueryHandler(inline.suggest))
    app.add_handler(
        ChatMemberHandler(membership.membership_changed, ChatMemberHandler.MY_CHAT_MEMBER)
    )
    app.add_error_handler(report_failure)
    return app


def add_commands(app: App) -> None:
    """Give each command its handler."""
    handlers = {
        "start": commands.start,
        "help": commands.show_help,
        "ask": commands.ask,
        "cities": commands.list_cities,
        "city": commands.show_city,
        "lang": commands.choose_language,
        "sources": commands.list_sources,
        "verify": commands.verify,
        "privacy": commands.show_privacy,
        "forget": commands.forget,
        "refresh": staff.refresh,
        "status": staff.show_status,
        "editions": staff.list_editions,
        "rollback": staff.roll_back,
    }
    for name, handler in handlers.items():
        app.add_handler(CommandHandler(name, handler, NEW))


class Life:
    """The life of an application: it waits for the network, and ends within ten seconds.

    Args:
        app: built, not yet initialized.
        settings: polling, or the webhook.
    """

    GRACE: Final = 6.0

    def __init__(self, app: App, settings: Settings) -> None:
        self._app = app
        self._settings = settings
        self._stop = asyncio.Event()

    def stop(self) -> None:
        """Ask for the end."""
        self._stop.set()

    async def run(self) -> None:
        """Serve until asked to stop.

        Raises:
            SettingsError: Telegram refuses the token.
        """
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self.stop)
        menus = None
        try:
            if not await self._connect():
                return
            settings = self._settings
            menus = asyncio.create_task(
                set_menus(self._app.bot, settings.admins, settings.language)
            )
            await self._receive()
            await self._app.start()
            log.info("serving", extra={"by": "webhook" if settings.webhook_url else "polling"})
            await self._stop.wait()
        finally:
            if menus is not None:
                menus.cancel()
            await self._end()

    async def _connect(self) -> bool:
        """Reach Telegram, however long it takes; return whether to go on."""
        wait = 1.0
        while not self._stop.is_set():
            try:
                await self._app.initialize()
            except InvalidToken:
                raise SettingsError(
                    "CITYBOT_TOKEN is refused by Telegram: copy it again from @BotFather."
                ) from None
            except NetworkError as error:
                log.warning("no connection yet", extra={"error": type(error).__name__})
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._stop.wait(), wait)
                wait = min(wait * 2, 30.0)
            else:
                return True
        return False

    async def _receive(self) -> None:
        updater, settings = self._app.updater, self._settings
        assert updater is not None  # noqa: S101 - the application is built with one
        if settings.webhook_url:
            if not settings.webhook_secret:
                log.warning("CITYBOT_WEBHOOK_SECRET is not set: anyone may call the webhook")
            await updater.start_webhook(
                listen=settings.webhook_host,
                port=settings.webhook_port,
                url_path=urlsplit(settings.webhook_url).path.lstrip("/"),
                webhook_url=settings.webhook_url,
                secret_token=settings.webhook_secret,
                allowed_updates=ALLOWED,
                bootstrap_retries=-1,
            )
        else:
            await updater.start_polling(
                timeout=POLL_SECONDS, allowed_updates=ALLOWED, bootstrap_retries=-1
            )

    async def _end(self) -> None:
        """Finish what is under way, for some seconds at most."""
        app = self._app
        try:
            async with asyncio.timeout(self.GRACE):
                if app.updater is not None and app.updater.running:
                    await app.updater.stop()
                if app.running:
                    await app.stop()
        except TimeoutError:
            log.warning("not everything was finished in time")
        except TelegramError as error:
            log.warning("stopping", extra={"error": type(error).__name__})
        with suppress(RuntimeError, TelegramError, TimeoutError):
            async with asyncio.timeout(2):
                await app.shutdown()
                # Where the application never came up, it leaves its connections open.
                await app.bot.shutdown()
