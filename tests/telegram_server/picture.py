"""A picture of a chat: real replies of the bot, drawn as a page for a browser.

``python -m tests.telegram_server.picture HOME PAGE.html`` asks the bot and writes the page; then
``chromium --headless --screenshot=chat.png --window-size=460,1000 PAGE.html`` draws it.
"""

from __future__ import annotations

import asyncio
import sys
from html import escape
from pathlib import Path

from tests.bot.telegram.processes import running_bot
from tests.telegram_server.benchmark import forget_updates
from tests.telegram_server.server import TelegramServer
from tests.telegram_server.world import JSON, person

QUESTIONS = (
    "Combien de réunions avec les parents par an à Viborg ?",
    "Is there a hotline day and night in Viborg?",
)
STYLE = """
body { margin: 0; padding: 14px; width: 432px; box-sizing: border-box; background: #dfe7dd;
  font: 14.5px/1.4 'DejaVu Sans', sans-serif; color: #111; }
.me, .bot { border-radius: 12px; padding: 8px 11px; margin: 7px 0; width: fit-content;
  max-width: 375px; overflow-wrap: anywhere; }
.me { background: #e2f8cb; margin-left: auto; }
.bot { background: #fff; }
blockquote { margin: 4px 0; padding: 5px 9px; border-left: 3px solid #3f8a5c; border-radius: 5px;
  background: #edf6ef; }
a { color: #2a7ab0; text-decoration: none; }
code { color: #2a7ab0; font-size: 13px; }
.row { display: flex; gap: 4px; max-width: 397px; margin: 4px 0; }
.row span { flex: 1; text-align: center; background: #90a495; color: #fff; border-radius: 8px;
  padding: 6px 4px; font-size: 13px; }
"""


def bubble(question: str, html: str, message: JSON) -> str:
    """Return a question and its reply as HTML."""
    body = html.replace("</blockquote>\n", "</blockquote>").replace("\n", "<br>")
    rows = message["reply_markup"]["inline_keyboard"]
    keys = "".join(
        '<div class="row">'
        + "".join(f"<span>{escape(button['text'])}</span>" for button in row)
        + "</div>"
        for row in rows
    )
    return f'<div class="me">{escape(question)}</div><div class="bot">{body}</div>{keys}'


async def draw(home: Path) -> str:
    """Ask the bot and return the page."""
    forget_updates(home)
    pieces = []
    async with TelegramServer().running() as server:
        environment = {"CITYBOT_API_URL": server.url, "CITYBOT_API_TIMEOUT": "20"}
        async with running_bot(home, environment, "bot.cli", arguments=("serve",)):
            who = person(5, "fr")
            chat = server.world.private(who)
            for number, question in enumerate(QUESTIONS, 1):
                await server.world.say(chat, who, question)
                await server.until_sent(number, 120)
                call = server.calls_of("sendMessage")[-1]
                pieces.append(bubble(question, call.fields["text"], call.result))
    return f"<!doctype html><meta charset=utf-8><style>{STYLE}</style>{''.join(pieces)}"


if __name__ == "__main__":
    Path(sys.argv[2]).write_text(asyncio.run(draw(Path(sys.argv[1]))), "utf-8")
