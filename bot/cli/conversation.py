"""The command ``chat``: a conversation in the terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING

import click

from bot.cli.desk import open_desk
from bot.cli.examples import example
from bot.settings import Settings
from knowledge.errors import KnowledgeError
from prompts import render
from prompts.errors import PromptError
from prompts.replies import Language, WhichCity

if TYPE_CHECKING:
    from bot.answering.outcome import Answering, Topic

GREETING = """\
Ask in English or French; /new forgets what was talked about, /lang fr, /lang en and /lang auto
set the language, /quit ends. — Posez vos questions en français ou en anglais\u00a0; /new oublie ce
dont on a parlé, /lang fr, /lang en et /lang auto règlent la langue, /quit termine."""
CHOOSE: dict[Language, str] = {
    "fr": "Tapez le numéro de la ville (1 à {}).",
    "en": "Type the number of the city (1 to {}).",
}
PROMPT = "› "


@click.command(epilog=example("citybot chat"))
@click.option("--lang", type=click.Choice(["fr", "en"]), help="Language of the replies.")
def chat(lang: Language | None) -> None:
    """Talk in the terminal; a question may build on the one before."""
    desk = open_desk()
    talk = Talk(desk.answerer(), desk.settings, language=lang)
    click.echo(GREETING, err=True)
    in_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    hold_talk(talk, typed_lines(None if in_terminal else sys.stdin.buffer))


def hold_talk(talk: Talk, lines: Iterable[str]) -> None:
    """Answer line after line; what fails is said, and the next line is answered."""
    for line in lines:
        if line == "/quit":
            break
        try:
            text = talk.respond(line)
        except (KnowledgeError, PromptError) as error:
            click.echo(f"citybot: {error}", err=True)
            continue
        if text:
            click.echo(f"{text}\n", err=text == GREETING)


def typed_lines(given: Iterable[bytes] | None, read: Callable[[str], str] = input) -> Iterator[str]:
    """Yield what is typed.

    Args:
        given: the lines of standard input; None in a terminal, where lines can be edited.
        read: shows a prompt and returns a line.
    """
    if given is not None:
        yield from (line.decode("utf-8", "replace").strip() for line in given)
        return
    import readline  # noqa: F401 - input() then edits lines and keeps a history

    while True:
        try:
            yield read(PROMPT).strip()
        except EOFError:
            return


@dataclass(slots=True)
class Talk:
    """One conversation.

    Attributes:
        language: of the replies; told from each question where None.
        clock: seconds, never going back.
        topic: what the conversation is about; forgotten after a while.
        choice: the question that waits for a city.
    """

    answering: Answering
    settings: Settings
    language: Language | None = None
    clock: Callable[[], float] = monotonic
    topic: Topic | None = None
    choice: WhichCity | None = None
    last: float = 0.0

    def respond(self, line: str) -> str:
        """Return what is said to a line; empty where there is nothing to say."""
        if line.startswith("/"):
            return self.obey(line)
        if not line:
            return ""
        number = int(line) if line.isascii() and line.isdigit() else 0
        if self.choice and 1 <= number <= len(self.choice.choices):
            return self.say(self.choice.question, self.choice.choices[number - 1].profile)
        return self.say(line)

    def obey(self, line: str) -> str:
        """Carry out a line that begins with a slash."""
        if line == "/new":
            self.topic = self.choice = None
            return ""
        languages: dict[str, Language | None] = {"fr": "fr", "en": "en", "auto": None}
        word, _, argument = line.partition(" ")
        if word == "/lang" and argument.strip() in languages:
            self.language = languages[argument.strip()]
            return ""
        return GREETING

    def say(self, question: str, profile: str | None = None) -> str:
        """Answer a question, and remember what it was about."""
        outcome = self.answering.answer(
            question,
            language=self.language,
            fallback=self.settings.language,
            topic=self.current_topic(),
            profile=profile,
        )
        reply = outcome.reply
        self.topic, self.last = outcome.topic, self.clock()
        self.choice = reply if isinstance(reply, WhichCity) and reply.choices else None
        text = render(reply, "text")
        if self.choice:
            text += "\n" + CHOOSE[reply.language].format(len(self.choice.choices))
        return text

    def current_topic(self) -> Topic | None:
        """Return the topic, unless it is older than the settings allow."""
        age = self.clock() - self.last
        return self.topic if age < 60 * self.settings.conversation_minutes else None
