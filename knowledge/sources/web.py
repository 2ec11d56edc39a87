"""Fetch pages politely and within bounds, each hop of a redirect checked like the first."""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin, urlsplit, urlunsplit

from knowledge.errors import FetchError, RefusedSourceError
from knowledge.reasons import because
from knowledge.sources.addresses import Resolver, is_public, pin_address, resolve
from knowledge.sources.documents import Known, Limits, printable
from knowledge.sources.robots import Robots

if TYPE_CHECKING:
    import httpx

AGENT: Final = "citybot/0.1"
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_RETRIED: Final = frozenset({408, 429, 500, 502, 503, 504})
_GONE: Final = frozenset({404, 410})
_LONGEST_WAIT: Final = 60.0


class AnswerError(FetchError):
    """A server's answer, or its silence, that holds no page.

    Attributes:
        status: of the answer, None where there was none.
        after: seconds that the server asks to wait before the next try.
    """

    def __init__(self, message: str, status: int | None = None, after: float | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.after = after

    @property
    def gone(self) -> bool:
        """Whether the page is no longer there."""
        return self.status in _GONE

    @property
    def passing(self) -> bool:
        """Whether another try may help."""
        return self.status is None or self.status in _RETRIED


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave.

    Attributes:
        url: the address after its redirects.
        data: the bytes, unpacked; None where the server says that they did not change.
    """

    url: str
    data: bytes | None = field(repr=False)
    media_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None


class Fetcher:
    """Fetches addresses one after the other.

    Args:
        limits: how much, how long, how often.
        resolver: finds the addresses of a name.
        allows: whether an address may be connected to; public ones where None, and all where
            the limits allow private ones.
        sleep: waits a number of seconds.
        clock: seconds that never go back.
    """

    def __init__(
        self,
        limits: Limits,
        *,
        resolver: Resolver = resolve,
        allows: Callable[[str], bool] | None = None,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._limits = limits
        self._resolver = resolver
        self._allows = allows or (_allow_all if limits.private_addresses else is_public)
        self._sleep = sleep
        self._clock = clock
        self._asked: dict[str, float] = {}
        self._robots = Robots(self._fetch_robots, AGENT.partition("/")[0])

    @cached_property
    def _client(self) -> httpx.Client:
        import httpx

        # Proxies and .netrc of the environment would bypass the check of addresses; a connection
        # kept alive could serve another name of the same address than its certificate is for.
        return httpx.Client(
            timeout=self._limits.request_seconds,
            trust_env=False,
            follow_redirects=False,
            limits=httpx.Limits(max_keepalive_connections=0),
        )

    def close(self) -> None:
        """Close what was opened; where nothing was fetched, there is nothing."""
        if "_client" in self.__dict__:
            self._client.close()

    def fetch(self, url: str, known: Known | None = None) -> Fetched:
        """Fetch one address.

        Args:
            url: http or https.
            known: the version that is already there.

        Raises:
            AnswerError: the server gives no page; says whether it is gone.
            FetchError: it can't be had.
            RefusedSourceError: it breaks a limit or a safety rule.
        """
        return self._follow(url, known, obey=True)

    def _fetch_robots(self, url: str) -> bytes | None:
        """Return a robots.txt; None where there is none (RFC 9309, 2.3.1.3)."""
        try:
            return self._follow(url, None, obey=False).data
        except AnswerError as error:
            if error.passing:
                raise
            return None

    def _follow(self, url: str, known: Known | None, *, obey: bool) -> Fetched:
        for _ in range(self._limits.redirects + 1):
            url = check_address(url)
            if obey and not self._robots.allows(url):
                raise RefusedSourceError(because("web.forbidden"))
            answer = self._try(url, known)
            if isinstance(answer, Fetched):
                return answer
            url = urljoin(url, answer)
        raise RefusedSourceError(because("web.redirects", most=self._limits.redirects))

    def _try(self, url: str, known: Known | None) -> Fetched | str:
        for attempt in range(1, self._limits.attempts + 1):
            self._keep_pace(url)
            try:
                return self._ask(url, known)
            except AnswerError as error:
                wait = error.after if error.after is not None else float(2 ** (attempt - 1))
                last = attempt == self._limits.attempts
                if last or not error.passing or wait > _LONGEST_WAIT:
                    raise
                self._sleep(wait)
        raise AssertionError  # pragma: no cover - the last attempt returns or raises

    def _keep_pace(self, url: str) -> None:
        host = urlsplit(url).netloc
        interval = max(self._limits.interval, self._robots.delay(url))
        due = self._asked.get(host, self._clock() - interval) + interval
        if (wait := due - self._clock()) > 0:
            self._sleep(wait)
        self._asked[host] = self._clock()

    def _ask(self, url: str, known: Known | None) -> Fetched | str:
        import httpx

        try:
            response = self._client.send(self._request(url, known), stream=True)
            try:
                return self._judge(response, url)
            finally:
                response.close()
        except httpx.TimeoutException as error:
            raise AnswerError(because("web.silent")) from error
        except httpx.InvalidURL as error:
            raise RefusedSourceError(because("web.not_address")) from error
        except httpx.HTTPError as error:
            problem = printable(str(error))
            raise AnswerError(because("web.unreachable", problem=problem)) from error

    def _request(self, url: str, known: Known | None) -> httpx.Request:
        import httpx

        parts = httpx.URL(url)
        host = parts.raw_host.decode("ascii")
        port = parts.port or (443 if parts.scheme == "https" else 80)
        pinned = pin_address(host, port, resolver=self._resolver, allows=self._allows)
        headers = {
            "Host": parts.netloc.decode("ascii"),
            "User-Agent": AGENT,
            "Accept-Encoding": "gzip",
        }
        if known and known.etag:
            headers["If-None-Match"] = known.etag
        if known and known.last_modified:
            headers["If-Modified-Since"] = known.last_modified
        # The certificate is still checked against the name, not the pinned address.
        extensions = {"sni_hostname": host} if parts.scheme == "https" else {}
        target = parts.copy_with(host=pinned)
        return self._client.build_request("GET", target, headers=headers, extensions=extensions)

    def _judge(self, response: httpx.Response, url: str) -> Fetched | str:
        status, headers = response.status_code, response.headers
        if status in _REDIRECTS and "location" in headers:
            return str(headers["location"])
        if status == 304:
            return Fetched(url, None)
        if status in _GONE:
            raise AnswerError(because("web.gone", status=status), status)
        if status in _RETRIED:
            after = _seconds(headers.get("retry-after"))
            raise AnswerError(because("web.busy", status=status), status, after)
        if status != 200:
            raise AnswerError(because("web.refused", status=status), status)
        data = self._read_body(response)
        kind = headers.get("content-type")
        return Fetched(url, data, kind, headers.get("etag"), headers.get("last-modified"))

    def _read_body(self, response: httpx.Response) -> bytes:
        most = self._limits.page_bytes
        deadline = self._clock() + self._limits.page_seconds
        data = bytearray()
        packing = response.headers.get("content-encoding", "identity").strip().casefold()
        for chunk in unpack(response.iter_raw(65_536), packing, most):
            data += chunk
            if len(data) > most:
                raise RefusedSourceError(because("web.too_large", most=most))
            if self._clock() > deadline:
                seconds = self._limits.page_seconds
                raise RefusedSourceError(because("web.too_slow", seconds=seconds))
        return bytes(data)


def _allow_all(address: str) -> bool:
    return bool(address)


def check_address(url: str) -> str:
    """Return an address without its fragment.

    Raises:
        RefusedSourceError: it is not http or https, names no host, or holds a password.
    """
    try:
        parts = urlsplit(url)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise RefusedSourceError(because("web.not_address"))
    if "@" in parts.netloc:
        raise RefusedSourceError(because("web.password"))
    return urlunsplit((parts.scheme, parts.netloc, parts.path, parts.query, ""))


def unpack(chunks: Iterable[bytes], packing: str, most: int) -> Iterable[bytes]:
    """Yield unpacked bytes, a bounded step at a time.

    Raises:
        FetchError: they are packed in a way that was not asked for, or broken.
    """
    if packing in {"", "identity"}:
        yield from chunks
        return
    if packing not in {"gzip", "x-gzip", "deflate"}:
        raise FetchError(because("web.packing", packing=printable(packing)))
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 32)
    try:
        for chunk in chunks:
            left = chunk
            while left:
                yield unpacker.decompress(left, min(most, 1_000_000) + 1)
                left = unpacker.unconsumed_tail
    except zlib.error as error:
        raise FetchError(because("web.broken")) from error


def _seconds(retry_after: str | None) -> float | None:
    """Return the seconds of a Retry-After header; its other form, a date, is left alone."""
    return float(retry_after) if retry_after and retry_after.strip().isdecimal() else None
