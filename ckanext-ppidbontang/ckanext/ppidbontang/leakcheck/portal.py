"""Ask the portal: in process through its whole WSGI stack, or by HTTP at its address."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import Context
from dataclasses import dataclass, replace
from typing import Any, Protocol

import requests
from ckan.types import CKANApp
from flask import Flask
from werkzeug.test import Client

from ckanext.ppidbontang.leakcheck.packed import readable
from ckanext.ppidbontang.leakcheck.readers import Reader
from ckanext.ppidbontang.leakcheck.things import Thing

Pairs = tuple[tuple[str, str], ...]

WAITS_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Request:
    """A question: the channel it belongs to, what is sent, and the things that it names."""

    channel: str
    method: str
    path: str
    query: Pairs = ()
    data: str = ""
    form: Pairs = ()
    headers: Pairs = ()
    asked: tuple[Thing, ...] = ()

    def without(self, hidden: list[Thing]) -> Request:
        """Return the same question about things that never existed."""

        def swap(text: str) -> str:
            for thing in hidden:
                text = text.replace(thing.text, thing.missing)
            return text

        def swap_pairs(pairs: Pairs) -> Pairs:
            return tuple((name, swap(value)) for name, value in pairs)

        return replace(
            self,
            path=swap(self.path),
            query=swap_pairs(self.query),
            data=swap(self.data),
            form=swap_pairs(self.form),
            asked=(),
        )

    def __str__(self) -> str:
        sent = "&".join(f"{name}={value}" for name, value in (*self.query, *self.form))
        return f"{self.method} {self.path}{'?' if self.query else ' '}{sent}{self.data}".rstrip()


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: str

    def text(self) -> str:
        """Return everything that the reader gets to see."""
        lines = [f"{name}: {value}" for name, value in sorted(self.headers.items())]
        return "\n".join([str(self.status), *lines, "", self.body])


class Portal(Protocol):
    """A way to ask the portal."""

    def ask(self, request: Request, reader: Reader) -> Answer:
        """Ask as a reader."""
        ...


class InProcess:
    """The portal in this process, through all of its middleware."""

    def __init__(self, app: CKANApp, tokens: Mapping[Reader, str]) -> None:
        self._client = Client(app, use_cookies=False)
        self._tokens = tokens

    def ask(self, request: Request, reader: Reader) -> Answer:
        """Ask as a reader, apart from whatever context this process is in: it names a user."""
        return Context().run(self._ask, request, reader)

    def _ask(self, request: Request, reader: Reader) -> Answer:
        body: dict[str, Any] = {}
        if request.data:
            body = {"data": request.data, "content_type": "application/json"}
        elif request.form:
            body = {"data": dict(request.form)}
        with self._client.open(
            request.path,
            method=request.method,
            query_string=dict(request.query),
            headers=_headers(request, reader, self._tokens),
            **body,
        ) as response:
            return Answer(
                response.status_code,
                dict(response.headers),
                readable(response.get_data()),
            )


@contextmanager
def as_in_production(app: Flask) -> Iterator[None]:
    """Let the application answer errors with its error page, as it does outside of tests.

    The thousand errors that are asked for on purpose stay out of the log.
    """
    before = {name: app.config.get(name) for name in ("TESTING", "PROPAGATE_EXCEPTIONS")}
    app.config.update(TESTING=False, PROPAGATE_EXCEPTIONS=False)
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)
        app.config.update(before)


class Remote:
    """The portal at an address."""

    def __init__(self, url: str, tokens: Mapping[Reader, str]) -> None:
        self._url = url.rstrip("/")
        self._tokens = tokens
        self._session = requests.Session()

    def ask(self, request: Request, reader: Reader) -> Answer:
        """Ask as a reader; no cookie is kept from one question to the next."""
        headers = _headers(request, reader, self._tokens)
        if request.data:
            headers["Content-Type"] = "application/json"
        self._session.cookies.clear()
        response = self._session.request(
            request.method,
            self._url + request.path,
            params=list(request.query),
            data=request.data.encode() or list(request.form) or None,
            headers=headers,
            allow_redirects=False,
            timeout=WAITS_SECONDS,
        )
        return Answer(
            response.status_code,
            dict(response.headers),
            readable(response.content),
        )


def _headers(request: Request, reader: Reader, tokens: Mapping[Reader, str]) -> dict[str, str]:
    headers = dict(request.headers)
    if reader in tokens:
        headers["Authorization"] = tokens[reader]
    return headers


def as_json(**data: Any) -> str:
    """Return the body of an action's call."""
    return json.dumps(data, sort_keys=True)
