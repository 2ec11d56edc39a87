"""The command ``serve``: the bot in Telegram."""

from __future__ import annotations

import click

from bot.cli.desk import open_desk
from bot.cli.examples import example


@click.command(epilog=example("CITYBOT_TOKEN=123456:ABC citybot serve"))
def serve() -> None:
    """Answer in Telegram until it is stopped.

    The bot polls; with CITYBOT_WEBHOOK_URL it listens for Telegram's calls instead. The token
    comes from @BotFather.
    """
    from bot.telegram.home_keeper import HomeKeeper
    from bot.telegram.serving import Knowing
    from bot.telegram.serving import serve as run

    desk = open_desk()

    def open_knowledge() -> Knowing:
        answerer = desk.answerer()
        keeper = HomeKeeper(desk.settings, desk.encoder, desk.examiner())
        return Knowing(answerer, answerer.editions, keeper)

    run(desk.settings, open_knowledge)
