"""What it costs to be harvested, and to keep what is harvested; see README.md beside this."""

from __future__ import annotations

import json
import subprocess

import pytest
from portal import venv
from portal.commands import clean_environment

from tests.bench import feed_growth, feed_pages, feed_whole
from tests.bench.feed import CATALOG, FULL, Row, accounted, answering, ms, ratio, report
from tests.bench.reading import unchanged
from tests.bench.sites import FEED, HERE, STOCK, seconds

POLLS, STOCK_PAGES = 500, 30
UPDATES, CLOCKS = 150, ("clock", "processor")


@pytest.mark.bench
def test_harvest_by_pages(capsys: pytest.CaptureFixture[str]) -> None:
    """Walk all pages of the portal and of stock; the speed itself is not asserted."""
    with capsys.disabled(), answering(STOCK, FEED):
        report("harvest by pages", list(feed_pages.harvests()))


@pytest.mark.bench
def test_whole_feed(capsys: pytest.CaptureFixture[str]) -> None:
    """Take the whole feed from the application, and its files through nginx."""
    with capsys.disabled(), answering(FEED):
        report("whole feed", list(feed_whole.whole()))


@pytest.mark.bench
def test_unchanged_poll(capsys: pytest.CaptureFixture[str]) -> None:
    """Ask for what has not changed, and see what stock does instead."""
    with capsys.disabled(), answering(STOCK, FEED):
        stock = [seconds(STOCK, CATALOG) for _turn in range(STOCK_PAGES)]
        rows: list[Row] = [{"asked": "a page of stock", "ms": ms(stock)}]
        for path in (CATALOG, FULL):
            with accounted(FEED) as account:
                polls = unchanged(FEED.web_port, path, "gzip", POLLS)
            rows.append(
                {
                    "asked": path,
                    "ms": ms(polls),
                    "server_cpu_ms": round(account.server_cpu / POLLS * 1000, 2),
                    "stock by portal": round(ms(stock) / ms(polls), 1),
                }
            )
        report("unchanged poll", rows)


@pytest.mark.bench
def test_cost_of_keeping(capsys: pytest.CaptureFixture[str]) -> None:
    """Save entries with the keeping and without, in a process of its own."""
    with capsys.disabled(), answering(FEED):
        done = subprocess.run(
            [venv.program("python"), HERE / "keeping.py", str(UPDATES)],
            check=True,
            stdout=subprocess.PIPE,
            env=clean_environment({"CKAN_INI": str(FEED.instance.ini)}),
        )
        report("package_update", [_kept(json.loads(done.stdout), by) for by in CLOCKS])


def _kept(times: dict[str, list[dict[str, float]]], by: str) -> Row:
    taken = {way: [turn[by] for turn in turns] for way, turns in times.items()}
    medians = {f"{way}_ms": ms(seconds) for way, seconds in taken.items()}
    return {"by": by, **medians, "ratio": ratio(taken["with"], taken["without"])}


@pytest.mark.bench
def test_growth(capsys: pytest.CaptureFixture[str]) -> None:
    """Ask a feed of a tenth, of all and of ten times its entries the same."""
    with capsys.disabled(), answering(FEED):
        report("growth", list(feed_growth.growth()))
