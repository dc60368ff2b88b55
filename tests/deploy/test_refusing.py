"""An address that is too long for the web server is answered in words."""

from __future__ import annotations

import http.client
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from portal.commands import clean_environment
from portal.layout import DEPLOY
from portal.web import LONGEST_ADDRESS

from tests.nginx import free_port

SECONDS_TO_START = 20


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Yield where a small application is served by the portal's kind of worker."""
    port = free_port()
    command = [
        *(sys.executable, "-m", "gunicorn", "wsgiref.simple_server:demo_app"),
        f"--pythonpath={DEPLOY / 'ckan_side'}",
        f"--bind=127.0.0.1:{port}",
        *("--worker-class=refusing.Worker", "--threads=2"),
        f"--limit-request-line={LONGEST_ADDRESS}",
        *("--no-control-socket", "--graceful-timeout=1"),
    ]
    log = tmp_path_factory.mktemp("gunicorn") / "log"
    with (
        Path(log).open("wb") as said,
        subprocess.Popen(command, env=clean_environment(), stdout=said, stderr=said) as server,
    ):
        try:
            _wait(port, server, log)
            yield port
        finally:
            server.terminate()


@pytest.mark.parametrize(
    ("letters", "status"), [(5_000, 200), (8_100, 200), (9_000, 414), (60_000, 414)]
)
def test_what_is_too_long_has_an_answer(port: int, letters: int, status: int) -> None:
    answered, page = _ask(port, f"/dataset/?q={'a' * letters}")

    assert answered == status
    if status == 414:
        assert page.index("Alamat terlalu panjang") < page.index("longer than the portal takes")


def test_what_is_wrong_otherwise_is_answered_by_gunicorn(port: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.putrequest("GET", "/")
    connection.putheader("A b", "c")
    connection.endheaders()
    assert connection.getresponse().status == 400
    connection.close()


def _ask(port: int, path: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def _wait(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while not _answers(port):
        assert server.poll() is None, log.read_text()
        assert time.monotonic() < until, log.read_text()
        time.sleep(0.05)


def _answers(port: int) -> bool:
    try:
        return _ask(port, "/")[0] == 200
    except OSError:
        return False
