"""The database holds the line: no way round the portal's actions leaves a secret in the feed."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.operations import Operations
from ckan import model
from sqlalchemy.exc import IntegrityError

from ckanext.ppidbontang.feed import store
from ckanext.ppidbontang.model.feed import DELETED, LIVE, WITHDRAWN

from .conftest import Act, Feed, Record, engine, rows

pytestmark = pytest.mark.usefixtures("unsearched")

VERSIONS = "ckanext.ppidbontang.migration.ppidbontang.versions"
MIGRATIONS = ("0003_feed", "0004_feed_marks")


@pytest.fixture
def entry(act: Act, open_record: Record) -> str:
    """Return the id of a published entry, with a link that a closing would close."""
    link = {"name": "Pasien", "url": "https://data.example/pasien.csv"}
    made = act("package_create", **open_record, resources=[link])
    model.Session.remove()
    return made["id"]


@pytest.fixture
def connection(entry: str) -> Iterator[sa.Connection]:
    """Return a connection to the database that knows nothing of CKAN."""
    with engine().connect() as connection:
        yield connection
        connection.rollback()


def fragments(entry: str) -> int:
    found = rows("SELECT count(*) FROM ppid_feed_fragment WHERE package_id = :id", id=entry)
    return found[0][0]


def in_extras(**values: str) -> str:
    pairs = ", ".join(f"'{name}', '{value}'" for name, value in values.items())
    return f"UPDATE package SET extras = extras || jsonb_build_object({pairs}) WHERE id = :id"


PURGE = """
    WITH a AS (DELETE FROM package_tag WHERE package_id = :id),
    b AS (DELETE FROM resource WHERE package_id = :id),
    c AS (DELETE FROM package_member WHERE package_id = :id)
    DELETE FROM package WHERE id = :id
