"""What it costs to be harvested: the portal against ckanext-dcat as it comes, on the same data."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from portal.progress import Progress

from tests.bench import sites
from tests.bench.feed import CATALOG, Account, accounted, address, middle, ms, report
from tests.bench.reading import Walk, count, walk
from tests.bench.sites import FEED, HARVESTED, STOCK, Site, seconds

SIDES = (STOCK, FEED)
CODINGS = ("identity", "gzip")
WALKS = 3
WARMING_THREADS, WARMING = 4, 16

Harvest = tuple[Account, Walk]


@pytest.fixture
def progress(capsys: pytest.CaptureFixture[str]) -> Iterator[Progress]:
    """Have both sides answer, and say what is done meanwhile."""
    with capsys.disabled():
        progress = Progress()
        with sites.running(progress, SIDES):
            for site in SIDES:
                _warm(site)
            yield progress


@pytest.mark.bench
def test_harvest_by_pages(progress: Progress) -> None:
    """Walk all pages of both sides in turn, asking for gzip and not."""
    harvests: dict[tuple[Site, str], list[Harvest]] = {}
    for _round in range(WALKS):
        for coding in CODINGS:
            for site in SIDES:
                harvests.setdefault((site, coding), []).append(_harvest(site, coding))
    rows = [_row(site, coding, found) for (site, coding), found in harvests.items()]
    for coding in CODINGS:
        stock, ours = (harvests[site, coding] for site in SIDES)
        rows.append(
            {
                "stock by portal": coding,
                "server_cpu": _ratio(stock, ours, lambda harvest: harvest[0].server_cpu),
                "seconds": _ratio(stock, ours, lambda harvest: harvest[1].seconds),
            }
        )
    report(progress, "harvest by pages", rows)


def _harvest(site: Site, coding: str) -> Harvest:
    with accounted(site) as account:
        found = walk(address(site, CATALOG), coding)
    return account, found


def _row(site: Site, coding: str, harvests: list[Harvest]) -> dict[str, object]:
    """Return the medians; count once more, with another parser, that nothing is missing."""
    accounts, walks = zip(*harvests, strict=True)
    datasets, triples = count(walks[0].pages)
    assert datasets == HARVESTED, f"{site.name} gives {datasets} of {HARVESTED} datasets"
    return {
        "site": site.name,
        "asked": coding,
        "pages": len(walks[0].pages),
        "triples_per_dataset": round(triples / datasets, 1),
        "megabytes": round(walks[0].received / 1e6, 2),
        "seconds": middle([walked.seconds for walked in walks]),
        "page_ms": ms([taken for walked in walks for taken in walked.page_seconds]),
        **{
            f"{name}_cpu_seconds": middle([account.cpu[name] for account in accounts])
            for name in accounts[0].cpu
        },
    }


def _ratio(stock: list[Harvest], ours: list[Harvest], what: Callable[[Harvest], float]) -> float:
    """Return the median of the pairs."""
    pairs = zip(stock, ours, strict=True)
    return round(statistics.median(what(theirs) / what(mine) for theirs, mine in pairs), 1)


def _warm(site: Site) -> None:
    """Ask for pages often enough, at once, that each worker has made some."""
    with ThreadPoolExecutor(WARMING_THREADS) as threads:
        list(threads.map(lambda _turn: seconds(site, CATALOG), range(WARMING)))
