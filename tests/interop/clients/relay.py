"""A server between a harvester and the portal, which has something happen between two pages."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import requests

PASSED_ON = ("Content-Type", "ETag", "Last-Modified")


@contextmanager
def relaying(portal: str, meanwhile: Callable[[], object]) -> Iterator[str]:
    """Pass questions on to the portal, and return the address where they are taken.

    Once the portal has answered the first GET, and before anybody has the answer, `meanwhile` is
    called. The links of a page lead to the portal itself: whatever follows is read there.
    """
    first = iter([meanwhile])

    class Relay(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:  # noqa: N802 (the name is the library's)
            self._answer(requests.head(portal + self.path, timeout=60))

        def do_GET(self) -> None:  # noqa: N802 (the name is the library's)
            answer = requests.get(portal + self.path, timeout=60)
            for happen in first:
                happen()
            self._answer(answer)

        def _answer(self, answer: requests.Response) -> None:
            self.send_response(answer.status_code)
            for name in PASSED_ON:
                if name in answer.headers:
                    self.send_header(name, answer.headers[name])
            self.send_header("Content-Length", str(len(answer.content)))
            self.end_headers()
            self.wfile.write(answer.content)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Keep quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Relay) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
