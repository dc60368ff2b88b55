"""The whole feed: from the application, and from its files through nginx."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from portal import ckan

from tests import nginx
from tests.bench.feed import FULL, Row, ms, ratio
from tests.bench.reading import Drained, drain
from tests.bench.sites import FEED

ROUNDS = 9
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
    """Take the whole feed in every way in turn."""
    ckan.command(FEED.instance, "publish", "ppid", "feed", "publish")
    folder, port = FEED.instance.feed, nginx.free_port()
    plain = PLAIN.format(port=port, folder=folder)
    work = FEED.instance.directory / "nginx"
    with nginx.serving(work, folder, FEED.web_port, more=plain) as front:
        ways = (
            Way("file, plain", port, "/full.ttl", "identity"),
            Way("file, its gzip", port, "/full.ttl.gz", "identity"),
            Way("nginx, plain", front, FULL, "identity", "file, plain"),
            Way("nginx, gzip", front, FULL, "gzip", "file, its gzip"),
            Way("application, plain", FEED.web_port, FULL, "identity", "file, plain"),
            Way("application, gzip", FEED.web_port, FULL, "gzip", "file, its gzip"),
        )
        taken: dict[str, list[Drained]] = {way.name: [] for way in ways}
        for turn in range(ROUNDS):
            for way in ways if turn % 2 else reversed(ways):
                taken[way.name].append(drain(way.port, way.path, way.coding))
    for way in ways:
        yield _row(way, taken)


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
