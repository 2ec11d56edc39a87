"""Every setting, read from the environment in one place."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import Field, dataclass, field, fields
from pathlib import Path
from typing import Any, Literal

import platformdirs

from bot.errors import SettingsError
from bot.values import (
    parse_address,
    parse_count,
    parse_ids,
    parse_language,
    parse_level,
    parse_path,
    parse_port,
    parse_share,
    parse_switch,
    parse_text,
)


def setting(
    name: str,
    help: str,  # noqa: A002 - argparse and click call it so too
    parser: Callable[[str], object] = parse_text,
    *,
    default: Any = None,
    shown: str | None = None,
    secret: bool = False,
) -> Any:
    """Declare a field that is read from the environment.

    Args:
        name: the variable, without its ``CITYBOT_``.
        help: one sentence for the README.
        parser: turns the variable's text into the value; a ValueError says what is wrong.
        default: the value where the variable is unset or empty; a callable is called.
        shown: the default as the README shows it, where the value itself says too little.
        secret: whether the value is kept out of ``repr`` and messages.
    """
    metadata = {"name": f"CITYBOT_{name}", "help": help, "parser": parser, "secret": secret}
    if callable(default):
        return field(
            default_factory=default, repr=not secret, metadata=metadata | {"shown": shown or ""}
        )
    return field(
        default=default, repr=not secret, metadata=metadata | {"shown": shown or show(default)}
    )


def show(value: object) -> str:
    """Return a default as one would type it."""
    if value is None or value == ():
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def user_home() -> Path:
    """Return the user's data folder for this bot."""
    return Path(platformdirs.user_data_dir("citybot", appauthor=False))


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings, with the defaults of a first run."""

    home: Path = setting(  # noqa: RUF009 - it returns a dataclass field
        "HOME",
        "Folder of the editions, the sources and the database.",
        parse_path,
        default=user_home,
        shown="the user's data folder",
    )
    encoder: str | None = setting(
        "ENCODER",
        "A sentence-transformers model, by folder or name, in place of the bundled encoder "
        "(needs the extra `models`).",
        shown="the bundled one",
    )
    language: Literal["fr", "en"] = setting(
        "LANGUAGE",
        "Language of the reply where the question's own can't be told: fr or en.",
        parse_language,
        default="en",
    )
    answer_cut: float | None = setting(
        "ANSWER_CUT",
        "Confidence, 0 to 1, from which a quote counts as an answer.",
        parse_share,
        shown="as fitted",
    )
    closest_cut: float | None = setting(
        "CLOSEST_CUT",
        "Confidence, 0 to 1, from which a passage is shown as the closest.",
        parse_share,
        shown="as fitted",
    )
    conversation_minutes: int = setting(
        "CONVERSATION_MINUTES",
        "How long a city and subject are carried over to the next question; 0 never does.",
        parse_count,
        default=30,
    )
    kept_editions: int = setting(
        "KEPT_EDITIONS", "How many editions stay for rollback.", parse_count, default=10
    )
    examination_margin: float = setting(
        "EXAMINATION_MARGIN",
        "How far the mean score of the golden questions may fall, 0 to 1, before a refresh is "
        "refused.",
        parse_share,
        default=0.02,
    )
    remove_gone: bool = setting(
        "REMOVE_GONE",
        "Whether a refresh removes profiles whose source is gone, without being told to.",
        parse_switch,
        default=False,
    )
    private_addresses: bool = setting(
        "PRIVATE_ADDRESSES",
        "Whether pages may be fetched from local and private addresses.",
        parse_switch,
        default=False,
    )
    refresh_schedule: str | None = setting(
        "REFRESH_SCHEDULE",
        "Cron expression of the refreshes that `citybot serve` does by itself, such as "
        "`0 4 * * 1`.",
        shown="none",
    )
    token: str | None = setting("TOKEN", "Token of the Telegram bot, from @BotFather.", secret=True)
    admins: tuple[int, ...] = setting(
        "ADMINS",
        "Telegram user ids of the staff, set apart by commas.",
        parse_ids,
        default=(),
        shown="nobody",
    )
    webhook_url: str | None = setting(
        "WEBHOOK_URL",
        "Public address that Telegram calls; without it the bot polls.",
        parse_address,
        shown="polling",
    )
    webhook_port: int = setting(
        "WEBHOOK_PORT", "Port that the webhook listens on.", parse_port, default=8443
    )
    webhook_host: str = setting(
        "WEBHOOK_HOST", "Address that the webhook listens on.", default="127.0.0.1"
    )
    webhook_secret: str | None = setting(
        "WEBHOOK_SECRET", "Secret that Telegram repeats with each call.", secret=True
    )
    api_url: str | None = setting(
        "API_URL",
        "Base address of a Bot API server of one's own.",
        parse_address,
        shown="Telegram's",
    )
    file_url: str | None = setting(
        "FILE_URL", "Base address of that server's files.", parse_address, shown="Telegram's"
    )
    api_timeout: int = setting(
        "API_TIMEOUT",
        "Seconds that Telegram may take to answer a call before it counts as lost.",
        parse_count,
        default=20,
    )
    database_url: str | None = setting(
        "DATABASE_URL",
        "SQLAlchemy address of the database of conversations, with an async driver.",
        shown="SQLite in the home",
        secret=True,
    )
    unanswered_days: int = setting(
        "UNANSWERED_DAYS",
        "How many days an unanswered question's text is kept, without who asked; 0 keeps none.",
        parse_count,
        default=30,
    )
    health_port: int | None = setting(
        "HEALTH_PORT",
        "Local port of `/healthz` and the Prometheus metrics.",
        parse_port,
        shown="off",
    )
    log_level: str = setting(
        "LOG_LEVEL", "DEBUG, INFO, WARNING or ERROR.", parse_level, default="INFO"
    )

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None) -> Settings:
        """Read every setting; an unset or empty variable keeps its default.

        Raises:
            SettingsError: a value can't be used; names the variable, the value and the mend.
        """
        environ = os.environ if environ is None else environ
        given = {each: environ.get(each.metadata["name"], "").strip() for each in fields(cls)}
        return cls(**{each.name: parse(each, text) for each, text in given.items() if text})


def parse(each: Field[Any], text: str) -> Any:
    """Return a field's value from its variable's text."""
    try:
        return each.metadata["parser"](text)
    except ValueError as error:
        shown = "" if each.metadata["secret"] else f" is {text!r}, which"
        raise SettingsError(f"{each.metadata['name']}{shown} {error}.") from None


def rows() -> Iterator[tuple[str, str, str]]:
    """Yield each setting's variable, default and help, for the README."""
    for each in fields(Settings):
        yield each.metadata["name"], each.metadata["shown"], each.metadata["help"]


def table() -> str:
    """Return the settings as a Markdown table."""
    lines = ["| Variable | Default | What it is |", "|---|---|---|"]
    return "\n".join(
        [*lines, *(f"| `{name}` | {shown} | {text} |" for name, shown, text in rows())]
    )
