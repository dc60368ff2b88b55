"""The portal's own processes: the web server and the background workers."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from functools import partial

from portal import daemons, redis, venv
from portal.daemons import Daemon
from portal.layout import DEPLOY, PLUGIN, ROOT, Instance, Ports
from portal.probe import get_json
from portal.secret_store import Secrets
from portal.stamps import fingerprint

WORKERS = 2
# The workers that pull, and the stage of a pull that is each one's.
SOURCE_WORKERS = {"sources-gather": "gather", "sources-fetch": "fetch"}
# How the environment variables that hold tokens of sources begin.
TOKENS = "PPID_TOKEN_"
# Browsers hold idle connections open; threads keep them from holding a worker.
THREADS = 4
# The most that gunicorn can be told to take; nginx takes as much by default.
LONGEST_ADDRESS = 8190
DEFAULT_QUEUE = "default"
# Each worker and its queue of jobs. Files are loaded into the DataStore apart from the other jobs,
# which must not wait for a large one; the files of an entry all go to one queue, in order
# (ckanext.xloader.queue_names).
QUEUES = {"worker": DEFAULT_QUEUE, "loader-1": "files-1", "loader-2": "files-2"}


def code_inputs() -> str:
    """Return the fingerprint of the code that CKAN runs."""
    return fingerprint(PLUGIN, ROOT / "setup.py", DEPLOY / "ckan_side", venv.runtime_inputs())


def forget_bundles(instance: Instance) -> None:
    """Remove the style sheets and scripts that CKAN joined; it joins them anew when asked for.

    It looks at the times of files alone, and what comes out of a package can be older than what it
    replaces.
    """
    shutil.rmtree(instance.bundles, ignore_errors=True)


def server(instance: Instance, ports: Ports, inputs: str) -> Daemon:
    """Describe the web server."""
    return Daemon(
        instance=instance,
        name="web",
        command=[
            *(venv.program("python"), "-m", "gunicorn", "wsgi:application"),
            f"--pythonpath={DEPLOY / 'ckan_side'}",
            f"--bind=127.0.0.1:{ports.web}",
            f"--workers={WORKERS}",
            *("--worker-class=refusing.Worker", f"--threads={THREADS}"),
            # Words in an address are three to nine times as long as they are typed.
            f"--limit-request-line={LONGEST_ADDRESS}",
            # Large uploads over slow lines take their time.
            *("--timeout=120", "--graceful-timeout=20"),
            *("--error-logfile=-", f"--access-logfile={instance.log / 'access.log'}"),
            # It would lie in the home of whoever runs this, shared by all instances.
            "--no-control-socket",
            # Heartbeats must not wait for a slow disk.
            "--worker-tmp-dir=/dev/shm",
        ],
        env={"CKAN_INI": str(instance.ini)},
        inputs=inputs,
        ready=lambda: answers(ports),
        seconds_to_start=120,
    )


def workers(instance: Instance, ports: Ports, known: Secrets, inputs: str) -> Iterator[Daemon]:
    """Describe the background workers, one for each queue of jobs."""
    for name, queue in QUEUES.items():
        yield Daemon(
            instance=instance,
            name=name,
            command=[
                *(venv.program("ckan"), "jobs", "worker", queue),
                # Jobs for later are the first one's: files are loaded when they come.
                *(() if queue == DEFAULT_QUEUE else ("--no-scheduler",)),
            ],
            env={"CKAN_INI": str(instance.ini)},
            inputs=inputs,
            ready=partial(_is_registered, instance, name, ports, known),
        )


def source_workers(
    instance: Instance, ports: Ports, known: Secrets, inputs: str
) -> Iterator[Daemon]:
    """Describe the workers that pull from sources: one asks them, one brings entries in."""
    for name, stage in SOURCE_WORKERS.items():
        yield Daemon(
            instance=instance,
            name=name,
            command=[venv.program("ckan"), "ppid", "source", "work", stage],
            env={"CKAN_INI": str(instance.ini), **_tokens()},
            inputs=inputs,
            ready=partial(_pulls, instance, name, stage, ports, known),
        )


def _tokens() -> dict[str, str]:
    """Return the tokens of sources, which are kept in the environment alone."""
    return {name: value for name, value in os.environ.items() if name.startswith(TOKENS)}


def _pulls(instance: Instance, name: str, stage: str, ports: Ports, known: Secrets) -> bool:
    pid = daemons.running_pid(instance, name)
    key = f"ppid:sources:{stage}:ppid-{instance.name}"
    return pid is not None and str(pid) in redis.ask(known, ports, f"GET {key}")


def _is_registered(instance: Instance, name: str, ports: Ports, known: Secrets) -> bool:
    pid = daemons.running_pid(instance, name)
    return pid is not None and redis.has_worker(known, ports, pid)


def answers(ports: Ports) -> bool:
    """Say whether CKAN answers, through its whole stack."""
    status = get_json(ports.web, "/api/3/action/status_show", seconds=30)
    return bool(status and status.get("success"))
