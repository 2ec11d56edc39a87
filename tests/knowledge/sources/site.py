"""A small site of invented cities on 127.0.0.1, with everything that goes wrong on real ones."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(slots=True)
class Answer:
    """What the site says at one path."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    etag: str | None = None
    heals: bool = False
    slow: bool = False
    endless: bool = False


@dataclass(slots=True)
class Site:
    """The running site.

    Attributes:
        url: its address without a slash at the end.
        answers: what it says, by path.
        asked: the path and headers of every request, in order.
    """

    url: str
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    @property
    def paths(self) -> list[str]:
        """The paths asked for, robots.txt left out."""
        return [path for path, _ in self.asked if path != "/robots.txt"]

    def put(self, path: str, text: str, kind: str = "text/html", **more: Any) -> None:
        """Publish a text at a path, with an ETag of its own."""
        body = text.encode()
        headers = {"Content-Type": kind}
        self.answers[path] = Answer(body, headers=headers, etag=f'"{hash(text)}"', **more)


def city_page(city: str, text: str) -> str:
    """Return a page about an invented city."""
    return (
        f"<html><head><title>{city}, Exampleland</title></head><body><main><h1>{city}, Exampleland"
        f"</h1><h2>Work</h2><p>{text}</p></main></body></html>"
    )


@contextmanager
def serve_site() -> Iterator[Site]:
    """Run an empty site on a free port of 127.0.0.1 until the block ends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    site = Site(f"http://127.0.0.1:{server.server_port}")
    server.site = site  # type: ignore[attr-defined] # handlers find it there
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - its parent's name
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer as the site was told to."""
        site: Site = self.server.site  # type: ignore[attr-defined] # set by serve_site
        site.asked.append((self.path, dict(self.headers)))
        answer = site.answers.get(self.path, Answer(b"nothing here", 404))
        if answer.etag and self.headers.get("If-None-Match") == answer.etag:
            self.send_response(304)
            self.end_headers()
            return
        try:
            self._send(answer)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True
        if answer.heals:
            site.answers[self.path] = Answer(answer.body, headers=answer.headers)

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if answer.etag:
            self.send_header("ETag", answer.etag)
        self.end_headers()
        if answer.slow:
            time.sleep(0.6)
        self.wfile.write(answer.body)
        while answer.endless:
            self.wfile.write(answer.body)
        self.close_connection = True


def packed(data: bytes) -> Answer:
    """Return an answer that is packed with gzip."""
    headers = {"Content-Encoding": "gzip", "Content-Type": "text/html"}
    return Answer(gzip.compress(data), headers=headers)
