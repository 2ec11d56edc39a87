"""Commands that anyone may type."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from telegram import InlineKeyboardMarkup, Update

from bot.answering.countries import name_country
from bot.store.forgetting import FEEDBACK_DAYS, REPLY_DAYS, UPDATE_DAYS
from bot.store.records import KeptReply
from bot.telegram.buttons import Tap, button, in_rows, page_keyboard, short_code
from bot.telegram.cities import find_city, page_of, slug_of
from bot.telegram.handlers.questions import answer_question, identifier_of, question_in
from bot.telegram.menus import set_staff_menu
from bot.telegram.passages import city_card, section_titles, which_city
from bot.telegram.processing import taken_over
from bot.telegram.replying import parts_of, send_command, send_notice
from bot.telegram.sending import Where
from bot.telegram.services import Context, Services, place_of, where_of
from prompts.commands import (
    Cities,
    CityRow,
    Help,
    LanguageChosen,
    Privacy,
    Sources,
    UnknownCity,
    Welcome,
)
from prompts.replies import Language, Summary

if TYPE_CHECKING:
    from knowledge.editions import Edition

CITATION = re.compile(r"[0-9A-Za-z]{3}-[0-9A-Za-z]{6}")
MOST_BUTTONS = 30


async def start(update: Update, context: Context) -> None:
    """Welcome a person, or open what a deep link leads to: a city or a citation."""
    services, where, user = context.services, here(update), update.effective_user
    payload = context.args[0] if context.args else ""
    language = await services.language(user)
    if CITATION.fullmatch(payload):
        await send_verdict(services, payload, language, where)
        return
    edition = await services.run(services.editions)
    slug = (
        payload.casefold() if payload.casefold() in edition.catalog else slug_of(edition, payload)
    )
    if payload and slug:
        await send_card(update, context, slug, language)
        return
    first = next(iter(edition.catalog.values()), None)
    welcome = Welcome(language, len(edition.catalog), first.city if first else "…")
    await send_command(services, welcome, where)
    if user is not None and services.is_staff(user):
        await set_staff_menu(context.bot, user.id, services.settings.language)


async def show_help(update: Update, context: Context) -> None:
    """Say what can be typed."""
    services, user = context.services, update.effective_user
    language = await services.language(user)
    message = Help(language, context.bot.username, services.is_staff(user))
    await send_command(services, message, here(update))


async def ask(update: Update, context: Context) -> None:
    """Answer the question after the command."""
    message = update.effective_message
    question = question_in(message, context) if message else ""
    if question:
        await answer_question(update, context, question)
    else:
        await notify(update, context, "ask_what")


async def list_cities(update: Update, context: Context) -> None:
    """List the cities, a page at a time."""
    services = context.services
    language = await services.language(update.effective_user)
    message, keyboard = await cities_page(services, 1, language)
    await send_command(services, message, here(update), keyboard)


async def cities_page(
    services: Services, page: int, language: Language
) -> tuple[Cities, InlineKeyboardMarkup | None]:
    """Return one page of the cities, each with its button."""
    edition = await services.run(services.editions)
    rows, page, pages = page_of(edition, page)
    entries = tuple(CityRow(entry.city, entry.country) for _, entry in rows)
    taps = [button(entry.city, Tap("city", language, short_code(slug))) for slug, entry in rows]
    keyboard = page_keyboard("cities", page, pages, language, taps)
    return Cities(language, entries, len(edition.catalog), page, pages), keyboard


async def list_sources(update: Update, context: Context) -> None:
    """Say where the profiles come from, a page at a time."""
    services = context.services
    language = await services.language(update.effective_user)
    message, keyboard = await sources_page(services, 1, language)
    await send_command(services, message, here(update), keyboard)


async def sources_page(
    services: Services, page: int, language: Language
) -> tuple[Sources, InlineKeyboardMarkup | None]:
    """Return one page of the sources."""
    edition = await services.run(services.editions)
    rows, page, pages = page_of(edition, page)
    profiles = [edition.profiles[slug] for slug, _ in rows]
    entries = tuple(CityRow(p.city, p.country, p.url, p.retrieved) for p in profiles)
    message = Sources(language, entries, edition.created, len(edition.catalog), page, pages)
    return message, page_keyboard("sources", page, pages, language, ())


async def show_city(update: Update, context: Context) -> None:
    """Show a city in short, or ask which one is meant."""
    services, where = context.services, here(update)
    name = " ".join(context.args or ())
    if not name:
        await notify(update, context, "city_which")
        return
    language = await services.language(update.effective_user)
    edition = await services.run(services.editions)
    named = await services.run(lambda: find_city(edition, name))
    if len(named.slugs) == 1:
        await send_card(update, context, named.slugs[0], language)
    elif named.slugs:
        slugs = named.slugs[:MOST_BUTTONS]
        taps = [
            button(_place(edition, slug, language), Tap("city", language, short_code(slug)))
            for slug in slugs
        ]
        keyboard = InlineKeyboardMarkup(in_rows(taps))
        await send_command(services, which_city(edition, slugs, language), where, keyboard)
    else:
        message = UnknownCity(language, name, named.nearest)
        await send_command(services, message, where)


def _place(edition: Edition, slug: str, language: Language) -> str:
    entry = edition.catalog[slug]
    country = name_country(entry.country, language)
    return f"{entry.city}, {country}" if country else f"{entry.city} ({slug})"


async def send_card(update: Update, context: Context, slug: str, language: Language) -> None:
    """Send a city in short, with its sections as buttons."""
    services, where, place = context.services, here(update), place_of(update)
    edition = await services.run(services.editions)
    card = city_card(edition, slug, language)
    identifier = identifier_of(update)
    keyboard = await card_keyboard(services, card, identifier)
    numbers = await services.outbox.send(where, parts_of(card), keyboard)
    kept = KeptReply(identifier, where.chat, place.user, where.reply_to, numbers, card)
    await services.store.keep_reply(kept, place)


async def card_keyboard(
    services: Services, card: Summary, identifier: str
) -> InlineKeyboardMarkup | None:
    """Return a button for each section of a city."""
    edition = await services.run(services.editions)
    titles = await services.run(lambda: section_titles(edition, card.profile))
    taps = [button(t, Tap("section", identifier, short_code(t))) for t in titles[:MOST_BUTTONS]]
    return InlineKeyboardMarkup(in_rows(taps)) if taps else None


async def choose_language(update: Update, context: Context) -> None:
    """Keep the language of the replies: fr, en, or each question's own."""
    services, user = context.services, update.effective_user
    word = (context.args[0] if context.args else "").casefold()
    if word not in ("fr", "en", "auto") or user is None:
        await notify(update, context, "language_which")
        return
    chosen: Language | None = None if word == "auto" else word  # type: ignore[assignment] # fr or en
    await services.store.choose_language(user.id, chosen)
    language = chosen or services.client_language(user)
    await send_command(services, LanguageChosen(language, chosen), here(update))


