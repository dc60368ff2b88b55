"""What the benchmarks of the feed share: the account of processors, and one file of figures."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from portal import postgres, secret_store
from portal.files import read_json, write_json
from portal.layout import TEST, VAR
from portal.ports import recorded
from portal.progress import Progress

from tests.bench import processes, sites
from tests.bench.sites import FEED, Site, seconds

RESULT = VAR / "bench" / "feed.json"
CATALOG, FULL = "/catalog.ttl", "/catalog/full.ttl"

WARMING_THREADS, WARMING = 4, 16

Row = dict[str, object]


@contextmanager
def answering(*needed: Site) -> Iterator[None]:
    """Have sites answer, and each of their workers warm."""
    with sites.running(Progress(), needed):
        for site in needed:
            with ThreadPoolExecutor(WARMING_THREADS) as threads:
                list(threads.map(lambda _turn, site=site: seconds(site, CATALOG), range(WARMING)))
        yield


@dataclass
class Account:
    """Seconds on the clock and of processor time, by the server that used them."""

    seconds: float = 0
    cpu: dict[str, float] = field(default_factory=dict)

    @property
    def server_cpu(self) -> float:
        """Return the processor time of all servers together."""
        return sum(self.cpu.values())


@contextmanager
def accounted(site: Site) -> Iterator[Account]:
    """Keep the account of what the servers of a site do meanwhile."""
    pids = {
        "web": processes.daemon(site.instance, "web"),
        "postgres": processes.daemon(TEST, "postgres"),
        "solr": processes.daemon(TEST, "solr"),
    }
    account = Account()
    before = {name: processes.cpu_seconds(pid) for name, pid in pids.items()}
    start = time.perf_counter()
    yield account
    account.seconds = time.perf_counter() - start
    account.cpu = {name: processes.cpu_seconds(pid) - before[name] for name, pid in pids.items()}


def query(statements: str) -> str:
    """Have the database of the portal do something; return its rows as plain text."""
    services = recorded(TEST)
    assert services is not None
    return postgres.query(secret_store.load_or_make(TEST), services, FEED.key, statements)


def ms(seconds: Sequence[float]) -> float:
    """Return the median in milliseconds."""
    return round(statistics.median(seconds) * 1000, 2)


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """Return the median of what one takes by what the other takes in the same turn."""
    return middle([mine / their for mine, their in zip(ours, theirs, strict=True)])


def middle(values: Sequence[float]) -> float:
    """Return the median, as exactly as it matters."""
    return round(statistics.median(values), 3)


def report(part: str, rows: Sequence[Row]) -> None:
    """Print the figures of a part and put them into the file, beside those of the others."""
    progress = Progress()
    for row in rows:
        progress.say(f"{part}: " + ", ".join(f"{name} {value}" for name, value in row.items()))
    conditions = {
        "when": datetime.now(tz=UTC).isoformat(timespec="seconds"),
        "cores": os.cpu_count(),
        "load": os.getloadavg()[0],
    }
    known = read_json(RESULT) or {}
    write_json(RESULT, known | {part: {"conditions": conditions, "rows": list(rows)}})
