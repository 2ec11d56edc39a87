"""Which network addresses may be fetched: public ones, unless a setting allows the others."""

from __future__ import annotations

import socket
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from knowledge.errors import FetchError, RefusedSourceError
from knowledge.reasons import because
from knowledge.sources.documents import printable

Resolver = Callable[[str, int], list[str]]
_NAT64 = IPv6Network("64:ff9b::/96")


def resolve(host: str, port: int) -> list[str]:
    """Return the addresses that a host's name stands for.

    Raises:
        OSError: the name is not known.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def pin_address(host: str, port: int, *, resolver: Resolver, allows: Callable[[str], bool]) -> str:
    """Return the one address to connect to: what was checked is what is used.

    A name that stands for any address that may not be fetched is refused whole, so that a
    second look-up can't lead elsewhere.

    Raises:
        FetchError: the name is not known.
        RefusedSourceError: it leads to a local or private address.
    """
    shown = printable(host)
    try:
        addresses = resolver(host, port)
    except (OSError, UnicodeError) as error:
        raise FetchError(because("web.unknown_host", host=shown)) from error
    if not addresses:
        raise FetchError(because("web.no_address", host=shown))
    for address in addresses:
        if not allows(address):
            raise RefusedSourceError(because("web.private", host=shown, address=address))
    return addresses[0]


def is_public(address: str) -> bool:
    """Return whether an address lies in the public internet, also behind IPv6 disguises."""
    parsed = _unwrap(ip_address(address.partition("%")[0]))
    return parsed.is_global and not parsed.is_multicast and not parsed.is_reserved


def _unwrap(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """Return the IPv4 address inside an IPv6 one (RFC 4291, 3056, 4380, 6052)."""
    if isinstance(address, IPv4Address):
        return address
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
    return inner or address
