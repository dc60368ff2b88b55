"""CKAN sites side by side on the services of the tests, each with data of its own."""

from __future__ import annotations

import http.client
import json
import os
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from portal import ckan, daemons, ini, ports, postgres, secret_store, solr, venv, web
from portal.commands import run
from portal.errors import SetupError
from portal.files import write_atomically
from portal.layout import CONFIG, PLUGIN, TEST, VAR, Instance, Ports
from portal.progress import Progress
from portal.secret_store import Secrets
from portal.stamps import Stamps, fingerprint

from tests.bench import copies

HERE = Path(__file__).parent
REGISTRY = CONFIG / "opd.yaml"
SCHEMAS, MIGRATION = (PLUGIN / "ckanext" / "ppidbontang" / it for it in ("schemas", "migration"))
SEED, SEED_FULL = HERE / "seed.py", HERE / "seed_full.py"
DATASETS = copies.BY_ACTIONS
# What is harvested; fewer while the benchmark itself is worked on.
HARVESTED = int(os.environ.get("BENCH_DATASETS", "10000"))


@dataclass(frozen=True, kw_only=True)
class Site:
    """A CKAN with a database, a Solr core and a Redis database of its own."""

    name: str
    base_ini: Path
    web_port: int
    redis_database: int
    has_plugin: bool = False
    seed: Path = SEED
    datasets: int = DATASETS
    # CKAN's command that fills, from the database, what the answers are read from.
    rebuild: tuple[str, ...] = ("search-index", "rebuild")

    @property
    def key(self) -> str:
        """Return what its database and its core are called."""
        return f"bench_{self.name}"

    @property
    def url(self) -> str:
        """Return where it answers."""
        return f"http://127.0.0.1:{self.web_port}"

    @property
    def instance(self) -> Instance:
        """Return the site as the set-up knows instances."""
        preferred = replace(TEST.preferred, web=self.web_port)
        return Instance(
            name=f"bench-{self.name}",
            directory=VAR / "bench" / self.name,
            base_ini=self.base_ini,
            preferred=preferred,
            durable=False,
        )


VANILLA = Site(name="vanilla", base_ini=HERE / "vanilla.ini", web_port=25010, redis_database=1)
PORTAL = Site(
    name="portal",
    base_ini=CONFIG / "ckan.ini",
    web_port=25030,
    redis_database=3,
    has_plugin=True,
)
SITES = (VANILLA, PORTAL)

# What harvesters read: ckanext-dcat as it comes, and the portal.
STOCK = Site(
    name="stock",
    base_ini=HERE / "stock.ini",
    web_port=25040,
    redis_database=4,
    seed=SEED_FULL,
    datasets=HARVESTED,
)
FEED = Site(
    name="feed",
    base_ini=CONFIG / "ckan.ini",
    web_port=25050,
    redis_database=5,
    has_plugin=True,
    seed=SEED_FULL,
    datasets=HARVESTED,
    rebuild=("ppid", "feed", "rebuild"),
)


@contextmanager
def running(progress: Progress, sites: Sequence[Site] = SITES) -> Iterator[None]:
    """Have the sites answer, filled; stop their web servers in the end."""
    known, services = services_of_tests()
    with ExitStack() as servers:
        for site in sites:
            servers.callback(daemons.stop, site.instance, "web")
            _bring_up(site, replace(services, web=site.web_port), known, progress)
        yield


def empty(site: Site, progress: Progress) -> None:
    """Have a site, without a web server, that knows its bodies and no dataset."""
    known, services = services_of_tests()
    where = replace(services, web=site.web_port)
    _configure(site, where, known)
    solr.add_core(TEST, site.key, where, known)
    with progress.step(f"{site.name}: empty"):
        _make_data(replace(site, datasets=0), where, known)
        ckan.command(site.instance, "index", "search-index", "clear")


def count(site: Site) -> int:
    """Return how many datasets a site has."""
    known, services = services_of_tests()
    return int(postgres.query(known, services, site.key, "SELECT count(*) FROM package"))


