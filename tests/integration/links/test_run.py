"""A run: which addresses are asked, what is remembered, and what is told of it."""

from __future__ import annotations

import datetime as dt
import re

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model
from ckan.lib import jobs as queue
from sqlalchemy import event

from ckanext.ppidbontang import jobs, links
from ckanext.ppidbontang.domain.links import LinkOutcome, Look
from ckanext.ppidbontang.links import run, store
from ckanext.ppidbontang.model import LinkCheck

from .conftest import PATIENT
from .servers import MISSING, OK, closed_port

pytestmark = pytest.mark.usefixtures("with_plugins", "with_request_context", "clean_portal")

NOW = dt.datetime.now(dt.UTC)


def check(**how):
    return links.check(limits=PATIENT, **how)


def remembered():
    rows = model.Session.scalars(
        sa.select(LinkCheck), execution_options={"populate_existing": True}
    )
    return {row.url: row for row in rows}


def a_day_passes(days=1):
    """Let what is remembered be a day older."""
    earlier = dt.timedelta(days=days)
    model.Session.execute(
        sa.update(LinkCheck).values(
            checked_at=LinkCheck.checked_at - earlier,
            failing_since=LinkCheck.failing_since - earlier,
        )
    )
    model.Session.commit()


def test_a_link_that_fails_on_two_days_is_told(site, linked):
    here = site({"/ada": OK})
    entry = linked(here.url("/ada"), here.url("/hilang"))
    assert check().failed == 1
    assert links.broken() == []
    a_day_passes()
    check()
    [found] = links.broken()
    assert found.package_id == entry["id"]
    assert found.resource_id == entry["resources"][1]["id"]
    assert (found.url, found.outcome, found.status) == (here.url("/hilang"), "gone", 404)
    assert found.since.date() == (dt.datetime.now(dt.UTC) - dt.timedelta(days=1)).date()


def test_a_link_that_works_again_is_forgiven(site, linked):
    here = site()
    linked(here.url("/berkas"))
    check()
    a_day_passes()
    check()
    assert len(links.broken()) == 1
    here.pages["/berkas"] = OK
    a_day_passes()
    check()
    assert links.broken() == []
    row = remembered()[here.url("/berkas")]
    assert (row.outcome, row.failures, row.failing_since) == ("works", 0, None)
    # One that fails later begins anew.
    del here.pages["/berkas"]
    a_day_passes(7)
    check()
    assert remembered()[here.url("/berkas")].failures == 1
    assert links.broken() == []


def test_looks_within_a_day_are_one_failure_only(site, linked):
    linked(site().url("/hilang"))
    for _ in range(3):
        check(everything=True)
    assert [row.failures for row in remembered().values()] == [3]
    assert links.broken() == []


def test_what_is_not_due_is_left_alone(site, linked):
    here = site({"/berkas": OK})
    linked(here.url("/berkas"))
    assert [check().looked, check().looked] == [1, 0]
    a_day_passes(7)
    assert check().looked == 1


def test_an_address_of_many_entries_is_asked_once_and_told_for_each(site, linked):
    here = site()
    linked(here.url("/hilang"))
    linked(here.url("/hilang"))
    check()
    a_day_passes()
    check()
    assert here.asked.count(("HEAD", "/hilang")) == 2
    assert len({found.package_id for found in links.broken()}) == 2


def test_what_may_not_be_known_is_never_asked(
    site, linked, act, publish, exempt_record, open_record
):
    """A site that counts: unpublished, deleted, exempt, and what the portal holds itself."""
    here = site({"/publik": OK})
    linked(here.url("/publik"))
    linked(here.url("/internal"), private=True)
    deleted = linked(here.url("/dihapus"))
    act("package_delete", id=deleted["id"])
    closed = linked(here.url("/dikecualikan"))
    act("package_update", **{**exempt_record, "id": closed["id"], "resources": []})
    removed = linked(here.url("/berkas-dihapus"), here.url("/publik"))
    act("resource_delete", id=removed["resources"][0]["id"])
    _of_unknown_category(linked(here.url("/tanpa-kategori")))
    _of_type(linked(here.url("/unggahan")), "upload")
    _of_type(linked(here.url("/tabel")), "datastore")
    assert check(everything=True).looked == 1
    assert {path for _, path in here.asked} == {"/robots.txt", "/publik"}


