"""The web server's worker, which says in words why it did not take an address.

What it refuses while it reads is answered before CKAN hears of it, by gunicorn in English.
"""

from __future__ import annotations

import socket
import time
from typing import Any

from gunicorn.http.errors import LimitRequestLine
from gunicorn.workers.gthread import ThreadWorker

# Whoever sends more than this after the refusal does not wait for an answer.
_MOST_LEFT = 1_000_000
_SECONDS_TO_SEND_IT = 2.0
_PAGE = b"""<!doctype html>
<html lang="id"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>Alamat terlalu panjang</title></head>
<body style="font-family: sans-serif; max-width: 40em; margin: 2em auto; padding: 0 1em">
<h1>Alamat terlalu panjang</h1>
<p>Pencarian atau alamat ini lebih panjang daripada yang dapat diterima portal.
Carilah dengan beberapa kata saja. <a href="/">Ke beranda</a></p>
<p lang="en">This search or address is longer than the portal takes.
Search with a few words. <a href="/en/">To the home page</a></p>
</body></html>
"""
_ANSWER = (
    b"HTTP/1.1 414 URI Too Long\r\nConnection: close\r\nCache-Control: no-store\r\n"
    b"Content-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n%s" % (len(_PAGE), _PAGE)
)


class Worker(ThreadWorker):
    """A worker with threads whose answer to an address that is too long can be read."""

    def handle_error(self, req: Any, client: socket.socket, addr: Any, exc: BaseException) -> None:
        """Answer what was wrong with a request, or with how it was handled."""
        if not isinstance(exc, LimitRequestLine):
            return super().handle_error(req, client, addr, exc)
        self.log.warning("An address was too long: %s", exc)
        try:
            client.settimeout(_SECONDS_TO_SEND_IT)
            client.sendall(_ANSWER)
            client.shutdown(socket.SHUT_WR)
            _read_the_rest(client)
        except OSError:
            self.log.debug("Nobody waited for the answer.")


def _read_the_rest(client: socket.socket) -> None:
    """Take in what is still coming: to close before would take the answer back."""
    until = time.monotonic() + _SECONDS_TO_SEND_IT
    left = _MOST_LEFT
    while left > 0 and time.monotonic() < until and (piece := client.recv(65_536)):
        left -= len(piece)