async def show_privacy(update: Update, context: Context) -> None:
    """Say what is kept of a person."""
    services = context.services
    language = await services.language(update.effective_user)
    message = Privacy(
        language,
        conversation_minutes=services.store.topic_minutes,
        reply_days=REPLY_DAYS,
        feedback_days=FEEDBACK_DAYS,
        update_days=UPDATE_DAYS,
        unanswered_days=services.store.unanswered_days,
    )
    await send_command(services, message, here(update))


async def forget(update: Update, context: Context) -> None:
    """Remove all that is kept of a person."""
    services, user = context.services, update.effective_user
    language = await services.language(user)
    if user is not None:
        await services.store.forget_person(user.id)
    await send_notice(services, "forgotten", language, here(update))


async def verify(update: Update, context: Context) -> None:
    """Say whether a citation is still true."""
    services = context.services
    if not context.args:
        await notify(update, context, "code_which")
        return
    language = await services.language(update.effective_user)
    await send_verdict(services, context.args[0], language, here(update))


async def send_verdict(services: Services, code: str, language: Language, where: Where) -> None:
    """Send what became of a citation."""
    message = await services.run(lambda: services.keeper.verify(code, language))
    await send_command(services, message, where)


async def unknown_command(update: Update, context: Context) -> None:
    """Say that there is no such command; in a group only where it names the bot."""
    message = update.effective_message
    if message is None:
        return
    first = (message.text or "").split(maxsplit=1)[0].casefold()
    if message.chat.type == "private" or first.endswith(f"@{context.bot.username}".casefold()):
        await notify(update, context, "unknown_command")


async def text_only(update: Update, context: Context) -> None:
    """Say that only text is read; once for an album, whose pictures come as so many messages."""
    message, known = update.effective_message, context.chat_data
    album = message.media_group_id if message is not None else None
    if album is not None and known is not None:
        if known.get("album") == album:
            return
        known["album"] = album
    await notify(update, context, "text_only")


async def notify(update: Update, context: Context, name: str) -> None:
    """Send one plain sentence in a person's language."""
    services = context.services
    language = await services.language(update.effective_user)
    await send_notice(services, name, language, here(update))


def here(update: Update) -> Where:
    """Return where the reply to a command belongs."""
    return where_of(update, again=taken_over.get())
