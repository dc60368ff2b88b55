"""A harvest by pages, of the portal and of ckanext-dcat as it comes."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.bench.feed import CATALOG, Account, Row, accounted, middle, ms
from tests.bench.reading import Walk, count, walk
from tests.bench.sites import FEED, HARVESTED, STOCK, Site

WALKS = 3

Harvest = tuple[Account, Walk]


@dataclass(frozen=True)
class Side:
    """A site, and how it is asked."""

    site: Site
    coding: str


# Stock sends the same whatever it is asked.
STOCK_SIDE = Side(STOCK, "gzip")
OUR_SIDES = (Side(FEED, "identity"), Side(FEED, "gzip"))


def harvests() -> Iterator[Row]:
    """Walk all pages of both sides in turn."""
    found: dict[Side, list[Harvest]] = {}
    for _round in range(WALKS):
        for side in (STOCK_SIDE, *OUR_SIDES):
            found.setdefault(side, []).append(_harvest(side))
    for side, harvests in found.items():
        yield _row(side, harvests)
    for side in OUR_SIDES:
        yield _compared(side.coding, found[STOCK_SIDE], found[side])


def _harvest(side: Side) -> Harvest:
    with accounted(side.site) as account:
        found = walk(f"http://127.0.0.1:{side.site.web_port}{CATALOG}", side.coding)
    return account, found


def _row(side: Side, harvests: list[Harvest]) -> Row:
    """Return the medians; see with a parser of neither side that nothing is missing."""
    accounts, walks = zip(*harvests, strict=True)
    datasets, triples = count(walks[0].pages)
    name = side.site.name
    assert datasets == HARVESTED, f"{name} gives {datasets} of {HARVESTED} datasets"
    return {
        "site": name,
        "asked": side.coding,
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


def _compared(coding: str, stock: list[Harvest], ours: list[Harvest]) -> Row:
    """Return how many times as much stock costs: the medians of the pairs."""

    def times(what: Callable[[Harvest], float]) -> float:
        pairs = zip(stock, ours, strict=True)
        return round(statistics.median(what(theirs) / what(mine) for theirs, mine in pairs), 1)

    return {
        "stock by portal": coding,
        "server_cpu": times(lambda harvest: harvest[0].server_cpu),
        "seconds": times(lambda harvest: harvest[1].seconds),
    }
