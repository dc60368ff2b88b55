"""Take a document from a source: politely, within bounds, and from where a guard lets us only."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO
from urllib.parse import urlsplit

import ckan.plugins.toolkit as tk
import requests
from urllib3.exceptions import HTTPError

from ckanext.ppidbontang import config
from ckanext.ppidbontang.domain.messages import _
from ckanext.ppidbontang.domain.sources import Limits, Source
from ckanext.ppidbontang.links.addresses import Guard, RefusedAddressError, Target
from ckanext.ppidbontang.links.connections import Bounds, Session
from ckanext.ppidbontang.links.exchange import location_of, seconds_to_wait
from ckanext.ppidbontang.sources import settings
from ckanext.ppidbontang.sources.problems import PullError

READER = "ckanext-ppidbontang"
_MEGABYTE = 1024 * 1024
_PIECE = 16 * 1024

# A server that stumbles is asked again, with pauses that grow.
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
_BROKEN_OFF = (requests.ConnectionError, requests.Timeout, HTTPError, OSError)


@dataclass(frozen=True, kw_only=True, slots=True)
class Patience:
    """How long, in seconds: to connect, for a silent server, between tries; and how often.

    `glance` is for the beginning of a file, of which there may be many.
    """

    connect: float = 10
    silence: float = 30
    glance: float = 5
    back_off: float = 2
    longest_wait: float = 60
    tries: int = 4
    redirects: int = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """A document on the disk, and what its server said to know it by next time."""

    path: Path
    url: str
    media_type: str = ""
    marks: Mapping[str, str] = field(default_factory=dict)


class Fetcher:
    """Fetches documents that share bounds of time and size, such as those of one pull.

    `home` is the address whose site alone is told the `token`.
    """

    def __init__(
        self, home: str, limits: Limits, folder: Path, patience: Patience, token: str = ""
    ) -> None:
        self._home, self._limits, self._token = home, limits, token
        self._folder, self._patience = folder, patience
        self._guard = Guard(config.source_private_hosts())
        self._most = limits.megabytes * _MEGABYTE
        self._left = self._most
        self._until = time.monotonic() + limits.seconds
        agent = f"{READER} (sources; {tk.config['ckan.site_url']})"
        bounds = Bounds(most_bytes=self._most + _MEGABYTE, silence=patience.silence)
        self._session = Session(self._guard, agent, bounds)
        self._count = 0

    def get(
        self, url: str, *, accept: str = "*/*", marks: Mapping[str, str] | None = None
    ) -> Document | None:
        """Return a document; nothing when it is still the one that has these marks.

        Raises:
            PullError: it cannot be had.
        """
        headers = {"Accept": accept, **_conditions(marks or {})}
        target = self._target(url)
        for _step in range(self._patience.redirects + 1):
            found = self._ask(target, headers)
            if not isinstance(found, str):
                return found
            target = self._followed(target, found)
        raise PullError(_("{url}: the address leads on and on to other addresses."), url=url)

    def beginning(self, url: str, size: int) -> bytes:
        """Return the first bytes of what lies at an address; nothing where it does not say."""
        try:
            target = self._target(url)
            asked = {"Range": f"bytes=0-{size - 1}"}
            with self._sent(target, asked, most=self._patience.glance) as response:
                if response.status_code not in (200, 206):
                    return b""
                return b"".join(_pieces(response, size))
        except (PullError, *_BROKEN_OFF):
            return b""

    def _ask(self, target: Target, headers: Mapping[str, str]) -> Document | str | None:
        """Ask until there is an answer that stands: a document, another address, or no news."""
        patience = self._patience
        for number in range(1, patience.tries + 1):
            try:
                with self._sent(target, headers) as response:
                    wait = seconds_to_wait(response)
                    if response.status_code not in _PASSING:
                        return self._understood(target, response)
                    reason = PullError(
                        _("{url}: the server answers with the error {status}."),
                        url=target.url,
                        status=response.status_code,
                    )
            except _BROKEN_OFF as err:
                wait, reason = 0, _unreachable(target, err)
            if number == patience.tries:
                raise reason
            self._wait(max(wait, patience.back_off * 2 ** (number - 1)), reason)
        raise AssertionError("a try returns or raises")

    @contextmanager
    def _sent(
        self, target: Target, headers: Mapping[str, str], most: float = math.inf
    ) -> Iterator[requests.Response]:
        """Send a question that is answered within what is left of the time, or sooner."""
        left = min(self._until - time.monotonic(), most)
        if left <= 0:
            raise self._too_long()
        sent = {**headers, **self._credentials(target)}
        timeout = (min(self._patience.connect, left), left)
        try:
            response = self._session.get(
                target.url, headers=sent, allow_redirects=False, stream=True, timeout=timeout
            )
        except RefusedAddressError as err:
            raise _refused(target.url, err) from err
        with response:
            yield response

    def _credentials(self, target: Target) -> dict[str, str]:
        """Return the source's token, for its own site alone: a redirect must not take it along."""
        if not self._token or _site(target.url) != _site(self._home):
            return {}
        return {"Authorization": self._token}

    def _understood(self, target: Target, response: requests.Response) -> Document | str | None:
        location = location_of(response)
        if location:
            return location
        if response.status_code == requests.codes.not_modified:
            return None
        if response.status_code != requests.codes.ok:
            raise PullError(
                _("{url}: the server answers with the error {status}."),
                url=target.url,
                status=response.status_code,
            )
        self._count += 1
        path = self._folder / str(self._count)
        with path.open("wb") as file:
            self._save(response, file)
        headers = response.headers
        return Document(
            path=path,
            url=target.url,
            media_type=headers.get("Content-Type", "").partition(";")[0].strip().lower(),
            marks={name: headers[name] for name in ("ETag", "Last-Modified") if name in headers},
        )

    def _save(self, response: requests.Response, file: IO[bytes]) -> None:
        """Write an answer to the disk, unpacked, for as far as the pull's bound reaches."""
        announced = response.headers.get("Content-Length", "")
        if announced.isdecimal() and int(announced) > self._left:
            raise self._too_large()
        for piece in _pieces(response, self._left + 1):
            self._left -= len(piece)
            if self._left < 0:
                raise self._too_large()
            if time.monotonic() > self._until:
                raise self._too_long()
            file.write(piece)

    def _wait(self, seconds: float, reason: PullError) -> None:
        """Wait before asking again, if that is not too long."""
        if seconds > self._patience.longest_wait or time.monotonic() + seconds >= self._until:
            raise reason
        time.sleep(seconds)

    def _target(self, url: str) -> Target:
        try:
            return Target.parse(url, self._guard)
        except RefusedAddressError as err:
            raise _refused(url, err) from err

    def _followed(self, target: Target, location: str) -> Target:
        """Judge where a redirect leads as if it had been the first address."""
        try:
            return target.follow(location, self._guard)
        except RefusedAddressError as err:
            raise _refused(location, err) from err

    def _too_large(self) -> PullError:
        return PullError(
            _("{url}: it sends more than {megabytes} MB, the limit of this source."),
            url=self._home,
            megabytes=self._limits.megabytes,
        )

    def _too_long(self) -> PullError:
        return PullError(
            _("{url}: it takes longer than {seconds} seconds, the limit of this source."),
            url=self._home,
            seconds=self._limits.seconds,
        )


