"""How long it takes to find the likely duplicates among 10,000 entries, and for 5,000 new rows."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import islice, product
from typing import Any, TypeVar

import pytest
import sqlalchemy as sa
from ckan import model
from ckan.model.types import make_uuid
from portal.files import write_json
from portal.layout import VAR
from portal.progress import Progress

from ckanext.ppidbontang import mapping, registry
from ckanext.ppidbontang.duplicates import pairs
from ckanext.ppidbontang.duplicates.known import Known
from ckanext.ppidbontang.intake import agencies
from tests.bench.seed import PPID_FIELDS

Found = TypeVar("Found")

ENTRIES, ROWS, ROUNDS = 10_000, 5_000, 5
RESULT = VAR / "bench" / "duplicates.json"

# Titles as bodies write them: a thing, of whom, by what, in which year.
THINGS = (
    "Jumlah Penduduk",
    "Penerima Bantuan",
    "Kunjungan",
    "Rasio Guru",
    "Produksi",
    "Luas Lahan",
)
WHOSE = ("Lansia", "Pangan", "Puskesmas", "Sekolah Dasar", "Perikanan", "Pertanian", "Koperasi")
BY = ("per Kelurahan", "menurut Kecamatan", "menurut Jenis Kelamin", "per RT", "")
SERIES = len(THINGS) * len(WHOSE) * len(BY)
YEARS = range(1970, 2026)
# Every twentieth entry is told a second time, by another body.
TOLD_AGAIN = 20


@pytest.fixture
def catalogue(
    with_plugins: None,
    with_request_context: None,
    reset_db: Callable[[], None],
    migrate_db_for: Callable[[str], None],
) -> Iterator[int]:
    """Fill the tables, and return how many entries are told twice; all of it is rolled back."""
    reset_db()
    migrate_db_for("activity")
    migrate_db_for("ppidbontang")
    agencies.apply(agencies.plan(registry.current()))
    yield _fill()
    model.Session.rollback()


@pytest.mark.bench
def test_a_whole_catalogue(catalogue: int, capsys: pytest.CaptureFixture[str]) -> None:
    """Print medians; the speed itself is not asserted."""
    load = os.getloadavg()[0]
    listed, found = _measure(lambda: pairs.everything(dismissed=False))
    assert len(found) >= catalogue
    context: Any = {"ignore_auth": True, "user": ""}
    reading, known = _measure(lambda: Known.to(context))
    rows = (_row(title, year) for title, year in _titles()[:ROWS])
    items = [mapping.item_from_package(row) for row in rows]
    asking, told = _measure(lambda: [known.of(item, "bapperida") for item in items])
    figures = {
        "list_ms": listed,
        "pairs": len(found),
        "known_ms": reading,
        "rows_ms": asking,
        "rows_with_duplicates": sum(map(bool, told)),
    }
    with capsys.disabled():
        Progress().say(f"{ENTRIES} entries, {ROWS} rows: {figures}")
    conditions = {
        "when": datetime.now(tz=UTC).isoformat(timespec="seconds"),
        "cores": os.cpu_count(),
        "load_before": load,
        "load_after": os.getloadavg()[0],
    }
    write_json(RESULT, {"conditions": conditions, **figures})


def _titles() -> list[tuple[str, int]]:
    """Return so many titles, with their years, no two of them the same."""
    chosen = islice(product(YEARS, BY, WHOSE, THINGS), ENTRIES)
    return [(f"{thing} {whose} {by} Tahun {year}", year) for year, by, whose, thing in chosen]


def _period(year: int) -> dict[str, str]:
    return {"period_start": str(year), "period_end": str(year)}


def _row(title: str, year: int) -> dict[str, Any]:
    return {"title": f"Data {title}", "name": "baris", **_period(year)}


def _fill() -> int:
    """Write the entries and return how many of them the next body tells again."""
    now = datetime.now(tz=UTC).replace(tzinfo=None)
    owners = list(model.Session.scalars(sa.select(model.Group.id).order_by(model.Group.name)))
    titles = _titles()
    packages: list[dict[str, Any]] = []
    for number in range(ENTRIES):
        again = number % TOLD_AGAIN == 1
        title, year = titles[number - again]
        place = (number - again) % SERIES  # all editions of a series are of one body
        packages.append(
            {
                "id": make_uuid(),
                "name": f"entri-{number:05}",
                "title": title.upper() if again else title,
                "notes": "Data contoh.",
                "type": "dataset",
                "state": "active",
                "private": number % 10 == 0,
                "owner_org": owners[(place + again) % len(owners)],
                "metadata_created": now,
                "metadata_modified": now,
                "extras": {**PPID_FIELDS, **_period(year)},
            }
        )
    model.Session.execute(sa.insert(model.package_table), packages)
    return ENTRIES // TOLD_AGAIN


def _measure(look: Callable[[], Found]) -> tuple[tuple[float, float], Found]:
    """Return the medians of the milliseconds, elapsed and of our processor, and what was found."""
    elapsed: list[float] = []
    processor: list[float] = []
    found = look()
    for _round in range(ROUNDS):
        start, begun = time.perf_counter(), time.process_time()
        look()
        elapsed.append(time.perf_counter() - start)
        processor.append(time.process_time() - begun)
    medians = (statistics.median(times) * 1000 for times in (elapsed, processor))
    first, second = (round(median, 1) for median in medians)
    return (first, second), found
