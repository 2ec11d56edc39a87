"""What the handlers work with, handed in from outside."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from telegram import Update, User
from telegram.ext import Application, CallbackContext, ExtBot

from bot.answering.outcome import Answering, Outcome
from bot.settings import Settings
from bot.store.records import Place, Turn
from bot.store.store import Store
from bot.telegram.metrics import Metrics
from bot.telegram.sending import Outbox, Where
from prompts.replies import Language

if TYPE_CHECKING:
    from bot.telegram.keeper import Keeper
    from knowledge.editions import Edition

T = TypeVar("T")
SERVICES = "services"


@dataclass(frozen=True, slots=True)
class Services:
    """All that a handler may use beside its update."""

    settings: Settings
    store: Store
    answers: Answering
    editions: Callable[[], Edition]
    keeper: Keeper
    outbox: Outbox
    executor: Executor
    metrics: Metrics
    working: set[object] = field(default_factory=set)
    """Work in threads that has not ended yet."""

    async def run(self, work: Callable[[], T]) -> T:
        """Do work that keeps a processor busy beside the event loop."""
        token = object()

        def watched() -> T:
            try:
                return work()
            finally:
                self.working.discard(token)

        self.working.add(token)
        return await asyncio.get_running_loop().run_in_executor(self.executor, watched)

    async def ask(
        self,
        question: str,
        turn: Turn,
        fallback: Language,
        *,
        profile: str | None = None,
        language: Language | None = None,
    ) -> Outcome:
        """Answer a question as a person's turn and language have it."""
        with self.metrics.answering.time():
            return await self.run(
                lambda: self.answers.answer(
                    question,
                    language=language or turn.chosen,
                    fallback=fallback,
                    topic=turn.topic,
                    profile=profile,
                )
            )

    def is_staff(self, user: User | None) -> bool:
        """Tell whether a person may change the knowledge."""
        return user is not None and user.id in self.settings.admins

    def client_language(self, user: User | None) -> Language:
        """Return the language of a person's Telegram, or the setting where it is another."""
        code = (user.language_code or "").lower() if user else ""
        if code[:2] == "fr":
            return "fr"
        return "en" if code[:2] == "en" else self.settings.language

    async def language(self, user: User | None) -> Language:
        """Return the language for a person where no text tells."""
        if user is None:
            return self.settings.language
        turn = await self.store.turn(Place(user.id, user.id))
        return turn.chosen or self.client_language(user)


Bot = ExtBot[Any]
JSON = dict[Any, Any]


class Context(CallbackContext[Bot, JSON, JSON, JSON]):
    """A handler's context, with the services."""

    @property
    def services(self) -> Services:
        """What the handlers work with."""
        services: Services = self.application.bot_data[SERVICES]
        return services


App = Application[Any, Context, JSON, JSON, JSON, Any]


def place_of(update: Update) -> Place:
    """Return where and with whom a conversation goes on; person 0 is unknown."""
    chat, user = update.effective_chat, update.effective_user
    thread = _thread_of(update) or 0
    return Place(chat.id if chat else 0, user.id if user else 0, thread)


def where_of(update: Update, *, again: bool = False) -> Where:
    """Return where the reply to a message belongs."""
    message = update.effective_message
    assert message is not None  # noqa: S101 - handlers of messages only
    return Where(message.chat.id, _thread_of(update), message.message_id, again)


def _thread_of(update: Update) -> int | None:
    message = update.effective_message
    is_topic = getattr(message, "is_topic_message", False)
    return getattr(message, "message_thread_id", None) if is_topic else None
