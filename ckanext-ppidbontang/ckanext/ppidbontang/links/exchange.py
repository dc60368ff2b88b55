"""One question to one server, and all that can become of it."""

from __future__ import annotations

import time
from dataclasses import dataclass
from http import HTTPStatus

import requests
from requests.exceptions import ConnectTimeout, SSLError
from urllib3.exceptions import HTTPError, NewConnectionError

from ckanext.ppidbontang.domain.links import LinkOutcome, outcome_of
from ckanext.ppidbontang.links.addresses import Target
from ckanext.ppidbontang.links.connections import Session

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_BUSY = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})
_PIECE = 16 * 1024


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What became of a question.

    `is_connected` tells whether there was a server at all; `location` where it sends us; `wait` for
    how many seconds it wants to be left alone.
    """

    outcome: LinkOutcome
    status: int | None = None
    is_connected: bool = True
    location: str = ""
    wait: float = 0
    body: bytes = b""

    @property
    def is_final(self) -> bool:
        """Say whether asking once more would tell nothing new."""
        return self.outcome is LinkOutcome.WORKS or bool(self.location) or not self.is_connected

    @property
    def is_busy(self) -> bool:
        """Say whether the server asks to be left alone for a while."""
        return self.status in _BUSY


class Budget:
    """The seconds that may be spent on one address; waiting for our own turn costs nothing."""

    def __init__(self, seconds: float) -> None:
        self.left = seconds
        self._since = 0.0

    def __enter__(self) -> None:
        self._since = time.monotonic()

    def __exit__(self, *_: object) -> None:
        self.left -= time.monotonic() - self._since


def ask(
    session: Session, method: str, target: Target, *, connect: float, answer: float, read: int = 0
) -> Answer:
    """Ask a server, for at most so many seconds, and read at most so many bytes of the body.

    Raises:
        RefusedAddressError: the name leads to where nothing is asked.
    """
    try:
        with session.request(
            method, target.url, allow_redirects=False, stream=True, timeout=(connect, answer)
        ) as response:
            return _understood(response, read)
    except SSLError:
        return Answer(outcome=LinkOutcome.INSECURE, is_connected=False)
    except requests.Timeout as err:
        is_connected = not isinstance(err, ConnectTimeout)
        return Answer(outcome=LinkOutcome.TIMEOUT, is_connected=is_connected)
    except (requests.RequestException, HTTPError) as err:
        reason = getattr(err.args[0], "reason", None) if err.args else None
        is_connected = not isinstance(reason, NewConnectionError)
        return Answer(outcome=LinkOutcome.UNREACHABLE, is_connected=is_connected)
    except ValueError:  # an address that passed, and cannot be sent after all
        return Answer(outcome=LinkOutcome.INVALID)


def _understood(response: requests.Response, read: int) -> Answer:
    status = response.status_code
    return Answer(
        outcome=outcome_of(status),
        status=status,
        location=location_of(response),
        wait=seconds_to_wait(response),
        body=_beginning(response, read) if read else b"",
    )


def location_of(response: requests.Response) -> str:
    """Return where a redirect leads; nothing for another answer."""
    found = response.headers.get("Location", "") if response.status_code in _REDIRECTS else ""
    # Headers are read as Latin-1; addresses beyond ASCII are sent as UTF-8.
    return found.encode("latin-1", "replace").decode("utf-8", "replace")


def seconds_to_wait(response: requests.Response) -> float:
    """Read `Retry-After`; a date in it is as good as a long time."""
    retry_after = response.headers.get("Retry-After", "")
    if not retry_after:
        return 0
    return float(retry_after) if retry_after.isdecimal() and len(retry_after) < 9 else float("inf")


def _beginning(response: requests.Response, size: int) -> bytes:
    """Read the beginning of a body, or of one that breaks off the lines that came whole."""
    body = bytearray()
    try:
        while len(body) < size:
            piece = response.raw.read1(_PIECE, decode_content=True)
            if not piece:
                return bytes(body)
            body += piece
    except (HTTPError, OSError):
        pass
    return bytes(body[: body.rfind(b"\n", 0, size) + 1])
