"""A table at an address: pulled, changed, pulled again; no fault of its server harms anything."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from .conftest import AgencySite

Record = dict[str, Any]

HEAD = ("Nomor", "Judul", "Ringkasan", "Kategori", "Tautan")
ROWS = (
    ("1", "Daftar Aset 2024", "Aset tetap.", "Berkala", ""),
    ("2", "Daftar Aset 2025", "Aset lancar.", "Rutin", ""),
    ("3", "Penerima Hibah", "Daftar penerima.", "Setiap Saat", "{site}/hibah.csv"),
    ("4", "Rencana Kerja", "Rencana tahunan.", "", ""),
)
SOURCE: Record = {
    "name": "aset",
    "title": "Daftar aset",
    "type": "csv",
    "opd": "bpkad",
    "schedule": "manual",
    "id": "Nomor",
    "limits": {"seconds": 4, "megabytes": 8},
    "mapping": {
        "title": "Judul",
        "notes": "Ringkasan",
        "resources": "Tautan",
        "exemption_status": {"value": "terbuka"},
        "information_category": {
            "from": "Kategori",
            "values": {"Rutin": "berkala"},
        },
    },
}


def csv_of(site: AgencySite, *rows: tuple[str, ...], head: tuple[str, ...] = HEAD) -> str:
    lines = (";".join(cell.format(site=site.url) for cell in row) for row in (head, *rows))
    return "\n".join(("DAFTAR ASET DAERAH", *lines))


@pytest.fixture
def put(agency_site: AgencySite) -> Callable[..., str]:
    """Put the table of these rows on the agency's server."""
    agency_site.put("hibah.csv", "NIK;Nama Penerima;Jumlah\n1;a;2\n")
    return lambda *rows, **how: agency_site.put("daftar.csv", csv_of(agency_site, *rows, **how))


def by_title(shown: Record) -> dict[str, Record]:
    return {entry["title"]: entry for entry in shown["entries"]}


def test_it_is_pulled_changed_and_pulled_again(portal, agency_site, put, person):
    portal.name_sources({**SOURCE, "url": put(*ROWS)})
    first = portal.pull("aset")
    assert first["state"] == "done", first
    assert first["last_pull"]["counts"]["created"] == 4, first
    entries = portal.entries()
    assert {title: entry["private"] for title, entry in entries.items()} == {
        row[1]: True for row in ROWS
    }
    aset = entries["Daftar Aset 2024"]
    assert (aset["organization"]["name"], aset["information_category"]) == ("bpkad", "berkala")
    assert aset["review_state"] == "draft"
    told = by_title(first)
    assert told["Penerima Hibah"]["personal"] == ["NIK", "Nama Penerima"]
    [link] = entries["Penerima Hibah"]["resources"]
    assert link["url"] == f"{agency_site.url}/hibah.csv"

    # Nothing has changed: the server says so, and is not asked for more.
    agency_site.asked()
    again = portal.pull("aset")
    assert (again["state"], agency_site.asked()) == ("unchanged", ["304 /daftar.csv"])

    # One is edited here, another one is exempt here, a third is deleted here.
    edit = portal.api.call_action
    edit("package_patch", {"id": aset["id"], "notes": "Aset tetap dan bergerak."})
    edit("ppid_review_publish", {"id": entries["Daftar Aset 2025"]["id"]})
    edit("package_delete", {"id": entries["Rencana Kerja"]["id"]})
    put(
        ("1", "Daftar Aset 2024", "Aset tetap, diperbarui.", "Berkala", ""),
        ("2", "Daftar Aset 2025", "Aset lancar, diperbarui.", "Berkala", ""),
        ("4", "Rencana Kerja", "Rencana yang lain.", "", ""),
        ("5", "Laporan Baru", "Baru.", "Berkala", ""),
    )
    second = portal.pull("aset")
    counts = second["last_pull"]["counts"]
    assert (counts["created"], counts["changed"], counts["vanished"]) == (1, 1, 1), counts
    entries = portal.entries()
    assert set(entries) == {
        "Daftar Aset 2024",
        "Daftar Aset 2025",
        "Penerima Hibah",
        "Laporan Baru",
    }
    assert entries["Daftar Aset 2024"]["notes"] == "Aset tetap dan bergerak."
    assert entries["Daftar Aset 2025"]["notes"] == "Aset lancar, diperbarui."
    assert entries["Daftar Aset 2025"]["private"] is False
    told = by_title(second)
    [kept] = told["Daftar Aset 2024"]["kept"]
    assert (kept["here"], kept["there"]) == ("Aset tetap dan bergerak.", "Aset tetap, diperbarui.")

    # What vanished stays until the PPID Utama says.
    gone = told["Penerima Hibah"]
    assert gone["vanished_at"]
    edit("ppid_source_entry_confirm", {"id": gone["id"], "decision": "delete"})
    assert "Penerima Hibah" not in portal.entries()
    put(*ROWS)
    portal.pull("aset")
    assert "Penerima Hibah" not in portal.entries()


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


def test_no_fault_of_its_server_harms_anything(portal, agency_site, put):
    """Nothing is lost, doubled, flagged or made public, whatever the server does."""
    portal.name_sources({**SOURCE, "url": put(*ROWS), "conflict": "sumber"})
    portal.pull("aset")
    before = portal.entries()

    def unharmed(said: str) -> None:
        found = portal.pull("aset")
        assert found["state"] == "failed"
        assert said in found["last_pull"]["problem"], found["last_pull"]["problem"]
        assert found["counts"]["vanished"] == 0
        assert portal.entries() == before

    for mode, said in FAULTS.items():
        agency_site.behave(mode)
        unharmed(said)
    assert int((agency_site.folder / "poured").read_text()) < 64 * 1024**2
    agency_site.behave("well")
    put(ROWS[0])
    unharmed("has 1 usable entries and had 4")
    put()
    unharmed("has 0 usable entries and had 4")

    # The source numbers its entries anew: they are the same ones.
    put(*((f"A-{number}", *rest) for number, *rest in ROWS))
    found = portal.pull("aset")
    assert found["last_pull"]["counts"]["renamed"] == 4
    assert portal.entries() == before
    assert {entry["former_guid"] for entry in found["entries"]} == {"1", "2", "3", "4"}

    # A row that says nothing of which entry it is leaves doubt about what is missing.
    put(("A-1", *ROWS[0][1:]), ("A-2", *ROWS[1][1:]), ("", *ROWS[2][1:]), ("A-4", "", "x", "", ""))
    found = portal.pull("aset")
    assert (found["last_pull"]["counts"]["refused"], found["counts"]["vanished"]) == (2, 0)
    assert len(found["errors"]) == 2
    assert portal.entries() == before
