"""A table at an address: pulled, changed, pulled again; no fault of its server harms anything."""

from __future__ import annotations

from typing import Any

import requests

from .conftest import AgencySite

Record = dict[str, Any]
Row = tuple[str, ...]

HEAD = ("Nomor", "Judul", "Ringkasan", "Kategori", "Tautan")
ROWS: tuple[Row, ...] = (
    ("1", "Daftar Aset 2024", "Aset tetap.", "Berkala", ""),
    ("2", "Daftar Aset 2025", "Aset lancar.", "Rutin", ""),
    ("3", "Penerima Hibah", "Daftar penerima.", "Setiap Saat", "{site}/hibah.csv"),
    ("4", "Rencana Kerja", "Rencana tahunan.", "", ""),
)


def put(site: AgencySite, name: str, *rows: Row) -> None:
    """Put the table of these rows on the agency's server."""
    site.put("hibah.csv", "NIK;Nama Penerima;Jumlah\n1;a;2\n")
    lines = (";".join(cell.format(site=site.url) for cell in row) for row in (HEAD, *rows))
    site.put(name, "\n".join(("DAFTAR ASET DAERAH;;;;", *lines)))


def by_title(shown: Record) -> dict[str, Record]:
    return {entry["title"]: entry for entry in shown["entries"]}


def test_it_is_pulled_changed_and_pulled_again(portal, agency_site):
    put(agency_site, "aset.csv", *ROWS)
    first = portal.pull("aset")
    assert first["last_pull"]["counts"]["created"] == 4, first
    entries = portal.entries("bpkad")
    assert {title: entry["private"] for title, entry in entries.items()} == {
        row[1]: True for row in ROWS
    }
    aset = entries["Daftar Aset 2024"]
    assert (aset["information_category"], aset["review_state"]) == ("berkala", "draft")
    told = by_title(first)
    assert told["Penerima Hibah"]["personal"] == ["NIK", "Nama Penerima"]
    [link] = entries["Penerima Hibah"]["resources"]
    assert link["url"] == f"{agency_site.url}/hibah.csv"

    # Nothing has changed: the server says so, and is not asked for more.
    agency_site.asked()
    again = portal.pull("aset")
    assert (again["state"], agency_site.asked()) == ("unchanged", ["304 /aset.csv"])

    # One is edited here, another one is published here, a third is deleted here.
    edit = portal.api.call_action
    edit("package_patch", {"id": aset["id"], "notes": "Aset tetap dan bergerak."})
    edit("ppid_review_publish", {"id": entries["Daftar Aset 2025"]["id"]})
    edit("package_delete", {"id": entries["Rencana Kerja"]["id"]})
    put(
        agency_site,
        "aset.csv",
        ("1", "Daftar Aset 2024", "Aset tetap, diperbarui.", "Berkala", ""),
        ("2", "Daftar Aset 2025", "Aset lancar, diperbarui.", "Berkala", "{site}/hibah.csv"),
        ("4", "Rencana Kerja", "Rencana yang lain.", "", ""),
        ("5", "Laporan Baru", "Baru.", "Berkala", ""),
    )
    second = portal.pull("aset")
    counts = second["last_pull"]["counts"]
    assert (counts["created"], counts["changed"], counts["vanished"]) == (1, 1, 1), counts
    entries = portal.entries("bpkad")
    assert set(entries) == {
        "Daftar Aset 2024",
        "Daftar Aset 2025",
        "Penerima Hibah",
        "Laporan Baru",
    }
    assert entries["Daftar Aset 2024"]["notes"] == "Aset tetap dan bergerak."
    told = by_title(second)
    [kept] = told["Daftar Aset 2024"]["kept"]
    assert (kept["here"], kept["there"]) == ("Aset tetap dan bergerak.", "Aset tetap, diperbarui.")
    # What everybody sees gets no file whose columns nobody has looked at.
    public = entries["Daftar Aset 2025"]
    assert (public["private"], public["notes"]) == (False, "Aset lancar, diperbarui.")
    assert public["resources"] == []
    assert [one["field"] for one in told["Daftar Aset 2025"]["kept"]] == ["resources"]

    # What vanished stays until the PPID Utama says; what was deleted here is not brought back.
    gone = told["Penerima Hibah"]
    assert gone["vanished_at"]
    page = f"{portal.url}/en/dasbor/sumber/aset"
    utama = {"Authorization": portal.api.apikey}
    assert "Delete the entry" in requests.get(page, headers=utama, timeout=60).text
    address = f"{page}/informasi/{gone['id']}"
    requests.post(address, data={"decision": "delete"}, headers=utama, timeout=60)
    put(agency_site, "aset.csv", *ROWS)
    portal.pull("aset")
    assert set(portal.entries("bpkad")) == {"Daftar Aset 2024", "Daftar Aset 2025", "Laporan Baru"}


