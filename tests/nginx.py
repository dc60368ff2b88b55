"""An nginx with the site configuration that operators get, on a free port of this machine."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from portal.commands import clean_environment
from portal.layout import DEPLOY
from portal.machine import nginx_program

SITE = DEPLOY / "nginx" / "portal.conf"
SECONDS_TO_START = 10
# As Debian's own, where it says anything of what is served.
MAIN = """
daemon off;
pid {folder}/nginx.pid;
{user}
worker_processes 1;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/client_body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    sendfile on;
    tcp_nopush on;
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    gzip on;
    include {folder}/site.conf;
    {more}
}}
"""


def free_port() -> int:
    """Return a port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def configure(folder: Path, feed: Path, portal: int, more: str = "") -> int:
    """Write the configuration as an operator would change it, and return where it listens."""
    port = free_port()
    site = SITE.read_text(encoding="utf-8")
    for shipped, own in (
        ("listen 80;", f"listen 127.0.0.1:{port};"),
        ("server 127.0.0.1:5000;", f"server 127.0.0.1:{portal};"),
        ("root /srv/portal/var/portal/feed;", f"root {feed};"),
    ):
        assert site.count(shipped) == 1, f"{SITE} has not one line {shipped!r}"
        site = site.replace(shipped, own)
    # Its workers must reach the folders of whoever runs the tests.
    user = "user root;" if os.geteuid() == 0 else ""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "site.conf").write_text(site, encoding="utf-8")
    main = MAIN.format(folder=folder, user=user, more=more)
    (folder / "nginx.conf").write_text(main, encoding="utf-8")
    (folder / "error.log").touch()
    return port


def command(folder: Path, *options: str) -> list[str]:
    """Return how nginx is run with the configuration of a folder."""
    program = nginx_program()
    assert program is not None, "nginx is not installed"
    return [str(program), "-c", f"{folder}/nginx.conf", "-e", f"{folder}/error.log", *options]


@contextmanager
def serving(folder: Path, feed: Path, portal: int, more: str = "") -> Iterator[int]:
    """Have nginx answer before a portal, and yield its port."""
    port = configure(folder, feed, portal, more)
    with subprocess.Popen(command(folder), env=clean_environment()) as process:
        try:
            _wait(process, port, folder)
            yield port
        finally:
            process.terminate()


def _wait(process: subprocess.Popen[bytes], port: int, folder: Path) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while True:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        said = (folder / "error.log").read_text(encoding="utf-8")[-1000:]
        assert process.poll() is None, f"nginx ended: {said}"
        assert time.monotonic() < deadline, f"nginx does not answer: {said}"
        time.sleep(0.02)
