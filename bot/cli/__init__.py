"""The command line: parses, calls one function, prints, and exits with 0, 1 or 2."""

from bot.cli.main import main

__all__ = ["main"]
