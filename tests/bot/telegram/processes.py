"""The bot as a process of its own, started and ended by a test."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.telegram_server.server import TOKEN

ROOT = Path(__file__).parents[3]
PATIENCE = 30.0


@dataclass
class BotProcess:
    """A running bot, with what it writes."""

    process: asyncio.subprocess.Process
    log: Path

    def text(self) -> str:
        """Return all that the bot wrote."""
        return self.log.read_text("utf-8")

    async def until_said(self, words: str) -> None:
        """Wait until the bot writes some words.

        Raises:
            TimeoutError: it does not in time.
        """
        async with asyncio.timeout(PATIENCE):
            # The log is another process's file: there is no event to wait for.
            while words not in self.text():  # noqa: ASYNC110
                await asyncio.sleep(0.02)

    async def end(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Send a signal, and return the exit status once the process is gone."""
        if self.process.returncode is None:
            self.process.send_signal(number)
        async with asyncio.timeout(PATIENCE):
            return await self.process.wait()


@asynccontextmanager
async def running_bot(
    home: Path,
    environment: Mapping[str, str],
    module: str = "tests.bot.telegram.bot_process",
    *,
    arguments: Sequence[str] = (),
) -> AsyncIterator[BotProcess]:
    """Run the bot on a home that holds an edition; it is ended whatever happens."""
    log = home / "log.jsonl"
    given = {
        **{name: value for name, value in os.environ.items() if not name.startswith("CITYBOT_")},
        "PYTHONPATH": str(ROOT),
        "CITYBOT_TOKEN": TOKEN,
        "CITYBOT_HOME": str(home),
        "CITYBOT_API_TIMEOUT": "1",
        **environment,
    }
    with log.open("a", encoding="utf-8") as output:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            module,
            *arguments,
            env=given,
            cwd=ROOT,
            stdout=output,
            stderr=output,
        )
    bot = BotProcess(process, log)
    try:
        yield bot
    finally:
        await bot.end(signal.SIGKILL)
