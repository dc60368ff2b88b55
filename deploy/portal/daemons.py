"""Start, recognise and stop the programs of an instance that keep running."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from portal import launch
from portal.commands import clean_environment
from portal.errors import SetupError
from portal.files import read_json
from portal.layout import Instance
from portal.stamps import fingerprint

POLL_SECONDS = 0.1
SECONDS_TO_STOP = 30

# Those that use others before those that are used.
STOP_ORDER = (
    *("sources-gather", "sources-fetch", "loader-1", "loader-2", "worker"),
    *("web", "solr", "redis", "postgres"),
)
# PostgreSQL takes SIGTERM as "wait until every client has left".
STOP_SIGNALS = {"postgres": signal.SIGINT}


@dataclass(frozen=True, kw_only=True)
class Daemon:
    """A program that serves an instance, and how to tell that it answers."""

    instance: Instance
    name: str
    command: Sequence[str | Path]
    ready: Callable[[], bool]
    env: Mapping[str, str] = field(default_factory=dict)
    user: str = ""
    inputs: str = ""
    seconds_to_start: float = 60

    @property
    def log(self) -> Path:
        """Return the file that gets what the program prints."""
        return self.instance.log / f"{self.name}.log"

    @property
    def inputs_fingerprint(self) -> str:
        """Return what a running one must have been started from to be left alone."""
        return fingerprint([str(part) for part in self.command], dict(self.env), self.inputs)


def record_of(instance: Instance, name: str) -> Path:
    """Return the file that says which process is this daemon."""
    return instance.run / f"{name}.json"


def running_pid(instance: Instance, name: str) -> int | None:
    """Return the pid of a daemon that is alive and ours, told by pid, start time and boot."""
    record = read_json(record_of(instance, name))
    if not record or record["boot"] != launch.boot_id():
        return None
    try:
        ours = launch.start_time(record["pid"]) == record["started"]
    except (FileNotFoundError, ProcessLookupError):
        return None
    return record["pid"] if ours and not _is_zombie(record["pid"]) else None


def _is_zombie(pid: int) -> bool:
    status = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    return status.rpartition(")")[2].split()[0] == "Z"


def running(instance: Instance) -> frozenset[str]:
    """Return the names of the daemons of an instance that run."""
    if not instance.run.is_dir():
        return frozenset()
    names = {path.stem for path in instance.run.glob("*.json")}
    return frozenset(name for name in names if running_pid(instance, name))


def is_current(daemon: Daemon) -> bool:
    """Say whether the daemon runs, was started from the same inputs, and answers."""
    record = read_json(record_of(daemon.instance, daemon.name))
    return (
        running_pid(daemon.instance, daemon.name) is not None
        and record["inputs"] == daemon.inputs_fingerprint
        and daemon.ready()
    )


def start(*needed: Daemon) -> None:
    """Start daemons side by side and return when all of them answer."""
    launched = [(daemon, _launch(daemon)) for daemon in needed]
    for daemon, child in launched:
        _wait_until_ready(daemon, child)


def _launch(daemon: Daemon) -> subprocess.Popen[bytes]:
    daemon.instance.lay_out()
    record = record_of(daemon.instance, daemon.name)
    record.unlink(missing_ok=True)
    command = [str(part) for part in daemon.command]
    return subprocess.Popen(
        [sys.executable, launch.__file__, record, daemon.log, daemon.user, *command],
        env=clean_environment({**daemon.env, "PORTAL_INPUTS": daemon.inputs_fingerprint}),
        stdin=subprocess.DEVNULL,
    )


def _wait_until_ready(daemon: Daemon, child: subprocess.Popen[bytes]) -> None:
    record = record_of(daemon.instance, daemon.name)
    deadline = time.monotonic() + daemon.seconds_to_start
    while not (record.exists() and daemon.ready()):
        if child.poll() is not None:
            raise SetupError(f"{daemon.name} ended while starting", log=daemon.log)
        if time.monotonic() > deadline:
            stop(daemon.instance, daemon.name)
            seconds = f"{daemon.seconds_to_start:.0f}"
            raise SetupError(f"{daemon.name} did not answer in {seconds} s", log=daemon.log)
        time.sleep(POLL_SECONDS)


def stop(instance: Instance, name: str) -> bool:
    """Stop a daemon if it is ours; return whether there was one.

    One that does not end by itself in time is killed, with what is left of its session.
    """
    pid = running_pid(instance, name)
    if pid is None:
        record_of(instance, name).unlink(missing_ok=True)
        return False
    with contextlib.suppress(ProcessLookupError):
        _end(pid, STOP_SIGNALS.get(name, signal.SIGTERM))
    record_of(instance, name).unlink(missing_ok=True)
    return True


def _end(pid: int, stop_signal: signal.Signals) -> None:
    handle = os.pidfd_open(pid)
    try:
        signal.pidfd_send_signal(handle, stop_signal)
        if not select.select([handle], [], [], SECONDS_TO_STOP)[0]:
            os.killpg(pid, signal.SIGKILL)
            select.select([handle], [], [], SECONDS_TO_STOP)
    finally:
        os.close(handle)


def stop_all(instance: Instance) -> list[str]:
    """Stop every daemon of an instance and return the names of those that ran."""
    return [name for name in STOP_ORDER if stop(instance, name)]
