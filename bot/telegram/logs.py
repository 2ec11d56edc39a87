"""Logs as one JSON object a line: no question's words, and never the token."""

from __future__ import annotations

import json
import logging
import re
import sys
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from types import TracebackType
from typing import TextIO

TOKEN = re.compile(r"\d{3,}(?::|%3A)[A-Za-z0-9_-]{10,}")
OWN = frozenset({"bot", "knowledge", "embeddings", "prompts"})
QUIET = ("httpx", "httpcore", "apscheduler", "aiosqlite", "alembic", "tornado.access", "faiss")
_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class LineFormatter(logging.Formatter):
    """Writes a record as JSON; an error's place is told, its message is not."""

    def __init__(self, secrets: tuple[str, ...] = ()) -> None:
        super().__init__()
        self._secrets = tuple(secret for secret in secrets if secret)

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as one line."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "event": self._event(record),
        }
        line |= {name: value for name, value in vars(record).items() if name not in _STANDARD}
        if record.exc_info and record.exc_info[1] is not None:
            line["error"] = type(record.exc_info[1]).__name__
            line["at"] = list(places(record.exc_info[2]))
        return self.redact(json.dumps(line, ensure_ascii=False, default=str))

    @staticmethod
    def _event(record: logging.LogRecord) -> str:
        """Return the message; another library's without the values it would fill in.

        python-telegram-bot writes out updates that it can't parse, with what people wrote.
        """
        own = record.name.partition(".")[0] in OWN
        return record.getMessage() if own else str(record.msg)

    def redact(self, text: str) -> str:
        """Return the text without the secrets, and without anything that looks like a token."""
        for secret in self._secrets:
            text = text.replace(secret, "[secret]")
        return TOKEN.sub("[token]", text)


def places(trace: TracebackType | None) -> Iterator[str]:
    """Yield where an error came through: files and lines, none of the values."""
    for frame in traceback.extract_tb(trace)[-8:]:
        yield f"{'/'.join(frame.filename.split('/')[-3:])}:{frame.lineno}"


def configure_logging(
    level: str, secrets: tuple[str, ...], stream: TextIO | None = None
) -> logging.Handler:
    """Send every log to a stream, standard error by default, and return the handler."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(LineFormatter(secrets))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    logging.captureWarnings(capture=True)
    for name in QUIET:
        # At INFO, httpx writes addresses, and an address of the Bot API holds the token.
        logging.getLogger(name).setLevel(logging.WARNING)
    # It would write out a broken answer of the server, which may hold what people wrote.
    logging.getLogger("telegram.request.BaseRequest").setLevel(logging.CRITICAL)
    return handler