def services_of_tests() -> tuple[Secrets, Ports]:
    services = ports.recorded(TEST)
    if services is None:
        raise SetupError("the services of the tests do not run", remedy="start with deploy/test")
    return secret_store.load_or_make(TEST), services


def _bring_up(site: Site, where: Ports, known: Secrets, progress: Progress) -> None:
    daemons.stop(site.instance, "web")
    ports.require_free(where.web, "stop what has it")
    _configure(site, where, known)
    _fill(site, where, known, progress)
    with progress.step(f"{site.name}: web server"):
        daemons.start(web.server(site.instance, where, inputs=""))


def _configure(site: Site, where: Ports, known: Secrets) -> None:
    write_atomically(
        site.instance.directory / "local.ini", _own_settings(site, where, known), mode=0o600
    )
    ini.write(site.instance, where, known)


def _own_settings(site: Site, where: Ports, known: Secrets) -> str:
    """Return what the site does not share with the tests, as settings that win over theirs."""
    settings = {
        "sqlalchemy.url": postgres.url(known.ckan_database, where, site.key),
        "solr_url": f"http://127.0.0.1:{where.solr}/solr/{site.key}",
        "ckan.redis.url": f"redis://:{known.redis}@127.0.0.1:{where.redis}/{site.redis_database}",
        # The datasets' files are only addresses: there is nothing to preview on any site.
        "ckan.views.default_views": "",
        **({"ckanext.ppidbontang.feed_directory": site.instance.feed} if site.has_plugin else {}),
    }
    return "".join(f"{key} = {value}\n" for key, value in settings.items())


def _fill(site: Site, where: Ports, known: Secrets, progress: Progress) -> None:
    """Bring database and index up to date with the code, from nothing where the data changed."""
    stamps = Stamps(site.instance.stamps)
    schemas = fingerprint(SCHEMAS, MIGRATION) if site.has_plugin else ""
    more = copies.statements(site.datasets)
    seeds = fingerprint(SEED, site.seed, REGISTRY, site.base_ini, schemas, more)
    data = fingerprint(postgres.cluster_id(TEST), seeds)
    core_is_new = solr.add_core(TEST, site.key, where, known)
    if not stamps.is_current("data", data):
        with progress.step(f"{site.name}: {site.datasets} datasets"):
            _make_data(site, where, known)
            postgres.query(known, where, site.key, more)
            stamps.set("data", data)
    code = web.code_inputs() if site.has_plugin else venv.runtime_inputs()
    index = fingerprint(data, code)
    if core_is_new or not stamps.is_current("index", index):
        with progress.step(f"{site.name}: {' '.join(site.rebuild)}"):
            ckan.command(site.instance, "index", *site.rebuild)
            stamps.set("index", index)


def _make_data(site: Site, where: Ports, known: Secrets) -> None:
    postgres.query(
        known,
        where,
        "postgres",
        f"DROP DATABASE IF EXISTS {site.key} WITH (FORCE);"
        f"CREATE DATABASE {site.key} OWNER {postgres.OWNER};",
    )
    ckan.command(site.instance, "db-upgrade", "db", "upgrade")
    run(
        [venv.program("python"), site.seed, REGISTRY, str(min(site.datasets, copies.BY_ACTIONS))],
        log=site.instance.log / "seed.log",
        env={"CKAN_INI": str(site.instance.ini)},
    )


def seconds(site: Site, path: str) -> float:
    """Return how long an answer takes, to its last byte."""
    connection = http.client.HTTPConnection("127.0.0.1", site.web_port, timeout=60)
    start = time.perf_counter()
    connection.request("GET", path)
    response = connection.getresponse()
    response.read()
    seconds = time.perf_counter() - start
    connection.close()
    assert response.status == 200, f"{site.name} answers {response.status} to {path}"
    return seconds


def result(site: Site, action: str) -> Any:
    """Return what an action answers; `action` is its path, with what it is asked."""
    with urllib.request.urlopen(site.url + action, timeout=60) as response:
        return json.load(response)["result"]
