"""Ten officers at work while harvesters read: nothing is lost, doubled, stuck or let out."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest
from ckan import model
from ckan.lib import app_globals

from ckanext.ppidbontang.feed import rebuilding, store

from .conftest import Act, Feed, Record, objects, rows, wait_for
from .office import PATIENCE, Harvester, Office, Replica, Task, Watcher, said_of_each

pytestmark = pytest.mark.usefixtures("unsearched")

LINK = {"name": "Jumlah", "url": "https://data.example/jumlah.csv"}


@pytest.fixture
def office(clean_portal: None, app: Any) -> Office:
    return Office(app)


@pytest.fixture
def numbers() -> Iterator[int]:
    """Give a number to each title and name, so that each save is a change."""
    return itertools.count()


@pytest.fixture
def edit(office: Office, numbers: Iterator[int]) -> Callable[[str], Task]:
    return lambda id_: office.does("package_patch", id=id_, title=f"Judul {next(numbers)}")


def test_harvesters_read_while_officers_work(
    office: Office,
    feed: Feed,
    entries: Callable[..., list[str]],
    pages_of: Callable[[int], None],
    open_record: Record,
    edit: Callable[[str], Task],
) -> None:
    ids = entries(10, resources=[LINK])
    lasting, doomed = ids[:6], ids[6:]
    pages_of(3)

    def create(name: str) -> Task:
        return office.does("package_create", **{**open_record, "name": name, "resources": [LINK]})

    def delete(reference: str) -> Task:
        return office.does("package_delete", id=reference)

    def hide(package_id: str, *, private: bool) -> Task:
        return office.does("package_patch", id=package_id, private=private)

    def add_file(package_id: str, name: str) -> Task:
        url = f"https://data.example/{name}"
        return office.does("resource_create", package_id=package_id, url=url)

    replica = Replica(office, feed)
    harvesters = [Harvester(office, feed, lasting) for _ in range(3)]
    *walks, _, looks = office.run(
        [
            [edit(lasting[0]), edit(lasting[0]), edit(lasting[1])],
            [edit(lasting[0]), edit(lasting[1]), edit(lasting[0])],
            [create("baru-1"), create("baru-2")],
            [create("baru-3"), delete("baru-3"), create("baru-4")],
            [delete(doomed[0]), delete(doomed[1])],
            [edit(doomed[2]), delete(doomed[2])],
            [office.exempts(lasting[2]), edit(lasting[2])],
            [edit(lasting[3]), office.exempts(lasting[3])],
            [add_file(lasting[4], "a.csv"), add_file(lasting[4], "b.csv")],
            [hide(doomed[3], private=True), hide(doomed[3], private=False), edit(lasting[5])],
        ],
        *harvesters,
        replica,
        Watcher(office),
    )

    assert min(walks) >= 2
    assert looks >= 5
    assert replica.entries == said_of_each(feed.read("/catalog/full.nt"))
    assert set(replica.entries) == set(feed.listed())
    assert set(replica.entries) > {*lasting, doomed[3]}
    assert len(replica.entries) == len(lasting) + 1 + 3
    feed.assert_true()


class TestNobodyWaitsForEver:
    @pytest.fixture(autouse=True)
    def names_as_before(self, act: Act, ckan_config: Any) -> Iterator[None]:
        title = ckan_config["ckan.site_title"]
        body = act("organization_show", id="disdukcapil")
        yield
        model.Session.rollback()
        act("organization_patch", id=body["id"], title=body["title"])
        model.delete_system_info("ckan.site_title")
        ckan_config["ckan.site_title"] = title
        app_globals.set_app_global("site_title", title)

    def test_writers_of_entries_their_body_and_the_portal(
        self,
        act: Act,
        office: Office,
        feed: Feed,
        entries: Callable[..., list[str]],
        edit: Callable[[str], Task],
        numbers: Iterator[int],
    ) -> None:
        ids = entries(5)
        owner = act("organization_show", id="disdukcapil")["id"]

        def rename() -> Task:
            return office.does("organization_patch", id=owner, title=f"Dinas {next(numbers)}")

        def retitle() -> Task:
            title = {"ckan.site_title": f"Portal {next(numbers)}"}
            return office.does("config_option_update", **title)

        def in_bulk(action: str, order: list[str]) -> Task:
            return office.does(action, datasets=order, org_id=owner)

        office.run(
            [
                [edit(ids[0]), edit(ids[1])],
                [edit(ids[0]), edit(ids[2])],
                [edit(ids[0]), edit(ids[3])],
                [edit(ids[1]), edit(ids[0])],
                [edit(ids[4]), edit(ids[4])],
                [rename(), rename(), rename()],
                [rename(), rename(), rename()],
                [retitle(), retitle()],
                [in_bulk("bulk_update_private", ids[::-1]), in_bulk("bulk_update_public", ids)],
            ]
        )
        assert set(feed.listed()) == set(ids)
        feed.assert_true()

    def test_a_rebuild_and_who_renames_a_body(
        self,
        office: Office,
        feed: Feed,
        entries: Callable[..., list[str]],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        """Both lock many entries, in one order: that of their ids."""
        ids = sorted(entries(2), reverse=True)
        rename = office.does("organization_patch", id="disdukcapil", title="Dinas Baru")
        renaming: list[Future[object]] = []
        keep = store.keep

        def keep_and_wait(*arguments: Any) -> bool:
            kept = keep(*arguments)
            if not renaming:
                renaming.append(pool.submit(rename))
                wait_for(lambda: rows("SELECT FROM pg_locks WHERE NOT granted"))
            return kept

        monkeypatch.setattr(store, "keep", keep_and_wait)
        with ThreadPoolExecutor(1) as pool:
            assert sum(done.kept for done in rebuilding.rebuild(ids)) == len(ids)
            renaming[0].result(PATIENCE)
        assert "Dinas Baru" in objects(feed.read("/catalog.nt"), "http://xmlns.com/foaf/0.1/name")
