"""Answer by the rules of HTTP: what has not changed is not sent again, and gzip costs nothing."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO

import ckan.plugins.toolkit as tk
from werkzeug import Request, Response
from werkzeug.http import http_date
from werkzeug.wsgi import wrap_file

from ckanext.ppidbontang.feed.addresses import address
from ckanext.ppidbontang.feed.pieces import Piece, gzipped, plain
from ckanext.ppidbontang.feed.questions import Form

# Caches may keep a document but must ask each time: what is closed is closed at once
# (UU 14/2008 Pasal 54), and to be asked costs a millisecond.
CACHE_CONTROL = "public, no-cache"
# A change is older than this before a second of its own is said of it: one that was numbered just
# after it may still be about to be committed.
_UNSETTLED = dt.timedelta(seconds=10)

# Bytes that are sent at once.
_CHUNK = 1 << 18

Pieces = Iterable[Piece]


class Answer:
    """What is known of a document before it is made: its form, its age and its identity.

    `identity` is all that its bytes depend on besides its address and its form. What changes with
    a release has no age.
    """

    def __init__(
        self, request: Request, form: Form, changed: dt.datetime | None, *identity: object
    ) -> None:
        self._request = request
        self._form = form
        self.gzip = request.accept_encodings["gzip"] > 0
        self._changed = changed
        parts = (request.path, form.suffix, *identity)
        self._tag = hashlib.sha256(repr(parts).encode()).hexdigest()[:32]
        if self.gzip:
            self._tag += "-gzip"

    @property
    def is_known(self) -> bool:
        """Say whether the reader has this very document (RFC 9110, 13.2.2)."""
        if "If-None-Match" in self._request.headers:
            known = self._request.if_none_match
            return known.contains_weak(self._tag) or known.contains_weak(self._tag_of_file)
        since = self._request.if_modified_since
        return since is not None and self._changed is not None and self._changed <= since

    def known(self) -> Response:
        """Return the answer that says so."""
        return self._with_headers(Response(status=304))

    def whole(self, pieces: Pieces) -> Response:
        """Return the answer with a document that is read now."""
        return self._with_headers(Response(b"".join(self._encoded(pieces))))

    def streamed(self, pieces: Pieces, close: Callable[[], object]) -> Response:
        """Return the answer with a document that is read while it is sent."""
        response = self._with_headers(Response(_in_chunks(self._encoded(pieces))))
        response.call_on_close(close)
        return response

    def file(self, file: BinaryIO) -> Response:
        """Return the answer with a document that lies in a file."""
        self._tag = self._tag_of_file
        parts = wrap_file(self._request.environ, file, _CHUNK)
        response = self._with_headers(Response(parts, direct_passthrough=True))
        response.content_length = os.fstat(file.fileno()).st_size
        response.call_on_close(file.close)
        return response

    @property
    def _tag_of_file(self) -> str:
        """Return the tag of the document in a file, which is packed better than joined pieces."""
        return f"{self._tag}-file" if self.gzip else self._tag

    def empty(self) -> Response:
        """Return the answer to HEAD about a document that would be streamed.

        Nobody knows its length: an empty body that is no iterator would say that it is 0.
        """
        return self._with_headers(Response(iter(())))

    def _encoded(self, pieces: Pieces) -> Iterator[bytes]:
        return gzipped(pieces) if self.gzip else plain(pieces)

    def _with_headers(self, response: Response) -> Response:
        response.set_etag(self._tag)
        headers = response.headers
        if self._changed:
            headers["Last-Modified"] = http_date(_whole_second(self._changed))
        headers["Cache-Control"] = CACHE_CONTROL
        if tk.config["ckan.cors.origin_allow_all"]:
            headers["Access-Control-Allow-Origin"] = "*"
        headers["Vary"] = "Accept, Accept-Encoding" if self._form.negotiated else "Accept-Encoding"
        if self._form.negotiated:
            headers["Content-Location"] = address(self._request.path, self._request.args.to_dict())
        if response.status_code == 304:
            headers.pop("Content-Type", None)
            return response
        headers["Content-Type"] = self._form.media_type
        if self.gzip:
            headers["Content-Encoding"] = "gzip"
        return response


def _whole_second(changed: dt.datetime) -> dt.datetime:
    """Return the end of the second of a change, which later changes come after.

    Of a fresh change it is the beginning: who repeats it is given the document once more.
    """
    second = changed.replace(microsecond=0)
    is_settled = dt.datetime.now(dt.UTC) - changed > _UNSETTLED
    return second + dt.timedelta(seconds=1) if is_settled else second


def _in_chunks(parts: Iterable[bytes], size: int = _CHUNK) -> Iterator[bytes]:
    """Put small parts together: each one that is sent costs the server a call."""
    waiting: list[bytes] = []
    length = 0
    for part in parts:
        waiting.append(part)
        length += len(part)
        if length >= size:
            yield b"".join(waiting)
            waiting, length = [], 0
    if waiting:
        yield b"".join(waiting)