FAULTS = {
    "hangs": "does not answer in time",
    "loops": "leads on and on",
    "leads-inside": "leads into an internal network",
    "announces-five-gigabytes": "sends more than 8 MB",
    "streams-five-gigabytes": "sends more than 8 MB",
    "bombs": "sends more than 8 MB",
    "fails": "answers with the error 500",
    "garbles": "Nothing was changed",
    "loses-its-columns": "Nothing was changed",
}


def test_no_fault_of_its_server_harms_anything(portal, agency_site):
    """Nothing is lost, doubled, flagged or made public, whatever the server does."""
    put(agency_site, "rapuh.csv", *ROWS)
    portal.pull("rapuh")
    before = portal.entries("bapenda")

    def unharmed(said: str) -> None:
        found = portal.pull("rapuh")
        assert found["state"] == "failed"
        assert said in found["last_pull"]["problem"], found["last_pull"]["problem"]
        assert found["counts"]["vanished"] == 0
        assert portal.entries("bapenda") == before

    for mode, said in FAULTS.items():
        agency_site.behave(mode)
        unharmed(said)
    assert int((agency_site.folder / "poured").read_text()) < 64 * 1024**2
    agency_site.behave("well")
    put(agency_site, "rapuh.csv", ROWS[0])
    unharmed("has 1 usable entries and had 4")
    put(agency_site, "rapuh.csv")
    unharmed("has 0 usable entries and had 4")

    # The source numbers its entries anew: they are the same ones.
    put(agency_site, "rapuh.csv", *((f"A-{number}", *rest) for number, *rest in ROWS))
    found = portal.pull("rapuh")
    assert found["last_pull"]["counts"]["renamed"] == 4
    assert portal.entries("bapenda") == before
    assert {entry["former_guid"] for entry in found["entries"]} == {"1", "2", "3", "4"}

    # A row that does not say which entry it is leaves doubt about what is missing.
    put(
        agency_site,
        "rapuh.csv",
        ("A-1", *ROWS[0][1:]),
        ("A-2", *ROWS[1][1:]),
        ("", *ROWS[2][1:]),
        ("A-4", "", "Tanpa judul.", "", ""),
    )
    found = portal.pull("rapuh")
    assert (found["last_pull"]["counts"]["refused"], found["counts"]["vanished"]) == (2, 0)
    assert len(found["errors"]) == 2
    assert portal.entries("bapenda") == before


def test_what_is_closed_here_stays_closed(portal, agency_site):
    """An exemption of the PPID outlasts whatever the source says and wins (UU 14/2008 Pasal 54)."""
    vital = ("V", "Aset Vital", "Peta.", "Berkala", "")
    put(agency_site, "rapuh.csv", vital, *ROWS)
    portal.pull("rapuh")
    closed = portal.entries("bapenda")["Aset Vital"]
    closing = {
        "id": closed["id"],
        "information_category": "dikecualikan",
        "exemption_status": "dikecualikan-seluruhnya",
        "exemption_grounds": ["c"],
        "exemption_legal_basis": [{"law": "UU Nomor 3 Tahun 2002", "article": "Pasal 4"}],
        "exemption_consequence_open": "Membahayakan objek vital.",
        "exemption_consequence_closed": "Melindungi objek vital.",
        "exemption_period_type": "tahun",
        "exemption_start": "2026-01-01",
        "exemption_end": "2030",
    }
    portal.api.call_action("package_patch", closing)
    changed = ("V", "Aset Vital", "Peta dan kode.", "Berkala", "{site}/hibah.csv")
    put(agency_site, "rapuh.csv", changed, *ROWS)
    found = portal.pull("rapuh")
    assert found["last_pull"]["counts"]["left-alone"] == 1
    still = portal.entries("bapenda")["Aset Vital"]
    assert (still["exemption_status"], still["notes"], still["resources"]) == (
        "dikecualikan-seluruhnya",
        "Peta.",
        [],
    )
