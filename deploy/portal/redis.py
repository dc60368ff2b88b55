"""A Redis of the instance's own: sessions of the job queue and what CKAN caches."""

from __future__ import annotations

import shutil
import socket

from portal.daemons import Daemon
from portal.errors import SetupError
from portal.files import write_atomically
from portal.layout import Instance, Ports
from portal.secret_store import Secrets

CONFIGURATION = """\
bind 127.0.0.1
port {port}
protected-mode yes
requirepass {password}
dir {directory}
daemonize no
# Queued jobs outlive a restart.
appendonly {durable}
save ""
"""


def url(known: Secrets, ports: Ports) -> str:
    """Return how CKAN reaches it."""
    return f"redis://:{known.redis}@127.0.0.1:{ports.redis}/0"


def daemon(instance: Instance, ports: Ports, known: Secrets) -> Daemon:
    """Write the configuration and describe the server."""
    program = shutil.which("redis-server")
    if program is None:
        raise SetupError("no redis-server is installed", remedy="install redis-server")
    directory = instance.directory / "redis"
    directory.mkdir(parents=True, exist_ok=True)
    text = CONFIGURATION.format(
        port=ports.redis,
        password=known.redis,
        directory=directory,
        durable="yes" if instance.durable else "no",
    )
    configuration = directory / "redis.conf"
    write_atomically(configuration, text, mode=0o600)
    return Daemon(
        instance=instance,
        name="redis",
        command=[program, configuration],
        inputs=text,
        ready=lambda: ping(known, ports),
    )


def ask(known: Secrets, ports: Ports, command: str) -> list[str]:
    """Return what the server answers to a command, line by line; nothing when it is not up."""
    lines: list[str] = []
    try:
        with socket.create_connection(("127.0.0.1", ports.redis), timeout=5) as connection:
            connection.sendall(f"AUTH {known.redis}\r\n{command}\r\nQUIT\r\n".encode())
            with connection.makefile("r", encoding="utf-8", newline="\r\n") as answers:
                lines = [line.strip() for line in answers]
    except OSError:
        return []
    # The first answers AUTH, the last QUIT.
    return lines[1:-1] if lines[:1] == ["+OK"] else []


def ping(known: Secrets, ports: Ports) -> bool:
    """Say whether the server answers to our password."""
    return ask(known, ports, "PING") == ["+PONG"]


def has_worker(known: Secrets, ports: Ports, pid: int) -> bool:
    """Say whether a process has registered itself as a worker of the job queue."""
    keys = (line for line in ask(known, ports, "SMEMBERS rq:workers") if line.startswith("rq:"))
    return any(str(pid) in ask(known, ports, f"HGET {key} pid") for key in keys)
