"""The command ``ask``: one question, or a file of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO

import click

from bot.cli.batch import Asked, read_batch
from bot.cli.desk import Desk, open_desk
from bot.cli.examples import example
from bot.cli.records import write
from bot.errors import UsageError
from knowledge.errors import KnowledgeError
from prompts.errors import PromptError
from prompts.replies import Language, Reply

if TYPE_CHECKING:
    from bot.answering.answer import Answerer

FORMATS = ("text", "html", "markdown", "json")


@click.command(
    epilog=example(
        'citybot ask "How does Viborg\'s SSP work?"',
        'citybot ask "Et depuis quand ?" --context "Comment fonctionne le SSP à Viborg ?"',
        "citybot ask --batch questions.jsonl --format json > replies.jsonl",
    )
)
@click.argument("question", required=False)
@click.option("--lang", type=click.Choice(["fr", "en"]), help="Language of the reply.")
@click.option("--context", metavar="PREVIOUS", help="The question before this one.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="Default: text.")
@click.option(
    "--batch",
    type=click.File("rb"),
    metavar="FILE",
    help="Answer each line of a JSON Lines file (- for standard input) with a line of JSON.",
)
def ask(
    question: str | None,
    lang: Language | None,
    context: str | None,
    form: str | None,
    batch: BinaryIO | None,
) -> int:
    """Answer QUESTION with cited quotes.

    A line of a batch holds "question", and optionally "id", "lang" and "context".
    """
    if batch is not None:
        if question is not None or context is not None or form not in (None, "json"):
            raise click.UsageError("--batch goes with --lang and --format json only.")
        return ask_all(open_desk(), batch, getattr(batch, "name", "<stdin>"), lang)
    if question is None or not question.strip():
        raise click.UsageError("Give a question, in quotation marks, or --batch FILE.")
    desk = open_desk()
    asked = Asked(clean(question), language=lang, context=context and clean(context))
    click.echo(write(reply_to(desk.answerer(), asked, desk), form or "text"))
    return 0


def clean(argument: str) -> str:
    """Return an argument without the bytes that were not text."""
    return argument.encode("utf-8", "replace").decode()


def ask_all(desk: Desk, lines: Iterable[bytes], name: str, lang: Language | None) -> int:
    """Answer each line as it comes, and say which could not be answered."""
    answerer, status = desk.answerer(), 0
    for asked in read_batch(lines, name):
        try:
            if isinstance(asked, UsageError):
                raise asked
            asked_in = replace(asked, language=asked.language or lang)
            click.echo(write(reply_to(answerer, asked_in, desk), "json"))
        except (UsageError, KnowledgeError, PromptError) as error:
            click.echo(f"citybot: {error}", err=True)
            status = 1
    return status


def reply_to(answerer: Answerer, asked: Asked, desk: Desk) -> Reply:
    """Return the reply to a question."""
    fallback = desk.settings.language
    topic = answerer.answer(asked.context, fallback=fallback).topic if asked.context else None
    outcome = answerer.answer(
        asked.question, language=asked.language, fallback=fallback, topic=topic
    )
    return replace(outcome.reply, id=asked.id)
