"""The feed as a reader finds it, its store as the database has it, and entries to change."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import pyoxigraph as ox
import pytest
import rdflib
import sqlalchemy as sa
from ckan import model
from ckan.lib.search.common import make_connection
from ckanext.dcat.processors import RDFSerializer
from ckanext.dcat.utils import catalog_uri
from werkzeug.test import TestResponse

from ckanext.ppidbontang import registry
from ckanext.ppidbontang.feed.pieces import Piece
from ckanext.ppidbontang.feed.reading import State, snapshot
from ckanext.ppidbontang.feed.serializing import prefixes
from ckanext.ppidbontang.feed.syntaxes import Syntax, frame
from ckanext.ppidbontang.model.feed import FAILED, LIVE
from ckanext.ppidbontang.rdf.site import prepare, read_site

Record = dict[str, Any]
Act = Callable[..., Any]
Triples = set[str]

PATIENCE = 20

FORMATS = {
    "ttl": ox.RdfFormat.TURTLE,
    "xml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
    "nt": ox.RdfFormat.N_TRIPLES,
}
PROFILES = "ckanext.dcat.rdf.profiles"
DATASET = "http://www.w3.org/ns/dcat#dataset"
DISTRIBUTION = "http://www.w3.org/ns/dcat#distribution"
STATUS = "http://www.w3.org/ns/adms#status"
VERSION = "http://www.w3.org/ns/dcat#version"
NEXT = "http://www.w3.org/ns/hydra/core#next"

WHOLE = {"exemption_status": "dikecualikan-seluruhnya"}

_PUBLISHED = "SELECT id FROM package WHERE type = 'dataset' AND state = 'active' AND NOT private"


def triples(text: bytes, suffix: str) -> Triples:
    """Read a document as comparable text."""
    return {str(quad.triple) for quad in ox.parse(text, format=FORMATS[suffix])}


def objects(text: bytes, predicate: str) -> list[str]:
    """Return what stands behind a predicate in a document of N-Triples, in its order."""
    return [
        quad.object.value
        for quad in ox.parse(text, format=ox.RdfFormat.N_TRIPLES)
        if quad.predicate.value == predicate
    ]


class Feed:
    """Asks the feed as a program does, and looks into its store past everything."""

    def __init__(self, app: Any) -> None:
        self._flask = app.flask_app

    def get(self, address: str, method: str = "GET", **headers: str) -> TestResponse:
        """Ask an address; `accept_encoding` and the like are headers."""
        named = {name.replace("_", "-").title(): value for name, value in headers.items()}
        client = self._flask.test_client()
        # Read to the end and closed, as servers do.
        return client.open(address, method=method, headers=named, buffered=True)

    def read(self, address: str) -> bytes:
        """Return a document that must be there."""
        response = self.get(address)
        assert response.status_code == 200, (address, response.data[:500])
        return response.data

    def listed(self, address: str = "/catalog/full.nt") -> list[str]:
        """Return the ids of the entries of a document of N-Triples, in its order."""
        return [uri.rpartition("/")[2] for uri in objects(self.read(address), DATASET)]

    def walk(
        self, suffix: str = "nt", query: str = "", between: Callable[[], object] = lambda: None
    ) -> list[list[str]]:
        """Follow the pages as harvesters do; return the ids of the entries of each."""
        address, pages = f"/catalog.{suffix}{query}", []
        while address:
            if pages:
                between()
            found: dict[str, list[str]] = {DATASET: [], NEXT: []}
            for quad in ox.parse(self.read(address), format=FORMATS[suffix]):
                if quad.predicate.value in found:
                    found[quad.predicate.value].append(quad.object.value)
            pages.append([uri.rpartition("/")[2] for uri in found[DATASET]])
            address = next(iter(found[NEXT]), "")
        return pages

    @property
    def state(self) -> State:
        """Return how far the feed has come."""
        model.Session.rollback()
        with snapshot() as seen:
            return seen.state

    def entry(self, package_id: str) -> Any:
        """Return the row of an entry, or None."""
        return next(
            iter(rows("SELECT * FROM ppid_feed_entry WHERE package_id = :id", id=package_id)), None
        )

    def texts(self, package_id: str) -> dict[str, bytes]:
        """Return what the store has of an entry by format."""
        found = rows("SELECT * FROM ppid_feed_fragment WHERE package_id = :id", id=package_id)
        return {row.format: Piece(bytes(row.data), row.length, row.crc).text() for row in found}

    def assert_true(self) -> None:
        """Hold the store against the database: what is public is there as the serializer has it.

        Nothing else is there, and the numbers are as they must be.
        """
        public = {row.id for row in rows(_PUBLISHED)}
        entries = rows("SELECT * FROM ppid_feed_entry")
        live = {row.package_id for row in entries if row.state == LIVE}
        failed = {row.package_id for row in entries if row.state == FAILED}
        assert live | failed == public
        state = self.state
        assert state.live == len(live)
        numbers = [row.seq for row in entries]
        assert len(set(numbers)) == len(numbers)
        assert max(numbers, default=0) <= state.seq
        places = [row.position for row in entries if row.state == LIVE]
        assert len(set(places)) == len(places)
        kept = {row.package_id for row in rows("SELECT package_id FROM ppid_feed_fragment")}
        assert kept == live
        for package_id in live:
            assert_same(self.texts(package_id), said_by_serializer(package_id))


def rows(statement: str, **values: Any) -> list[Any]:
    """Read what is committed, from a connection of its own."""
    with engine().connect() as connection:
        return list(connection.execute(sa.text(statement), values))


def show_in_search() -> None:
    """Wait until the search shows what was saved (`unsearched`)."""
    make_connection().commit()


def wait_for(condition: Callable[[], object]) -> None:
    """Wait for what another thread or process is about to do."""
    pause = threading.Event()
    for _ in range(PATIENCE * 20):
        if condition():
            return
        pause.wait(0.05)
    raise AssertionError("it does not come")


def engine() -> sa.Engine:
    assert model.meta.engine
    return model.meta.engine


def said_by_serializer(package_id: str) -> Triples:
    """Return what ckanext-dcat's serializer makes of a record as it is stored now."""
    package = tk.get_action("package_show")(
        {"ignore_auth": True, "use_cache": False, "user": ""}, {"id": package_id}
    )
    serializer = RDFSerializer(profiles=tk.config[PROFILES].split())
    prepare(serializer.g, read_site(shared_apart=True))
    node = serializer.graph_from_dataset(package)
    serializer.g.add((rdflib.URIRef(catalog_uri()), rdflib.DCAT.dataset, node))
    return triples(serializer.g.serialize(format="nt", encoding="utf-8"), "nt")


