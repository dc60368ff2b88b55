"""An import that is done: by the rules of the form, once, and back again."""

from __future__ import annotations

import io
import zipfile

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from werkzeug.datastructures import FileStorage

from ckanext.ppidbontang.model import ReviewEvent

from .conftest import ROW, entries, many, sheet

pytestmark = pytest.mark.usefixtures("with_request_context")


def test_rows_that_are_right_are_made_and_the_others_are_not(bring, apply, officer):
    rows = [*many(24), {**ROW, "information_category": "Rahasia"}]
    done = apply(officer, bring(officer, rows))
    assert (done["problem"], done["state"]) == ("", "done")
    assert (done["outcome"]["created"], done["outcome"]["refused"]) == (24, 1)
    made = entries()
    assert len(made) == 24
    assert {entry["private"] for entry in made.values()} == {True}
    assert {entry["review_state"] for entry in made.values()} == {"draft"}
    assert {entry["responsible_opd"] for entry in made.values()} == {"dinkes"}


def test_twice_changes_nothing(bring, apply, officer):
    apply(officer, bring(officer, many(3)))
    before = {title: entry["metadata_modified"] for title, entry in entries().items()}
    again = bring(officer, many(3))
    assert again["counts"]["unchanged"] == 3
    assert apply(officer, again)["outcome"]["unchanged"] == 3
    assert {title: entry["metadata_modified"] for title, entry in entries().items()} == before


def test_the_ppid_utama_publishes_and_the_trail_says_so(bring, apply, person, clean_imports):
    utama = person("kota-bontang", role="admin").name
    apply(utama, bring(utama, [ROW], opd="dinkes"))
    (entry,) = entries().values()
    assert entry["review_state"] == "published"
    assert [event.actor for event in ReviewEvent.of(entry["id"])] == [utama]


def test_serta_merta_is_published_by_its_body(bring, apply, officer):
    """PERKI 1/2021 Pasal 25."""
    urgent = {
        **ROW,
        "title": "Status KLB DBD",
        "information_category": "serta-merta",
        "information_kind": "serta-merta-04",
        **{
            f"announcement_{part}": "Keterangan."
            for part in ("hazard", "affected", "evacuation", "avoidance")
        },
        **{
            f"announcement_{part}": "Keterangan."
            for part in ("assistance", "announcer", "channel", "mitigation")
        },
    }
    apply(officer, bring(officer, [urgent]))
    assert not entries()["Status KLB DBD"]["private"]


def test_nobody_opens_by_import_what_is_closed(
    bring, publish, exempt_record, person, clean_imports
):
    """UU 14/2008 Pasal 54."""
    publish(exempt_record)
    officer = person("rsud-taman-husada").name
    row = {"name": exempt_record["name"], "title": exempt_record["title"]}
    open_ = {"information_category": "berkala", "exemption_status": "terbuka"}
    found = bring(officer, [{**row, **open_}])
    assert found["counts"]["refuse"] == 1
    assert "exemption-lifted-by-hand" in [one["rule"] for one in found["rows"][0]["problems"]]


def test_what_was_changed_since_the_preview_is_left_alone(bring, apply, call, officer, act):
    apply(officer, bring(officer, many(2)))
    found = bring(officer, many(2, retention="10 tahun"))
    act("package_patch", id=found["rows"][0]["name"], notes="Diubah orang lain.")
    done = apply(officer, found)
    assert [row["outcome"] for row in done["rows"]] == ["refused", "changed"]
    assert done["rows"][0]["problems"][-1]["rule"] == "changed-meanwhile"
    first, second = (call(officer, "package_show", id=row["name"]) for row in done["rows"])
    assert (first["notes"], first["retention"]) == ("Diubah orang lain.", "5 tahun")
    assert second["retention"] == "10 tahun"


def test_two_imports_of_one_body_make_an_entry_once(bring, apply, officer):
    first, second = bring(officer, many(2)), bring(officer, many(3))
    assert apply(officer, first)["outcome"]["created"] == 2
    done = apply(officer, second)
    assert (done["outcome"]["created"], done["outcome"]["refused"]) == (1, 2)
    assert len(entries()) == 3


