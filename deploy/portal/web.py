"""The portal's own processes: the web server and the background worker."""

from __future__ import annotations

from portal import daemons, redis, venv
from portal.daemons import Daemon
from portal.layout import DEPLOY, PLUGIN, ROOT, Instance, Ports
from portal.probe import get_json
from portal.secret_store import Secrets
from portal.stamps import fingerprint

WORKERS = 2
# Browsers hold idle connections open; threads keep them from holding a worker.
THREADS = 4


def code_inputs() -> str:
    """Return the fingerprint of the code that CKAN runs."""
    return fingerprint(PLUGIN, ROOT / "setup.py", DEPLOY / "ckan_side", venv.runtime_inputs())


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
            *("--worker-class=gthread", f"--threads={THREADS}"),
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


def worker(instance: Instance, ports: Ports, known: Secrets, inputs: str) -> Daemon:
    """Describe the background worker, which fills the DataStore among other things."""
    return Daemon(
        instance=instance,
        name="worker",
        command=[venv.program("ckan"), "jobs", "worker"],
        env={"CKAN_INI": str(instance.ini)},
        inputs=inputs,
        ready=lambda: _is_registered(instance, ports, known),
    )


def _is_registered(instance: Instance, ports: Ports, known: Secrets) -> bool:
    pid = daemons.running_pid(instance, "worker")
    return pid is not None and redis.has_worker(known, ports, pid)


def answers(ports: Ports) -> bool:
    """Say whether CKAN answers, through its whole stack."""
    status = get_json(ports.web, "/api/3/action/status_show", seconds=30)
    return bool(status and status.get("success"))