def framed(texts: dict[str, bytes]) -> dict[str, bytes]:
    """Make each text a document of its format."""
    made = {}
    for name, text in texts.items():
        around = frame(Syntax(name), prefixes())
        made[name] = around.opening.text() + text + around.closing.text()
    return made


def assert_same(texts: dict[str, bytes], said: Triples) -> None:
    """Every format is there and has these triples."""
    documents = framed(texts)
    assert set(documents) == set(FORMATS)
    for suffix, document in documents.items():
        assert triples(document, suffix) == said, suffix


@pytest.fixture
def reader(bodies: None, app: Any) -> Feed:
    """Return the feed of a portal without entries, for who changes nothing."""
    return Feed(app)


@pytest.fixture
def feed(clean_portal: None, reader: Feed) -> Feed:
    """Return the feed."""
    return reader


@pytest.fixture
def unsearched(ckan_config: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let saves not wait until the search shows them: the store of the feed does without it."""
    monkeypatch.setitem(ckan_config, "ckan.search.solr_commit", False)


@pytest.fixture
def pages_of(ckan_config: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[[int | str], None]:
    """Set how many entries a page has."""
    return lambda size: monkeypatch.setitem(ckan_config, "ckanext.dcat.datasets_per_page", size)


@pytest.fixture
def entries(act: Act, open_record: Record) -> Callable[[int], list[str]]:
    """Publish so many entries and return their ids in the order of the feed."""

    def publish(count: int, **changes: Any) -> list[str]:
        made = [
            act("package_create", **{**open_record, "name": f"data-{number}", **changes})["id"]
            for number in range(count)
        ]
        model.Session.remove()
        return made

    return publish


@pytest.fixture
def beside(
    ckan_config: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Callable[[type], None]:
    """Install a profile of another extension, as a package would, and use it beside ours."""

    def install(profile: type) -> None:
        name = profile.__name__.lower()
        folder = tmp_path / f"{name}-1.0.dist-info"
        folder.mkdir()
        (folder / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        entry_point = f"{name} = {profile.__module__}:{profile.__name__}"
        (folder / "entry_points.txt").write_text(f"[ckan.rdf.profiles]\n{entry_point}\n")
        monkeypatch.syspath_prepend(tmp_path)
        monkeypatch.setitem(ckan_config, PROFILES, f"{ckan_config[PROFILES]} {name}")

    return install


@pytest.fixture(autouse=True)
def titles_of_bodies(request: pytest.FixtureRequest) -> Iterator[None]:
    """Give bodies back the titles of the registry: other tests go by them."""
    yield
    if "clean_portal" not in request.fixturenames:
        return
    model.Session.rollback()
    with engine().begin() as connection:
        for body in registry.current().agencies:
            connection.execute(
                sa.text('UPDATE "group" SET title = :title WHERE name = :name AND title <> :title'),
                {"name": body.name, "title": body.title},
            )
