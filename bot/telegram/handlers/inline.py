"""Quotes to send from any chat: ``@bot hotline viborg``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from telegram import (
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
    Update,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.answering.countries import name_country
from bot.store.records import Turn
from bot.telegram.cities import page_of
from bot.telegram.passages import answer_of, city_card, quote_sentence
from bot.telegram.rendering import TEXT_LIMIT, plain_text, utf16_length
from bot.telegram.replying import html_of
from bot.telegram.services import Context, Services
from prompts.labels import label
from prompts.replies import Language, Quote, Reply, Summary, WhichCity

if TYPE_CHECKING:
    from knowledge.editions import Edition

MOST: Final = 10
DESCRIPTION: Final = 160
CACHE_SECONDS: Final = 60
START_PARAMETER: Final = "inline"


async def suggest(update: Update, context: Context) -> None:
    """Offer quotes that answer an inline query, or cities where nothing is typed yet."""
    query = update.inline_query
    if query is None:
        return
    services = context.services
    language = await services.language(query.from_user)
    edition = await services.run(services.editions)
    text = query.query.strip()
    if text:
        results = await _quotes(services, edition, text, language)
    else:
        results = await services.run(lambda: _cities(edition, language))
    name = "inline.help" if results else "inline.nothing"
    button = InlineQueryResultsButton(label(name, language), start_parameter=START_PARAMETER)
    try:
        # Personal: one reader's French must not be shown to another in English.
        await query.answer(results, cache_time=CACHE_SECONDS, is_personal=True, button=button)
    except BadRequest as error:
        if "too old" not in error.message:
            raise


async def _quotes(
    services: Services, edition: Edition, text: str, language: Language
) -> list[InlineQueryResultArticle]:
    outcome = await services.ask(text, Turn(chosen=language), language, language=language)
    reply = outcome.reply
    if reply.status == "not_found" or reply.kind == "smalltalk":
        return []
    slugs = _slugs(reply, outcome.topic.profiles)
    found = await services.run(lambda: _more_quotes(edition, text, slugs))
    quotes = {quote.code: quote for quote in (*_first_quotes(reply), *found)}
    articles = [_quote_article(edition, quote, language) for quote in quotes.values()]
    if isinstance(reply, Summary):
        articles.insert(0, _card_article(edition, reply.profile, language))
    return [article for article in articles if article is not None][:MOST]


def _slugs(reply: Reply, topic: tuple[str, ...]) -> tuple[str, ...]:
    if isinstance(reply, WhichCity):
        return tuple(choice.profile for choice in reply.choices)
    return topic


def _first_quotes(reply: Reply) -> tuple[Quote, ...]:
    return () if isinstance(reply, Summary) else reply.quotes


def _more_quotes(edition: Edition, text: str, slugs: tuple[str, ...]) -> list[Quote]:
    hits = edition.search(text, profiles=slugs or None, k=MOST)
    return [quote_sentence(edition, edition.passages[hit.passage], hit.sentence) for hit in hits]


def _cities(edition: Edition, language: Language) -> list[InlineQueryResultArticle]:
    rows, _, _ = page_of(edition, 1)
    articles = [_card_article(edition, slug, language) for slug, _ in rows]
    return [article for article in articles if article is not None][:MOST]


def _quote_article(
    edition: Edition, quote: Quote, language: Language
) -> InlineQueryResultArticle | None:
    reply = answer_of(edition, (quote,), language)
    return _article(quote.code, f"{quote.city} · {quote.section}", quote.text, reply)


def _card_article(
    edition: Edition, slug: str, language: Language
) -> InlineQueryResultArticle | None:
    card = city_card(edition, slug, language)
    country = name_country(card.country, language)
    title = f"{card.city}, {country}" if country else card.city
    return _article(f"city-{slug}"[:64], title, ", ".join(card.tags), card)


def _article(
    identifier: str, title: str, description: str, reply: Reply
) -> InlineQueryResultArticle | None:
    """Return a result that is ready to send, None where it would be too long to."""
    html = html_of(reply)
    if utf16_length(plain_text(html)) > TEXT_LIMIT:
        return None
    content = InputTextMessageContent(
        html, ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True)
    )
    shown = description if len(description) <= DESCRIPTION else f"{description[:DESCRIPTION]}…"
    return InlineQueryResultArticle(identifier, title, content, description=shown or None)