def _of_unknown_category(entry):
    package = model.Package.get(entry["id"])
    assert package
    package.extras = {**package.extras, "information_category": "entah"}
    model.Session.commit()


def _of_type(entry, url_type):
    resource = model.Resource.get(entry["resources"][0]["id"])
    assert resource
    resource.url_type = url_type
    model.Session.commit()


def test_what_was_found_of_an_entry_that_is_closed_is_not_told_and_forgotten(
    site, linked, act, exempt_record
):
    here = site()
    entry = linked(here.url("/hilang"))
    check()
    a_day_passes()
    check()
    assert len(links.broken()) == 1
    act("package_update", **{**exempt_record, "id": entry["id"], "resources": []})
    assert links.broken() == []
    check()
    assert remembered() == {}


def test_an_entry_that_is_closed_while_its_links_are_looked_at_leaves_nothing(
    site, linked, act, exempt_record
):
    here = site({"/berkas": OK})
    entry = linked(here.url("/berkas"))

    def close(_done, _total):
        act("package_update", **{**exempt_record, "id": entry["id"], "resources": []})

    assert check(progress=close).looked == 1
    assert remembered() == {}


def test_addresses_of_every_kind_are_remembered(site, linked):
    here = site({"/berkas": OK})
    long = here.url("/berkas?" + "x" * 3500)
    dead = f"http://127.0.0.1:{closed_port()}/"
    addresses = {
        long: "works",
        here.url("/berkas?é"): "works",
        dead: "unreachable",
        "lihat di kantor": "invalid-address",
        "http://10.1.2.3/": "not-public-address",
        "http://127.0.0.2:6379/": "unusual-port",
    }
    linked(*addresses)
    check()
    assert {url: row.outcome for url, row in remembered().items()} == addresses
    assert remembered()[long].key == links.key(long)


def test_broken_links_are_read_in_one_statement_however_many_there_are(site, linked):
    here = site()
    for number in range(3):
        linked(*(here.url(f"/{number}-{part}") for part in range(3)))
    check()
    a_day_passes()
    check()
    statements = []
    engine = model.Session.get_bind()
    listen = lambda *args: statements.append(args[2])  # noqa: E731
    event.listen(engine, "before_cursor_execute", listen)
    try:
        assert len(links.broken()) == 9
    finally:
        event.remove(engine, "before_cursor_execute", listen)
    assert len(statements) == 1
    assert links.broken(model.Package.owner_org == "tidak-ada") == []


def test_the_oldest_look_comes_first_and_no_more_than_asked_for(site, linked):
    here = site({f"/{number}": OK for number in range(4)})
    urls = [here.url(f"/{number}") for number in range(4)]
    linked(*urls)
    assert check(limit=2).looked == 2
    first = set(remembered())
    assert check(limit=2).looked == 2
    assert set(remembered()) == set(urls)
    assert check(limit=1, everything=True).looked == 1
    newest = max(remembered().values(), key=lambda row: row.checked_at)
    assert newest.url in first


def test_a_host_has_its_share_of_a_run(linked, monkeypatch):
    monkeypatch.setattr(run, "_MOST_OF_A_HOST", 2)
    linked(*(f"http://a.invalid/{number}" for number in range(4)), "http://b.invalid/")
    assert check().looked == 3
    assert check().looked == 2


def test_what_there_is_no_time_for_is_first_the_next_time(site, linked, monkeypatch):
    here = site({f"/{number}": OK for number in range(3)})
    linked(*(here.url(f"/{number}") for number in range(3)))
    monkeypatch.setattr(run, "SECONDS", 0)
    report = check()
    assert (report.looked, report.found[LinkOutcome.NOT_ASKED]) == (1, 2)
    assert len(remembered()) == 1


