"""The queue of cases: what is in it, for whom, and at what price."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model
from ckan.model.types import make_uuid
from ckan.tests import helpers
from sqlalchemy import event

from ckanext.ppidbontang.exemption import cases
from ckanext.ppidbontang.model import ExemptionEvent

from .conftest import UNTESTED

pytestmark = pytest.mark.usefixtures("with_plugins", "clean_portal")


def queue_of(who, **asked):
    caller = {"user": who.name, "ignore_auth": False}
    return helpers.call_action("ppid_exemption_list", caller, **asked)


def names(found):
    return [row["name"] for row in found["results"]]


def kinds(found):
    return [[asked["kind"] for asked in row["attentions"]] for row in found["results"]]


EACH = {
    "berakhir": "berakhir",
    "hari-ini": "berakhir-hari-ini",
    "sebulan": "berakhir-30-hari",
    "tiga-bulan": "berakhir-90-hari",
    "belum-ditetapkan": "belum-ditetapkan",
    "periksa-syarat": "periksa-syarat",
    "tanpa-nomor": "tanpa-nomor",
}


@pytest.mark.usefixtures("one_of_each")
def test_the_most_urgent_comes_first_and_says_what_is_to_be_done(utama):
    found = queue_of(utama)
    assert names(found) == [*EACH, "tenang"]
    assert kinds(found) == [*([kind] for kind in EACH.values()), []]
    assert found["count"] == 8
    assert found["by_attention"] == dict.fromkeys(EACH.values(), 1)
    assert found["by_state"] == {"ditetapkan": 7, "diuji": 1}
    assert found["by_organization"] == {"dinkes": 8}
    row = found["results"][0]
    assert (row["organization"], row["organization_title"]) == ("dinkes", "Dinas Kesehatan")
    assert (row["state"], row["since"]) == ("ditetapkan", "2025-01-10")
    [asked] = row["attentions"]
    assert asked["due"] == row["period"]["end"]
    assert asked["citation"] == "PP 61/2010"
    day = date.fromisoformat(asked["due"])
    assert f"{day.day} {day:%B %Y}" in asked["message"]


@pytest.mark.usefixtures("one_of_each")
def test_the_queue_can_be_chosen_from(utama):
    for asked, expected in (
        ({"attention": "berakhir"}, ["berakhir"]),
        ({"state": "diuji"}, ["belum-ditetapkan"]),
        ({"state": "dibuka"}, []),
        ({"organization": "disdukcapil"}, []),
        ({"limit": "2", "offset": "1"}, ["hari-ini", "sebulan"]),
        ({"limit": 0}, []),
    ):
        assert names(queue_of(utama, **asked)) == expected


@pytest.mark.parametrize(
    ("field", "value"),
    [("state", "tertutup"), ("attention", "x OR 1"), ("limit", "-1"), ("offset", "satu")],
)
def test_a_wrong_choice_is_refused_by_name(utama, field, value):
    with pytest.raises(tk.ValidationError) as caught:
        queue_of(utama, **{field: value})
    assert value in str(caught.value.error_dict[field])


class TestReaders:
    def test_members_see_what_their_body_holds_or_publishes(
        self, exempt, utama, officer, stranger, person
    ):
        exempt("milik-dinkes")
        exempt("dikuasai-rsud", responsible_opd="rsud-taman-husada")
        exempt("internal", private=True)
        exempt("belum-terbit", private=True, responsible_opd="rsud-taman-husada")
        assert len(queue_of(utama)["results"]) == 4
        assert len(queue_of(officer)["results"]) == 4
        assert names(queue_of(person("rsud-taman-husada", role="member"))) == ["dikuasai-rsud"]
        assert queue_of(utama)["by_organization"] == {"dinkes": 3, "rsud-taman-husada": 1}
        assert queue_of(stranger)["results"] == []
        assert queue_of(stranger)["by_attention"] == {}
        assert queue_of(person())["results"] == []

    def test_the_public_is_refused(self, app, exempt):
        exempt("milik-dinkes")
        answer = app.get("/api/3/action/ppid_exemption_list", status=403)
        assert "milik-dinkes" not in answer.body


class TestCases:
    def test_what_is_open_or_deleted_is_none(self, utama, act, publish, open_record, exempt):
        publish(open_record)
        act("package_delete", id=exempt("dihapus")["id"])
        assert queue_of(utama)["results"] == []

    def test_what_was_opened_stays_on_record(self, utama, act, exempt):
        decision = {
            "exemption_decision_number": "2",
            "exemption_decision_date": "2025-02-01",
            "exemption_decision_official": "PPID Utama",
        }
        act(
            "ppid_exemption_open",
            id=exempt("dibuka")["id"],
            information_category="setiap-saat",
            **decision,
        )
        [row] = queue_of(utama)["results"]
        assert (row["state"], row["attentions"]) == ("dibuka", [])

    def test_a_record_that_nobody_can_read_counts_as_closed(self, utama, exempt):
        made = exempt("rusak")
        stored = sa.text("UPDATE package SET extras = extras - 'exemption_status' WHERE id = :id")
        model.Session.execute(stored, {"id": made["id"]})
        model.Session.commit()
        assert names(queue_of(utama)) == ["rusak"]

    def test_putting_a_proposal_right_gains_no_time(self, utama, exempt, monkeypatch):
        """Its clock runs from the move that closed it."""
        made = exempt("usulan", **UNTESTED)
        assert kinds(queue_of(utama)) == [[]]
        model.Session.add(
            ExemptionEvent(
                package_id=made["id"],
                at=datetime.now(UTC) + timedelta(days=29),
                actor="petugas",
                step="usulkan",
                from_state="diusulkan",
                to_state="diusulkan",
                public={},
            )
        )
        model.Session.commit()
        a_month_on = cases.today() + timedelta(days=30)
        monkeypatch.setattr(cases, "today", lambda: a_month_on)
        assert kinds(queue_of(utama)) == [["belum-diuji"]]


def test_the_price_does_not_grow_with_the_catalogue(utama, officer, exempt, exempt_record):
    """Ten thousand entries cost as many queries as one."""
    exempt("satu")
    few = [_queries(who) for who in (utama, officer)]
    _fill(exempt_record, 10_000)
    many = [_queries(who) for who in (utama, officer)]
    assert many == few
    assert max(many) <= 20
    assert queue_of(utama, limit=1)["count"] == 10_001


def _queries(who) -> int:
    counted = []

    def count(*_args):
        counted.append(1)

    engine = model.Session.get_bind()
    event.listen(engine, "before_cursor_execute", count)
    try:
        queue_of(who, limit=1000)
    finally:
        event.remove(engine, "before_cursor_execute", count)
    return len(counted)


def _fill(record, count: int) -> None:
    """Copy a record into the database many times."""
    owner = model.Group.get("dinkes")
    assert owner
    plain = {"title", "name", "notes", "owner_org", "tags", "license_id"}
    extras = {
        key: json.dumps(value) if isinstance(value, list) else value
        for key, value in record.items()
        if key not in plain
    }
    rows = [
        {
            "id": make_uuid(),
            "name": f"salinan-{number}",
            "title": f"Salinan {number}",
            "type": "dataset",
            "state": "active",
            "owner_org": owner.id,
            "extras": extras,
        }
        for number in range(count)
    ]
    model.Session.execute(sa.insert(model.package_table), rows)
    model.Session.commit()
