"""CKAN's own set-up: tables, DataStore permissions, search index."""

from __future__ import annotations

import subprocess
from pathlib import Path

from portal import postgres, venv
from portal.commands import clean_environment, run
from portal.errors import SetupError
from portal.layout import PLUGIN, Instance, Ports
from portal.progress import Progress
from portal.secret_store import Secrets
from portal.stamps import Stamps, fingerprint

CATALOGUES = PLUGIN / "ckanext" / "ppidbontang" / "i18n"


def command(instance: Instance, log: str, *arguments: str | Path) -> None:
    """Run CKAN's command line on an instance."""
    run(
        [venv.program("ckan"), *arguments],
        log=instance.log / f"{log}.log",
        env={"CKAN_INI": str(instance.ini)},
    )


def prepare_database(instance: Instance, ports: Ports, known: Secrets, progress: Progress) -> None:
    """Bring roles, databases, tables and permissions up to date."""
    stamps = Stamps(instance.stamps)
    cluster = postgres.cluster_id(instance)
    roles = fingerprint(cluster, known.ckan_database, known.datastore_reader)
    if not stamps.is_current("databases", roles):
        with progress.step("PostgreSQL: make roles and databases"):
            postgres.make_databases(known, ports)
            stamps.set("databases", roles)
    migrations = PLUGIN / "ckanext" / "ppidbontang" / "migration"
    # The plugins that pull bring tables of their own.
    tables = fingerprint(
        cluster, venv.runtime_inputs(), migrations, instance.base_ini, instance.sources
    )
    if not (stamps.is_current("tables", tables) and _has_tables(ports, known)):
        with progress.step("CKAN: make or upgrade the tables"):
            command(instance, "db-upgrade", "db", "upgrade")
            stamps.set("tables", tables)
    permissions = fingerprint(cluster, venv.runtime_inputs())
    if not stamps.is_current("datastore", permissions):
        with progress.step("CKAN: set the DataStore's permissions"):
            _set_datastore_permissions(instance, ports, known)
            stamps.set("datastore", permissions)


def translate_scripts(instance: Instance, progress: Progress) -> None:
    """Write the words of CKAN's scripts anew where a catalogue has changed."""
    stamps = Stamps(instance.stamps)
    inputs = fingerprint(venv.runtime_inputs(), CATALOGUES)
    if stamps.is_current("scripts", inputs):
        return
    with progress.step("CKAN: translate the scripts of the pages"):
        command(instance, "translation-js", "translation", "js")
        stamps.set("scripts", inputs)


def _has_tables(ports: Ports, known: Secrets) -> bool:
    """Look rather than believe: a test run that was killed may have dropped them."""
    found = postgres.query(
        known, ports, postgres.CKAN_DATABASE, "SELECT to_regclass('public.package') IS NOT NULL"
    )
    return found == "t"


def _set_datastore_permissions(instance: Instance, ports: Ports, known: Secrets) -> None:
    log = instance.log / "datastore-permissions.log"
    with log.open("w", encoding="utf-8") as errors:
        result = subprocess.run(
            [venv.program("ckan"), "datastore", "set-permissions"],
            check=False,
            cwd="/",
            env=clean_environment({"CKAN_INI": str(instance.ini)}),
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
    if result.returncode:
        raise SetupError("ckan datastore set-permissions failed", log=log)
    # The SQL itself connects to the right database.
    postgres.query(known, ports, postgres.DATASTORE, result.stdout)


def prepare_search(
    instance: Instance, core: str, ports: Ports, known: Secrets, progress: Progress
) -> None:
    """Fill a new search core from a database that is not new."""
    stamps = Stamps(instance.stamps)
    inputs = fingerprint(core, postgres.cluster_id(instance))
    if stamps.is_current("search-index", inputs):
        return
    filled = postgres.query(known, ports, postgres.CKAN_DATABASE, "SELECT EXISTS (TABLE package)")
    if filled == "t":
        with progress.step("CKAN: rebuild the search index"):
            command(instance, "search-index", "search-index", "rebuild", "--force")
    stamps.set("search-index", inputs)
