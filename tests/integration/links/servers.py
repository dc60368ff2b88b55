"""Web servers on this machine: decent ones, and all the others."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Reply = tuple[int, dict[str, str], bytes]
Page = Reply | Callable[["Request"], Reply | None]

OK: Reply = (200, {}, b"isi")
MISSING: Reply = (404, {}, b"tidak ada")


class Request(BaseHTTPRequestHandler):
    """A request; `site` is the server that was asked."""

    site: Site
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.site.asked.append((self.command, self.path))
        self.site.headers.append(dict(self.headers))
        page = self.site.pages.get(self.path.partition("?")[0], MISSING)
        reply = page(self) if callable(page) else page
        if reply:
            self.reply(*reply)

    def do_HEAD(self) -> None:
        self.do_GET()

    def reply(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


class Site:
    """A web server with pages; remembers what it was asked for."""

    def __init__(self, address: tuple[str, int], tls: ssl.SSLContext | None) -> None:
        self.pages: dict[str, Page] = {}
        self.asked: list[tuple[str, str]] = []
        self.headers: list[dict[str, str]] = []
        handler = type("Handler", (Request,), {"site": self})
        self.server = ThreadingHTTPServer(address, handler)
        self.server.daemon_threads = True
        self.scheme = "https" if tls else "http"
        if tls:
            self.server.socket = tls.wrap_socket(self.server.socket, server_side=True)

    @property
    def port(self) -> int:
        return self.server.server_address[1]

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"{self.scheme}://{host}:{self.port}{path}"

    def times(self, path: str) -> int:
        return sum(asked == path for _, asked in self.asked)


@contextmanager
def a_site(
    address: tuple[str, int] = ("127.0.0.1", 0), tls: ssl.SSLContext | None = None
) -> Iterator[Site]:
    site = Site(address, tls)
    thread = threading.Thread(target=site.server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.server.shutdown()
        site.server.server_close()


class Hole:
    """Something that listens and behaves as it likes; `behave` gets each connection."""

    def __init__(self, behave: Callable[[Hole, socket.socket], None]) -> None:
        self.behave = behave
        self.connections = 0
        self.sent = 0
        self.over = threading.Event()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 64 * 1024)

    @property
    def port(self) -> int:
        return self.listener.getsockname()[1]

    def url(self, path: str = "/berkas") -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def send(self, peer: socket.socket, data: bytes) -> None:
        peer.sendall(data)
        self.sent += len(data)

    def serve(self) -> None:
        while True:
            try:
                peer, _ = self.listener.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self._answer, args=(peer,), daemon=True).start()

    def _answer(self, peer: socket.socket) -> None:
        with peer:
            try:
                self.behave(self, peer)
            except OSError:  # the other side had enough
                return


@contextmanager
def a_hole(behave: Callable[[Hole, socket.socket], None]) -> Iterator[Hole]:
    hole = Hole(behave)
    threading.Thread(target=hole.serve, daemon=True).start()
    try:
        yield hole
    finally:
        hole.over.set()
        hole.listener.close()


def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]