"""
CLOSINGS: dict[str, tuple[str, str]] = {
    "made private": ("UPDATE package SET private = true WHERE id = :id", WITHDRAWN),
    "deleted": ("UPDATE package SET state = 'deleted' WHERE id = :id", DELETED),
    "made a draft": ("UPDATE package SET state = 'draft' WHERE id = :id", WITHDRAWN),
    "purged": (PURGE, DELETED),
    "of another type": ("UPDATE package SET type = 'harvest' WHERE id = :id", WITHDRAWN),
    "exempted": (in_extras(exemption_status="dikecualikan-seluruhnya"), WITHDRAWN),
    "exempted in part": (in_extras(exemption_status="dikecualikan-sebagian"), WITHDRAWN),
    "of an unknown status": (in_extras(exemption_status="entah"), WITHDRAWN),
    "of the exempt category": (in_extras(information_category="dikecualikan"), WITHDRAWN),
    "without a status": (
        "UPDATE package SET extras = extras - 'exemption_status' WHERE id = :id",
        WITHDRAWN,
    ),
    "without anything": ("UPDATE package SET extras = NULL WHERE id = :id", WITHDRAWN),
}
closings = pytest.mark.parametrize(("statement", "state"), CLOSINGS.values(), ids=CLOSINGS)


@closings
def test_what_is_closed_leaves_in_the_same_transaction(
    feed: Feed, entry: str, connection: sa.Connection, statement: str, state: str
) -> None:
    before, etag = feed.state, feed.get("/catalog.nt").headers["ETag"]
    connection.execute(sa.text(statement), {"id": entry})
    left = connection.execute(
        sa.text("SELECT count(*) FROM ppid_feed_fragment WHERE package_id = :id"), {"id": entry}
    )
    assert left.scalar() == 0, "nobody who reads in this transaction finds it"
    assert feed.listed() == [entry], "nor does anybody else lose it before the commit"
    connection.commit()
    assert (feed.entry(entry).state, fragments(entry)) == (state, 0)
    after = feed.state
    assert (after.seq, after.narrowed) == (before.seq + 1, before.seq + 1)
    assert after.live == before.live - 1
    assert feed.listed() == []
    assert feed.get(f"/dataset/{entry}.ttl").status_code == 410
    assert feed.get("/catalog.nt", if_none_match=etag).status_code == 200


@closings
def test_what_is_rolled_back_never_was(
    feed: Feed, entry: str, connection: sa.Connection, statement: str, state: str
) -> None:
    before, row, texts = feed.state, feed.entry(entry), feed.texts(entry)
    connection.execute(sa.text(statement), {"id": entry})
    connection.rollback()
    assert (feed.state, feed.entry(entry), feed.texts(entry)) == (before, row, texts)


OTHER_CHANGES = {
    "a title": "UPDATE package SET title = 'Judul' WHERE id = :id",
    "another field": in_extras(personal_data="ya"),
    "the same status": in_extras(exemption_status="terbuka"),
    "a time": "UPDATE package SET metadata_modified = now() WHERE id = :id",
}


@pytest.mark.parametrize("statement", OTHER_CHANGES.values(), ids=OTHER_CHANGES)
def test_what_closes_nothing_takes_nothing_away(
    feed: Feed, entry: str, connection: sa.Connection, statement: str
) -> None:
    before = feed.state
    connection.execute(sa.text(statement), {"id": entry})
    connection.commit()
    assert (feed.state, feed.entry(entry).state, fragments(entry)) == (before, LIVE, 4)


def test_a_savepoint_that_is_taken_back_takes_its_number_back(
    feed: Feed, entry: str, connection: sa.Connection
) -> None:
    before = feed.state
    with connection.begin() as outer:
        inner = connection.begin_nested()
        connection.execute(
            sa.text("UPDATE package SET private = true WHERE id = :id"), {"id": entry}
        )
        inner.rollback()
        outer.commit()
    assert (feed.state, fragments(entry)) == (before, 4)


def test_what_comes_back_keeps_its_place_and_gets_a_new_number(
    feed: Feed, entry: str, connection: sa.Connection
) -> None:
    first = feed.entry(entry)
    for private in (True, False):
        connection.execute(
            sa.text("UPDATE package SET private = :private WHERE id = :id"),
            {"private": private, "id": entry},
        )
        connection.commit()
    assert feed.listed() == [], "what opens waits for its text"
    assert store.keep(entry)
    model.Session.commit()
    again = feed.entry(entry)
    assert again.position == first.position
    assert again.seq == first.seq + 2
    feed.assert_true()


def test_there_is_one_state(entry: str, connection: sa.Connection) -> None:
    with pytest.raises(IntegrityError):
        connection.execute(
            sa.text("INSERT INTO ppid_feed_state (id, changed, ready) VALUES (2, now(), true)")
        )


class TestMigration:
    """Down and up again, in a transaction that is taken back."""

    @pytest.fixture
    def migrations(self, connection: sa.Connection) -> Iterator[list[Any]]:
        model.Session.remove()
        with Operations.context(MigrationContext.configure(connection)):
            yield [importlib.import_module(f"{VERSIONS}.{name}") for name in MIGRATIONS]
            connection.rollback()

    @staticmethod
    def downgrade(migrations: list[Any]) -> None:
        for migration in reversed(migrations):
            migration.downgrade()

    @staticmethod
    def upgrade(migrations: list[Any]) -> None:
        for migration in migrations:
            migration.upgrade()

    @staticmethod
    def is_ready(connection: sa.Connection) -> bool:
        return connection.execute(sa.text("SELECT ready FROM ppid_feed_state")).scalar_one()

    def test_a_portal_with_entries_is_not_ready(
        self, connection: sa.Connection, migrations: list[Any]
    ) -> None:
        assert self.is_ready(connection)
        self.downgrade(migrations)
        self.upgrade(migrations)
        assert not self.is_ready(connection)

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE package SET private = true",
            "UPDATE package SET state = 'deleted'",
            "UPDATE package SET type = 'harvest'",
        ],
    )
    def test_a_portal_without_public_entries_is_ready(
        self, connection: sa.Connection, migrations: list[Any], statement: str
    ) -> None:
        self.downgrade(migrations)
        connection.execute(sa.text(statement))
        self.upgrade(migrations)
        assert self.is_ready(connection)

    def test_nothing_is_left_of_it(self, connection: sa.Connection, migrations: list[Any]) -> None:
        """Triggers on CKAN's own tables would stop CKAN from saving."""
        self.downgrade(migrations)
        left = sa.text("""
            SELECT relname FROM pg_class WHERE relname LIKE 'ppid_feed%'
            UNION SELECT proname FROM pg_proc WHERE proname LIKE 'ppid_feed%'
            UNION SELECT tgname FROM pg_trigger WHERE tgname LIKE 'ppid_feed%'
        """)
        assert list(connection.execute(left)) == []
        connection.execute(sa.text("UPDATE package SET private = true"))
