"""A small local page for whoever runs the bot: is it well, and its figures."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler

from bot.telegram.metrics import Metrics

LOCAL = "127.0.0.1"
Check = Callable[[], dict[str, Any]]
"""Says how the bot is; ``ok`` is whether all is well."""


class _Health(RequestHandler):
    def initialize(self, check: Check) -> None:
        self.check = check

    def get(self) -> None:
        state = self.check()
        self.set_status(200 if state["ok"] else 503)
        self.set_header("Content-Type", "application/json")
        self.finish(json.dumps(state))


class _Figures(RequestHandler):
    def initialize(self, metrics: Metrics) -> None:
        self.metrics = metrics

    def get(self) -> None:
        self.set_header("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
        self.finish(self.metrics.exposition())


def serve_health(port: int, check: Check, metrics: Metrics) -> HTTPServer:
    """Serve ``/healthz`` and ``/metrics`` on a port of this machine alone.

    Raises:
        OSError: the port is taken.
    """
    app = Application(
        [
            (r"/healthz", _Health, {"check": check}),
            (r"/metrics", _Figures, {"metrics": metrics}),
        ]
    )
    return app.listen(port, address=LOCAL)
