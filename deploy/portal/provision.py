"""Bring an instance to the point where CKAN can run on it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from portal import ckan, daemons, ini, machine, ports, postgres, redis, secret_store, solr, venv
from portal.daemons import Daemon
from portal.layout import Instance, Ports
from portal.progress import Progress
from portal.secret_store import Secrets


@dataclass(kw_only=True)
class Session:
    """One run on one instance: what it knows, and what it has started."""

    instance: Instance
    progress: Progress
    ports: Ports
    secrets: Secrets
    started: list[str] = field(default_factory=list)

    def ensure(self, title: str, *needed: Daemon) -> None:
        """Have daemons run with their present inputs."""
        stale = [daemon for daemon in needed if not daemons.is_current(daemon)]
        if not stale:
            return
        with self.progress.step(f"{title}: start"):
            for daemon in stale:
                daemons.stop(self.instance, daemon.name)
            self.started += [daemon.name for daemon in stale]
            daemons.start(*stale)


def install(progress: Progress, *, tests: bool) -> None:
    """Install what all instances share: system packages, Python packages, Solr."""
    needed = machine.RUNTIME + (machine.TESTS if tests else ())
    machine.install_packages(needed, progress)
    venv.install(progress, tests=tests)
    solr.install(progress)


@contextmanager
def session(instance: Instance, progress: Progress, *, web: int | None = None) -> Iterator[Session]:
    """Open a run on an instance; when it fails, stop again what it started."""
    instance.lay_out()
    running = daemons.running(instance)
    run = Session(
        instance=instance,
        progress=progress,
        ports=ports.choose(instance, web=web, running=running),
        secrets=secret_store.load_or_make(instance),
    )
    try:
        yield run
    except BaseException:
        for name in (name for name in daemons.STOP_ORDER if name in run.started):
            daemons.stop(instance, name)
        raise


def services(run: Session) -> str:
    """Start PostgreSQL, Redis and Solr, write the configuration, prepare the database.

    Returns the text of the configuration.
    """
    instance = run.instance
    postgres.make_cluster(instance, run.secrets, run.progress)
    core = solr.make_core(instance)
    run.ensure(
        "PostgreSQL, Redis and Solr",
        postgres.daemon(instance, run.ports),
        redis.daemon(instance, run.ports, run.secrets),
        solr.daemon(instance, run.ports, run.secrets, core),
    )
    text = ini.write(instance, run.ports, run.secrets)
    ckan.prepare_database(instance, run.ports, run.secrets, run.progress)
    ckan.prepare_search(instance, core, run.ports, run.secrets, run.progress)
    return text
