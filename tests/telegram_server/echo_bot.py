"""A bare bot that says back what it hears: what the channel alone costs.

Run as ``python -m tests.telegram_server.echo_bot``, with the token and address as for the bot.
"""

from __future__ import annotations

import os
from typing import Any

from telegram import Update
from telegram.ext import Application, CallbackContext, MessageHandler, filters


async def echo(update: Update, _: CallbackContext[Any, Any, Any, Any]) -> None:
    """Say back what was said."""
    if update.message is not None and update.message.text is not None:
        await update.message.reply_text(update.message.text)


def main() -> None:
    """Poll until a signal."""
    url = f"{os.environ['CITYBOT_API_URL']}/bot"
    builder = Application.builder().token(os.environ["CITYBOT_TOKEN"]).base_url(url)
    app = builder.concurrent_updates(True).build()
    app.add_handler(MessageHandler(filters.TEXT & filters.UpdateType.MESSAGE, echo))
    app.run_polling(allowed_updates=[Update.MESSAGE])


if __name__ == "__main__":
    main()
