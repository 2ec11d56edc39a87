"""The bot as a process of its own, on a small edition of invented cities.

Run as ``python -m tests.bot.telegram.bot_process``, with the settings in the environment.
"""

from __future__ import annotations

import sys
import time

from bot.answering.answer import Answerer
from bot.answering.outcome import Outcome, Topic
from bot.errors import BotError
from bot.settings import Settings
from bot.telegram.serving import Knowing, serve
from knowledge.editions import EditionWatcher
from prompts.replies import Language
from tests.bot.telegram.keepers import NotingKeeper
from tests.encoders import HashingEncoder


class SlowAnswerer(Answerer):
    """Takes a while over a question that says "slowly", so that a test can look meanwhile."""

    def answer(
        self,
        question: str,
        *,
        language: Language | None = None,
        fallback: Language = "en",
        topic: Topic | None = None,
        profile: str | None = None,
    ) -> Outcome:
        """Answer a question."""
        if "slowly" in question:
            time.sleep(1.5)
        return super().answer(
            question, language=language, fallback=fallback, topic=topic, profile=profile
        )


def main() -> int:
    """Serve until SIGTERM."""
    settings = Settings.from_environment()
    watcher = EditionWatcher(settings.home, load=lambda _: HashingEncoder())

    def knowing() -> Knowing:
        return Knowing(SlowAnswerer(watcher.current, settings), watcher.current, NotingKeeper())

    try:
        serve(settings, knowing)
    except BotError as error:
        sys.stderr.write(f"citybot: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