def test_all_or_nothing(bring, call, apply, officer, act):
    wrong = {**ROW, "information_category": "Rahasia"}
    found = bring(officer, [*many(2), wrong], all_or_nothing=True)
    with pytest.raises(tk.ValidationError):
        call(officer, "ppid_import_apply", id=found["id"])
    assert entries() == {}

    found = bring(officer, many(3), all_or_nothing=True)
    apply(officer, bring(officer, many(1)))  # meanwhile
    done = apply(officer, found)
    assert done["state"] == "undone"
    assert list(entries()) == [ROW["title"].replace(ROW["title"], "Laporan kegiatan nomor 1")]


def test_cancelled_before_it_began_nothing_is_done(bring, call, officer):
    found = bring(officer, many(2))
    assert call(officer, "ppid_import_cancel", id=found["id"])["state"] == "cancelled"
    assert entries() == {}


def test_undo_takes_back_what_was_made_and_what_was_changed(bring, apply, call, officer):
    apply(officer, bring(officer, many(2)))
    done = apply(officer, bring(officer, many(3, retention="10 tahun")))
    assert done["can_undo"]
    undone = undo(call, officer, done)
    assert undone["state"] == "undone"
    assert {entry["retention"] for entry in entries().values()} == {"5 tahun"}
    assert len(entries()) == 2
    again = bring(officer, many(3))
    assert [row["action"] for row in again["rows"]] == ["unchanged", "unchanged", "create"]
    assert apply(officer, again)["outcome"]["created"] == 1


def test_no_undo_once_something_else_has_touched_an_entry(bring, apply, call, officer, act):
    done = apply(officer, bring(officer, many(2)))
    act("package_patch", id=done["rows"][1]["name"], notes="Diubah orang lain.")
    with pytest.raises(tk.ValidationError, match="nomor 2"):
        call(officer, "ppid_import_undo", id=done["id"])
    assert len(entries()) == 2


def undo(call, user, done):
    from ckanext.ppidbontang.imports import running

    call(user, "ppid_import_undo", id=done["id"])
    running.do(done["id"])
    return call(user, "ppid_import_show", id=done["id"])


def archive(rows, **files):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as made:
        made.writestr("daftar.csv", sheet(rows).read())
        for name, text in files.items():
            made.writestr(f"berkas/{name}.csv", text)
    content.seek(0)
    return FileStorage(content, filename="daftar.zip")


def test_files_come_along_in_a_zip(bring, apply, call, officer):
    row = {**ROW, "resources": "Pegawai | pegawai.csv"}
    apply(officer, bring(officer, archive([row], pegawai="unit,jumlah\nA,1\n")))
    (entry,) = entries().values()
    (file,) = entry["resources"]
    assert (file["name"], file["url_type"], file["format"]) == ("Pegawai", "upload", "CSV")

    same = bring(officer, archive([row], pegawai="unit,jumlah\nA,1\n"))
    assert same["counts"]["unchanged"] == 1
    other = bring(officer, archive([row], pegawai="unit,jumlah\nA,2\n"))
    assert [one["field"] for one in other["rows"][0]["changes"]] == ["resources"]
    apply(officer, other)
    (changed,) = call(officer, "package_show", id=entry["id"])["resources"]
    assert changed["id"] == file["id"]
    assert changed["hash"] != file["hash"]


def test_a_list_without_files_leaves_files_alone(bring, apply, call, officer):
    row = {**ROW, "resources": "Pegawai | pegawai.csv"}
    apply(officer, bring(officer, archive([row], pegawai="unit,jumlah\nA,1\n")))
    apply(officer, bring(officer, [{**ROW, "retention": "10 tahun", "resources": ""}]))
    (entry,) = entries().values()
    assert entry["retention"] == "10 tahun"
    assert len(entry["resources"]) == 1
    model.Session.rollback()
