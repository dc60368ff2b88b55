"""The store of the feed is made anew and compared with what it should hold."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import closing
from typing import Any, cast

import pytest
import sqlalchemy as sa
from ckan import model
from ckan.cli.cli import ckan as ckan_command
from ckan.lib import search

from ckanext.ppidbontang.feed import checking, rebuilding, store
from ckanext.ppidbontang.feed.checking import Drift
from ckanext.ppidbontang.feed.rebuilding import BATCH_SIZE, Rebuilt
from ckanext.ppidbontang.model import FeedEntry, FeedState

Record = dict[str, Any]
Act = Callable[..., Any]


@pytest.fixture
def entry(act: Act, open_record: Record) -> Record:
    """Return a published entry that is in the feed."""
    made = act("package_create", **open_record)
    assert checking.findings() == []
    return made


@pytest.fixture
def feed(cli: Any) -> Callable[..., Any]:
    """Run `ckan ppid feed …`."""
    return lambda *words: cli.invoke(ckan_command, ["ppid", "feed", *words])


def sql(statement: str, **values: Any) -> None:
    """Change the database as nothing in the portal would."""
    model.Session.execute(sa.text(statement), values)
    model.Session.commit()
    model.Session.expunge_all()


def stored(package_id: str) -> FeedEntry:
    return model.Session.get_one(FeedEntry, package_id, populate_existing=True)


def drifts() -> list[tuple[Drift, str]]:
    return [(finding.drift, finding.name) for finding in checking.findings()]


DRIFTS: dict[str, tuple[Drift, str]] = {
    "the row is gone": (Drift.MISSING, "DELETE FROM ppid_feed_entry WHERE package_id = :id"),
    "withdrawn by mistake": (
        Drift.MISSING,
        "UPDATE ppid_feed_entry SET state = 'withdrawn', digest = NULL WHERE package_id = :id",
    ),
    "made by another release": (
        Drift.OUTDATED,
        "UPDATE ppid_feed_entry SET version = 'lama' WHERE package_id = :id",
    ),
    "the record went on": (
        Drift.OUTDATED,
        "UPDATE package SET metadata_modified = now() AT TIME ZONE 'UTC' WHERE id = :id",
    ),
}


@pytest.mark.parametrize(("drift", "statement"), DRIFTS.values(), ids=DRIFTS)
def test_what_the_store_lacks_is_found_and_mended(
    entry: Record, feed: Callable[..., Any], drift: Drift, statement: str
) -> None:
    sql(statement, id=entry["id"])
    assert drifts() == [(drift, entry["name"])]
    found = feed("check")
    assert (found.exit_code, entry["name"] in found.output) == (1, True)
    assert drifts() == [(drift, entry["name"])]
    assert feed("check", "--repair").exit_code == 0
    assert drifts() == []


def test_what_is_not_published_leaves_the_feed(entry: Record, feed: Callable[..., Any]) -> None:
    """The trigger does so at once; this is for who has turned triggers off."""
    sql("ALTER TABLE package DISABLE TRIGGER ppid_feed_withdraw")
    sql("DELETE FROM package_tag; DELETE FROM package")
    sql("ALTER TABLE package ENABLE TRIGGER ppid_feed_withdraw")
    search.clear_all()
    assert drifts() == [(Drift.SURPLUS, entry["id"])]
    assert feed("check", "--repair").exit_code == 0
    assert stored(entry["id"]).state == "withdrawn"
    fragments = "SELECT count(*) FROM ppid_feed_fragment WHERE package_id = :id"
    assert model.Session.scalar(sa.text(fragments), {"id": entry["id"]}) == 0


class TestSearch:
    def test_what_is_not_found_is_indexed_again(
        self, entry: Record, feed: Callable[..., Any]
    ) -> None:
        search.clear_all()
        assert drifts() == [(Drift.UNFINDABLE, entry["name"])]
        assert feed("check", "--repair").exit_code == 0
        assert drifts() == []

    def test_what_is_not_published_is_found_no_more(
        self, entry: Record, feed: Callable[..., Any]
    ) -> None:
        sql("UPDATE package SET private = true WHERE id = :id", id=entry["id"])
        assert drifts() == [(Drift.FINDABLE, entry["name"])]
        assert feed("check", "--repair").exit_code == 0
        assert drifts() == []


def test_a_wrong_count_is_counted_anew(entry: Record) -> None:
    sql("UPDATE ppid_feed_state SET live = 99")
    checking.repair([])
    assert FeedState.current().live == 1


class TestRebuild:
    @pytest.fixture
    def entries(self, act: Act, open_record: Record) -> list[str]:
        """Return the ids of entries enough for both processes."""
        made = [
            act("package_create", **{**open_record, "name": f"penduduk-{number}"})["id"]
            for number in range(2 * BATCH_SIZE + 1)
        ]
        model.Session.commit()
        return made

    def test_all_are_made_anew_and_none_is_missing_meanwhile(
        self, entries: list[str], feed: Callable[..., Any], app: Any
    ) -> None:
        sql("UPDATE ppid_feed_entry SET digest = 'lama'")
        before = FeedState.current()
        rebuilding.forget_all()
        assert set(rebuilding.due()) == set(entries)
        page = app.get("/catalog.nt").body
        assert all(f"dataset/{package_id}>" in page for package_id in entries)
        result = feed("rebuild")
        assert (result.exit_code, str(len(entries)) in result.output) == (0, True)
        assert rebuilding.due() == []
        after = FeedState.current()
        assert after.live == before.live
        assert {stored(package_id).digest for package_id in entries} != {"lama"}

    def test_what_is_the_same_is_no_change(self, entries: list[str], feed: Any) -> None:
        before = FeedState.current().seq
        assert feed("rebuild", "--all").exit_code == 0
        assert FeedState.current().seq == before

    def test_it_goes_on_where_it_was_interrupted(
        self, entries: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(rebuilding, "BATCH_SIZE", 1)
        rebuilding.forget_all()
        with closing(cast("Generator[Rebuilt]", rebuilding.rebuild(rebuilding.due()))) as batches:
            assert next(batches).kept == 1
        assert 0 < len(rebuilding.due()) < len(entries)
        assert sum(done.kept for done in rebuilding.rebuild(rebuilding.due())) > 0
        assert rebuilding.due() == []

    def test_harvesters_wait_until_the_store_was_filled_once(
        self, entries: list[str], feed: Callable[..., Any], app: Any
    ) -> None:
        """An old portal with a new store: a feed without its entries would delete them."""
        sql("DELETE FROM ppid_feed_entry; UPDATE ppid_feed_state SET ready = false, live = 0")
        response = app.get("/catalog.ttl")
        assert (response.status_code, response.headers["Retry-After"]) == (503, "120")
        assert feed("rebuild").exit_code == 0
        page = app.get("/catalog.nt")
        assert page.status_code == 200
        assert all(f"dataset/{package_id}>" in page.body for package_id in entries)


def test_one_that_cannot_be_written_is_told_with_its_cause(
    entry: Record, feed: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, app: Any
) -> None:
    def fail(*_: Any) -> None:
        raise ValueError("alamat rusak")

    with monkeypatch.context() as broken:
        broken.setattr(store, "fragment_of", fail)
        result = feed("rebuild", "--all")
    assert result.exit_code == 1
    assert entry["name"] in result.output
    assert "alamat rusak" in result.output
    assert entry["id"] not in app.get("/catalog.ttl").body
    assert [finding.cause for finding in checking.failures()] == ["ValueError: alamat rusak"]
    assert feed("rebuild").exit_code == 0
    assert entry["id"] in app.get("/catalog.ttl").body


def test_a_setting_leaves_wholly_exempt_entries_out(
    act: Act,
    open_record: Record,
    exempt_record: Record,
    feed: Callable[..., Any],
    ckan_config: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    act("package_create", **open_record)
    exempt = act("package_create", **exempt_record)
    assert stored(exempt["id"]).state == "live"
    with monkeypatch.context() as setting:
        setting.setitem(ckan_config, "ckanext.ppidbontang.feed_exempt", False)
        assert drifts() == [(Drift.SURPLUS, exempt["name"])]
        assert feed("check", "--repair").exit_code == 0
        assert stored(exempt["id"]).state == "withdrawn"
        act("package_patch", id=exempt["id"], notes="Keterangan lain.")
        assert stored(exempt["id"]).state == "withdrawn"
        assert feed("check").exit_code == 0
    assert feed("check", "--repair").exit_code == 0
    assert stored(exempt["id"]).state == "live"
