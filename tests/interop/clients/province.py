"""A second CKAN that harvests with ckanext-harvest: site, queue and consumers of its own."""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import redis
from ckanapi import RemoteCKAN
from portal import ports, postgres, secret_store, solr, venv
from portal.commands import clean_environment, run
from portal.layout import DEPLOY, TESTS, Instance, Ports

Record = dict[str, Any]

BASE = Path(__file__).with_name("province.ini")
# Its database and its core.
NAME = "province"
REDIS_DATABASE = 4
DAY = 24 * 60 * 60
BODY = "diskominfo-provinsi"
SECRET = "sandi-untuk-pengujian"
HARVESTED_WITHIN_SECONDS = 120


@dataclass(frozen=True, kw_only=True)
class Province:
    """The second CKAN, with the right to do anything there."""

    api: RemoteCKAN
    logs: Path

    def add_source(self, url: str) -> str:
        """Name an address to harvest from, and return the id of the source."""
        name = f"bontang-{time.monotonic_ns()}"
        source = self.api.call_action(
            "harvest_source_create",
            {"name": name, "url": url, "source_type": "dcat_rdf", "owner_org": BODY},
        )
        return source["id"]

    def harvest(self, source: str) -> None:
        """Harvest as in production: what is queued is gathered, fetched and imported by consumers.

        Raises:
            AssertionError: something could not be harvested.
        """
        job = self.api.call_action("harvest_job_create", {"source_id": source})["id"]
        latest = time.monotonic() + HARVESTED_WITHIN_SECONDS
        while not self._is_through(job):
            assert time.monotonic() < latest, f"the harvest does not end: see {self.logs}"
            time.sleep(0.2)
        # What cron does every few minutes: a job that is through is marked as finished.
        self.api.call_action("harvest_jobs_run", {"source_id": source})
        assert self._job(job)["status"] == "Finished"
        report = self.api.call_action("harvest_job_report", {"id": job})
        assert report == {"gather_errors": [], "object_errors": {}}

    def _is_through(self, job: str) -> bool:
        shown = self._job(job)
        return bool(shown["gather_finished"]) and not shown["stats"].get("null")

    def _job(self, job: str) -> Record:
        return self.api.call_action("harvest_job_show", {"id": job})

    def datasets(self, source: str) -> dict[str, Record]:
        """Return what anybody finds there of a source, by the identifiers of the entries."""
        asked = {"q": f'harvest_source_id:"{source}"', "rows": 1000}
        found = self.api.call_action("package_search", asked, apikey="")["results"]
        by_identifier = {_extra(dataset, "identifier"): dataset for dataset in found}
        assert len(by_identifier) == len(found), "an entry was harvested twice"
        return by_identifier

    def clear(self, source: str) -> None:
        """Forget a source and what came from it: another one may give the same entries."""
        self.api.call_action("harvest_source_clear", {"id": source})
        self.api.call_action("harvest_source_delete", {"id": source})


def _extra(dataset: Record, key: str) -> str:
    return next(extra["value"] for extra in dataset["extras"] if extra["key"] == key)


@contextmanager
def running(folder: Path, serve: Callable[[Path, str], str]) -> Iterator[Province]:
    """Make the second CKAN from nothing and have it work, in a folder for its files."""
    instance = next(one for one in TESTS if str(one.ini) == os.environ["CKAN_INI"])
    where = ports.recorded(instance)
    assert where is not None
    url = f"http://127.0.0.1:{where.web + 5}"
    ini = folder / "ckan.ini"
    ini.write_text(_configuration(instance, where, url, folder), encoding="utf-8")
    run([venv.program("ckan"), "-c", ini, "db", "upgrade"], log=folder / "db.log")
    token = _administrator(ini)
    with _consumer(ini, "gather"), _consumer(ini, "fetch"):
        api = RemoteCKAN(serve(ini, url), apikey=token)
        api.call_action("organization_create", {"name": BODY})
        yield Province(api=api, logs=folder)


def _configuration(instance: Instance, where: Ports, url: str, folder: Path) -> str:
    """Make database and core from nothing, empty the queue, and say where all of them are."""
    known = secret_store.load_or_make(instance)
    recreate = f"""
        DROP DATABASE IF EXISTS {NAME} WITH (FORCE);
        CREATE DATABASE {NAME} OWNER {postgres.OWNER};
    """
    postgres.query(known, where, "postgres", recreate)
    solr.remove_core(NAME, where, known)
    solr.add_core(instance, NAME, where, known)
    # The consumers wait at the queue for as long as it is empty; the library would give up.
    queue = f"redis://:{known.redis}@127.0.0.1:{where.redis}/{REDIS_DATABASE}?socket_timeout={DAY}"
    redis.Redis.from_url(queue).flushdb()
    settings = {
        "use": f"config:{BASE}",
        "SECRET_KEY": known.session,
        "ckan.site_url": url,
        "sqlalchemy.url": postgres.url(known.ckan_database, where, NAME),
        "solr_url": f"http://127.0.0.1:{where.solr}/solr/{NAME}",
        "solr_user": solr.USER,
        "solr_password": known.solr,
        "ckan.redis.url": queue,
        "ckan.storage_path": str(folder),
    }
    return "[app:main]\n" + "".join(f"{key} = {value}\n" for key, value in settings.items())


def _administrator(ini: Path) -> str:
    """Make an account that may do anything, and return its token."""
    account = {"name": "provinsi", "fullname": "Provinsi", "role": "sysadmin", "opd": ""}
    wish = {"loader": "", "accounts": [{**account, "password": SECRET, "token": ""}]}
    made = subprocess.run(
        [venv.program("python"), DEPLOY / "ckan_side" / "accounts.py"],
        env=clean_environment({"CKAN_INI": str(ini)}),
        input=json.dumps(wish),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return json.loads(made.stdout)["accounts"][0]["token"]


@contextmanager
def _consumer(ini: Path, stage: str) -> Iterator[None]:
    """Have what is queued for a stage be done, one after the other."""
    command = [venv.program("ckan"), "-c", ini, "harvester", f"{stage}-consumer"]
    log = ini.with_name(f"{stage}.log")
    with log.open("wb") as output:
        process = subprocess.Popen(command, env=clean_environment(), stdout=output, stderr=output)
        try:
            yield
        finally:
            process.terminate()
            process.wait()
