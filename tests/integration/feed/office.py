"""Officers who work at the same time, and readers of the feed who see them do it."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import ckan.plugins.toolkit as tk
import pyoxigraph as ox
from ckan import model

from ckanext.ppidbontang.feed.reading import Snapshot, snapshot
from ckanext.ppidbontang.feed.syntaxes import Syntax
from tests.integration.exemption.conftest import REASONS

from .conftest import DATASET, DISTRIBUTION, NEXT, STATUS, VERSION, WHOLE, Feed

PATIENCE = 60

Task = Callable[[], object]


class Office:
    """Officers, each in a thread with a connection of its own, and what of their work is done."""

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
                with self._moved:
                    self._steps += 1
                    self._moved.notify_all()

    def does(self, action: str, **data: Any) -> Task:
        """Return a task for somebody."""
        return lambda: self.act(action, **data)

    def exempts(self, package_id: str) -> Task:
        """Return the task to close an entry; it is closed for whoever asks when that is done."""

        def close() -> None:
            self.act("ppid_exemption_propose", id=package_id, **WHOLE, **REASONS)
            self.exempt.add(package_id)

        return close

    def ticks(self) -> Iterator[None]:
        """Go on each time that somebody has done something, and once more when all are done."""
        while not self.is_closed:
            seen = self._steps
            yield
            self._wait_beyond(seen)
        yield

    def _wait_beyond(self, seen: int) -> None:
        with self._moved:
            moved = self._moved.wait_for(lambda: self._steps > seen or self.is_closed, PATIENCE)
        assert moved, "nobody does anything"

    def run(self, officers: list[list[Task]], *readers: Callable[[], Any]) -> list[Any]:
        """Let all begin together; return what the readers found, who go on until the end."""
        start = threading.Barrier(len(officers))

        def work(tasks: list[Task]) -> None:
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
                with self._moved:
                    self.is_closed = True
                    self._moved.notify_all()
            return [future.result(PATIENCE) for future in found]


class Harvester:
    """Walks through the pages again and again, and goes on when somebody has changed something."""

    def __init__(self, office: Office, feed: Feed, lasting: list[str]) -> None:
        self._office, self._feed, self._lasting = office, feed, lasting
        self._ticks = office.ticks()

    def __call__(self) -> int:
        """Return how many walks there were until the office closed; one began after that."""
        walks, was_closed = 0, False
        while not was_closed:
            was_closed = self._office.is_closed
            self._walk()
            walks += 1
        return walks

    def _walk(self) -> None:
        """Read the catalogue: what was there all the while is there once, nothing twice."""
        seen: Counter[str] = Counter()
        address = "/catalog.ttl"
        while address:
            next(self._ticks, None)
            address = self._read(address, seen)
        assert [seen[package_id] for package_id in self._lasting] == [1] * len(self._lasting)
        assert max(seen.values()) == 1

    def _read(self, address: str, seen: Counter[str]) -> str:
        """Count the entries of a page, none of whose files is closed; return what follows."""
        exempt = set(self._office.exempt)
        following = ""
        for quad in ox.parse(self._feed.read(address), format=ox.RdfFormat.TURTLE):
            match quad.predicate.value:
                case p if p == DATASET:
                    seen[last_part(quad.object)] += 1
                case p if p == DISTRIBUTION:
                    assert last_part(quad.subject) not in exempt
                case p if p == NEXT:
                    following = quad.object.value
        return following


class Replica:
    """A copy of the catalogue that follows `/catalog/changes`."""

    def __init__(self, office: Office, feed: Feed) -> None:
        self._office, self._feed = office, feed
        self._number = feed.state.seq
        self.entries = said_of_each(feed.read("/catalog/full.nt"))

    def __call__(self) -> None:
        """Follow until the office is closed."""
        for _ in self._office.ticks():
            address = f"/catalog/changes.nt?since={self._number}"
            while address:
                address = self._take(self._feed.read(address))

    def _take(self, page: bytes) -> str:
        following = ""
        for quad in ox.parse(page, format=ox.RdfFormat.N_TRIPLES):
            match quad.predicate.value:
                case p if p == NEXT:
                    following = quad.object.value
                case p if p == VERSION:
                    self._number = int(quad.object.value)
                case p if p == STATUS and "COMPLETED" not in quad.object.value:
                    self.entries.pop(last_part(quad.subject).removesuffix("#katalog"), None)
        self.entries |= said_of_each(page)
        return following


class Watcher:
    """Sees in each state of the store that the changes since the last one lead to it."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._known: dict[str, tuple[int, int]] = {}
        self._last = 0

    def __call__(self) -> int:
        """Return how many states were seen until the office closed."""
        looks = 0
        for _ in self._office.ticks():
            with snapshot() as seen:
                self._look(seen)
            looks += 1
        return looks

    def _look(self, seen: Snapshot) -> None:
        told = seen.changes(self._last, 1000, Syntax.N_TRIPLES)
        numbers = [change.seq for change in told]
        assert numbers == sorted(set(numbers))
        assert max(numbers, default=self._last) <= seen.state.seq
        for change in told:
            self._known.pop(change.package_id, None)
            if change.piece:
                self._known[change.package_id] = (change.seq, change.piece.crc)
        there = seen.after(0, 1000, Syntax.N_TRIPLES)
        assert self._known == {row.package_id: (row.seq, row.piece.crc) for row in there}
        assert seen.state.live == len(there)
        self._last = seen.state.seq


def last_part(node: Any) -> str:
    """Return the id at the end of an address."""
    return node.value.rpartition("/")[2]


def said_of_each(page: bytes) -> dict[str, frozenset[bytes]]:
    """Return what a document of N-Triples says of each entry that it lists."""
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
