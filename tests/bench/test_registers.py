"""How long a register of 10,000 entries takes, against a page of search on the same sites."""

from __future__ import annotations

import http.client
import os
import statistics
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from portal import postgres, secret_store
from portal.files import write_json
from portal.layout import TEST, VAR
from portal.ports import recorded
from portal.progress import Progress

from tests.bench import sites
from tests.bench.sites import DATASETS, PORTAL, VANILLA, Site, seconds

ENTRIES = 10_000
ROUNDS = 60
EXPORTS = 3
RESULT = VAR / "bench" / "registers.json"
COPIES = f"""
    INSERT INTO package (id, name, title, notes, type, state, private, owner_org, license_id,
                         metadata_created, metadata_modified, extras)
    SELECT id || '-' || n, name || '-salinan-' || n, title || ' ' || n, notes, type, state, private,
           owner_org, license_id, metadata_created, metadata_modified, extras
    FROM package, generate_series(1, {ENTRIES // DATASETS - 1}) n;
    ANALYZE package;
"""
PAIRS = {
    "first page of /dip": (PORTAL, "/dip", VANILLA, "/dataset/?q=penduduk"),
    "first page of /dip, on the portal alone": (PORTAL, "/dip", PORTAL, "/dataset/?q=penduduk"),
    "a page in the middle": (PORTAL, "/dip?page=200", VANILLA, "/dataset/?q=penduduk"),
    "one body": (PORTAL, "/dip?opd=dinkes", VANILLA, "/dataset/?q=penduduk"),
    "words": (PORTAL, "/dip?q=jumlah+sekolah", VANILLA, "/dataset/?q=penduduk"),
}


@pytest.fixture
def filled(capsys: pytest.CaptureFixture[str]) -> Iterator[Progress]:
    """Have the sites answer, and 10,000 entries in the database of the portal for the while."""
    with capsys.disabled():
        progress = Progress()
        with sites.running(progress):
            _query(COPIES)
            try:
                yield progress
            finally:
                _query("DELETE FROM package WHERE name LIKE '%-salinan-%'")


@pytest.mark.bench
def test_registers(filled: Progress) -> None:
    """Print medians; the speed itself is not asserted."""
    load = os.getloadavg()[0]
    rows = [_paired(name, *pair) for name, pair in PAIRS.items()]
    rows += [_exported(kind) for kind in ("csv", "json", "xlsx", "pdf")]
    for row in rows:
        filled.say(str(row))
    conditions = {
        "when": datetime.now(tz=UTC).isoformat(timespec="seconds"),
        "cores": os.cpu_count(),
        "entries": ENTRIES,
        "load_before": load,
        "load_after": os.getloadavg()[0],
    }
    write_json(RESULT, {"conditions": conditions, "rows": rows})


def _paired(name: str, site: Site, path: str, other: Site, plain: str) -> dict[str, object]:
    """Ask for both pages in turn, after some turns that do not count."""
    times: list[tuple[float, float]] = []
    for turn in range(ROUNDS + 10):
        if turn % 2:
            mine, theirs = seconds(site, path), seconds(other, plain)
        else:
            theirs, mine = seconds(other, plain), seconds(site, path)
        times.append((mine, theirs))
    counted = times[10:]
    return {
        "page": name,
        "ms": round(statistics.median(mine for mine, _ in counted) * 1000, 1),
        "search_ms": round(statistics.median(theirs for _, theirs in counted) * 1000, 1),
        "ratio": round(statistics.median(mine / theirs for mine, theirs in counted), 2),
    }


def _exported(extension: str) -> dict[str, object]:
    """Take the whole register: how soon its first byte comes, and how soon its last."""
    firsts: list[float] = []
    lasts: list[float] = []
    size = 0
    for _round in range(EXPORTS):
        connection = http.client.HTTPConnection("127.0.0.1", PORTAL.web_port, timeout=300)
        start = time.perf_counter()
        connection.request("GET", f"/dip.{extension}")
        response = connection.getresponse()
        assert response.status == 200
        size = len(response.read(1))
        firsts.append(time.perf_counter() - start)
        size += len(response.read())
        lasts.append(time.perf_counter() - start)
        connection.close()
    return {
        "export": extension,
        "first_byte_ms": round(statistics.median(firsts) * 1000, 1),
        "seconds": round(statistics.median(lasts), 2),
        "bytes": size,
    }


def _query(statements: str) -> None:
    services = recorded(TEST)
    assert services is not None
    postgres.query(secret_store.load_or_make(TEST), services, PORTAL.key, statements)
