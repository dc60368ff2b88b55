"""What becomes of the feed as it grows: rows of its store copied, or set aside, by the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from tests.bench import processes
from tests.bench.feed import CATALOG, FULL, Row, middle, ms, query
from tests.bench.reading import drain, unchanged
from tests.bench.sites import FEED, HARVESTED, seconds

SIZES = (HARVESTED // 10, HARVESTED, HARVESTED * 10)
PAGES, POLLS, STREAMS = 40, 200, 3
MEGABYTE = 1 << 20

# No trigger numbers these rows: they are no changes.
_QUIETLY = "SET session_replication_role = replica;"
_SET_ASIDE = """
UPDATE ppid_feed_entry SET state = 'withdrawn', cause = 'bench' WHERE position > (
    SELECT position FROM ppid_feed_entry WHERE state = 'live'
    ORDER BY position OFFSET {size} - 1 LIMIT 1
);
"""
_COPY = """
CREATE TEMPORARY TABLE copies AS
SELECT 'bench-' || n || '-' || package_id AS id, package_id AS source,
    row_number() OVER (ORDER BY n, position) AS place
FROM ppid_feed_entry, generate_series(1, {times} - 1) AS n WHERE state = 'live';

INSERT INTO ppid_feed_entry
SELECT made.* FROM copies JOIN ppid_feed_entry ON package_id = source,
(SELECT seq AS last FROM ppid_feed_state) AS state,
LATERAL jsonb_populate_record(ppid_feed_entry, jsonb_build_object(
    'package_id', id, 'seq', last + place, 'position', last + place
)) AS made;

INSERT INTO ppid_feed_fragment (package_id, format, data, length, crc)
SELECT id, format, data, length, crc
FROM copies JOIN ppid_feed_fragment ON package_id = source WHERE format = 'ttl';
"""
_UNDO = """
UPDATE ppid_feed_entry SET state = 'live', cause = NULL WHERE cause = 'bench';
DELETE FROM ppid_feed_fragment WHERE package_id LIKE 'bench-%';
DELETE FROM ppid_feed_entry WHERE package_id LIKE 'bench-%';
"""
_COUNT = """
UPDATE ppid_feed_state SET changed = clock_timestamp(),
    seq = (SELECT max(seq) FROM ppid_feed_entry) + 1,
    live = (SELECT count(*) FROM ppid_feed_entry WHERE state = 'live');
VACUUM ANALYZE ppid_feed_entry, ppid_feed_fragment;
"""


def growth() -> Iterator[Row]:
    """Measure the feed with a tenth of its entries, with all, and with ten times as many."""
    for size in SIZES:
        with _sized(size):
            yield _row(size)


@contextmanager
def _sized(size: int) -> Iterator[None]:
    if size < HARVESTED:
        change = _SET_ASIDE.format(size=size)
    else:
        change = _COPY.format(times=size // HARVESTED)
    query(_QUIETLY + change + _COUNT)
    try:
        yield
    finally:
        query(_QUIETLY + _UNDO + _COUNT)


def _row(size: int) -> Row:
    middle_of_all = query(
        "SELECT position FROM ppid_feed_entry WHERE state = 'live'"
        f" ORDER BY position OFFSET {size // 2} LIMIT 1"
    )
    pages = {
        "first_page_ms": CATALOG,
        "page_after_ms": f"{CATALOG}?after={middle_of_all}",
        "page_by_number_ms": f"{CATALOG}?page={max(1, size // 200)}",
    }
    return {
        "entries": size,
        **{
            name: ms([seconds(FEED, path) for _turn in range(PAGES)])
            for name, path in pages.items()
        },
        "unchanged_ms": ms(unchanged(FEED.web_port, CATALOG, "gzip", POLLS)),
        **_streams("identity"),
        **_streams("gzip"),
    }


def _streams(coding: str) -> Row:
    """Take the whole feed some times, and look how much memory the workers take for it."""
    _master, *workers = processes.family(processes.daemon(FEED.instance, "web"))
    before = {worker: processes.memory(worker, "VmRSS") for worker in workers}
    processes.forget_peaks(workers)
    answers = [drain(FEED.web_port, FULL, coding) for _turn in range(STREAMS)]
    peaks = {worker: processes.memory(worker, "VmHWM") for worker in workers}
    return {
        f"{coding}_megabytes": round(answers[0].received / 1e6, 2),
        f"{coding}_seconds": middle([answer.last_byte for answer in answers]),
        f"{coding}_first_byte_ms": ms([answer.first_byte for answer in answers]),
        f"{coding}_peak_mb": round(max(peaks.values()) / MEGABYTE, 1),
        f"{coding}_more_mb": round(
            max(peaks[worker] - before[worker] for worker in workers) / MEGABYTE, 1
        ),
    }
