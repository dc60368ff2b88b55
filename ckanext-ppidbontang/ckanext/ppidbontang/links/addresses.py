"""Which addresses may be asked: what can be read off an address, and where it really leads.

An officer may type any address; what asks for it stands inside the city's network. So the name is
looked at before anything is asked, and the number it stands for at the moment of connecting.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self
from urllib.parse import urljoin, urlsplit

import requests

from ckanext.ppidbontang.domain.links import LinkOutcome

# Longer ones are refused by the servers themselves.
LONGEST = 8_000
_DEFAULT_PORTS = {"http": 80, "https": 443}
# Where web servers listen. Other services of the portal's own machine are none of our business.
_WEB_PORTS = frozenset({80, 81, 88, 443, 8000, 8008, 8080, 8081, 8088, 8443, 8888})

# Global in the eyes of Python, and yet not: what wraps an IPv4 address leads where that one does.
_WRAPPED_OR_RESERVED = tuple(
    ipaddress.ip_network(network)
    for network in (
        "192.0.0.0/24",  # protocol assignments; cloud metadata is served there, too
        "192.88.99.0/24",  # 6to4 relays
        "2001::/23",  # Teredo, ORCHID and other protocol assignments
        "2002::/16",  # 6to4
        "3fff::/20",  # documentation
    )
)
# All that is assigned of IPv6 for the public; IPv4 translated, compatible or mapped is outside.
_GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")


class RefusedAddressError(Exception):
    """An address that is not asked, with what that says of the link."""

    def __init__(self, outcome: LinkOutcome) -> None:
        super().__init__(outcome.value)
        self.outcome = outcome


@dataclass(frozen=True, slots=True)
class Guard:
    """Know which addresses may be asked; `trusted` are hosts of the city's own network.

    Each of them is a host, or a host and a port with a colon between.
    """

    trusted: frozenset[str] = frozenset()

    def trusts(self, host: str, port: int) -> bool:
        """Say whether the operator vouches for a host."""
        return host in self.trusted or f"{host}:{port}" in self.trusted

    def reachable(self, host: str, port: int, numbers: Iterable[str]) -> list[str]:
        """Return those of the numbers that a host stands for that may be connected to.

        Raises:
            RefusedAddressError: none of them is the public's.
        """
        found = [number for number in numbers if self.trusts(host, port) or is_public(number)]
        if not found:
            raise RefusedAddressError(LinkOutcome.NOT_PUBLIC)
        return found


@dataclass(frozen=True, slots=True)
class Target:
    """An address that may be asked, in the form in which a server is asked for it."""

    url: str
    scheme: str
    host: str
    port: int

    @classmethod
    def parse(cls, address: str, guard: Guard) -> Self:
        """Read an address.

        Raises:
            RefusedAddressError: it is none of the web's, or one that is not asked.
        """
        if len(address) > LONGEST:
            raise RefusedAddressError(LinkOutcome.INVALID)
        try:
            # Writes names and paths beyond ASCII as they go over the wire.
            url = requests.Request("GET", address.strip()).prepare().url or ""
            parts = urlsplit(url)
            host, port = parts.hostname, parts.port or _DEFAULT_PORTS.get(parts.scheme)
        except ValueError as err:  # requests' own errors of addresses are of this kind, too
            raise RefusedAddressError(LinkOutcome.INVALID) from err
        if parts.scheme not in _DEFAULT_PORTS or not host or not port:
            raise RefusedAddressError(LinkOutcome.INVALID)
        if "@" in parts.netloc:
            raise RefusedAddressError(LinkOutcome.CREDENTIALS)
        if port not in _WEB_PORTS and not guard.trusts(host, port):
            raise RefusedAddressError(LinkOutcome.UNUSUAL_PORT)
        return cls(url, parts.scheme, host, port)

    def follow(self, location: str, guard: Guard) -> Self:
        """Return where a redirect leads.

        Raises:
            RefusedAddressError: as for any other address.
        """
        try:
            address = urljoin(self.url, location)
        except ValueError as err:
            raise RefusedAddressError(LinkOutcome.INVALID) from err
        return self.parse(address, guard)

    @property
    def site(self) -> str:
        """Return the beginning that all addresses of its site share."""
        return urljoin(self.url, "/")

    @property
    def path(self) -> str:
        """Return what its site is asked for."""
        parts = urlsplit(self.url)
        return parts.path + (f"?{parts.query}" if parts.query else "")


def host_of(address: str) -> str:
    """Return the host that an address names as it stands, or nothing."""
    try:
        return urlsplit(address.strip()).hostname or ""
    except ValueError:
        return ""


def is_public(number: str) -> bool:
    """Say whether an IP address is one of the public's."""
    address = ipaddress.ip_address(number)
    if address.version == 6 and address not in _GLOBAL_UNICAST:
        return False
    if any(address in network for network in _WRAPPED_OR_RESERVED):
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved
