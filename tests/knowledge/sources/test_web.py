"""Fetching from a server: politely, within bounds, and never from where it must not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing

import pytest

from knowledge.errors import FetchError, RefusedSourceError
from knowledge.sources.documents import Known, Limits
from knowledge.sources.web import AnswerError, Fetcher, unpack
from tests.knowledge.sources.site import Answer, Site, packed, serve_site

QUICK = Limits(private_addresses=True, interval=0.0, request_seconds=0.3, page_bytes=1_000_000)


class Naps:
    """Counts the seconds slept, and lets a clock follow them."""

    def __init__(self) -> None:
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        """Pass the time at once."""
        self.slept.append(round(seconds, 3))

    def clock(self) -> float:
        """Return the seconds slept so far."""
        return sum(self.slept)


@pytest.fixture
def site() -> Iterator[Site]:
    """Run a site for one test."""
    with serve_site() as running:
        yield running


@pytest.fixture
def make() -> Iterator[Callable[..., Fetcher]]:
    """Make fetchers and close them when the test ends."""
    made: list[Fetcher] = []

    def build(limits: Limits = QUICK, **more: object) -> Fetcher:
        made.append(Fetcher(limits, **more))  # type: ignore[arg-type] # as each test says
        return made[-1]

    yield build
    for each in made:
        each.close()


def test_a_page_comes_with_its_marks(site: Site, make: Callable[..., Fetcher]) -> None:
    """Bytes, kind and version marks of a page are returned."""
    site.put("/a", "<p>Hello</p>", "text/html; charset=utf-8")
    got = make().fetch(f"{site.url}/a#part")
    assert (got.data, got.media_type) == (b"<p>Hello</p>", "text/html; charset=utf-8")
    assert got.etag == site.answers["/a"].etag
    assert got.url == f"{site.url}/a"
    assert "citybot" in dict(site.asked)["/a"]["User-Agent"]


def test_a_known_version_is_not_sent_again(site: Site, make: Callable[..., Fetcher]) -> None:
    """The version marks are sent along, and an unchanged page has no bytes."""
    site.put("/a", "<p>Hello</p>")
    known = Known(site.answers["/a"].etag, "Mon, 05 Jan 2026 08:00:00 GMT")
    assert make().fetch(f"{site.url}/a", known).data is None
    assert dict(site.asked)["/a"]["If-Modified-Since"] == known.last_modified


def test_redirects_are_followed(site: Site, make: Callable[..., Fetcher]) -> None:
    """A moved page is found, relative or absolute."""
    site.answers["/old"] = Answer(status=301, headers={"Location": "/newer"})
    site.answers["/newer"] = Answer(status=302, headers={"Location": f"{site.url}/new"})
    site.put("/new", "moved")
    assert make().fetch(f"{site.url}/old").url == f"{site.url}/new"


def test_redirects_end(site: Site, make: Callable[..., Fetcher]) -> None:
    """A page that redirects to itself is refused."""
    site.answers["/loop"] = Answer(status=302, headers={"Location": "/loop"})
    with pytest.raises(RefusedSourceError, match="redirects more than 5 times"):
        make().fetch(f"{site.url}/loop")


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.2/",
        "http://10.1.2.3/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://[64:ff9b::a00:1]/",
        "http://[fe80::1]/",
        "http://0.0.0.0/",
        "http://2130706434/",
        "http://224.0.0.1/",
    ],
)
def test_a_redirect_to_a_local_address_is_refused(
    site: Site, make: Callable[..., Fetcher], target: str
) -> None:
    """Each hop is checked like the first, however the address is written."""
    from knowledge.sources.addresses import is_public

    site.answers["/out"] = Answer(status=302, headers={"Location": target})
    web = make(
        Limits(interval=0.0), allows=lambda address: address == "127.0.0.1" or is_public(address)
    )
    with pytest.raises(RefusedSourceError, match=r"local or private address .*: set CITYBOT_PRIV"):
        web.fetch(f"{site.url}/out")


def test_local_addresses_are_refused(site: Site, make: Callable[..., Fetcher]) -> None:
    """Without the setting, nothing of this machine is fetched; nothing is even asked."""
    with pytest.raises(RefusedSourceError, match=r"private address 127\.0\.0\.1"):
        make(Limits()).fetch(f"{site.url}/a")
    assert site.asked == []


def test_a_name_is_looked_up_once_a_request(site: Site, make: Callable[..., Fetcher]) -> None:
    """The address that was checked is the one connected to, whatever the name says later."""
    answers = iter([["127.0.0.1"], ["127.0.0.1"], ["10.0.0.1"]])
    port = int(site.url.rpartition(":")[2])
    site.put("/a", "here")
    web = make(
        Limits(interval=0.0),
        resolver=lambda host, port: next(answers),
        allows=lambda address: address == "127.0.0.1",
    )
    assert web.fetch(f"http://cities.example:{port}/a").data == b"here"
    assert dict(site.asked)["/a"]["Host"] == f"cities.example:{port}"
    with pytest.raises(RefusedSourceError, match=r"cities\.example leads to .* 10\.0\.0\.1"):
        web.fetch(f"http://cities.example:{port}/a")


def test_one_private_address_among_public_ones_is_enough(make: Callable[..., Fetcher]) -> None:
    """A name that also stands for a private address is refused whole."""
    web = make(Limits(interval=0.0), resolver=lambda host, port: ["93.184.215.14", "10.0.0.1"])
    with pytest.raises(RefusedSourceError, match=r"10\.0\.0\.1"):
        web.fetch("http://cities.example/")


def test_an_unknown_name_is_said(make: Callable[..., Fetcher]) -> None:
    """A name that leads nowhere is reported as such."""

    def unknown(host: str, port: int) -> list[str]:
        raise OSError(host, port)

    with pytest.raises(FetchError, match=r"nowhere\.example is not known: check the address"):
        make(resolver=unknown).fetch("http://nowhere.example/")
    with pytest.raises(FetchError, match="has no address"):
        make(resolver=lambda host, port: []).fetch("http://nowhere.example/")


def test_a_503_that_heals_is_tried_again(site: Site, make: Callable[..., Fetcher]) -> None:
    """A server that is busy is asked again after the time it names."""
    site.answers["/busy"] = Answer(b"up", 503, {"Retry-After": "7"}, heals=True)
    naps = Naps()
    got = make(sleep=naps.sleep, clock=naps.clock).fetch(f"{site.url}/busy")
    assert got.data == b"up"
    assert naps.slept == [7.0]


def test_a_503_that_stays_is_reported(site: Site, make: Callable[..., Fetcher]) -> None:
    """After three tries, each later than the one before, the failure stands."""
    site.answers["/busy"] = Answer(b"", 503)
    naps = Naps()
    with pytest.raises(AnswerError, match="answered 503: try again later") as caught:
        make(sleep=naps.sleep).fetch(f"{site.url}/busy")
    assert not caught.value.gone
    assert naps.slept == [1.0, 2.0]


def test_a_server_that_asks_for_too_long_a_wait_is_left(
    site: Site, make: Callable[..., Fetcher]
) -> None:
    """Nobody waits an hour inside a refresh."""
    site.answers["/busy"] = Answer(b"", 429, {"Retry-After": "3600"})
    naps = Naps()
    with pytest.raises(AnswerError, match="answered 429"):
        make(sleep=naps.sleep).fetch(f"{site.url}/busy")
    assert naps.slept == []


@pytest.mark.parametrize(("status", "gone"), [(404, True), (410, True), (403, False), (500, False)])
def test_a_missing_page_is_gone(
    site: Site, make: Callable[..., Fetcher], status: int, gone: bool
) -> None:
    """Only the answers that say so count a page as gone."""
    site.answers["/x"] = Answer(b"", status)
    with pytest.raises(AnswerError, match=f"answered {status}") as caught:
        make(sleep=Naps().sleep).fetch(f"{site.url}/x")
    assert caught.value.gone is gone


def test_a_slow_page_is_given_up(site: Site, make: Callable[..., Fetcher]) -> None:
    """A server that says nothing for too long is reported."""
    site.put("/slow", "late", slow=True)
    with pytest.raises(AnswerError, match="did not answer in time"):
        make(sleep=Naps().sleep).fetch(f"{site.url}/slow")


def test_an_endless_page_is_cut_by_size(site: Site, make: Callable[..., Fetcher]) -> None:
    """A response without an end is refused at the limit of a page."""
    site.answers["/endless"] = Answer(b"x" * 50_000, endless=True)
    with pytest.raises(RefusedSourceError, match="larger than 1,000,000 bytes"):
        make().fetch(f"{site.url}/endless")


def test_a_dripping_page_is_cut_by_time(site: Site, make: Callable[..., Fetcher]) -> None:
    """A page that never stops arriving is refused at the limit of time."""
    site.answers["/drip"] = Answer(b"x" * 1_000, endless=True)
    seconds = iter(float(each * 30) for each in range(1000))
    with pytest.raises(RefusedSourceError, match="longer than 120 seconds"):
        make(clock=lambda: next(seconds), sleep=Naps().sleep).fetch(f"{site.url}/drip")


def test_a_packed_bomb_is_refused(site: Site, make: Callable[..., Fetcher]) -> None:
    """A small response that unpacks to a large one is refused at the same limit."""
    site.answers["/bomb"] = packed(bytes(50_000_000))
    site.answers["/fine"] = packed(b"packed and well")
    assert len(site.answers["/bomb"].body) < 100_000
    web = make()
    with pytest.raises(RefusedSourceError, match="larger than 1,000,000 bytes"):
        web.fetch(f"{site.url}/bomb")
    assert web.fetch(f"{site.url}/fine").data == b"packed and well"


def test_broken_packing_is_reported() -> None:
    """Bytes that can't be unpacked, or in a way not asked for, are a failure."""
    with pytest.raises(FetchError, match="packed in a broken way"):
        list(unpack([b"not gzip"], "gzip", 100))
    with pytest.raises(FetchError, match="packs it as br, which was not asked for"):
        list(unpack([b"x"], "br", 100))


