"""What is to be brought up to date: what is listed, for whom, and at what price."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup
from ckan import model
from ckan.model.types import make_uuid
from ckan.tests import helpers
from sqlalchemy import event

from ckanext.ppidbontang.domain.durations import add_months
from ckanext.ppidbontang.exemption import cases
from ckanext.ppidbontang.helpers.pages import ppid_date

pytestmark = pytest.mark.usefixtures("with_plugins", "clean_portal")


def late_of(who, **asked):
    caller = {"user": who.name, "ignore_auth": False}
    return helpers.call_action("ppid_late_list", caller, **asked)


def names(found):
    return [row["name"] for row in found["results"]]


class TestList:
    def test_the_longest_due_comes_first_and_says_what_is_to_be_done(self, utama, periodic):
        periodic("segera", 170)
        periodic("terlambat", 200)
        periodic("sangat-terlambat", 900)
        periodic("baru", 10)
        found = late_of(utama)
        assert names(found) == ["sangat-terlambat", "terlambat", "segera"]
        assert found["count"] == 3
        assert found["by_kind"] == {"terlambat": 2, "jatuh-tempo-30-hari": 1}
        assert found["by_organization"] == {"dinkes": 3}
        row = found["results"][1]
        updated = cases.today() - timedelta(days=200)
        assert row["updated"] == str(updated)
        assert row["due"] == str(add_months(updated, 6))
        assert row["citation"] == "UU 14/2008 Pasal 9 ayat (3)"
        assert (row["title"], row["organization_title"]) == ("Judul terlambat", "Dinas Kesehatan")
        assert (row["field"], row["editable"]) == ("update_frequency", True)
        days = (ppid_date(row["due"]), ppid_date(row["updated"]))
        for words in (*days, row["citation"]):
            assert words in row["message"]

    def test_it_can_be_chosen_from(self, utama, periodic):
        periodic("satu", 400)
        periodic("dua", 300)
        periodic("tiga", 170, owner_org="disdukcapil")
        for asked, expected in (
            ({"kind": "terlambat"}, ["satu", "dua"]),
            ({"kind": "jatuh-tempo-30-hari"}, ["tiga"]),
            ({"organization": "disdukcapil"}, ["tiga"]),
            ({"organization": "tidak-ada"}, []),
            ({"limit": "1", "offset": "1"}, ["dua"]),
            ({"limit": 0}, []),
        ):
            assert names(late_of(utama, **asked)) == expected

    def test_an_older_edition_is_left_out(self, utama, periodic):
        """Two titles that differ in the time alone; the newest has the duty."""
        periodic("s2-2025", 500, title="Laporan Semester II 2025", period_end="2025-12")
        periodic("s1-2026", 300, title="Laporan Semester I 2026", period_end="2026-06")
        assert names(late_of(utama)) == ["s1-2026"]

    def test_a_change_starts_the_term_anew(self, utama, act, periodic):
        """A save that changes nothing does not."""
        made = periodic("laporan", 400)
        act("package_patch", id=made["id"], notes=made["notes"])
        assert names(late_of(utama)) == ["laporan"]
        act("package_patch", id=made["id"], notes="Diperbarui.")
        assert late_of(utama)["results"] == []

    def test_what_is_not_public_is_in_no_list(self, utama, act, periodic, exempt, updated_before):
        """Neither drafts, nor deleted entries, nor exempt ones (UU 14/2008 Pasal 54)."""
        periodic("internal", 900, private=True)
        act("package_delete", id=periodic("dihapus", 900)["id"])
        exempt("rahasia", update_frequency="harian")
        updated_before("rahasia", 900)
        made = periodic("tanpa-status", 900)
        stored = sa.text("UPDATE package SET extras = extras - 'exemption_status' WHERE id = :id")
        model.Session.execute(stored, {"id": made["id"]})
        model.Session.commit()
        found = late_of(utama)
        assert (found["results"], found["by_organization"]) == ([], {})

    @pytest.mark.parametrize(
        ("field", "value"),
        [("kind", "basi"), ("kind", "x OR 1"), ("limit", "-1"), ("offset", "satu")],
    )
    def test_a_wrong_choice_is_refused_by_name(self, app, utama, field, value):
        answer = app.get(
            "/api/3/action/ppid_late_list",
            headers=utama.headers,
            query_string={field: value},
            status=409,
        )
        assert value in str(answer.json["error"][field])


class TestReaders:
    def test_members_see_what_their_body_answers_for(self, periodic, officer, stranger, person):
        """Who only answers for it, or only reads, is not sent to a form that is not theirs."""
        periodic("milik-dinkes", 400)
        periodic("dikuasai-rsud", 400, responsible_opd="rsud-taman-husada")
        [row] = late_of(officer)["results"]
        assert (row["name"], row["editable"]) == ("milik-dinkes", True)
        [row] = late_of(person("dinkes", role="member"))["results"]
        assert (row["name"], row["editable"]) == ("milik-dinkes", False)
        [row] = late_of(person("rsud-taman-husada"))["results"]
        assert (row["name"], row["editable"]) == ("dikuasai-rsud", False)
        for who in (stranger, person()):
            found = late_of(who)
            assert (found["count"], found["by_kind"], found["by_organization"]) == (0, {}, {})

    def test_the_public_is_refused(self, app, periodic):
        periodic("milik-dinkes", 400)
        answer = app.get("/api/3/action/ppid_late_list", status=403)
        assert "milik-dinkes" not in answer.body


class TestPage:
    def page(self, app, who=None, **asked):
        answer = app.get("/en/pemutakhiran", headers=who.headers if who else {}, query_string=asked)
        return BeautifulSoup(answer.body, "html.parser")

    def titles(self, found):
        return [link.get_text(strip=True) for link in found.select("section h3 a")]

    def test_the_late_come_first_and_lead_to_the_field(self, app, periodic, utama):
        periodic("segera", 170)
        periodic("terlambat", 200)
        found = self.page(app, utama)
        assert [heading["id"] for heading in found.select(".main section h2")] == [
            "late-terlambat",
            "late-jatuh-tempo-30-hari",
        ]
        assert self.titles(found) == ["Judul terlambat", "Judul segera"]
        links = [link["href"] for link in found.select("section p a")]
        assert links[0] == "/en/dataset/edit/terlambat#field-update_frequency"
        form = app.get(links[0], headers=utama.headers).body
        assert BeautifulSoup(form, "html.parser").select("#field-update_frequency")
        counts = [badge.get_text(strip=True) for badge in found.select("nav .badge")]
        assert counts[:3] == ["2", "1", "1"]
        assert self.titles(self.page(app, utama, kind="jatuh-tempo-30-hari")) == ["Judul segera"]
        assert self.titles(self.page(app, utama, organization="dinkes")) == self.titles(found)

    def test_an_officer_sees_the_own_body_and_can_be_done(self, app, periodic, officer, stranger):
        periodic("terlambat", 200)
        assert self.titles(self.page(app, officer)) == ["Judul terlambat"]
        found = self.page(app, stranger)
        assert self.titles(found) == []
        assert "Nothing is past its day of renewal, nor near it." in found.get_text()

    def test_a_long_list_has_pages(self, app, periodic, officer):
        """Fifty to a page; the last one has the rest."""
        periodic("satu", 200)
        _copies("satu", 60)
        first, last = self.page(app, officer), self.page(app, officer, page=2)
        assert (len(self.titles(first)), len(self.titles(last))) == (50, 11)
        [current] = last.select('[aria-current="page"].page-link')
        assert "2" in current.get_text()

    def test_strangers_are_asked_to_log_in(self, app, periodic):
        periodic("milik-dinkes", 400)
        answer = app.get("/pemutakhiran", follow_redirects=False)
        assert answer.status_code == 302
        assert "came_from=/pemutakhiran" in answer.headers["Location"]

    def test_a_made_up_address_is_not_found(self, app, utama):
        app.get("/pemutakhiran?kind=tidak-ada", headers=utama.headers, status=404)

    def test_the_way_there_is_in_the_header_of_those_who_have_a_body(self, app, officer, person):
        for who, shown in ((officer, True), (person(), False), (None, False)):
            found = BeautifulSoup(
                app.get("/about", headers=who.headers if who else {}).body, "html.parser"
            )
            assert bool(found.select('a[href="/pemutakhiran"]')) is shown


def test_the_price_does_not_grow_with_the_catalogue(utama, officer, periodic):
    """Ten thousand entries cost as many queries as one."""
    periodic("satu", 400)
    few = [_queries(who) for who in (utama, officer)]
    _copies("satu", 10_000)
    many = [_queries(who) for who in (utama, officer)]
    assert many == few
    assert max(many) <= 35
    assert late_of(utama, limit=1)["count"] == 10_001


def _queries(who) -> int:
    counted = []

    def count(*_args):
        counted.append(1)

    engine = model.Session.get_bind()
    event.listen(engine, "before_cursor_execute", count)
    try:
        late_of(who, limit=1000)
    finally:
        event.remove(engine, "before_cursor_execute", count)
    return len(counted)


def _copies(name: str, count: int) -> None:
    """Copy an entry in the database, each copy under a title of its own."""
    original = model.Package.by_name(name)
    assert original
    columns = {
        column.name: getattr(original, column.name) for column in model.package_table.columns
    }
    words = ("satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "nol")
    rows = [
        {
            **columns,
            "id": make_uuid(),
            "name": f"salinan-{number}",
            "title": "Salinan " + " ".join(words[int(digit)] for digit in str(number)),
        }
        for number in range(count)
    ]
    model.Session.execute(sa.insert(model.package_table), rows)
    model.Session.commit()


def test_the_day_is_counted_on_the_clock_of_the_portal(utama, periodic, monkeypatch):
    """The last day is still in time, the day after is late."""
    periodic("laporan", 0)
    due = add_months(cases.today(), 6)
    monkeypatch.setattr(cases, "today", lambda: due)
    assert [row["kind"] for row in late_of(utama)["results"]] == ["jatuh-tempo-30-hari"]
    monkeypatch.setattr(cases, "today", lambda: due + timedelta(days=1))
    assert [row["kind"] for row in late_of(utama)["results"]] == ["terlambat"]
