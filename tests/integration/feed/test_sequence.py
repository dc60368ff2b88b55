"""Numbers follow the order of commits, so who has read one has missed nothing before it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pyoxigraph as ox
import pytest
import sqlalchemy as sa

from .conftest import NEXT, PATIENCE, STATUS, Feed, engine, objects, rows, wait_for

pytestmark = pytest.mark.usefixtures("unsearched")

Connect = Callable[[], sa.Connection]


@pytest.fixture
def connect(feed: Feed) -> Iterator[Connect]:
    """Open connections that know nothing of CKAN."""
    with ExitStack() as opened:

        def connect() -> sa.Connection:
            connection = opened.enter_context(engine().connect())
            connection.execute(sa.text(f"SET LOCAL lock_timeout = '{PATIENCE}s'"))
            return connection

        yield connect


def hide(connection: sa.Connection, *ids: str) -> None:
    for id_ in ids:
        connection.execute(sa.text("UPDATE package SET private = true WHERE id = :id"), {"id": id_})


def gone_since(feed: Feed, number: int) -> list[str]:
    """Return the ids of the tombstones after a number, in their order."""
    return tombstones(feed.read(f"/catalog/changes.nt?since={number}"))


def tombstones(page: bytes) -> list[str]:
    return [
        quad.subject.value.rpartition("/")[2].removesuffix("#katalog")
        for quad in ox.parse(page, format=ox.RdfFormat.N_TRIPLES)
        if quad.predicate.value == STATUS and "COMPLETED" not in quad.object.value
    ]


def test_who_commits_first_has_the_lower_number(
    feed: Feed, entries: Callable[[int], list[str]], connect: Connect
) -> None:
    first, second = entries(2)
    before = feed.state.seq
    early, late = connect(), connect()
    hide(early, first)
    hide(late, second)
    late.commit()
    between = feed.state.seq
    assert gone_since(feed, before) == [second]
    early.commit()
    assert gone_since(feed, between) == [first]
    assert feed.entry(second).seq < feed.entry(first).seq == feed.state.seq


def test_a_number_is_not_seen_before_its_change(
    feed: Feed, entries: Callable[[int], list[str]], connect: Connect
) -> None:
    """While one transaction has its number and is about to commit, the next one waits.

    Readers wait for nobody.
    """
    first, second = entries(2)
    before = feed.state.seq
    ahead, behind = connect(), connect()
    hide(ahead, first)
    ahead.execute(sa.text("SET CONSTRAINTS ALL IMMEDIATE"))  # what a commit begins with
    hide(behind, second)
    pid = behind.execute(sa.text("SELECT pg_backend_pid()")).scalar_one()
    committing = threading.Thread(target=behind.commit)
    committing.start()
    waiting = "SELECT FROM pg_stat_activity WHERE pid = :pid AND wait_event_type = 'Lock'"
    wait_for(lambda: rows(waiting, pid=pid))
    assert feed.state.seq == before
    assert gone_since(feed, before) == []
    assert feed.listed() == [first, second]
    ahead.commit()
    committing.join(PATIENCE)
    assert gone_since(feed, before) == [first, second]


def test_many_changes_of_one_transaction_have_a_number_each(
    feed: Feed, entries: Callable[[int], list[str]], connect: Connect
) -> None:
    ids = entries(3)
    before = feed.state
    one = connect()
    hide(one, *ids)
    one.commit()
    assert gone_since(feed, before.seq) == ids
    assert [feed.entry(id_).seq for id_ in ids] == [before.seq + place for place in (1, 2, 3)]
    assert feed.state.live == before.live - 3


def test_changes_are_read_a_page_at_a_time(
    feed: Feed,
    entries: Callable[[int], list[str]],
    connect: Connect,
    pages_of: Callable[[int], None],
) -> None:
    ids = entries(5)
    pages_of(2)
    before = feed.state.seq
    one = connect()
    hide(one, *ids)
    one.commit()
    address, told = f"/catalog/changes.nt?since={before}", []
    while address:
        page = feed.read(address)
        told.append(tombstones(page))
        address = next(iter(objects(page, NEXT)), "")
    assert told == [ids[:2], ids[2:4], ids[4:]]


def test_what_changes_between_two_pages_is_told_again(
    feed: Feed,
    entries: Callable[[int], list[str]],
    connect: Connect,
    pages_of: Callable[[int], None],
) -> None:
    first, second, third = entries(3)
    pages_of(2)
    since = feed.entry(first).seq - 1
    page = feed.read(f"/catalog/changes.nt?since={since}")
    one = connect()
    hide(one, first)
    one.commit()
    [following] = objects(page, NEXT)
    assert feed.listed(following) == [third]
    assert gone_since(feed, int(following.rpartition("=")[2])) == [first]


def test_a_tombstone_says_nothing_of_what_was(
    feed: Feed, entries: Callable[[int], list[str]], connect: Connect
) -> None:
    [entry] = entries(1)
    before = feed.state.seq
    one = connect()
    hide(one, entry)
    one.commit()
    page = feed.read(f"/catalog/changes.nt?since={before}")
    about: dict[str, set[str]] = {}
    for quad in ox.parse(page, format=ox.RdfFormat.N_TRIPLES):
        _, has_id, part = quad.subject.value.partition(entry)
        if has_id:
            about.setdefault(part, set()).add(quad.predicate.value.rpartition("/")[2])
    assert about == {
        "": {"22-rdf-syntax-ns#type"},
        "#katalog": {"22-rdf-syntax-ns#type", "primaryTopic", "modified", "adms#status"},
    }
    assert b"Jumlah Penduduk" not in page
