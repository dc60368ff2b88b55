"""Connections of requests that go only where a guard lets them, and end in time.

A name is resolved once, and the numbers that were judged are the ones connected to: a name that
means something else a moment later (DNS rebinding) gains nothing. The name itself stays what the
server is asked for, and what its certificate must be of. (The package requests-hardened rewrites
addresses to numbers instead; it takes only the first number of a name and knows no trusted hosts.)
"""

from __future__ import annotations

import io
import math
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from http.client import HTTPException, HTTPResponse
from http.cookiejar import DefaultCookiePolicy
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import ConnectTimeoutError, NameResolutionError, NewConnectionError
from urllib3.util import connection

from ckanext.ppidbontang.links.addresses import Guard

# What the kernel takes in advance of what is read: few bytes come of a file that is not read.
_RECEIVE_BUFFER = 64 * 1024
_SOCKET_OPTIONS = (
    (socket.IPPROTO_TCP, socket.TCP_NODELAY, 1),
    (socket.SOL_SOCKET, socket.SO_RCVBUF, _RECEIVE_BUFFER),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Bounds:
    """How much of an answer is read, head, body and all, and how long its server may be silent."""

    most_bytes: int = 1024 * 1024
    silence: float = math.inf


class _BoundedReader(io.RawIOBase):
    """Read an answer for as long as its socket's timeout says, all in all, and no further.

    A socket's own timeout begins anew with every byte; a server that drips would never end.
    """

    def __init__(self, raw: io.RawIOBase, sock: socket.socket, bounds: Bounds) -> None:
        self._raw, self._sock = raw, sock
        self._until = time.monotonic() + (sock.gettimeout() or 0)
        self._silence = bounds.silence
        self._left = bounds.most_bytes

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int | None:
        """Read what comes next.

        Raises:
            TimeoutError: the time is over.
            HTTPException: it is too long.
        """
        seconds = self._until - time.monotonic()
        if seconds <= 0:
            raise TimeoutError("the answer does not end")
        self._sock.settimeout(min(seconds, self._silence))
        count = self._raw.readinto(buffer)
        self._left -= count or 0
        if self._left < 0:
            raise HTTPException("the answer is too long")
        return count

    def close(self) -> None:
        self._raw.close()
        super().close()


class _BoundedResponse(HTTPResponse):
    """An answer that is read through a bounded reader, its status line and headers too."""

    def __init__(self, sock: socket.socket, *args: Any, bounds: Bounds, **kwargs: Any) -> None:
        super().__init__(sock, *args, **kwargs)
        self.fp = io.BufferedReader(_BoundedReader(self.fp.detach(), sock, bounds))


class _GuardedConnection(HTTPConnection):
    """A connection that a guard lets through, or that is not made."""

    def __init__(self, *args: Any, guard: Guard, bounds: Bounds, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._guard = guard
        answer: Any = partial(_BoundedResponse, bounds=bounds)
        self.response_class = answer

    def _new_conn(self) -> socket.socket:
        """Connect to the first number of the name that answers (what urllib3 gives to override)."""
        until = time.monotonic() + (self.timeout or 0)
        reason: OSError | None = None
        for number in self._guard.reachable(self.host, self.port, self._resolve()):
            # A timeout of zero would mean not to wait at all.
            left = max(until - time.monotonic(), 0.01)
            try:
                return connection.create_connection(
                    (number, self.port), left, socket_options=self.socket_options
                )
            except OSError as err:
                reason = err
        if isinstance(reason, TimeoutError):
            raise ConnectTimeoutError(self, "no connection in time") from reason
        raise NewConnectionError(self, f"no connection: {reason}") from reason

    def _resolve(self) -> Iterator[str]:
        """Look the name up; how long that may take the system's resolver decides."""
        family = connection.allowed_gai_family()
        try:
            found = socket.getaddrinfo(self._dns_host, self.port, family, socket.SOCK_STREAM)
        except socket.gaierror as err:
            raise NameResolutionError(self.host, self, err) from err
        except UnicodeError as err:  # a part of the name is empty, or too long for any name
            raise NewConnectionError(self, f"no name: {err}") from err
        return (str(address[0]) for *_, address in found)


class _GuardedTlsConnection(_GuardedConnection, HTTPSConnection):
    """The same, with TLS on it."""


class _Pool(HTTPConnectionPool):
    ConnectionCls: Any = _GuardedConnection


class _TlsPool(HTTPSConnectionPool):
    ConnectionCls: Any = _GuardedTlsConnection


class GuardedAdapter(HTTPAdapter):
    """What a session of requests speaks through, so that nothing is asked behind the guard."""

    def __init__(self, guard: Guard, bounds: Bounds) -> None:
        self._guard, self._bounds = guard, bounds
        super().__init__()

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Make guarded connections."""
        super().init_poolmanager(*args, **kwargs, socket_options=_SOCKET_OPTIONS)
        self.poolmanager.pool_classes_by_scheme = {"http": _Pool, "https": _TlsPool}

    def get_connection_with_tls_context(
        self,
        request: requests.PreparedRequest,
        verify: Any,
        proxies: Any = None,
        cert: Any = None,
    ) -> Any:
        """Tell the connections of a pool their bounds; a proxy would connect in their place."""
        pool: Any = super().get_connection_with_tls_context(request, verify, None, cert)
        pool.conn_kw.update(guard=self._guard, bounds=self._bounds)
        return pool


class Session(requests.Session):
    """A session that remembers and follows nothing, and takes nothing from its surroundings."""

    def __init__(self, guard: Guard, agent: str, bounds: Bounds | None = None) -> None:
        super().__init__()
        self.trust_env = False
        self.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        self.headers = {
            "User-Agent": agent.encode("ascii", "replace").decode("ascii"),
            "Accept": "*/*",
            "Accept-Encoding": "identity",
            "Connection": "close",
        }
        self.adapters.clear()
        adapter = GuardedAdapter(guard, bounds or Bounds())
        self.mount("http://", adapter)
        self.mount("https://", adapter)

    def get_redirect_target(self, resp: requests.Response) -> None:
        """Never follow: requests would read the whole body of a redirect first."""
