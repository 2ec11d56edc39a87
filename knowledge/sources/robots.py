"""What a server's robots.txt allows (RFC 9309)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from knowledge.errors import FetchError
from knowledge.reasons import because

if TYPE_CHECKING:
    from protego import Protego

LONGEST_DELAY = 30.0
"""Seconds between two requests that are granted at most, whatever robots.txt asks."""


class Robots:
    """Reads each server's robots.txt once.

    Args:
        fetch: returns the file's bytes, None where there is none; raises where the server fails.
        agent: the name of this program.
    """

    def __init__(self, fetch: Callable[[str], bytes | None], agent: str) -> None:
        self._fetch = fetch
        self._agent = agent
        self._rules: dict[str, Protego] = {}

    def allows(self, url: str) -> bool:
        """Return whether an address may be fetched.

        Raises:
            FetchError: the server fails to say (RFC 9309, 2.3.1.4: then it may not).
        """
        return bool(self._of(url).can_fetch(url, self._agent))

    def delay(self, url: str) -> float:
        """Return the seconds that the server asks to leave between two requests."""
        rules = self._rules.get(_origin(url))
        return min(float((rules and rules.crawl_delay(self._agent)) or 0.0), LONGEST_DELAY)

    def _of(self, url: str) -> Protego:
        from protego import Protego

        origin = _origin(url)
        if origin not in self._rules:
            try:
                data = self._fetch(f"{origin}/robots.txt")
            except FetchError as error:
                raise FetchError(because("web.no_robots", problem=error.reason)) from error
            self._rules[origin] = Protego.parse((data or b"").decode("utf-8", "replace"))
        return self._rules[origin]


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
