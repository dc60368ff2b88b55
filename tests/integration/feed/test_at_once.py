"""Ten officers at work while harvesters read: nothing is lost, doubled, stuck or let out."""

from __future__ import annotations

import itertools
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import ckan.plugins.toolkit as tk
import pyoxigraph as ox
import pytest
from ckan import model
from ckan.lib import app_globals

from ckanext.ppidbontang.feed.reading import snapshot
from ckanext.ppidbontang.feed.syntaxes import Syntax

from ..exemption.conftest import REASONS
from .conftest import DATASET, DISTRIBUTION, NEXT, VERSION, Act, Feed, Record

PATIENCE = 60
PAGE = 3
STATUS = "http://www.w3.org/ns/adms#status"
LINK = {"name": "Jumlah", "url": "https://data.example/jumlah.csv"}

Work = Callable[[Act], object]


class Office:
    """Officers who work at the same time, and what of their work is done."""

    def __init__(self, app: Any) -> None:
        self._flask = app.flask_app
        self._user = tk.get_action("get_site_user")({"ignore_auth": True}, {})["name"]
        self._moved = threading.Condition()
        self._steps = 0
        self.is_closed = False
        self.exempt: set[str] = set()

    def act(self, action: str, **data: Any) -> Any:
        """Do something as a request of its own."""
        with self._flask.test_request_context():
            try:
                return tk.get_action(action)({"ignore_auth": True, "user": self._user}, data)
            finally:
                model.Session.remove()
                self._tell()

    def exempt_wholly(self, package_id: str) -> None:
        """Close an entry, and remember that it is closed for everybody who asks from now on."""
        status = "dikecualikan-seluruhnya"
        self.act("ppid_exemption_propose", id=package_id, exemption_status=status, **REASONS)
        self.exempt.add(package_id)

    def ticks(self) -> Iterator[None]:
        """Go on each time that somebody has done something, and once more when all are done."""
        seen = 0
        while not self.is_closed:
            yield
            with self._moved:
                moved = self._moved.wait_for(lambda: self._steps > seen or self.is_closed, PATIENCE)
                assert moved, "nobody does anything"
                seen = self._steps
        yield

    def close(self) -> None:
        with self._moved:
            self.is_closed = True
            self._moved.notify_all()

    def _tell(self) -> None:
        with self._moved:
            self._steps += 1
            self._moved.notify_all()

    def run(self, officers: list[list[Callable[[], object]]], *readers: Callable[[], Any]) -> Any:
        """Let all begin together; return what the readers found, who go on until the end."""
        start = threading.Barrier(len(officers))

        def work(tasks: list[Callable[[], object]]) -> None:
            start.wait(PATIENCE)
            for task in tasks:
                task()

        model.Session.remove()
        with ThreadPoolExecutor(len(officers) + len(readers)) as pool:
            found = [pool.submit(reader) for reader in readers]
            try:
                for done in [pool.submit(work, tasks) for tasks in officers]:
                    done.result(PATIENCE)
            finally:
                self.close()
            return [future.result(PATIENCE) for future in found]


@pytest.fixture
def office(clean_portal: None, app: Any) -> Office:
    return Office(app)


class Replica:
    """A copy of the catalogue that follows `/catalog/changes`."""

    def __init__(self, feed: Feed) -> None:
        self._feed = feed
        self.number = feed.state.seq
        self.entries = by_entry(feed.read("/catalog/full.nt"))

    def follow(self) -> None:
        address = f"/catalog/changes.nt?since={self.number}"
        while address:
            page = self._feed.read(address)
            address = ""
            for quad in ox.parse(page, format=ox.RdfFormat.N_TRIPLES):
                match quad.predicate.value:
                    case p if p == NEXT:
                        address = quad.object.value
                    case p if p == VERSION:
                        self.number = int(quad.object.value)
                    case p if p == STATUS and "COMPLETED" not in quad.object.value:
                        gone = quad.subject.value.removesuffix("#katalog").rpartition("/")[2]
                        self.entries.pop(gone, None)
            self.entries |= by_entry(page)


def by_entry(page: bytes) -> dict[str, frozenset[bytes]]:
    """Return what a document says of each entry that it lists."""
    lines = page.splitlines()
    listed = [
        quad.object.value
        for quad in ox.parse(page, format=ox.RdfFormat.N_TRIPLES)
        if quad.predicate.value == DATASET
    ]
    return {
        uri.rpartition("/")[2]: frozenset(
            line for line in lines if line.startswith(f"<{uri}".encode())
        )
        for uri in listed
    }