@contextmanager
def fetching(source: Source, patience: Patience | None = None) -> Iterator[Fetcher]:
    """Give a fetcher for one pull; what it has written is gone afterwards."""
    with TemporaryDirectory(prefix="ppid-source-") as folder:
        secret = settings.token(source)
        yield Fetcher(source.url, source.limits, Path(folder), patience or Patience(), secret)


def _pieces(response: requests.Response, size: int) -> Iterator[bytes]:
    """Yield so many bytes of a body at most, unpacked a piece at a time."""
    while size > 0:
        piece = response.raw.read1(_PIECE, decode_content=True)
        if not piece:
            return
        yield piece[:size]
        size -= len(piece)


def _conditions(marks: Mapping[str, str]) -> dict[str, str]:
    asked = {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}
    return {asked[name]: value for name, value in marks.items() if name in asked}


def _site(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme, parts.netloc


def _refused(url: str, err: RefusedAddressError) -> PullError:
    return PullError(_("{url}: {reason}."), url=url, reason=err.outcome.label)


def _unreachable(target: Target, err: Exception) -> PullError:
    if isinstance(err, (requests.Timeout, TimeoutError)) or "timed out" in str(err):
        return PullError(_("{url}: the server does not answer in time."), url=target.url)
    if isinstance(err, requests.exceptions.SSLError):
        message = _("{url}: the server's certificate cannot be verified.")
        return PullError(message, url=target.url)
    return PullError(_("{url}: no server answers there, or it breaks off."), url=target.url)
