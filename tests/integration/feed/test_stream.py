"""The whole feed, sent while it is read: of one moment, and to a few readers at once."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
import sqlalchemy as sa
from ckan import model
from sqlalchemy.exc import OperationalError
from werkzeug.serving import make_server
from werkzeug.test import TestResponse

from ckanext.ppidbontang.feed.pieces import Piece

from .conftest import DATASET, FORMATS, VERSION, Act, Feed, engine, objects, rows, wait_for

pytestmark = pytest.mark.usefixtures("unsearched")

PATIENCE = 20
AT_ONCE = 3
MEGABYTE = 1 << 20
IN_TRANSACTION = """
    SELECT pid FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
        AND state LIKE 'idle in transaction%'
"""


@pytest.fixture
def ids(entries: Callable[[int], list[str]]) -> list[str]:
    """Return the ids of entries that say more than a socket holds."""
    made = entries(4)
    line = b"<http://data.example/a> <http://data.example/b> <http://data.example/c> .\n"
    for id_ in made:
        own = rows("SELECT * FROM ppid_feed_fragment WHERE package_id = :id", id=id_)
        [nt] = [row for row in own if row.format == "nt"]
        text = Piece(bytes(nt.data), nt.length, nt.crc).text()
        piece = Piece.of(text + line * (4 * MEGABYTE // len(line)))
        with engine().begin() as connection:
            connection.execute(
                sa.text(
                    "UPDATE ppid_feed_fragment SET data = :data, length = :length, crc = :crc"
                    " WHERE package_id = :id AND format = 'nt'"
                ),
                {"id": id_, "data": piece.data, "length": piece.length, "crc": piece.crc},
            )
    model.Session.remove()
    return made


Opens = Callable[..., TestResponse]


@pytest.fixture
def opens(feed: Feed, app: Any, ids: list[str]) -> Iterator[Opens]:
    """Begin to read the whole feed, as a server has an application begin."""
    with ExitStack() as opened:

        def begin(address: str = "/catalog/full.nt") -> TestResponse:
            response = app.flask_app.test_client().get(address)
            opened.callback(response.close)
            return response

        yield begin


def transactions() -> list[int]:
    return [row.pid for row in rows(IN_TRANSACTION)]


def test_a_reader_who_leaves_is_let_go(feed: Feed, opens: Opens) -> None:
    for _ in range(3 * AT_ONCE):
        reader = opens()
        assert reader.status_code == 200
        chunk = next(iter(reader.iter_encoded()))
        assert 0 < len(chunk) < 16 * MEGABYTE
        assert len(transactions()) == 1
        reader.close()
        assert transactions() == []


def test_a_reader_who_never_begins_is_let_go(feed: Feed, opens: Opens) -> None:
    for _ in range(3 * AT_ONCE):
        reader = opens()
        assert reader.status_code == 200
        reader.close()
        assert transactions() == []


def test_who_comes_when_there_are_many_is_told_to_come_again(
    feed: Feed, opens: Opens, ids: list[str]
) -> None:
    tag = feed.get("/catalog/full.nt").headers["ETag"]
    readers = [opens() for _ in range(AT_ONCE)]
    assert [reader.status_code for reader in readers] == [200] * AT_ONCE
    for suffix in FORMATS:
        late = feed.get(f"/catalog/full.{suffix}")
        assert late.status_code == 503
        assert late.headers["Retry-After"] == "120"
        assert late.headers["Content-Type"].startswith("text/plain")
    assert feed.get("/catalog/full.nt", "HEAD").status_code == 200
    assert feed.get("/catalog/full.nt", if_none_match=tag).status_code == 304
    assert feed.listed("/catalog.nt") == ids
    readers[0].close()
    assert feed.get("/catalog/full.nt").status_code == 200


def test_readers_take_no_connection_from_the_pages_of_the_portal(feed: Feed, opens: Opens) -> None:
    pool: Any = engine().pool
    before = pool.checkedout()
    for _ in range(AT_ONCE):
        next(iter(opens().iter_encoded()))
    assert pool.checkedout() == before


def test_what_is_read_is_of_one_moment(act: Act, feed: Feed, opens: Opens, ids: list[str]) -> None:
    state = feed.state
    reader = opens()
    chunks = reader.iter_encoded()
    read = [next(chunks)]
    act("package_delete", id=ids[3])
    act("package_patch", id=ids[2], title="Judul baru")
    model.Session.remove()
    read += chunks
    page = b"".join(read)
    found = [uri.rpartition("/")[2] for uri in objects(page, DATASET)]
    assert found == ids
    assert b"Judul baru" not in page
    assert objects(page, VERSION) == [str(state.seq)]
    reader.close()
    assert feed.listed() == ids[:3]


def test_a_document_that_breaks_off_does_not_look_whole(
    feed: Feed, opens: Opens, ids: list[str]
) -> None:
    """An end that nobody notices would have a harvester delete all that comes after it."""
    reader = opens()
    chunks = reader.iter_encoded()
    next(chunks)
    [pid] = transactions()
    rows("SELECT pg_terminate_backend(:pid)", pid=pid)
    with pytest.raises(OperationalError):
        list(chunks)
    reader.close()
    assert feed.listed() == ids


@pytest.fixture
def served(app: Any) -> Iterator[tuple[str, int]]:
    """Serve the application on a socket; return its address."""
    server = make_server("127.0.0.1", 0, app.flask_app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield "127.0.0.1", server.server_port
    server.shutdown()
    thread.join(PATIENCE)
    server.server_close()


def leave(client: socket.socket) -> None:
    """Close a connection as a process that is killed does: nothing more is taken."""
    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    client.close()


def test_a_connection_that_breaks_is_let_go(
    feed: Feed, opens: Opens, served: tuple[str, int], ids: list[str]
) -> None:
    clients = [socket.socket() for _ in range(AT_ONCE)]
    for client in clients:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        client.settimeout(PATIENCE)
        client.connect(served)
        client.sendall(b"GET /catalog/full.nt HTTP/1.1\r\nHost: a\r\n\r\n")
        assert client.recv(64).startswith(b"HTTP/1.1 200")
    assert len(transactions()) == AT_ONCE
    assert opens().status_code == 503
    for client in clients:
        leave(client)
    wait_for(lambda: transactions() == [])

    def all_may_read() -> bool:
        readers = [opens() for _ in range(AT_ONCE)]
        for reader in readers:
            reader.close()
        return [reader.status_code for reader in readers] == [200] * AT_ONCE

    wait_for(all_may_read)
    assert feed.listed() == ids


class TestNotReady:
    """A feed without its entries would tell harvesters to delete them."""

    @pytest.fixture(autouse=True)
    def not_ready(self, reader: Feed) -> Iterator[None]:
        self._say(ready=False)
        yield
        self._say(ready=True)

    @staticmethod
    def _say(*, ready: bool) -> None:
        with engine().begin() as connection:
            connection.execute(
                sa.text("UPDATE ppid_feed_state SET ready = :ready"), {"ready": ready}
            )

    @pytest.mark.parametrize("suffix", FORMATS)
    @pytest.mark.parametrize(
        "document", ["/catalog", "/catalog/full", "/catalog/changes", "/dataset/apa-saja"]
    )
    @pytest.mark.parametrize("method", ["GET", "HEAD"])
    def test_nobody_gets_a_document(
        self, reader: Feed, document: str, suffix: str, method: str
    ) -> None:
        response = reader.get(f"{document}.{suffix}", method, if_none_match="*")
        assert response.status_code == 503
        assert response.headers["Retry-After"] == "120"
        assert response.cache_control.no_store

    @pytest.mark.parametrize("address", ["/catalog.ttl?q=a", "/catalog.ttl?page=9", "/catalog"])
    def test_whatever_is_asked(self, reader: Feed, address: str) -> None:
        assert reader.get(address, accept="text/turtle").status_code == 503
