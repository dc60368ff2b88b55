"""What entries share changes: every entry that it shows in gets a number, and no other one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from ckan import model
from ckan.lib import app_globals

from .conftest import Act, Feed, Record, objects, rows

pytestmark = pytest.mark.usefixtures("unsearched")

NAME = "http://xmlns.com/foaf/0.1/name"
TITLE = "http://purl.org/dc/terms/title"


@dataclass(frozen=True)
class Entries:
    """Ids of an entry of Dinkes, of one that it answers for, and of one of another body."""

    own: str
    answered: str
    other: str

    @property
    def of_dinkes(self) -> set[str]:
        return {self.own, self.answered}


@pytest.fixture
def three(act: Act, open_record: Record) -> Entries:
    def publish(name: str, **changes: str) -> str:
        return act("package_create", **{**open_record, "name": name, **changes})["id"]

    return Entries(
        own=publish("milik", owner_org="dinkes"),
        answered=publish("titipan", owner_org="diskominfo", responsible_opd="dinkes"),
        other=publish("lain"),
    )


@pytest.fixture
def dinkes(act: Act) -> Iterator[Record]:
    """Give the body back its record afterwards: bodies stay for the whole session."""
    before = act("organization_show", id="dinkes")
    yield before
    model.Session.rollback()
    for action, given in (
        ("organization_patch", {"state": "active", "name": before["name"]}),
        ("organization_patch", {"title": before["title"], "ppid_email": before["ppid_email"]}),
    ):
        act(action, id=before["id"], **given)


def numbers(feed: Feed, ids: set[str]) -> dict[str, tuple[Any, ...]]:
    """Return number, place and digest of entries."""
    found = {id_: feed.entry(id_) for id_ in ids}
    return {id_: (row.seq, row.position, row.digest) for id_, row in found.items()}


def told_since(feed: Feed, number: int) -> set[str]:
    return set(feed.listed(f"/catalog/changes.nt?since={number}"))


BODY_CHANGES: dict[str, dict[str, str]] = {
    "title": {"title": "Dinas Kesehatan dan Keluarga"},
    "contact": {"ppid_email": "baru@bontang.example"},
}


@pytest.mark.parametrize("changes", BODY_CHANGES.values(), ids=BODY_CHANGES)
def test_entries_of_a_body_get_new_numbers_and_keep_the_rest(
    act: Act, feed: Feed, three: Entries, dinkes: Record, changes: dict[str, str]
) -> None:
    before = numbers(feed, {*three.of_dinkes, three.other})
    state = feed.state
    act("organization_patch", id="dinkes", **changes)
    after = numbers(feed, {*three.of_dinkes, three.other})
    assert after[three.other] == before[three.other]
    for entry in three.of_dinkes:
        assert after[entry][0] > state.seq
        assert after[entry][1:] == before[entry][1:]
    # In the order of the feed, so that who follows the numbers meets them as who pages does.
    assert after[three.own][0] < after[three.answered][0] == feed.state.seq
    assert feed.state.head == state.head + 1
    assert told_since(feed, state.seq) == three.of_dinkes
    feed.assert_true()


@pytest.mark.parametrize(
    "address",
    ["/catalog.nt", "/catalog/full.nt", "/catalog/changes.nt", "/dataset/titipan.nt"],
)
def test_documents_name_a_new_title_at_once(
    act: Act, feed: Feed, three: Entries, dinkes: Record, address: str
) -> None:
    old = feed.get(address)
    assert dinkes["title"] in objects(old.data, NAME)
    act("organization_patch", id="dinkes", title="Dinas Kesehatan dan Keluarga")
    new = feed.get(address, if_none_match=old.headers["ETag"])
    assert new.status_code == 200
    assert "Dinas Kesehatan dan Keluarga" in objects(new.data, NAME)
    assert dinkes["title"] not in objects(new.data, NAME)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(
            lambda act: act("organization_patch", id="dinkes", name="dinkes-2"), id="name"
        ),
        pytest.param(lambda act: act("organization_delete", id="dinkes"), id="deletion"),
    ],
)
def test_entries_wait_to_be_made_anew_when_their_body_is_another(
    act: Act, feed: Feed, three: Entries, dinkes: Record, change: Callable[[Act], object]
) -> None:
    """They say what they said, under new numbers, until the next rebuild."""
    act("package_patch", id=three.own, owner_org="diskominfo", responsible_opd="dinkes")
    before = feed.state
    change(act)
    waiting = rows("SELECT package_id FROM ppid_feed_entry WHERE version = ''")
    assert {row.package_id for row in waiting} >= three.of_dinkes
    assert three.other not in {row.package_id for row in waiting}
    assert told_since(feed, before.seq) == three.of_dinkes


def test_a_body_that_has_nothing_moves_the_head_alone(
    act: Act, feed: Feed, three: Entries, dinkes: Record
) -> None:
    before = feed.state
    for entry in three.of_dinkes:
        act("package_patch", id=entry, owner_org="diskominfo", responsible_opd="diskominfo")
    between = feed.state
    act("organization_patch", id="dinkes", title="Dinas Kesehatan dan Keluarga")
    after = feed.state
    assert (after.seq, after.head) == (between.seq + 1, before.head + 1)
    assert told_since(feed, between.seq) == set()


def test_a_body_that_is_saved_as_it_was_changes_nothing(
    act: Act, feed: Feed, three: Entries, dinkes: Record
) -> None:
    before = feed.state
    act("organization_patch", id="dinkes", title=dinkes["title"])
    assert feed.state == before


class TestTitleOfThePortal:
    @pytest.fixture(autouse=True)
    def titled_as_before(self, ckan_config: Any) -> Iterator[None]:
        before = ckan_config["ckan.site_title"]
        yield
        model.delete_system_info("ckan.site_title")
        ckan_config["ckan.site_title"] = before
        app_globals.set_app_global("site_title", before)

    @pytest.fixture
    def rename(self, act: Act) -> Callable[[str], None]:
        return lambda title: act("config_option_update", **{"ckan.site_title": title})

    def test_documents_name_it_at_once_and_no_entry_changes(
        self, feed: Feed, three: Entries, rename: Callable[[str], None], ckan_config: Any
    ) -> None:
        before, old = feed.state, feed.get("/catalog.nt")
        rename("Portal Baru")
        after = feed.state
        assert (after.seq, after.head) == (before.seq + 1, before.head + 1)
        new = feed.get("/catalog.nt", if_none_match=old.headers["ETag"])
        assert "Portal Baru" in objects(new.data, TITLE)
        assert told_since(feed, before.seq) == set()

    def test_a_process_that_did_not_change_it_knows_it_too(
        self, feed: Feed, three: Entries, rename: Callable[[str], None], ckan_config: Any
    ) -> None:
        """Each process of the portal has settings of its own, read anew with the next head."""
        before = ckan_config["ckan.site_title"]
        rename("Portal Baru")
        ckan_config["ckan.site_title"] = before  # as in a process that served something else
        assert "Portal Baru" in objects(feed.read("/catalog.nt"), TITLE)
