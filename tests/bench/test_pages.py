"""What the pages of the portal cost, measured against plain CKAN side by side."""

from __future__ import annotations

import functools
import os
import statistics
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser
from portal.files import write_json
from portal.layout import VAR
from portal.progress import Progress

from tests.bench import sites, weight
from tests.bench.sites import DATASETS, PORTAL, SITES, VANILLA, Site, seconds
from tests.bench.weight import Weight
from tests.chromium import browser

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "150"))
WARMING_ROUNDS = 40
WARMING_THREADS = 4
RESULT = VAR / "bench" / "pages.json"


@dataclass(frozen=True)
class Page:
    """A page as people ask for it; `{number}`, `{word}` and `{file}` change from round to round."""

    title: str
    path: str
    is_seen: bool = True  # in a browser

    def address(self, site: Site, turn: int) -> str:
        """Return the path to ask a site for in a turn."""
        number = turn * 7 % DATASETS
        return self.path.format(
            number=number,
            word=("penduduk", "jalan")[turn % 2],
            file=_first_file(site, number) if "{file}" in self.path else "",
        )


PAGES = (
    Page("home", "/"),
    Page("search page", "/dataset/?q={word}"),
    Page("entry", "/dataset/bench-{number:04}"),
    Page("file of an entry", "/dataset/bench-{number:04}/resource/{file}"),
    Page("body, with its entries", "/organization/dinkes"),
    Page("list of bodies", "/organization/"),
    Page("package_search, 20 rows", "/api/3/action/package_search?q={word}&rows=20", is_seen=False),
)


@functools.cache
def _first_file(site: Site, number: int) -> str:
    """Return the id of a dataset's first file: ids differ from site to site."""
    found = sites.result(site, f"/api/3/action/package_show?id=bench-{number:04}")
    return found["resources"][0]["id"]


@pytest.mark.bench
def test_pages_against_plain_ckan(capsys: pytest.CaptureFixture[str]) -> None:
    """Print medians, the ratios of pairs and what a browser fetches; nothing of it is asserted."""
    with capsys.disabled():
        progress = Progress()
        with sites.running(progress):
            for site in SITES:
                progress.say(f"{site.name}: warm up")
                _warm(site)
            with progress.step("what a browser fetches"), browser() as chromium:
                weights = {page.title: _weigh(chromium, page) for page in PAGES if page.is_seen}
            progress.say(f"{ROUNDS} rounds of {len(PAGES)} pages on {len(SITES)} sites")
            load = os.getloadavg()[0]
            rows = [_compare(page) for page in PAGES]
            progress.say(_table(rows))
            progress.say(_weights(weights))
    when = datetime.now(tz=UTC).isoformat(timespec="seconds")
    conditions = {
        "when": when,
        "cores": os.cpu_count(),
        "datasets": DATASETS,
        "load_before": load,
        "load_after": os.getloadavg()[0],
    }
    fetched = {
        page: {site: asdict(found) for site, found in each.items()}
        for page, each in weights.items()
    }
    write_json(RESULT, {"conditions": conditions, "pages": rows, "first_visit": fetched})


def _warm(site: Site) -> None:
    """Ask for every page often enough, at once, that each worker has seen each."""
    asked = [page.address(site, turn) for turn in range(WARMING_ROUNDS) for page in PAGES]
    with ThreadPoolExecutor(WARMING_THREADS) as threads:
        list(threads.map(lambda path: seconds(site, path), asked))


def _compare(page: Page) -> dict[str, object]:
    """Ask both sites in turn, so that what else the machine does meets both alike."""
    times: dict[Site, list[float]] = {site: [] for site in SITES}
    for turn in range(ROUNDS):
        asked = {site: page.address(site, turn) for site in SITES}
        # Whoever comes second finds warmer caches in the processor: take turns.
        for site in SITES if turn % 2 else reversed(SITES):
            times[site].append(seconds(site, asked[site]))
    pairs = zip(times[PORTAL], times[VANILLA], strict=True)
    return {
        "page": page.title,
        "runs": ROUNDS,
        **{f"{site.name}_ms": round(statistics.median(times[site]) * 1000, 1) for site in SITES},
        "ratio": round(statistics.median(own / plain for own, plain in pairs), 2),
    }


def _table(rows: list[dict[str, object]]) -> str:
    """Lay the times out; a ratio is the median of the pairs."""
    lines = [
        f"medians of {ROUNDS} rounds",
        f"{'':<26}{'vanilla ms':>12}{'portal ms':>12}{'ratio':>7}",
    ]
    lines += [
        f"{row['page']:<26}{row['vanilla_ms']:>12}{row['portal_ms']:>12}{row['ratio']:>7}"
        for row in rows
    ]
    return "\n".join(lines)


def _weigh(chromium: Browser, page: Page) -> dict[str, Weight]:
    return {site.name: weight.of_page(chromium, site.url + page.address(site, 1)) for site in SITES}


def _weights(found: dict[str, dict[str, Weight]]) -> str:
    """Lay out what a browser fetches on a first visit."""
    lines = ["a first visit: requests, kB compressed, kB as they are"]
    lines += [
        f"{page:<26}" + "".join(f"{f'{name} {one}':>34}" for name, one in each.items())
        for page, each in found.items()
    ]
    return "\n".join(lines)
