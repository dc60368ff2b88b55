"""The site configuration for nginx: whole feeds from files, everything else from the portal."""

from __future__ import annotations

import gzip
import http.client
import json
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from portal.commands import clean_environment
from portal.machine import nginx_program

from tests import nginx

pytestmark = pytest.mark.skipif(nginx_program() is None, reason="nginx is not installed")

MEDIA_TYPES = {
    "ttl": "text/turtle; charset=utf-8",
    "xml": "application/rdf+xml",
    "jsonld": "application/ld+json",
}
# The fourth format is not written, as before the first `ckan ppid feed publish`.
MISSING = "nt"
FEED = "<http://contoh.example/é> a <http://www.w3.org/ns/dcat#Dataset> .\n".encode() * 40


@dataclass(frozen=True)
class Answer:
    """What nginx has answered."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes


class Portal(BaseHTTPRequestHandler):
    """A portal that answers with what it was asked."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Say what was asked."""
        self._answer()

    def do_POST(self) -> None:
        """Say what was sent."""
        self._answer()

    def _answer(self) -> None:
        size = int(self.headers.get("Content-Length", 0))
        asked = {"path": self.path, "size": len(self.rfile.read(size)), **dict(self.headers)}
        body = json.dumps(asked).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Cache-Control", "private")
        if self.path == "/broken":
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            self.wfile.write(b"5\r\nhalf \r\n")
            self.close_connection = True
            return
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Keep silent."""


@pytest.fixture(scope="module")
def portal() -> Iterator[int]:
    """Yield the port of a portal."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Portal) as server:
        threading.Thread(target=server.serve_forever).start()
        yield server.server_port
        server.shutdown()


@pytest.fixture(scope="module")
def feed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the whole feed in three formats, plain and compressed."""
    folder = tmp_path_factory.mktemp("feed")
    for suffix in MEDIA_TYPES:
        (folder / f"full.{suffix}").write_bytes(FEED)
        (folder / f"full.{suffix}.gz").write_bytes(gzip.compress(FEED))
    (folder / "secret").write_bytes(b"no feed")
    return folder


@pytest.fixture(scope="module")
def front(portal: int, feed: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Yield the port of nginx before the portal."""
    with nginx.serving(tmp_path_factory.mktemp("nginx"), feed, portal) as port:
        yield port


def ask(port: int, path: str, method: str = "GET", body: bytes = b"", **headers: str) -> Answer:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        connection.request(method, path, body=body or None, headers=names)
        response = connection.getresponse()
        return Answer(response.status, response.headers, response.read())
    finally:
        connection.close()


def test_nginx_accepts_the_configuration_without_a_warning(tmp_path: Path, feed: Path) -> None:
    nginx.configure(tmp_path, feed, 5000)

    checked = subprocess.run(
        nginx.command(tmp_path, "-t"), env=clean_environment(), capture_output=True, text=True
    )

    assert checked.returncode == 0, checked.stderr
    assert "[" not in checked.stderr


@pytest.mark.parametrize(("suffix", "media_type"), MEDIA_TYPES.items())
def test_a_whole_feed_comes_from_its_file(front: int, suffix: str, media_type: str) -> None:
    answer = ask(front, f"/catalog/full.{suffix}")

    assert answer.status == 200
    assert answer.body == FEED
    assert answer.headers["Content-Type"] == media_type
    assert answer.headers["Cache-Control"] == "public, no-cache"
    assert answer.headers.get_all("Vary") == ["Accept-Encoding"]
    assert answer.headers["Content-Encoding"] is None


@pytest.mark.parametrize(("suffix", "media_type"), MEDIA_TYPES.items())
def test_who_reads_gzip_gets_the_compressed_file(front: int, suffix: str, media_type: str) -> None:
    answer = ask(front, f"/catalog/full.{suffix}", Accept_Encoding="gzip")

    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.body) == FEED
    assert answer.headers["Content-Type"] == media_type
    assert answer.headers["Cache-Control"] == "public, no-cache"
    assert answer.headers.get_all("Vary") == ["Accept-Encoding"]


@pytest.mark.parametrize("coding", ["identity", "gzip"])
def test_what_is_unchanged_is_not_sent_again(front: int, coding: str) -> None:
    first = ask(front, "/catalog/full.ttl", Accept_Encoding=coding)

    again = ask(
        front, "/catalog/full.ttl", Accept_Encoding=coding, If_None_Match=first.headers["ETag"]
    )

    assert not first.headers["ETag"].startswith("W/")
    assert (again.status, again.body) == (304, b"")
    assert again.headers["Cache-Control"] == "public, no-cache"
    assert again.headers.get_all("Vary") == ["Accept-Encoding"]


def test_each_coding_has_a_tag_of_its_own(front: int) -> None:
    plain = ask(front, "/catalog/full.ttl")

    compressed = ask(
        front, "/catalog/full.ttl", Accept_Encoding="gzip", If_None_Match=plain.headers["ETag"]
    )

    assert compressed.status == 200
    assert compressed.headers["ETag"] != plain.headers["ETag"]


def test_head_says_what_get_would(front: int) -> None:
    answer = ask(front, "/catalog/full.ttl", method="HEAD")

    assert (answer.status, answer.body) == (200, b"")
    assert answer.headers["Content-Length"] == str(len(FEED))


def test_a_feed_that_was_not_written_comes_from_the_portal(front: int) -> None:
    answer = ask(front, f"/catalog/full.{MISSING}?a=b")

    assert json.loads(answer.body)["path"] == f"/catalog/full.{MISSING}?a=b"
    # What the portal says of keeping it stands alone.
    assert answer.headers.get_all("Cache-Control") == ["private"]
    assert answer.headers.get_all("Vary") is None


@pytest.mark.parametrize(
    "path", ["/", "/catalog.ttl?page=2", "/catalog/full.ttl.gz", "/catalog/secret", "/secret"]
)
def test_everything_else_comes_from_the_portal(front: int, path: str) -> None:
    assert json.loads(ask(front, path).body)["path"] == path


@pytest.mark.parametrize("letters", [8_100, 9_000, 30_000])
def test_an_address_that_is_too_long_is_answered_in_words(front: int, letters: int) -> None:
    answer = ask(front, f"/dataset/?q={'a' * letters}")

    if letters < 8_190:
        assert answer.status == 200
        return
    assert answer.status == 414
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "Alamat terlalu panjang" in answer.body.decode()


def test_the_portal_hears_what_nginx_knows_and_not_what_a_caller_claims(front: int) -> None:
    answer = ask(
        front,
        "/",
        Host="data.example.go.id",
        X_Forwarded_For="8.8.8.8",
        X_Forwarded_Proto="https",
        X_Forwarded_Host="palsu.example",
    )

    heard = json.loads(answer.body)
    assert heard["Host"] == "data.example.go.id"
    assert heard["X-Forwarded-For"] == "127.0.0.1"
    assert heard["X-Forwarded-Proto"] == "http"
    assert heard["X-Forwarded-Host"] == "data.example.go.id"


def test_a_large_upload_passes(front: int) -> None:
    size = 2 * 1024 * 1024

    assert json.loads(ask(front, "/", method="POST", body=bytes(size)).body)["size"] == size


def test_a_stream_that_breaks_off_is_seen_to_be_incomplete(front: int) -> None:
    with pytest.raises(http.client.IncompleteRead):
        ask(front, "/broken")
