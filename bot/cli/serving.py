"""The command ``serve``: the bot in Telegram."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from bot.cli.desk import Desk, open_desk
from bot.cli.examples import example
from knowledge.errors import NoEditionError

if TYPE_CHECKING:
    from bot.telegram.serving import Knowing


@click.command(epilog=example("CITYBOT_TOKEN=123456:ABC citybot serve"))
def serve() -> None:
    """Answer in Telegram until it is stopped.

    The bot polls; with CITYBOT_WEBHOOK_URL it listens for Telegram's calls instead. The token
    comes from @BotFather.
    """
    from bot.telegram.serving import serve as run

    desk = open_desk()
    run(desk.settings, lambda: open_knowledge(desk))


def open_knowledge(desk: Desk) -> Knowing:
    """Open what the bot answers from; the bundled profiles where nothing is published."""
    from bot.answering.answer import Answerer
    from bot.telegram.home_keeper import HomeKeeper
    from bot.telegram.serving import Knowing

    watcher = desk.watch()
    try:
        edition = watcher.current()
    except NoEditionError:
        desk.publish_bundled()
        edition = watcher.current()
    # Loads the model now rather than with the first question.
    edition.search("?", k=1)
    keeper = HomeKeeper(desk.settings, desk.encoder, desk.examiner())
    return Knowing(Answerer(watcher.current, desk.settings), watcher.current, keeper)
