"""The command ``citybot`` and what becomes of its failures."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence

import click

from bot.cli.citations import verify
from bot.cli.conversation import chat
from bot.cli.desk import Desk, EncoderLoader
from bot.cli.editions import editions, rollback, status
from bot.cli.evaluation import evaluate
from bot.cli.examples import example
from bot.cli.questions import ask
from bot.cli.refreshes import refresh, sources
from bot.cli.serving import serve
from bot.errors import BotError
from bot.settings import Settings
from knowledge.errors import KnowledgeError
from prompts.errors import PromptError

INTERRUPTED = 130
"""What a shell expects of a command that Ctrl-C ended: 128 and the signal's number."""


@click.group(
    epilog=example('citybot ask "How does Viborg\'s SSP work?"'),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 88},
)
@click.version_option(package_name="strong-cities-bot")
def citybot() -> None:
    """Answer questions about city profiles, in French and English, with cited quotes.

    Replies go to standard output, everything else to standard error.
    """


COMMANDS = (ask, chat, serve, refresh, sources, editions, rollback, status, evaluate, verify)
for command in COMMANDS:
    citybot.add_command(command)


def main(
    arguments: Sequence[str] | None = None,
    *,
    environ: Mapping[str, str] | None = None,
    load: EncoderLoader | None = None,
) -> int:
    """Run the command line.

    Args:
        arguments: those of the process where None.
        environ: the environment of the process where None.
        load: gives the encoder of a name; the knowledge's own where None.

    Returns:
        The exit status: 0, 1 for a failure that names its mend, 2 for wrong usage.
    """
    environ = os.environ if environ is None else environ
    try:
        return run(arguments, environ, load)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        return INTERRUPTED
    except BrokenPipeError:
        # Python flushes standard output once more when it ends, which would fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except (BotError, KnowledgeError, PromptError) as error:
        click.echo(f"citybot: {error}", err=True)
    except OSError as error:
        click.echo(f"citybot: {error.filename or 'system'}: {error.strerror}", err=True)
    return 1


def run(
    arguments: Sequence[str] | None, environ: Mapping[str, str], load: EncoderLoader | None
) -> int:
    """Run the command with its settings."""
    result = citybot.main(
        None if arguments is None else list(arguments),
        prog_name="citybot",
        standalone_mode=False,
        obj=lambda: Desk(Settings.from_environment(environ), load),
        color=False if environ.get("NO_COLOR") else None,
    )
    return result if isinstance(result, int) else 0
