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


def ping(known: Secrets, ports: Ports) -> bool:
    """Say whether the server answers to our password."""
    try:
        with socket.create_connection(("127.0.0.1", ports.redis), timeout=2) as connection:
            connection.sendall(f"AUTH {known.redis}\r\nPING\r\n".encode())
            # Two answers, perhaps in two packets.
            with connection.makefile("rb") as answers:
                return answers.readline() == b"+OK\r\n" and answers.readline() == b"+PONG\r\n"
    except OSError:
        return False
