"""What a preview says of each row: made, changed field by field, unchanged, or refused and why."""

from __future__ import annotations

import io

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from werkzeug.datastructures import FileStorage

from ckanext.ppidbontang.domain.likeness import Reason
from ckanext.ppidbontang.domain.written.values import write
from ckanext.ppidbontang.model import Import

from .conftest import ROW, entries, sheet

pytestmark = pytest.mark.usefixtures("with_request_context")


def said(found, row=0):
    return [(one["letter"], one["rule"]) for one in found["rows"][row]["problems"]]


def test_a_new_row_would_be_made_and_nothing_is(bring, officer):
    found = bring(officer, [ROW])
    assert found["state"] == "previewed"
    assert found["counts"] == {"create": 1, "change": 0, "unchanged": 0, "refuse": 0}
    assert found["rows"][0]["name"] == "profil-dinas-kesehatan-2025"
    assert found["opd"] == "dinkes"
    assert entries() == {}


WRONG = {
    "UU 14/2008 Pasal 11 ayat (1) huruf a": ({"notes": ""}, "required"),
    "neither a title nor an address": ({"title": ""}, "required"),
    "kind of another category": ({"information_kind": "serta-merta-01"}, "kind-of-other-category"),
    "UU 14/2008 Pasal 17": ({"exemption_status": "dikecualikan-sebagian"}, "exemption-required"),
    "a date that is none": ({"created_on": "32 Maret 2025"}, "not-a-partial-date"),
    "a cell that failed": ({"title": "#REF!"}, "formula-failed"),
    "an unknown body": ({"owner_org": "Dinas Antariksa"}, "unknown-body"),
    "another body": ({"owner_org": "Dinas Perhubungan"}, "other-body"),
    "an address that CKAN refuses": ({"name": "Alamat Salah"}, "ckan"),
    "no such file": ({"resources": "Data | data.csv"}, "no-such-file"),
    "another responsible body": ({"responsible_opd": "Dinas Perhubungan"}, "responsible-body"),
    "published by an OPD": ({"private": "tidak"}, "published-by-others"),
}


