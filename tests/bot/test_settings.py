"""Settings."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.settings import Settings, rows, table


def test_an_empty_environment_gives_the_defaults() -> None:
    """Nothing set means the defaults, and an empty variable counts as unset."""
    settings = Settings.from_environment({"CITYBOT_ENCODER": "", "CITYBOT_ADMINS": " "})
    assert settings == Settings()
    assert (settings.language, settings.answer_cut, settings.admins) == ("en", None, ())
    assert settings.home.name == "citybot"


def test_every_kind_of_value_is_read() -> None:
    """Paths, shares, counts, ports, switches, ids, addresses and levels are parsed."""
    settings = Settings.from_environment(
        {
            "CITYBOT_HOME": "~/data",
            "CITYBOT_LANGUAGE": "FR",
            "CITYBOT_ANSWER_CUT": "0.75",
            "CITYBOT_CONVERSATION_MINUTES": "5",
            "CITYBOT_WEBHOOK_PORT": "9000",
            "CITYBOT_REMOVE_GONE": "Yes",
            "CITYBOT_PRIVATE_ADDRESSES": "off",
            "CITYBOT_ADMINS": "12, 34 56",
            "CITYBOT_API_URL": "https://bots.example/",
            "CITYBOT_LOG_LEVEL": "debug",
        }
    )
    assert settings.home == Path.home() / "data"
    assert settings.language == "fr"
    assert settings.answer_cut == 0.75
    assert settings.conversation_minutes == 5
    assert settings.webhook_port == 9000
    assert (settings.remove_gone, settings.private_addresses) == (True, False)
    assert settings.admins == (12, 34, 56)
    assert settings.api_url == "https://bots.example"
    assert settings.log_level == "DEBUG"


@pytest.mark.parametrize(
    ("variable", "text", "message"),
    [
        (
            "ANSWER_CUT",
            "abc",
            "CITYBOT_ANSWER_CUT is 'abc', which is not a number: give one between 0 and 1.",
        ),
        ("ANSWER_CUT", "1.5", "is '1.5', which is out of range: give one between 0 and 1."),
        ("ANSWER_CUT", "nan", "is 'nan', which is out of range"),
        ("CONVERSATION_MINUTES", "-1", "which is not a whole number: give one of 0 or more."),
        ("CONVERSATION_MINUTES", "²", "which is not a whole number"),
        ("WEBHOOK_PORT", "70000", "which is not a port: give a whole number between 1 and 65535."),
        ("REMOVE_GONE", "maybe", "which is neither yes nor no: give one of the two."),
        ("LANGUAGE", "da", "which is not a language of this bot: give fr or en."),
        ("ADMINS", "12,@someone", "which holds something else than user ids: give numbers"),
        ("WEBHOOK_URL", "example.org", "which is not a web address: give one that starts with"),
        ("LOG_LEVEL", "loud", "which is not a level: give DEBUG, INFO, WARNING or ERROR."),
    ],
)
def test_a_wrong_value_is_named_with_its_mend(variable: str, text: str, message: str) -> None:
    """The error names the variable, shows the value and says what to give."""
    with pytest.raises(SettingsError, match=message.replace(".", r"\.")):
        Settings.from_environment({f"CITYBOT_{variable}": text})


def test_secrets_stay_out_of_repr() -> None:
    """Neither the token, the webhook's secret nor the database's address shows in repr."""
    environ = {"CITYBOT_TOKEN": "hush-1", "CITYBOT_WEBHOOK_SECRET": "hush-2"}
    environ["CITYBOT_DATABASE_URL"] = "postgresql+asyncpg://bot:hush-3@db/bot"
    settings = Settings.from_environment(environ)
    assert settings.token == "hush-1"
    assert "hush" not in repr(settings)


def test_each_setting_explains_itself() -> None:
    """Every field has a variable of its own, a default to show or none, and a sentence."""
    listed = list(rows())
    assert len({name for name, _, _ in listed}) == len(fields(Settings)) == len(listed)
    assert all(name.startswith("CITYBOT_") and text.endswith(".") for name, _, text in listed)
    defaults = {name: shown for name, shown, _ in listed}
    assert defaults["CITYBOT_WEBHOOK_PORT"] == "8443"
    assert defaults["CITYBOT_REMOVE_GONE"] == "no"
    assert "| `CITYBOT_LANGUAGE` | en | Language" in table()
