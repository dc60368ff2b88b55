"""A PostgreSQL cluster of the instance's own: made, started, filled with roles and databases."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

from portal.commands import clean_environment, run
from portal.daemons import Daemon
from portal.errors import SetupError
from portal.files import write_atomically
from portal.layout import ROOT, Instance, Ports
from portal.machine import postgres_programs
from portal.progress import Progress
from portal.secret_store import Secrets
from portal.stamps import fingerprint

CKAN_DATABASE = "ckan_default"
DATASTORE = "datastore_default"
# The loader keeps its job log apart: it is of no worth in a backup, and no table of CKAN's.
XLOADER_JOBS = "xloader_jobs"
OWNER = "ckan_default"
DATASTORE_READER = "datastore_ro"

# Where a cluster goes that PostgreSQL's own user could not reach below the project.
ELSEWHERE = Path("/var/lib/ppidbontang")


def server_user() -> str:
    """Return who runs the server when this run may not: PostgreSQL refuses root."""
    return "postgres" if os.geteuid() == 0 else ""


def data_directory(instance: Instance) -> Path:
    """Return the folder of the cluster, resolved: it may be a link to a place elsewhere."""
    return (instance.directory / "postgres").resolve() / "data"


def _programs() -> Path:
    folder = postgres_programs()
    if folder is None:
        raise SetupError("no PostgreSQL server is installed", remedy="install postgresql")
    return folder


def make_cluster(instance: Instance, known: Secrets, progress: Progress) -> None:
    """Make the cluster unless there is a whole one."""
    if cluster_id(instance):
        return
    with progress.step(f"PostgreSQL: make the cluster in var/{instance.name}/postgres"):
        home = _home(instance, progress)
        data = home / "data"
        # A cluster without its identity was left half-made by a run that was killed.
        shutil.rmtree(data, ignore_errors=True)
        _initdb(instance, data, known)
        write_atomically(home / "id", fingerprint(os.urandom(16)))


def cluster_id(instance: Instance) -> str:
    """Return what tells this cluster from any other, or an empty string when there is none."""
    try:
        return (instance.directory / "postgres" / "id").read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""


def _home(instance: Instance, progress: Progress) -> Path:
    link = instance.directory / "postgres"
    user = server_user()
    place = link
    if user and not _may_enter(user, link.parent):
        place = _elsewhere(instance, link)
        progress.say(f"PostgreSQL's user can't enter {ROOT}: its files go to {place}")
    place.mkdir(exist_ok=True)
    if user:
        shutil.chown(place, user, user)
    place.chmod(0o750)
    return place.resolve()


def _elsewhere(instance: Instance, link: Path) -> Path:
    place = ELSEWHERE / f"{instance.name}-{fingerprint(str(ROOT))[:12]}"
    if not link.is_symlink():
        if instance.durable and (place / "id").exists():
            raise SetupError(
                f"{place} holds the database of a portal that was here before",
                remedy=f"remove it; or keep it: put its secrets.json back and link it to {link}",
            )
        link.symlink_to(place)
    place.mkdir(parents=True, exist_ok=True)
    ELSEWHERE.chmod(0o711)
    return place


def _may_enter(user: str, folder: Path) -> bool:
    entry = pwd.getpwnam(user)
    result = subprocess.run(
        ["test", "-x", folder],
        check=False,
        cwd="/",
        user=entry.pw_uid,
        group=entry.pw_gid,
        extra_groups=[],
    )
    return result.returncode == 0


def _initdb(instance: Instance, data: Path, known: Secrets) -> None:
    user = server_user()
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", prefix="portal-") as password:
        password.write(known.postgres)
        password.flush()
        if user:
            shutil.chown(password.name, user)
        run(
            [
                _programs() / "initdb",
                f"--pgdata={data}",
                "--username=postgres",
                f"--pwfile={password.name}",
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                "--data-checksums",
                *([] if instance.durable else ["--no-sync"]),
            ],
            log=instance.log / "initdb.log",
            user=user or None,
        )


def daemon(instance: Instance, ports: Ports) -> Daemon:
    """Describe the server of an instance."""
    settings = {
        "listen_addresses": "127.0.0.1",
        "port": ports.postgres,
        # TCP with a password is the only way in: no socket file whose path could be too long.
        "unix_socket_directories": "",
        "max_connections": 100,
        "shared_buffers": "256MB",
        "timezone": "UTC",
        "log_line_prefix": "%m [%p] %q%u@%d ",
    }
    if not instance.durable:
        settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
    options = [word for key, value in settings.items() for word in ("-c", f"{key}={value}")]
    folder = _programs()
    return Daemon(
        instance=instance,
        name="postgres",
        command=[folder / "postgres", "-D", data_directory(instance), *options],
        user=server_user(),
        inputs=cluster_id(instance),
        ready=lambda: _is_ready(folder, ports),
    )


def _is_ready(folder: Path, ports: Ports) -> bool:
    command = [folder / "pg_isready", "--quiet", "--host=127.0.0.1", f"--port={ports.postgres}"]
    return subprocess.run(command, check=False).returncode == 0


def url(password: str, ports: Ports, database: str, role: str = OWNER) -> str:
    """Return how CKAN reaches a database of the cluster."""
    return f"postgresql://{role}:{password}@127.0.0.1:{ports.postgres}/{database}"


def query(known: Secrets, ports: Ports, database: str, sql: str) -> str:
    """Run SQL as the cluster's superuser and return its rows as plain text."""
    command = [
        *(_programs() / "psql", "--no-psqlrc", "--quiet", "--tuples-only", "--no-align"),
        *("--set=ON_ERROR_STOP=1", "--host=127.0.0.1", f"--port={ports.postgres}"),
        *("--username=postgres", f"--dbname={database}", "--file=-"),
    ]
    result = subprocess.run(
        command,
        check=False,
        cwd="/",
        env=clean_environment({"PGPASSWORD": known.postgres, "PGCONNECT_TIMEOUT": "10"}),
        input=sql,
        capture_output=True,
        text=True,
    )
    if result.returncode:
        raise SetupError(f"psql: {result.stderr.strip().splitlines()[-1]}")
    return result.stdout.strip()


def make_databases(known: Secrets, ports: Ports) -> None:
    """Make the roles and databases that CKAN and its DataStore use, where they are missing."""
    roles = {OWNER: known.ckan_database, DATASTORE_READER: known.datastore_reader}
    for role, password in roles.items():
        query(known, ports, "postgres", _ROLE.format(role=role, password=password))
    for database in (CKAN_DATABASE, DATASTORE, XLOADER_JOBS):
        query(known, ports, "postgres", _DATABASE.format(database=database, owner=OWNER))


_ROLE = r"""
SELECT 'CREATE ROLE {role}' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}') \gexec
ALTER ROLE {role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD '{password}';
"""
_DATABASE = r"""
SELECT 'CREATE DATABASE {database} OWNER {owner}'
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '{database}') \gexec
REVOKE ALL ON DATABASE {database} FROM PUBLIC;
"""