@pytest.mark.parametrize(("change", "rule"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_named_with_its_cell(bring, officer, change, rule):
    found = bring(officer, [{**ROW, **change}])
    assert found["counts"]["refuse"] == 1
    problems = found["rows"][0]["problems"]
    assert rule in [one["rule"] for one in problems]
    assert all(one["message"] for one in problems)


def test_changes_are_told_field_by_field(bring, apply, officer):
    apply(officer, bring(officer, [ROW]))
    found = bring(officer, [{**ROW, "retention": "10 tahun"}])
    assert found["counts"]["change"] == 1
    assert [(one["field"], one["before"], one["after"]) for one in found["rows"][0]["changes"]] == [
        ("retention", "5 tahun", "10 tahun")
    ]


def test_an_empty_cell_empties_and_a_missing_column_leaves(bring, apply, officer):
    apply(officer, bring(officer, [ROW]))
    assert (
        bring(officer, [{"title": ROW["title"], "notes": ROW["notes"]}])["counts"]["unchanged"] == 1
    )
    emptied = bring(officer, [{**ROW, "retention": ""}])
    assert [one["field"] for one in emptied["rows"][0]["changes"]] == ["retention"]


def test_of_two_rows_about_one_entry_the_later_is_refused(bring, officer):
    found = bring(officer, [ROW, {**ROW, "title": " profil dinas  KESEHATAN 2025"}])
    assert [row["action"] for row in found["rows"]] == ["create", "refuse"]
    assert [rule for _cell, rule in said(found, 1)] == ["repeated-row"]


def test_titles_that_meet_get_addresses_of_their_own(bring, officer, publish, open_record):
    publish(open_record, name="profil-dinas-kesehatan-2025")
    assert bring(officer, [ROW])["rows"][0]["name"] == "profil-dinas-kesehatan-2025-dinkes"


def test_the_address_of_another_body_is_taken(bring, officer, publish, open_record):
    publish(open_record)
    assert [
        rule for _cell, rule in said(bring(officer, [{**ROW, "name": open_record["name"]}]))
    ] == ["address-taken"]


def test_rows_without_a_body_need_one(bring, person, clean_imports):
    utama = person("kota-bontang", role="admin").name
    found = bring(utama, [ROW])
    assert [rule for _cell, rule in said(found)] == ["no-body"]
    assert bring(utama, [ROW], opd="dishub")["counts"]["create"] == 1


def test_a_file_that_is_none_leaves_nothing(bring, call, officer):
    with pytest.raises(tk.ValidationError) as err:
        bring(officer, FileStorage(io.BytesIO(b"%PDF-1.7 ..."), filename="dip.pdf"))
    assert "dip.pdf" in str(err.value.error_dict["upload"])
    assert call(officer, "ppid_import_list") == []


def test_likely_columns_ask_to_be_confirmed(bring, call, apply, officer):
    rows = [
        {"Judul": ROW["title"], "Ringkasan isi informasi": "Isi.", "Kategori informasih": "Berkala"}
    ]
    found = bring(officer, sheet(rows))
    assert found["state"] == "needs-columns"
    with pytest.raises(tk.ValidationError):
        call(officer, "ppid_import_apply", id=found["id"])
    found = call(officer, "ppid_import_update", id=found["id"], columns={})
    assert found["state"] == "previewed"
    done = apply(officer, found)
    assert done["outcome"]["created"] == 1, done["rows"]


def test_strangers_find_nothing(bring, call, officer, person):
    found = bring(officer, [ROW])
    for stranger in (person("dishub").name, person("dinkes").name):
        for action in ("show", "apply", "cancel", "undo", "update"):
            with pytest.raises(tk.ObjectNotFound):
                call(stranger, f"ppid_import_{action}", id=found["id"])
    with pytest.raises(tk.NotAuthorized):
        call(person().name, "ppid_import_create", upload=sheet([ROW]))
    sysadmin = person(sysadmin=True).name
    for nothing in ({}, {"id": "tidak-ada"}, {"id": "\0"}):
        with pytest.raises(tk.ObjectNotFound):
            call(sysadmin, "ppid_import_show", **nothing)
    utama = person("kota-bontang", role="admin").name
    assert call(utama, "ppid_import_show", id=found["id"])["id"] == found["id"]
    with pytest.raises(tk.NotAuthorized):
        call(utama, "ppid_import_apply", id=found["id"])


def test_likely_duplicates_are_told_while_their_reader_may_know_of_them(
    bring, call, officer, act, publish, open_record
):
    """What another body withdraws after the preview is told no longer."""
    title = "Penduduk Datang per Kelurahan 2018"
    mine = {**ROW, "title": title, "information_category": "Setiap Saat", "information_kind": ""}
    ids = {
        body: publish(
            open_record,
            name=f"{body}-datang",
            title=f"Jumlah {title}",
            owner_org=body,
            period_start="2018",
            period_end="2018",
            private=private,
        )["id"]
        for body, private in (("disdukcapil", False), ("bapperida", True))
    }
    found = bring(officer, [mine])
    [told] = found["rows"][0]["duplicates"]
    assert (told["name"], told["opd"]) == ("disdukcapil-datang", "disdukcapil")
    assert told["url"].endswith("/dataset/disdukcapil-datang")
    assert told["why"] == [
        tk._(reason.label) for reason in (Reason.JUDUL_SAMA, Reason.PERIODE_SAMA)
    ]
    act("package_patch", id=ids["disdukcapil"], private=True)
    [row] = call(officer, "ppid_import_show", id=found["id"])["rows"]
    assert row["duplicates"] == []


def test_no_door_of_ckan_leads_to_the_file(app, bring, person):
    """Not for its maker either: this plugin alone reads it."""
    maker, utama = person("dinkes"), person("kota-bontang", role="admin")
    found = bring(maker.name, [ROW])
    file = model.Session.get_one(Import, found["id"]).file_id
    for way in (
        f"/file/download/{file}",
        f"/api/3/action/file_show?id={file}",
        f"/api/3/action/file_owner_scan?owner_type=ppid_import&owner_id={found['id']}",
        f"/dataset/{found['id']}/asli/{file}",
    ):
        for who in (maker, utama):
            assert app.get(way, headers=who.headers).status_code in (403, 404), way
        assert app.get(way, follow_redirects=False).status_code in (302, 403, 404), way


def test_files_that_stay_are_judged_with_what_the_row_changes(
    bring, publish, open_record, exempt_record, person, clean_imports
):
    """UU 14/2008 Pasal 54: an empty cell takes no file away, so its entry cannot be closed so."""
    link = {"name": "Data", "url": "https://data.example/a.csv", "format": "CSV"}
    publish(open_record, resources=[link])
    closed = {
        **{name: write(name, value) for name, value in exempt_record.items()},
        "name": open_record["name"],
        "owner_org": "disdukcapil",
        "resources": "",
    }
    found = bring(person("disdukcapil").name, [closed])
    assert found["rows"][0]["action"] == "refuse"
    assert "exempt-with-resources" in [one["rule"] for one in found["rows"][0]["problems"]]
