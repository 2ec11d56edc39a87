"""How long an answer takes in Telegram, beside a bare echo, over the strict server.

``python -m tests.telegram_server.benchmark HOME`` asks the edition of a home; a home without
one gets the bundled profiles. Both bots run as processes of their own, one after the other, in
alternating rounds, against the same server.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bot.telegram.processes import running_bot
from tests.telegram_server.server import TelegramServer
from tests.telegram_server.world import JSON, Chat, person

QUESTIONS = (
    "How does Viborg's SSP work?",
    "Comment fonctionne le SSP à Viborg ?",
    "Who is the mayor of Viborg?",
    "Quelle est la population de Viborg ?",
    "Is there a hotline day and night in Viborg?",
    "Combien de réunions avec les parents par an à Viborg ?",
    "What does Section 115 allow?",
    "Depuis quand Viborg est-elle membre du réseau ?",
)
WARM_UP, ONE_BY_ONE, AT_ONCE, CHATS, ROUNDS = 8, 40, 160, 40, 2
BOTS = {"echo": "tests.telegram_server.echo_bot", "answers": "bot.cli"}


@dataclass(frozen=True, slots=True)
class Figures:
    """Seconds from update to reply, one at a time, and replies a second, all at once."""

    seconds: tuple[float, ...]
    rate: float


def forget_updates(home: Path) -> None:
    """Remove the conversations: the server numbers its updates from the start each time."""
    for file in home.glob("conversations.sqlite3*"):
        file.unlink()


async def measure(module: str, home: Path) -> Figures:
    """Run one bot and ask it."""
    forget_updates(home)
    async with TelegramServer().running() as server:
        environment = {"CITYBOT_API_URL": server.url, "CITYBOT_API_TIMEOUT": "20"}
        async with running_bot(home, environment, module, arguments=("serve",)) as bot:
            people = [person(number, "en") for number in range(1, CHATS + 1)]
            chats = [server.world.private(who) for who in people]
            await ask(server, chats[0], people[0], WARM_UP)
            seconds = await ask(server, chats[0], people[0], ONE_BY_ONE)
            before, began = len(server.sent), time.perf_counter()
            for number in range(AT_ONCE):
                place = number % CHATS
                text = QUESTIONS[number % len(QUESTIONS)]
                await server.world.say(chats[place], people[place], text)
            await server.until_sent(before + AT_ONCE, 120)
            rate = AT_ONCE / (time.perf_counter() - began)
            await bot.end()
    return Figures(tuple(seconds), rate)


async def ask(server: TelegramServer, chat: Chat, who: JSON, count: int) -> list[float]:
    """Ask one question after the other, and return the seconds that each took."""
    seconds = []
    for number in range(count):
        before, began = len(server.sent), time.perf_counter()
        await server.world.say(chat, who, QUESTIONS[number % len(QUESTIONS)])
        await server.until_sent(before + 1, 120)
        seconds.append(server.calls_of("sendMessage")[-1].at - began)
    return seconds


def row(name: str, rounds: Sequence[Figures]) -> str:
    """Return one line of the table."""
    seconds = sorted(each for figures in rounds for each in figures.seconds)
    p50, p95 = statistics.median(seconds), seconds[int(len(seconds) * 0.95)]
    rate = statistics.median(figures.rate for figures in rounds)
    return f"| {name} | {p50 * 1000:.1f} | {p95 * 1000:.1f} | {rate:.0f} |"


async def main(home: Path) -> None:
    """Measure both, and print a table."""
    found: dict[str, list[Figures]] = {name: [] for name in BOTS}
    for _ in range(ROUNDS):
        for name, module in BOTS.items():
            found[name].append(await measure(module, home))
    lines = ["| bot | p50 ms | p95 ms | replies/s |", "|---|---|---|---|"]
    lines += [row(name, rounds) for name, rounds in found.items()]
    medians = {
        name: statistics.median(each for figures in rounds for each in figures.seconds)
        for name, rounds in found.items()
    }
    over = (medians["answers"] - medians["echo"]) * 1000
    sys.stdout.write("\n".join([*lines, f"An answer costs {over:.1f} ms over the echo (p50).", ""]))


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    asyncio.run(main(folder))
