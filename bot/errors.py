"""Errors of the bot, by what the caller can do next.

BotError
├── SettingsError   a setting can't be used: correct it
├── UsageError      a file or argument of a command can't be used: correct it
└── RenderError     a reply can't be shown: its quote no longer matches its source
"""


class BotError(Exception):
    """The bot can't do what was asked."""


class SettingsError(BotError):
    """A setting can't be used."""


class UsageError(BotError):
    """A file or argument of a command can't be used."""


class RenderError(BotError):
    """A reply can't be shown."""
