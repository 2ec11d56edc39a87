"""The help of every command, as the README shows it."""

from __future__ import annotations

from collections.abc import Iterator

import click

from bot.cli.main import citybot


def all_commands(
    command: click.Command = citybot, parent: click.Context | None = None
) -> Iterator[tuple[str, str]]:
    """Yield each command's full name and its help, subcommands after their group."""
    # A fixed width: the README does not depend on the terminal.
    context = click.Context(
        command,
        info_name=command.name,
        parent=parent,
        terminal_width=88,
        **command.context_settings,
    )
    yield context.command_path, command.get_help(context)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            yield from all_commands(command.commands[name], context)


def reference() -> str:
    """Return the help of every command in Markdown."""
    return "\n".join(
        f"#### `{name}`\n\n```text\n{text.rstrip()}\n```\n" for name, text in all_commands()
    )
