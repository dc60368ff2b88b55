"""The web server of an agency: files of a folder, or whatever misbehaviour its file `mode` names.

A program of its own (`python agency.py FOLDER`); it prints its port.
"""

from __future__ import annotations

import gzip
import hashlib
import sys
import time
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

FIVE_GIGABYTES = 5 * 1024**3
ZEROS = bytes(64 * 1024)


class Agency(SimpleHTTPRequestHandler):
    """Serve files with marks to know them by, and count what is sent."""

    protocol_version = "HTTP/1.0"
    folder = Path()

    def do_GET(self) -> None:
        mode = (self.folder / "mode").read_text()
        getattr(self, mode.replace("-", "_"))()

    def well(self) -> None:
        path = self.folder / self.path.lstrip("/").partition("?")[0]
        if not path.exists():
            return self.answer(404, {})
        content = path.read_bytes()
        mark = f'"{hashlib.sha256(content).hexdigest()}"'
        if self.headers.get("If-None-Match") == mark:
            return self.answer(304, {"ETag": mark})
        return self.answer(200, {"ETag": mark}, content)

    def hangs(self) -> None:
        time.sleep(20)

    def loops(self) -> None:
        self.answer(302, {"Location": f"{self.path.partition('?')[0]}?{time.monotonic_ns()}"})

    def leads_inside(self) -> None:
        self.answer(302, {"Location": "http://169.254.169.254/latest/meta-data/"})

    def announces_five_gigabytes(self) -> None:
        self.answer(200, {"Content-Length": str(FIVE_GIGABYTES)})
        self.pour()

    def streams_five_gigabytes(self) -> None:
        self.answer(200, {})
        self.pour()

    def bombs(self) -> None:
        self.answer(200, {"Content-Encoding": "gzip"}, gzip.compress(bytes(64 * 1024**2)))

    def fails(self) -> None:
        self.answer(500, {}, b"galat")

    def garbles(self) -> None:
        self.answer(200, {"Content-Type": "text/html"}, b"<html>\0Situs dalam perbaikan</html>")

    def loses_its_columns(self) -> None:
        self.answer(200, {}, b"<html>Situs dalam perbaikan</html>")

    def pour(self) -> None:
        poured = 0
        try:
            while poured < FIVE_GIGABYTES:
                poured += self.wfile.write(ZEROS) or len(ZEROS)
        except OSError:  # the other side had enough
            (self.folder / "poured").write_text(str(poured))

    def answer(self, status: int, headers: dict[str, str], content: bytes = b"") -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_request(self, code: object = "-", size: object = "-") -> None:
        with (self.folder / "asked").open("a") as log:
            log.write(f"{getattr(code, 'value', code)} {self.path}\n")

    def log_message(self, format: str, *args: object) -> None:
        pass


if __name__ == "__main__":
    Agency.folder = Path(sys.argv[1])
    server = ThreadingHTTPServer(("127.0.0.1", 0), Agency)
    sys.stdout.write(f"{server.server_port}\n")
    sys.stdout.flush()
    server.serve_forever()
