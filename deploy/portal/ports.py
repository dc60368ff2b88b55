"""Which ports are taken, by whom, and which an instance uses."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import asdict, fields, replace
from pathlib import Path

from portal.errors import SetupError
from portal.files import read_json, write_json
from portal.layout import Instance, Ports

LISTEN = "0A"
CANDIDATES = 200
PORT_NAMES = tuple(field.name for field in fields(Ports))


def listeners() -> Iterator[tuple[str, int, str]]:
    """Yield address (as the kernel writes it), port and socket inode of all that listens on TCP."""
    for table in (Path("/proc/net/tcp"), Path("/proc/net/tcp6")):
        if not table.exists():
            continue
        for line in table.read_text(encoding="ascii").splitlines()[1:]:
            fields = line.split()
            if fields[3] == LISTEN:
                address, port = fields[1].rsplit(":", 1)
                yield address, int(port, 16), fields[9]


def is_free(port: int) -> bool:
    """Say whether a server could listen on this port of 127.0.0.1 now."""
    with socket.socket() as probe:
        # As servers do: a port whose last connections are still closing counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def owner(port: int) -> str:
    """Describe the process that listens on a port, as far as this user may know it."""
    inodes = {f"socket:[{inode}]" for _, number, inode in listeners() if number == port}
    for process in Path("/proc").glob("[0-9]*"):
        if any(link in inodes for link in _open_files(process)):
            name = (process / "comm").read_text(encoding="utf-8").strip()
            return f"{name} (process {process.name})"
    return "another process"


def _open_files(process: Path) -> Iterator[str]:
    try:
        for descriptor in (process / "fd").iterdir():
            yield str(descriptor.readlink())
    except OSError:  # the process has ended, or belongs to somebody else
        return


def require_free(port: int, remedy: str) -> None:
    """Stop, naming the owner, when a port is taken."""
    if not is_free(port):
        raise SetupError(f"port {port} of 127.0.0.1 is taken by {owner(port)}", remedy=remedy)


def recorded(instance: Instance) -> Ports | None:
    """Return the ports that the instance was last started with."""
    value = read_json(instance.directory / "ports.json")
    return Ports(**value) if value else None


def choose(instance: Instance, *, web: int | None, running: frozenset[str]) -> Ports:
    """Return the ports of an instance and record them.

    The web port is what users know: it is the one asked for, or the one of the last run, or the
    default, and never moves by itself. The ports of the services are nobody's business, and neither
    is the tests' web port: where one is taken by somebody else the next free one serves.

    Args:
        instance: whose ports they are
        web: the port asked for
        running: names of the instance's services that run and so hold their ports
    """
    before = recorded(instance)
    ports = before or instance.preferred
    if web:
        ports = replace(ports, web=web)
    movable = ("postgres", "redis", "solr") if instance.durable else PORT_NAMES
    for service in movable:
        if service not in running:
            ports = replace(ports, **{service: _first_free(getattr(ports, service))})
    if ports != before:
        write_json(instance.directory / "ports.json", asdict(ports))
    return ports


def _first_free(preferred: int) -> int:
    # Step 10 keeps clear of the neighbour's default: the other instance may not be up yet.
    for port in range(preferred, preferred + 10 * CANDIDATES, 10):
        if is_free(port):
            return port
    raise SetupError(f"no free port from {preferred} on", remedy="end what holds them")
