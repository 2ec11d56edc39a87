"""Logs."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator

import pytest

from bot.telegram.logs import QUIET, configure_logging

TOKEN = "123456:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr"


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    """Give what the logs are written to; the logging of the tests comes back afterwards."""
    root, written = logging.getLogger(), io.StringIO()
    handlers, level = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in QUIET}
    configure_logging("INFO", (TOKEN, ""), written)
    yield written
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.captureWarnings(capture=False)
    for name, before in levels.items():
        logging.getLogger(name).setLevel(before)


def lines(stream: io.StringIO) -> list[dict[str, object]]:
    """Return what was logged."""
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_line_is_json_with_what_was_given(stream: io.StringIO) -> None:
    """Time, level, logger, event, and the extra fields."""
    logging.getLogger("bot.telegram").info("replied to %s", "all", extra={"kind": "answer"})
    (line,) = lines(stream)
    assert line["event"] == "replied to all"
    assert line["kind"] == "answer"
    assert line["level"] == "INFO"
    assert str(line["time"]).endswith("+00:00")


@pytest.mark.parametrize(
    "text",
    [
        f"GET https://api.example/bot{TOKEN}/getMe",
        "https://x/bot987654:ZZyyXXwwVVuu-_11223344/getMe",
        "https://x/bot987654%3AZZyyXXwwVVuu11223344/getMe",
    ],
)
def test_no_token_is_written(stream: io.StringIO, text: str) -> None:
    """Neither ours nor one that looks like another's, wherever it stands."""
    logging.getLogger("bot").warning(text, extra={"url": text})
    assert "AAbbCC" not in stream.getvalue()
    assert "ZZyyXX" not in stream.getvalue()


def test_an_error_tells_its_place_and_not_its_words(stream: io.StringIO) -> None:
    """The message of an exception may hold what a person wrote."""
    try:
        raise ValueError("a private question")
    except ValueError:
        logging.getLogger("bot").exception("handler failed")
    (line,) = lines(stream)
    assert line["error"] == "ValueError"
    assert "test_logs.py" in str(line["at"])
    assert "private" not in stream.getvalue()


def test_another_librarys_values_are_left_out(stream: io.StringIO) -> None:
    """python-telegram-bot writes out updates that it can't parse."""
    logging.getLogger("telegram.ext.ExtBot").critical("Received data was %r.", "a question")
    (line,) = lines(stream)
    assert line["event"] == "Received data was %r."


def test_httpx_is_quiet(stream: io.StringIO) -> None:
    """At INFO it writes addresses, which hold the token."""
    logging.getLogger("httpx").info("HTTP Request: POST …")
    assert lines(stream) == []
