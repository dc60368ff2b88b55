"""What the portal starts with: the organisations of the registry and the demo catalogue."""

from __future__ import annotations

import time

from portal import ckan, postgres
from portal.layout import CONFIG, Instance, Ports
from portal.progress import Progress
from portal.secret_store import Secrets
from portal.stamps import Stamps, fingerprint

REGISTRY = CONFIG / "opd.yaml"
DEMO = CONFIG / "demo"
# No file of the demo takes this long; a worker that hangs should not hang the set-up.
SECONDS_WITHOUT_PROGRESS = 180
SECONDS_BETWEEN_REPORTS = 10
POLL_SECONDS = 1

_LOADS = """
SELECT count(*) FILTER (WHERE state = 'complete'),
       count(*) FILTER (WHERE state = 'error'),
       count(*)
FROM task_status WHERE task_type = 'xloader' AND key = 'xloader'
"""


def sync_organizations(instance: Instance, progress: Progress) -> None:
    """Make the organisations match the registry."""
    stamps = Stamps(instance.stamps)
    inputs = fingerprint(postgres.cluster_id(instance), REGISTRY)
    if stamps.is_current("organizations", inputs):
        return
    with progress.step("CKAN: make the organisations of config/opd.yaml"):
        ckan.command(instance, "opd-sync", "ppid", "opd", "sync", REGISTRY)
        stamps.set("organizations", inputs)


def load_demo(instance: Instance, ports: Ports, known: Secrets, progress: Progress) -> bool:
    """Load the demo catalogue and wait until its files can be seen as tables.

    Returns whether there was anything to load.
    """
    stamps = Stamps(instance.stamps)
    inputs = fingerprint(postgres.cluster_id(instance), DEMO)
    if stamps.is_current("demo", inputs):
        return False
    with progress.step("CKAN: load the demo catalogue of config/demo"):
        ckan.command(instance, "demo-load", "ppid", "load", DEMO)
    with progress.step("DataStore: wait until the files are loaded"):
        _wait_for_tables(ports, known, progress)
    stamps.set("demo", inputs)
    return True


def _wait_for_tables(ports: Ports, known: Secrets, progress: Progress) -> None:
    done, changed, said = -1, time.monotonic(), 0.0
    while True:
        complete, failed, total = _loads(ports, known)
        now = time.monotonic()
        if complete + failed != done:
            done, changed = complete + failed, now
        if done >= total or now - said > SECONDS_BETWEEN_REPORTS:
            said = now
            progress.say(f"DataStore: {complete} of {total} files loaded")
        if done >= total:
            break
        if now - changed > SECONDS_WITHOUT_PROGRESS:
            progress.say("DataStore: the loaders stand still; see var/portal/log/loader-1.log")
            break
        time.sleep(POLL_SECONDS)
    if failed:
        progress.say(f"DataStore: {failed} files could not be loaded; they can be downloaded still")


def _loads(ports: Ports, known: Secrets) -> tuple[int, int, int]:
    """Return how many files are loaded, how many failed, and how many there are."""
    row = postgres.query(known, ports, postgres.CKAN_DATABASE, _LOADS)
    complete, failed, total = (int(value) for value in row.split("|"))
    return complete, failed, total
