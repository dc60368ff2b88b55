"""How long the pages of the portal take, measured against plain CKAN side by side."""

from __future__ import annotations

import os
import statistics
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from portal.files import write_json
from portal.layout import VAR
from portal.progress import Progress

from tests.bench import sites
from tests.bench.sites import DATASETS, SITES, VANILLA, Site, seconds

ROUNDS = 150
WARMING_ROUNDS = 40
WARMING_THREADS = 4
RESULT = VAR / "bench" / "pages.json"


@dataclass(frozen=True)
class Page:
    """A page as people ask for it: `{number}` and `{word}` change from round to round."""

    title: str
    path: str

    def address(self, turn: int) -> str:
        """Return the path to ask for in a turn."""
        return self.path.format(number=turn * 7 % DATASETS, word=("penduduk", "jalan")[turn % 2])


PAGES = (
    Page("search page", "/dataset/?q={word}"),
    Page("dataset page", "/dataset/bench-{number:04}"),
    Page("organisation page", "/organization/dinkes"),
    Page("list of organisations", "/organization/"),
    Page("package_search, 20 rows", "/api/3/action/package_search?q={word}&rows=20"),
)


@pytest.mark.bench
def test_pages_against_plain_ckan(capsys: pytest.CaptureFixture[str]) -> None:
    """Print medians and the ratios of pairs; the speed itself is not asserted."""
    with capsys.disabled():
        progress = Progress()
        with sites.running(progress):
            for site in SITES:
                progress.say(f"{site.name}: warm up")
                _warm(site)
            progress.say(f"{ROUNDS} rounds of {len(PAGES)} pages on {len(SITES)} sites")
            load = os.getloadavg()[0]
            rows = [_compare(page) for page in PAGES]
            progress.say(_table(rows))
    when = datetime.now(tz=UTC).isoformat(timespec="seconds")
    conditions = {
        "when": when,
        "cores": os.cpu_count(),
        "datasets": DATASETS,
        "load_before": load,
        "load_after": os.getloadavg()[0],
    }
    write_json(RESULT, {"conditions": conditions, "pages": rows})


def _warm(site: Site) -> None:
    """Ask for every page often enough, at once, that each worker has seen each."""
    asked = [page.address(turn) for turn in range(WARMING_ROUNDS) for page in PAGES]
    with ThreadPoolExecutor(WARMING_THREADS) as threads:
        list(threads.map(lambda path: seconds(site, path), asked))


def _compare(page: Page) -> dict[str, object]:
    """Ask all sites in turn, so that what else the machine does meets all of them alike."""
    times: dict[Site, list[float]] = {site: [] for site in SITES}
    for turn in range(ROUNDS):
        # Whoever comes second finds warmer caches in the processor: take turns.
        for site in SITES if turn % 2 else reversed(SITES):
            times[site].append(seconds(site, page.address(turn)))
    row: dict[str, object] = {"page": page.title, "runs": ROUNDS}
    for site in SITES:
        pairs = zip(times[site], times[VANILLA], strict=True)
        ratios = [own / plain for own, plain in pairs]
        row[f"{site.name}_ms"] = round(statistics.median(times[site]) * 1000, 1)
        row[f"{site.name}_ratio"] = round(statistics.median(ratios), 2)
    return row


def _table(rows: list[dict[str, object]]) -> str:
    """Lay the rows out; a ratio is the median of the pairs with plain CKAN."""
    heads = "".join(f"{f'{site.name} ms':>15}{'ratio':>7}" for site in SITES)
    lines = [f"medians of {ROUNDS} rounds", f"{'':<24}{heads}"]
    for row in rows:
        figures = "".join(
            f"{row[f'{site.name}_ms']:>15}{row[f'{site.name}_ratio']:>7}" for site in SITES
        )
        lines.append(f"{row['page']:<24}{figures}")
    return "\n".join(lines)
