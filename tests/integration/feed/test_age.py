"""How old a document is: a reader who goes by times alone misses nothing either."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from ckan import model
from werkzeug.http import http_date, parse_date

from tests.integration.exemption.conftest import REASONS

from .conftest import FORMATS, WHOLE, Act, Feed, Record, engine, show_in_search

pytestmark = pytest.mark.usefixtures("unsearched")

LINK = {"name": "Pasien", "url": "https://data.example/pasien.csv"}
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def entry(act: Act, open_record: Record) -> Record:
    made = act("package_create", **open_record, resources=[LINK], responsible_opd="dinkes")
    model.Session.remove()
    return made


@pytest.fixture
def changes_at(bodies: None) -> Callable[[dt.datetime], None]:
    """Have something change in the feed at a moment."""

    def change(moment: dt.datetime) -> None:
        with engine().begin() as connection:
            statement = "UPDATE ppid_feed_state SET seq = seq + 1, changed = :moment"
            connection.execute(sa.text(statement), {"moment": moment})

    return change


def second_before(age: dt.timedelta) -> dt.datetime:
    """Return a moment of so long ago, at the beginning of its second."""
    return dt.datetime.now(dt.UTC).replace(microsecond=0) - age


def plus(moment: dt.datetime, milliseconds: int) -> dt.datetime:
    return moment + dt.timedelta(milliseconds=milliseconds)


ADDRESSES = ("/catalog.ttl", "/catalog/full.ttl", "/catalog/changes.ttl")
FRESH = dt.timedelta(seconds=2)


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(("first", "second"), [(0, 1), (0, 999), (200, 800), (500, 501)])
def test_two_changes_within_a_second_are_two(
    reader: Feed, changes_at: Callable[..., None], address: str, first: int, second: int
) -> None:
    moment = second_before(FRESH)
    changes_at(plus(moment, first))
    read = reader.get(address)
    changes_at(plus(moment, second))
    for known in (read.headers["Last-Modified"], http_date(moment)):
        again = reader.get(address, if_modified_since=known)
        assert again.status_code == 200, "the reader has what was before the second change"
        assert again.headers["ETag"] != read.headers["ETag"]


@pytest.mark.parametrize("milliseconds", [0, 1, 400, 999])
def test_what_did_not_change_is_not_sent_again(
    reader: Feed, changes_at: Callable[..., None], milliseconds: int
) -> None:
    changed = plus(second_before(HOUR), milliseconds)
    changes_at(changed)
    read = reader.get("/catalog.ttl")
    last = parse_date(read.headers["Last-Modified"])
    assert last
    assert dt.timedelta(0) <= last - changed <= dt.timedelta(seconds=1)
    assert reader.get("/catalog.ttl", if_modified_since=http_date(last)).status_code == 304


@pytest.mark.parametrize(
    ("since", "status"),
    [
        (lambda last: http_date(last - dt.timedelta(seconds=1)), 200),
        (lambda last: http_date(last - dt.timedelta(days=1)), 200),
        (lambda last: http_date(last + HOUR), 304),
        (lambda last: http_date(last + dt.timedelta(days=1)), 304),
        (lambda last: last.isoformat(), 200),
        (lambda _: "kemarin", 200),
        (lambda _: "", 200),
        (lambda _: "Fri, 01 Jan 0000 00:00:00 GMT", 200),
    ],
    ids=[
        "a second before",
        "a day before",
        "later",
        "in future",
        "no date of HTTP",
        "no date",
        "nothing",
        "no such year",
    ],
)
def test_any_time_may_be_asked_with(
    reader: Feed, changes_at: Callable[..., None], since: Callable[[dt.datetime], str], status: int
) -> None:
    changes_at(plus(second_before(HOUR), 400))
    last = parse_date(reader.get("/catalog.ttl").headers["Last-Modified"])
    assert last
    assert reader.get("/catalog.ttl", if_modified_since=since(last)).status_code == status


def test_it_is_never_of_the_future(reader: Feed, changes_at: Callable[..., None]) -> None:
    """RFC 9110, 8.8.2.1: a server must not say a time that is later than its own."""
    changes_at(dt.datetime.now(dt.UTC))
    last = parse_date(reader.get("/catalog.ttl").headers["Last-Modified"])
    assert last
    assert last <= dt.datetime.now(dt.UTC)


@pytest.fixture
def owner(act: Act) -> Iterator[Callable[[str], None]]:
    """Rename the body that publishes the entry, and does not answer for it."""
    before = act("organization_show", id="disdukcapil")["title"]
    yield lambda title: act("organization_patch", id="disdukcapil", title=title)
    model.Session.rollback()
    act("organization_patch", id="disdukcapil", title=before)


def test_an_entry_is_as_old_as_what_it_points_to(
    feed: Feed,
    entry: Record,
    changes_at: Callable[..., None],
    owner: Callable[[str], None],
) -> None:
    changes_at(second_before(HOUR))
    address = f"/dataset/{entry['name']}.nt"
    read = feed.get(address)
    known = {"if_modified_since": read.headers["Last-Modified"]}
    assert feed.get(address, **known).status_code == 304
    owner("Dinas Baru")
    again = feed.get(address, **known)
    assert again.status_code == 200
    assert b"Dinas Baru" in again.data


def test_what_a_search_finds_has_no_age(feed: Feed, entry: Record) -> None:
    """The search may come to know of a change later than the feed."""
    show_in_search()
    read = feed.get("/catalog.ttl?q=penduduk")
    assert "Last-Modified" not in read.headers
    later = http_date(dt.datetime.now(dt.UTC) + HOUR)
    assert feed.get("/catalog.ttl?q=penduduk", if_modified_since=later).status_code == 200
    known = read.headers["ETag"]
    assert feed.get("/catalog.ttl?q=penduduk", if_none_match=known).status_code == 304


@pytest.mark.parametrize("coding", ["identity", "gzip"])
def test_what_was_closed_is_not_known_by_its_old_tag(
    act: Act, feed: Feed, entry: Record, coding: str
) -> None:
    since = feed.state.seq - 1
    addresses = [
        address
        for suffix in FORMATS
        for address in (
            f"/catalog.{suffix}",
            f"/catalog/full.{suffix}",
            f"/catalog/changes.{suffix}?since={since}",  # other tests leave tombstones
            f"/dataset/{entry['id']}.{suffix}",
        )
    ]
    read = {address: feed.get(address, accept_encoding=coding) for address in addresses}
    plain = {address: feed.read(address) for address in addresses}
    assert all(b"pasien.csv" in text for text in plain.values())
    act("ppid_exemption_propose", id=entry["id"], **WHOLE, **REASONS)
    model.Session.remove()
    for address, before in read.items():
        known: dict[str, Any] = {"accept_encoding": coding}
        again = feed.get(address, if_none_match=before.headers["ETag"], **known)
        assert again.status_code == 200
        by_time = feed.get(address, if_modified_since=before.headers["Last-Modified"], **known)
        assert by_time.status_code == 200
        assert b"pasien.csv" not in feed.read(address)


@pytest.mark.parametrize("root_path", ["/data", "/data/{{LANG}}"])
def test_links_lead_through_the_root_path_of_the_portal(
    clean_portal: None,
    entries: Callable[[int], list[str]],
    pages_of: Callable[[int], None],
    ckan_config: Any,
    monkeypatch: pytest.MonkeyPatch,
    make_app: Callable[[], Any],
    root_path: str,
) -> None:
    entries(2)
    pages_of(1)
    monkeypatch.setitem(ckan_config, "ckan.root_path", root_path)
    feed = Feed(make_app())
    page = feed.get("/catalog", accept="application/n-triples")
    address = f"{ckan_config['ckan.site_url']}/data/catalog.nt"
    for name in ("first", "last", "next"):
        assert f"hydra/core#{name}> <{address}" in page.data.decode()
    assert page.headers["Content-Location"] == address
