"""The whole feed: from the application, and from its files through nginx."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from portal import ckan

from tests import nginx
from tests.bench.feed import FULL, Row, ms, query, ratio
from tests.bench.reading import Drained, drain
from tests.bench.sites import FEED

ROUNDS = 9
# No file is of the state after a change.
_CHANGE = "UPDATE ppid_feed_state SET seq = seq + 1, changed = clock_timestamp();"
# Files as they are, under the same nginx: what it can do at best.
PLAIN = """
server {{
    listen 127.0.0.1:{port};
    root {folder};
    gzip off;
}}
"""


@dataclass(frozen=True)
class Way:
    """A way to the whole feed, and the way that it is measured against."""

    name: str
    port: int
    path: str
    coding: str
    against: str = ""


def whole() -> Iterator[Row]:
    """Take the whole feed in every way in turn, once with a file of its state and once without."""
    ckan.command(FEED.instance, "publish", "ppid", "feed", "publish")
    port = nginx.free_port()
    plain = PLAIN.format(port=port, folder=FEED.instance.feed)
    work = FEED.instance.directory / "nginx"
    with nginx.serving(work, FEED.instance.feed, FEED.web_port, more=plain) as front:
        files = (
            Way("file, plain", port, "/full.ttl", "identity"),
            Way("file, its gzip", port, "/full.ttl.gz", "identity"),
        )
        by_nginx = (
            Way("nginx, plain", front, FULL, "identity", "file, plain"),
            Way("nginx, gzip", front, FULL, "gzip", "file, its gzip"),
        )
        yield from _in_turn(*files, *by_nginx, *_application("file"))
        query(_CHANGE)
        yield from _in_turn(*files, *_application("put together"))


def _application(way: str) -> tuple[Way, Way]:
    port = FEED.web_port
    return (
        Way(f"application, {way}, plain", port, FULL, "identity", "file, plain"),
        Way(f"application, {way}, gzip", port, FULL, "gzip", "file, its gzip"),
    )


def _in_turn(*ways: Way) -> list[Row]:
    taken: dict[str, list[Drained]] = {way.name: [] for way in ways}
    for turn in range(ROUNDS):
        for way in ways if turn % 2 else reversed(ways):
            taken[way.name].append(drain(way.port, way.path, way.coding))
    return [_row(way, taken) for way in ways]


def _row(way: Way, taken: dict[str, list[Drained]]) -> Row:
    answers = taken[way.name]
    row: Row = {
        "way": way.name,
        "megabytes": round(answers[0].received / 1e6, 2),
        "first_byte_ms": ms([answer.first_byte for answer in answers]),
        "last_byte_ms": ms([answer.last_byte for answer in answers]),
    }
    if way.against:
        row["against"] = way.against
        row["ratio"] = ratio(
            [answer.last_byte for answer in answers],
            [answer.last_byte for answer in taken[way.against]],
        )
    return row
