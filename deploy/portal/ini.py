"""The generated CKAN configuration: what config/ckan.ini can't know, and every secret."""

from __future__ import annotations

import configparser
import os

from portal import postgres, redis, solr
from portal.files import write_atomically
from portal.layout import Instance, Ports
from portal.secret_store import Secrets

HEAD = """\
# Written by deploy/up or deploy/test from {base}; changes made here are lost.
# Settings of your own belong in var/{name}/local.ini: see docs/operator.md.
[app:main]
use = config:{use}
"""


# How ckanext-harvest works: what was lost from its queues comes back into them, and a pull that
# nobody works at is given up after half a day.
_SOURCES = {"ckan.harvest.mq.type": "redis", "ckan.harvest.timeout": "720"}


def write(instance: Instance, ports: Ports, known: Secrets) -> str:
    """Write the configuration of an instance and return its text."""
    own = _local_options(instance)
    options = _options(instance, ports, known) | own
    if instance.sources:
        plugins = own.get("ckan.plugins") or _base_plugins(instance)
        options = _SOURCES | options | {"ckan.plugins": _with_sources(plugins)}
    lines = [f"{key} = {value}" for key, value in options.items()]
    base = instance.base_ini
    use = os.path.relpath(base, instance.directory)
    head = HEAD.format(base=f"config/{base.name}", name=instance.name, use=use)
    text = head + "\n".join(lines) + "\n"
    write_atomically(instance.ini, text, mode=0o600)
    return text


def _options(instance: Instance, ports: Ports, known: Secrets) -> dict[str, str]:
    site = f"http://127.0.0.1:{ports.web}"
    # Tests say for themselves where they want it.
    feed = {"ckanext.ppidbontang.feed_directory": str(instance.feed)} if instance.durable else {}
    return feed | {
        "SECRET_KEY": known.session,
        "ckan.site_url": site,
        "ckan.site_id": f"ppid-{instance.name}",
        "sqlalchemy.url": postgres.url(known.ckan_database, ports, postgres.CKAN_DATABASE),
        "ckan.datastore.write_url": postgres.url(known.ckan_database, ports, postgres.DATASTORE),
        "ckan.datastore.read_url": postgres.url(
            known.datastore_reader, ports, postgres.DATASTORE, postgres.DATASTORE_READER
        ),
        "ckanext.xloader.jobs_db.uri": postgres.url(
            known.ckan_database, ports, postgres.XLOADER_JOBS
        ),
        "ckanext.xloader.api_token": known.xloader_token or "NOT_SET",
        # The worker fetches files from this machine, whatever name the portal has outside.
        "ckanext.xloader.site_url": site,
        "solr_url": solr.url(ports),
        "solr_user": solr.USER,
        "solr_password": known.solr,
        "ckan.redis.url": redis.url(known, ports),
        "ckan.files.storage.default.path": str(instance.files),
        "ckan.files.storage.resources.path": str(instance.files / "resources"),
        # Beside the public files, never inside them: the vault is backed up and guarded by itself.
        "ckan.files.storage.originals.path": str(instance.originals),
        # What CKAN generates for itself: web assets and translations of its scripts.
        "ckan.storage_path": str(instance.generated),
    }


def _local_options(instance: Instance) -> dict[str, str]:
    """Return the operator's own settings, which win over the generated ones."""
    path = instance.directory / "local.ini"
    if not path.exists():
        return {}
    options = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        key, separator, value = line.partition("=")
        if separator and not line.lstrip().startswith(("#", ";", "[")):
            options[key.strip()] = value.strip()
    return options


def _base_plugins(instance: Instance) -> str:
    """Return the plugins of the configuration that the instance's chains to."""
    path = instance.base_ini
    while True:
        parser = configparser.RawConfigParser()
        parser.read(path)
        main = parser["app:main"]
        if "ckan.plugins" in main:
            return main["ckan.plugins"]
        path = path.parent / main["use"].removeprefix("config:")


def _with_sources(plugins: str) -> str:
    """Add the plugins that pull: of a template that two bring the earlier one's is used."""
    named = [name for name in plugins.split() if name not in ("ppid_sources", "harvest")]
    return " ".join(["ppid_sources", *named, "harvest"])
