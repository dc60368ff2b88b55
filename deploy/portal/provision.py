"""Bring an instance to the point where CKAN can run on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
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

    def ensure(self, daemon: Daemon, title: str) -> None:
        """Have a daemon run with its present inputs."""
        if daemons.is_current(daemon):
            return
        with self.progress.step(f"{title}: start"):
            daemons.stop(self.instance, daemon.name)
            self.started.append(daemon.name)
            daemons.start(daemon)


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
    servers: tuple[tuple[str, Callable[[], Daemon]], ...] = (
        ("PostgreSQL", lambda: postgres.daemon(instance, run.ports)),
        ("Redis", lambda: redis.daemon(instance, run.ports, run.secrets)),
        ("Solr", lambda: solr.daemon(instance, run.ports, run.secrets, core)),
    )
    for title, describe in servers:
        run.ensure(describe(), title)
    text = ini.write(instance, run.ports, run.secrets)
    ckan.prepare_database(instance, run.ports, run.secrets, run.progress)
    ckan.prepare_search(instance, core, run.ports, run.secrets, run.progress)
    return text