def test_robots_are_obeyed(site: Site, make: Callable[..., Fetcher]) -> None:
    """What robots.txt forbids is not fetched, patterns included, and it is read once."""
    site.put("/robots.txt", "User-agent: *\nDisallow: /private/*.html\n", "text/plain")
    site.put("/private/a.txt", "open")
    web = make()
    with pytest.raises(RefusedSourceError, match=r"robots\.txt forbids"):
        web.fetch(f"{site.url}/private/a.html")
    assert web.fetch(f"{site.url}/private/a.txt").data == b"open"
    assert [path for path, _ in site.asked] == ["/robots.txt", "/private/a.txt"]


def test_robots_can_name_this_program(site: Site, make: Callable[..., Fetcher]) -> None:
    """Rules for this program count before those for all."""
    text = "User-agent: *\nDisallow:\n\nUser-agent: citybot\nDisallow: /a\n"
    site.put("/robots.txt", text, "text/plain")
    with pytest.raises(RefusedSourceError, match=r"robots\.txt forbids"):
        make().fetch(f"{site.url}/a")


def test_addresses_in_other_scripts_are_fetched(site: Site, make: Callable[..., Fetcher]) -> None:
    """Names and paths with accents are sent as servers expect them."""
    port = int(site.url.rpartition(":")[2])
    site.put("/cr%C3%A9teil", "here")
    web = make(resolver=lambda host, port: ["127.0.0.1"])
    assert web.fetch(f"http://créteil.example:{port}/créteil").data == b"here"
    assert dict(site.asked)["/cr%C3%A9teil"]["Host"] == f"xn--crteil-cva.example:{port}"


