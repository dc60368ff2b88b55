"""What is taken out of the feed leaves the files before it is committed, and stays out of them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import psycopg2
import pytest
import sqlalchemy as sa
from ckan import model
from ckan.tests import helpers
from sqlalchemy import event
from sqlalchemy.exc import DBAPIError

from ckanext.ppidbontang.domain.vocabularies import ANNOUNCEMENT_STATEMENTS
from ckanext.ppidbontang.feed import files, publishing, store, watching
from ckanext.ppidbontang.feed.publishing import NotPublishedError
from ckanext.ppidbontang.feed.publishing import publish as write
from tests.integration.exemption.conftest import DECISION, REASONS, TEST

pytestmark = pytest.mark.usefixtures("with_request_context")

CLOSED = {
    "information_category": "dikecualikan",
    "information_kind": "",
    "exemption_status": "dikecualikan-seluruhnya",
    **REASONS,
}


CLOSED_RIGHTS = (
    "<http://purl.org/dc/terms/accessRights> "
    "<http://publications.europa.eu/resource/authority/access-right/NON_PUBLIC>"
)


@pytest.fixture
def entry(publish, open_record) -> str:
    """Return the id of a published entry of Dinkes."""
    return publish(open_record, owner_org="dinkes")["id"]


@pytest.fixture
def shown(feed_folder, feed_plans, entry) -> Path:
    """Return the folder with files that say what the entry says, and nothing planned."""
    write(feed_folder)
    feed_plans.forget()
    assert is_in(feed_folder, entry)
    return feed_folder


def names(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()}


def read(folder: Path) -> str:
    return (folder / "full.nt").read_text()


def is_in(folder: Path, entry: str) -> bool:
    return f"/dataset/{entry}>" in read(folder)


def is_private(package_id: str) -> sa.Update:
    return sa.update(model.Package).where(model.Package.id == package_id).values(private=True)


Act = Callable[..., Any]


def deleted(act: Act, entry: str) -> None:
    act("package_delete", id=entry)


def purged(act: Act, entry: str) -> None:
    act("dataset_purge", id=entry)


def deleted_in_bulk(act: Act, entry: str) -> None:
    act("bulk_update_delete", org_id=_body("dinkes"), datasets=[entry])


def private_in_bulk(act: Act, entry: str) -> None:
    act("bulk_update_private", org_id=_body("dinkes"), datasets=[entry])


def private_by_form(act: Act, entry: str) -> None:
    act("package_patch", id=entry, private=True)


def private_by_revise(act: Act, entry: str) -> None:
    act("package_revise", match={"id": entry}, update={"private": True})


def closed_by_form(act: Act, entry: str) -> None:
    act("package_patch", id=entry, **CLOSED)


def proposed(act: Act, entry: str) -> None:
    act("ppid_exemption_propose", id=entry, exemption_status=CLOSED["exemption_status"], **REASONS)


def by_the_model(_act: Act, entry: str) -> None:
    """As a plugin would that knows no action; what was not sent yet is committed too."""
    package = model.Package.get(entry)
    assert package
    package.private = True
    model.Session.commit()


def removed_by_the_model(_act: Act, entry: str) -> None:
    package = model.Package.get(entry)
    assert package
    package.purge()
    model.Session.commit()


def by_sql_in_the_session(_act: Act, entry: str) -> None:
    model.Session.execute(is_private(entry))
    model.Session.commit()


def in_a_savepoint(_act: Act, entry: str) -> None:
    with model.Session.begin_nested():
        model.Session.execute(is_private(entry))
    model.Session.commit()


def by_a_connection_of_ckan(_act: Act, entry: str) -> None:
    with model.ensure_engine().begin() as connection:
        connection.execute(is_private(entry))


def withdrawn_by_the_check(_act: Act, entry: str) -> None:
    store.withdraw(entry)
    model.Session.commit()


def urgent(record: dict[str, Any]) -> dict[str, Any]:
    """Return a lawful serta-merta announcement of Dinkes."""
    return {
        **record,
        "owner_org": "dinkes",
        "information_category": "serta-merta",
        "information_kind": "serta-merta-01",
        **{statement.field: f"{statement.label}." for statement in ANNOUNCEMENT_STATEMENTS},
    }


def _body(name: str) -> str:
    return helpers.call_action("organization_show", id=name)["id"]


WAYS = (
    deleted,
    purged,
    deleted_in_bulk,
    private_in_bulk,
    private_by_form,
    private_by_revise,
    closed_by_form,
    proposed,
    by_the_model,
    removed_by_the_model,
    by_sql_in_the_session,
    in_a_savepoint,
    by_a_connection_of_ckan,
    withdrawn_by_the_check,
)


class TestEveryWay:
    @pytest.mark.parametrize("way", WAYS)
    def test_the_files_go(self, shown, act, entry, way, feed_plans):
        way(act, entry)
        assert names(shown) == set()
        assert len(feed_plans.times()) == (way is not by_a_connection_of_ckan), (
            "they come back by the job"
        )
        write(shown)
        is_still_told = way in (closed_by_form, proposed)
        assert is_in(shown, entry) == is_still_told
        assert f"/dataset/{entry}> {CLOSED_RIGHTS}" in read(shown) or not is_still_told

    def test_a_decision_and_an_opening(self, shown, act, entry):
        """What was said of it while it was closed is no longer right; it is made anew."""
        proposed(act, entry)
        act("ppid_exemption_test", id=entry, **TEST)
        act("ppid_exemption_decide", id=entry, outcome=CLOSED["exemption_status"], **DECISION)
        write(shown)
        act("ppid_exemption_open", id=entry, **DECISION)
        assert names(shown) == set()

    def test_an_announcement_that_is_returned(self, feed_folder, person, publish, open_record):
        officer, utama = person("dinkes"), person("kota-bontang", role="admin")
        announced = helpers.call_action(
            "package_create", {"user": officer.name, "ignore_auth": False}, **urgent(open_record)
        )
        write(feed_folder)
        assert is_in(feed_folder, announced["id"])
        helpers.call_action(
            "ppid_review_return",
            {"user": utama.name, "ignore_auth": False},
            id=announced["id"],
            note="Sumber belum disebut.",
        )
        assert names(feed_folder) == set()

    def test_an_entry_that_can_no_longer_be_serialized(self, shown, act, entry, monkeypatch):
        def fail(*_args: Any) -> None:
            raise ValueError

        monkeypatch.setattr(store, "fragment_of", fail)
        act("package_patch", id=entry, title="Judul yang tidak dapat ditulis")
        assert names(shown) == set()

    def test_they_are_gone_before_anybody_sees_it_closed(self, shown, entry):
        """Just before the commit others still see the entry as it was, but not the files."""
        seen = []

        def look(_connection: sa.Connection) -> None:
            with sa.create_engine(model.ensure_engine().url).connect() as other:
                is_closed = other.scalar(
                    sa.select(model.Package.private).where(model.Package.id == entry)
                )
            seen.append((is_closed, names(shown)))

        event.listen(model.ensure_engine(), "commit", look)
        try:
            model.Session.execute(is_private(entry))
            model.Session.commit()
        finally:
            event.remove(model.ensure_engine(), "commit", look)
        assert seen == [(False, set())]


class TestOthers:
    @pytest.mark.parametrize(
        ("action", "data"),
        [
            ("package_patch", {"title": "Judul yang lain"}),
            ("resource_create", {"name": "Berkas", "url": "https://example.go.id/x"}),
        ],
    )
    def test_ordinary_edits_leave_the_files(self, shown, act, entry, action, data, feed_plans):
        before = names(shown)
        key = "package_id" if action == "resource_create" else "id"
        act(action, **{key: entry}, **data)
        assert names(shown) == before
        assert len(feed_plans.times()) == 1

    def test_a_new_entry_leaves_the_files(self, shown, entry, publish, open_record):
        publish(open_record, name="yang-baru")
        assert is_in(shown, entry)

    def test_a_draft_touches_nothing(self, shown, publish, open_record, feed_plans):
        publish(open_record, name="rancangan", private=True)
        assert "full.nt" in names(shown)
        assert feed_plans.times() == []

    def test_without_a_folder_nothing_is_planned(self, shown, act, entry, monkeypatch, feed_plans):
        monkeypatch.setitem(tk.config, "ckanext.ppidbontang.feed_directory", "")
        private_by_form(act, entry)
        assert "full.nt" in names(shown)
        assert feed_plans.times() == []


class TestNotCommitted:
    def test_a_closing_that_fails_at_its_commit(self, shown, entry, feed_plans):
        """The files are gone all the same, and come back by the job."""
        refuse = """
            CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION 'no'; END $$;
            CREATE CONSTRAINT TRIGGER refuse AFTER UPDATE ON package
            DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse()
        """
        model.Session.execute(sa.text(refuse))
        model.Session.commit()
        try:
            model.Session.execute(is_private(entry))
            with pytest.raises(DBAPIError):
                model.Session.commit()
            model.Session.rollback()
        finally:
            model.Session.execute(sa.text("DROP FUNCTION refuse CASCADE"))
            model.Session.commit()
        assert names(shown) == set()
        assert len(feed_plans.times()) == 1
        write(shown)
        assert is_in(shown, entry)

    def test_a_closing_that_is_rolled_back_touches_nothing(self, shown, entry, feed_plans):
        model.Session.execute(is_private(entry))
        model.Session.rollback()
        model.Session.commit()
        assert is_in(shown, entry)
        assert feed_plans.times() == []

    def test_a_savepoint_that_is_rolled_back_touches_nothing(self, shown, entry):
        savepoint = model.Session.begin_nested()
        model.Session.execute(is_private(entry))
        savepoint.rollback()
        model.Session.commit()
        assert is_in(shown, entry)

    def test_a_commit_of_a_transaction_that_failed_stays_what_it_was(self, shown, entry):
        connection = model.ensure_engine().connect()
        with connection, pytest.raises(DBAPIError):
            connection.execute(sa.text("SELECT 1 / 0"))
        connection = model.ensure_engine().connect()
        with connection:
            connection.execute(is_private(entry))
            with pytest.raises(DBAPIError):
                connection.execute(sa.text("SELECT 1 / 0"))
            connection.commit()
        assert is_in(shown, entry)


@contextmanager
def in_a_thread(work: Callable[[], None]) -> Iterator[None]:
    """Do something meanwhile, and see it through."""
    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(work)
        yield
        done.result(timeout=60)


def wait_for_the_lock() -> None:
    """Return when somebody waits for the lock of the files."""
    waiting = sa.text("SELECT count(*) FROM pg_locks WHERE objid = :lock AND NOT granted")
    with model.ensure_engine().connect() as connection:
        for _ in range(6000):
            if connection.scalar(waiting, {"lock": files.LOCK}):
                return
            connection.rollback()
            threading.Event().wait(0.01)
    pytest.fail("nobody waits for the lock")


class TestMeanwhile:
    """A closing and a publication at the same time."""

    def test_a_closing_while_the_files_are_written(self, shown, act, publish, open_record, entry):
        publish(open_record, name="yang-lain")

        def close(done: int, _total: int) -> None:
            if done == 1:
                with in_a_thread(lambda: private_by_sql(entry)):
                    pass

        assert write(shown, close).is_new
        assert not is_in(shown, entry)
        assert "full.nt.gz" in names(shown)

    def test_closings_without_end(self, feed_folder, publish, open_record):
        """It gives up after some attempts, leaves nothing, and says so."""
        ids = [publish(open_record, name=f"entri-{number}")["id"] for number in range(9)]

        def close(done: int, _total: int) -> None:
            if done == 1:
                with in_a_thread(lambda: private_by_sql(ids.pop())):
                    pass

        with pytest.raises(NotPublishedError) as caught:
            write(feed_folder, close)
        assert "again" in str(caught.value)
        assert len(ids) == 6
        assert names(feed_folder) == set()

    def test_a_closing_that_is_being_committed(self, feed_folder, entry, publish, open_record):
        """The files are not shown before it is clear what came of it."""
        publish(open_record, name="yang-lain")
        reached, go_on = threading.Event(), threading.Event()

        def stop(connection: sa.Connection) -> None:
            if threading.current_thread() is not threading.main_thread() and not reached.is_set():
                reached.set()
                assert go_on.wait(60)

        def observe() -> None:
            wait_for_the_lock()
            assert not {"full.nt", "full.json"} & names(feed_folder)
            go_on.set()

        event.listen(model.ensure_engine(), "commit", stop)
        try:
            with in_a_thread(lambda: private_by_sql(entry)):
                assert reached.wait(60)
                with in_a_thread(observe):
                    write(feed_folder)
        finally:
            go_on.set()
            event.remove(model.ensure_engine(), "commit", stop)
        assert not is_in(feed_folder, entry)
        assert "full.nt" in names(feed_folder)

    def test_a_closing_while_the_files_are_shown(self, feed_folder, entry, monkeypatch):
        """It waits for the moment that takes, and then removes them."""
        show, closing = files.show_new, threading.Thread(target=private_by_sql, args=[entry])

        def show_slowly(folder: Path) -> None:
            closing.start()
            wait_for_the_lock()
            show(folder)
            assert is_in(folder, entry)

        monkeypatch.setattr(files, "show_new", show_slowly)
        assert write(feed_folder).is_new
        closing.join(timeout=60)
        assert not closing.is_alive()
        assert names(feed_folder) == set()

    def test_a_closing_that_hangs_at_its_commit(self, feed_folder, entry, monkeypatch):
        """The publication does not wait for ever, since later closings would wait behind it."""
        monkeypatch.setattr(publishing, "_PATIENCE", "50ms")
        with model.ensure_engine().connect() as hanging:
            hanging.execute(sa.select(sa.func.pg_advisory_xact_lock_shared(files.LOCK)))
            with pytest.raises(NotPublishedError):
                write(feed_folder)
        assert names(feed_folder) == set()
        assert write(feed_folder).is_new


class TestRoundCkan:
    """A change in SQL that CKAN knows nothing of."""

    @pytest.fixture
    def by_hand(self, entry):
        def run() -> None:
            url = model.ensure_engine().url.set(drivername="postgresql")
            with psycopg2.connect(url.render_as_string(hide_password=False)) as connection:
                connection.cursor().execute(
                    "UPDATE package SET private = true WHERE id = %s", [entry]
                )
            connection.close()

        return run

    def test_it_is_found_by_the_next_publication(self, shown, entry, by_hand):
        by_hand()
        assert is_in(shown, entry)
        write(shown)
        assert not is_in(shown, entry)

    def test_even_by_one_that_fails(self, shown, publish, open_record, by_hand):
        def stop(_done: int, _total: int) -> None:
            raise OSError(28, "No space left on device")

        publish(open_record, name="yang-lain")
        by_hand()
        with pytest.raises(NotPublishedError):
            write(shown, stop)
        assert names(shown) == set()


def test_files_that_cannot_be_removed_keep_nothing_open(shown, act, entry, monkeypatch, caplog):
    def fail(_folder: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(files, "remove", fail)
    monkeypatch.setattr(watching.log, "disabled", False)
    watching.log.addHandler(caplog.handler)
    private_by_form(act, entry)
    watching.log.removeHandler(caplog.handler)
    assert str(shown) in caplog.text
    package = model.Package.get(entry)
    assert package
    assert package.private


def private_by_sql(package_id: str) -> None:
    model.Session.execute(is_private(package_id))
    model.Session.commit()
    model.Session.remove()