def test_what_was_looked_at_before_an_interruption_is_remembered(site, linked):
    here = site({f"/{number}": OK for number in range(3)})
    linked(*(here.url(f"/{number}") for number in range(3)))

    def interrupt(done, _total):
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        check(progress=interrupt)
    assert len(remembered()) == 2
    assert check().looked == 1


def test_there_is_one_check_at_a_time(site, linked):
    here = site({"/berkas": OK})
    linked(here.url("/berkas"))

    def another(_done, _total):
        with pytest.raises(links.AlreadyRunningError):
            check()

    assert check(progress=another).looked == 1
    assert check(everything=True).looked == 1


def test_no_transaction_is_open_while_the_network_makes_us_wait(site, linked):
    open_ = []

    def page(_request):
        with model.ensure_engine().connect() as connection:
            open_.append(
                connection.scalar(
                    sa.text(
                        "SELECT count(*) FROM pg_stat_activity WHERE state LIKE 'idle in%'"
                        " AND datname = current_database() AND pid <> pg_backend_pid()"
                    )
                )
            )
        return OK

    linked(site({"/berkas": page}).url("/berkas"))
    assert check().looked == 1
    assert set(open_) == {0}


class TestCommand:
    """`ckan ppid links check`."""

    def test_it_looks_and_tells(self, site, linked, cli):
        from ckan.cli.cli import ckan

        here = site({"/ada": OK, "/hilang": MISSING})
        linked(here.url("/ada"), "lihat di kantor")
        told = cli.invoke(ckan, ["ppid", "links", "check"])
        assert told.exit_code == 0, told.output
        lines = [line.split(None, 1) for line in told.output.splitlines()]
        assert ["1", tk._("The link works")] in lines
        assert re.search(r"\b2\b", told.output)
        again = cli.invoke(ckan, ["ppid", "links", "check"])
        assert again.exit_code == 0
        assert here.times("/ada") == 1
        assert cli.invoke(ckan, ["ppid", "links", "check", "--all", "--limit", "5"]).exit_code == 0
        assert here.times("/ada") == 2

    def test_a_second_one_says_so(self, site, linked, cli):
        from ckan.cli.cli import ckan

        with run._alone():
            told = cli.invoke(ckan, ["ppid", "links", "check"])
        assert told.exit_code == 1
        assert tk._("Another check of links is at work on this portal.") in told.output

    @pytest.mark.parametrize("limit", ["0", "-1", "banyak"])
    def test_a_wrong_limit_is_refused(self, cli, limit):
        from ckan.cli.cli import ckan

        assert cli.invoke(ckan, ["ppid", "links", "check", "--limit", limit]).exit_code == 2


class TestJob:
    """A job of its own, after the daily one."""

    @pytest.fixture(autouse=True)
    def empty_queue(self):
        queue.get_queue().empty()
        yield
        queue.get_queue().empty()

    def test_the_daily_job_has_the_links_checked_later(self, monkeypatch):
        monkeypatch.setattr(jobs, "plan", lambda: NOW)
        jobs.daily()
        [job] = queue.get_queue().jobs
        assert job.func is jobs.check_links
        assert (job.timeout or 0) > run.SECONDS

    def test_it_looks_and_gives_way_to_another(self, site, linked, caplog):
        here = site({"/berkas": OK})
        linked(here.url("/berkas"))
        with run._alone():
            jobs.check_links()
        assert remembered() == {}
        jobs.check_links()
        assert [row.outcome for row in remembered().values()] == ["works"]


def test_a_check_forgets_what_nobody_links_to(linked, site):
    store.keep(Look(url="http://lama.invalid/", outcome=LinkOutcome.GONE), NOW)
    model.Session.commit()
    linked(site({"/berkas": OK}).url("/berkas"))
    check()
    assert len(remembered()) == 1