def test_robots_of_a_failing_server_forbid(site: Site, make: Callable[..., Fetcher]) -> None:
    """A server that fails to give its rules is left alone; one that has none is not."""
    site.answers["/robots.txt"] = Answer(b"", 500)
    site.put("/a", "here")
    with pytest.raises(FetchError, match=r"does not give its robots\.txt: .*500"):
        make(sleep=Naps().sleep).fetch(f"{site.url}/a")
    site.answers["/robots.txt"] = Answer(b"", 403)
    assert make().fetch(f"{site.url}/a").data == b"here"


def test_requests_keep_their_distance(site: Site, make: Callable[..., Fetcher]) -> None:
    """Requests to one server are set apart by the interval, or by what robots.txt asks."""
    site.put("/robots.txt", "User-agent: *\nCrawl-delay: 3\n", "text/plain")
    site.put("/a", "a")
    naps = Naps()
    limits = Limits(private_addresses=True, interval=1.0)
    with closing(Fetcher(limits, sleep=naps.sleep, clock=naps.clock)) as web:
        web.fetch(f"{site.url}/a")
        web.fetch(f"{site.url}/a")
    assert naps.slept == [3.0, 3.0]


def test_an_unreachable_server_is_reported(make: Callable[..., Fetcher]) -> None:
    """A closed port is a failure that may pass."""
    with pytest.raises(FetchError, match="can't be reached"):
        make(sleep=Naps().sleep).fetch("http://127.0.0.1:9/")


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("ftp://cities.example/a", "not an http or https address"),
        ("http:///a", "not an http or https address"),
        ("http://cities.example:99999/", "not an http or https address"),
        ("http://-é-.example/", "not an http or https address"),
        ("http://user:secret@cities.example/", "user's name or password"),
    ],
)
def test_an_unusable_address_is_refused(
    make: Callable[..., Fetcher], url: str, message: str
) -> None:
    """Other schemes and hidden passwords are refused, and no password is repeated."""
    with pytest.raises(RefusedSourceError, match=message) as caught:
        make().fetch(url)
    assert "secret" not in str(caught.value)
