"""One run over the links that are due: several hosts at a time, each asked one thing at a time."""

from __future__ import annotations

import datetime as dt
import math
import time
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, field

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model

from ckanext.ppidbontang import config
from ckanext.ppidbontang.domain.links import LinkOutcome, Look
from ckanext.ppidbontang.links import store
from ckanext.ppidbontang.links.addresses import Guard, host_of
from ckanext.ppidbontang.links.fetch import Fetcher, Limits

# How many addresses a run asks, and how many of them of one host: a catalogue of which most links
# lead to one host is looked at over several days.
MOST = 2_000
_MOST_OF_A_HOST = 200
# Other jobs of the worker wait meanwhile. What is left is first in the next run.
SECONDS = 30 * 60
_THREADS = 8

# Any number that nothing else locks.
_LOCK = 0x50504C4B


class AlreadyRunningError(Exception):
    """Another check is at work on this portal."""


@dataclass(kw_only=True, slots=True)
class Report:
    """What a run found, by outcome, and how many addresses it had no time for."""

    found: Counter[LinkOutcome] = field(default_factory=Counter)

    @property
    def looked(self) -> int:
        """Return at how many addresses it looked."""
        return self.found.total() - self.found[LinkOutcome.NOT_ASKED]

    @property
    def failed(self) -> int:
        """Return how many of them failed."""
        return sum(count for outcome, count in self.found.items() if outcome.is_broken)


def check(
    *,
    limit: int | None = None,
    everything: bool = False,
    limits: Limits | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Report:
    """Look at the links that are due and remember what is there.

    With `everything` at those that are not due too, however long it takes.

    Raises:
        AlreadyRunningError: another check is at work.
    """
    report = Report()
    guard = Guard(config.link_check_private_hosts())
    fetcher = Fetcher(guard, tk.config["ckan.site_url"], limits or Limits())
    with _alone():
        until = math.inf if everything else time.monotonic() + SECONDS
        asked = _choose(everything=everything, limit=limit)
        for look in _looks(fetcher, asked, until):
            if look.outcome is not LinkOutcome.NOT_ASKED:
                store.keep(look, dt.datetime.now(dt.UTC))
                # Nothing is held open while the network makes us wait.
                model.Session.commit()
            report.found[look.outcome] += 1
            progress(report.found.total(), len(asked))
        # An entry may have been closed while its links were looked at.
        store.forget()
        model.Session.commit()
    report.found[LinkOutcome.NOT_ASKED] += len(asked) - report.found.total()
    return report


def _choose(*, everything: bool, limit: int | None) -> list[str]:
    """Return the addresses to look at now, those longest not looked at first."""
    store.forget()
    due = store.addresses(dt.datetime.now(dt.UTC), everything=everything)
    model.Session.commit()
    if not everything:
        due = list(_shared(due))
    return due[: limit or (None if everything else MOST)]


def _shared(urls: Iterable[str]) -> Iterator[str]:
    """Yield addresses until a host has had its share."""
    of_host: Counter[str] = Counter()
    for url in urls:
        host = host_of(url)
        of_host[host] += 1
        if of_host[host] <= _MOST_OF_A_HOST:
            yield url


def _looks(fetcher: Fetcher, urls: Iterable[str], until: float) -> Iterator[Look]:
    """Look at addresses, one after another of each host, until it is too late to begin with one.

    Threads do nothing but speak to the network; the caller alone touches the database.
    """
    hosts: defaultdict[str, deque[str]] = defaultdict(deque)
    for url in urls:
        hosts[host_of(url)].append(url)
    pool = ThreadPoolExecutor(_THREADS, thread_name_prefix="ppid-links")
    try:
        running = {pool.submit(fetcher.look, of.popleft()): of for of in hosts.values()}
        while running:
            for done in wait(running, return_when=FIRST_COMPLETED).done:
                of = running.pop(done)
                yield done.result()
                if of and time.monotonic() < until:
                    running[pool.submit(fetcher.look, of.popleft())] = of
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _alone() -> Iterator[None]:
    """Hold a lock that ends with this process, however it ends."""
    with model.ensure_engine().connect() as connection:
        if not connection.scalar(sa.select(sa.func.pg_try_advisory_lock(_LOCK))):
            raise AlreadyRunningError
        connection.commit()
        try:
            yield
        finally:
            connection.execute(sa.select(sa.func.pg_advisory_unlock(_LOCK)))