def test_harvesters_read_while_officers_work(
    office: Office,
    feed: Feed,
    entries: Callable[..., list[str]],
    pages_of: Callable[[int], None],
    open_record: Record,
) -> None:
    ids = entries(10, resources=[LINK])
    lasting, doomed = ids[:6], ids[6:]
    pages_of(PAGE)
    number = itertools.count()
    closing = threading.Lock()

    def edit(package_id: str) -> Callable[[], object]:
        return lambda: office.act("package_patch", id=package_id, title=f"Judul {next(number)}")

    def create() -> Record:
        name = f"baru-{next(number)}"
        return office.act("package_create", **{**open_record, "name": name, "resources": [LINK]})

    def delete(package_id: str) -> Callable[[], object]:
        return lambda: office.act("package_delete", id=package_id)

    def create_and_delete() -> None:
        office.act("package_delete", id=create()["id"])

    def hide(package_id: str, *, private: bool) -> Callable[[], object]:
        return lambda: office.act("package_patch", id=package_id, private=private)

    def exempt(package_id: str) -> Callable[[], object]:
        return lambda: office.exempt_wholly(package_id)

    def add_file(package_id: str) -> Callable[[], object]:
        url = "https://data.example/baru.csv"
        return lambda: office.act("resource_create", package_id=package_id, url=url)

    officers = [
        [edit(lasting[0]), edit(lasting[0]), edit(lasting[1])],
        [edit(lasting[0]), edit(lasting[1]), edit(lasting[0])],
        [create, create],
        [create_and_delete, create],
        [delete(doomed[0]), delete(doomed[1])],
        [edit(doomed[2]), delete(doomed[2])],
        [exempt(lasting[2]), edit(lasting[2])],
        [edit(lasting[3]), exempt(lasting[3])],
        [add_file(lasting[4]), add_file(lasting[4])],
        [hide(doomed[3], private=True), hide(doomed[3], private=False), edit(lasting[5])],
    ]

    def harvest() -> int:
        walks, ticks = 0, office.ticks()
        while not office.is_closed or walks == 0:
            read_once(ticks)
            walks += 1
        return walks

    def read_once(ticks: Iterator[None]) -> None:
        seen: Counter[str] = Counter()
        address = "/catalog.ttl"
        while address:
            next(ticks, None)
            with closing:
                exempt_before = set(office.exempt)
            page = list(ox.parse(feed.read(address), format=ox.RdfFormat.TURTLE))
            address = ""
            for quad in page:
                identity = quad.object.value.rpartition("/")[2]
                match quad.predicate.value:
                    case p if p == DATASET:
                        seen[identity] += 1
                    case p if p == DISTRIBUTION:
                        assert quad.subject.value.rpartition("/")[2] not in exempt_before
                    case p if p == NEXT:
                        address = quad.object.value
        assert [seen[package_id] for package_id in lasting] == [1] * len(lasting)
        assert max(seen.values()) == 1

    def follow() -> Replica:
        replica = Replica(feed)
        for _ in office.ticks():
            replica.follow()
        return replica

    def watch() -> int:
        """See in each state of the feed that its changes lead there from the last one."""
        known: dict[str, tuple[int, int]] = {}
        last, looks = 0, 0
        for _ in office.ticks():
            with snapshot() as seen:
                told = seen.changes(last, 1000, Syntax.N_TRIPLES)
                there = seen.after(0, 1000, Syntax.N_TRIPLES)
                assert seen.state.live == len(there)
            assert [change.seq for change in told] == sorted({change.seq for change in told})
            for change in told:
                known.pop(change.package_id, None)
                if change.piece:
                    known[change.package_id] = (change.seq, change.piece.crc)
            assert known == {row.package_id: (row.seq, row.piece.crc) for row in there}
            assert last <= max([last, *(change.seq for change in told)]) <= seen.state.seq
            last, looks = seen.state.seq, looks + 1
        return looks

    *walks, replica, looks = office.run(officers, harvest, harvest, harvest, follow, watch)

    assert min(walks) >= 1
    assert looks >= 5
    assert replica.entries == by_entry(feed.read("/catalog/full.nt"))
    assert set(replica.entries) == set(feed.listed())
    assert {*lasting, doomed[3]} < set(replica.entries)
    assert not set(doomed[:3]) & set(replica.entries)
    assert len(replica.entries) == 6 + 1 + 3
    feed.assert_true()


class TestNobodyWaitsForEver:
    @pytest.fixture(autouse=True)
    def names_as_before(self, act: Act, ckan_config: Any) -> Iterator[None]:
        title = ckan_config["ckan.site_title"]
        bodies = {name: act("organization_show", id=name)["title"] for name in ("disdukcapil",)}
        yield
        model.Session.rollback()
        for name, before in bodies.items():
            act("organization_patch", id=name, title=before)
        model.delete_system_info("ckan.site_title")
        ckan_config["ckan.site_title"] = title
        app_globals.set_app_global("site_title", title)

    def test_writers_of_entries_their_body_and_the_portal(
        self, office: Office, feed: Feed, entries: Callable[..., list[str]]
    ) -> None:
        ids = entries(5)
        owner = office.act("package_show", id=ids[0])["owner_org"]
        number = itertools.count()

        def edit(package_id: str) -> Callable[[], object]:
            return lambda: office.act("package_patch", id=package_id, title=f"{next(number)}")

        def rename() -> None:
            office.act("organization_patch", id=owner, title=f"Dinas {next(number)}")

        def retitle() -> None:
            office.act("config_option_update", **{"ckan.site_title": f"Portal {next(number)}"})

        def hide_many() -> None:
            office.act("bulk_update_private", datasets=ids[::-1], org_id=owner)

        def show_many() -> None:
            office.act("bulk_update_public", datasets=ids, org_id=owner)

        office.run(
            [
                [edit(ids[0]), edit(ids[1])],
                [edit(ids[0]), edit(ids[2])],
                [edit(ids[0]), edit(ids[3])],
                [edit(ids[1]), edit(ids[0])],
                [edit(ids[4]), edit(ids[4])],
                [rename, rename, rename],
                [rename, rename, rename],
                [retitle, retitle],
                [hide_many, show_many],
            ]
        )
        feed.assert_true()
