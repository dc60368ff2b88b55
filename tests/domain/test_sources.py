"""Sources: what the file may say, what becomes of a record, and who wins."""

from __future__ import annotations

from typing import Any

import pytest

from ckanext.ppidbontang.domain.exceptions import SourcesError
from ckanext.ppidbontang.domain.sources import (
    Arrival,
    Known,
    Source,
    Taken,
    Untranslatable,
    has_collapsed,
    match,
    merge,
    sources_from_records,
    translate,
)
from ckanext.ppidbontang.domain.written.cells import CellError

Record = dict[str, Any]

TABLE: Record = {
    "name": "aset",
    "title": "Daftar aset",
    "type": "csv",
    "url": "https://aset.example/daftar.csv",
    "opd": "bpkad",
    "schedule": "bulanan",
    "id": "Nomor",
    "mapping": {"title": "Judul"},
}
PORTAL: Record = {
    "name": "dinkes",
    "title": "Portal",
    "type": "ckan",
    "url": "https://data.example",
    "opd": "dinkes",
    "schedule": "harian",
}


def read(**changes: Any) -> Source:
    [source] = sources_from_records([{**TABLE, **changes}], {"bpkad"})
    return source


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"type": "ftp"}, "type: 'ftp' must be one of ckan, dcat, json, csv, xlsx"),
        ({"schedule": None}, "schedule: None must be filled in"),
        ({"opd": "bppkad"}, "opd: 'bppkad' is not the name of a body of the registry"),
        ({"name": "A b"}, "name: 'A b' must be 2 to 60 lower-case letters, digits or -"),
        ({"url": "ftp://a.example"}, "begins with http:// or https://"),
        ({"url": "https://a:rahasia@b.example/"}, "must hold no user name or password; use token"),
        ({"token": "rahasia"}, "must be the name of an environment variable, as in PPID_TOKEN"),
        ({"conflict": "saya"}, "conflict: 'saya' must be one of sumber, setempat"),
        ({"id": None}, "id: None must be filled in"),
        ({"records": "a"}, "records: 'a' is for sources of type json"),
        ({"sheet": "a"}, "sheet: 'a' is for sources of type xlsx"),
        ({"jadwal": "harian"}, "jadwal: 'harian' is given for a field that does not exist"),
        ({"limits": {"seconds": 0}}, "limits, seconds: 0 must be a whole number above 0"),
        ({"limits": 5}, "limits: 5 must be a record of fields and values"),
        ({"mapping": {}}, "mapping, title: None must say where the title comes from"),
        (
            {"mapping": {"title": "A", "judul": "A"}},
            "mapping, judul: 'A' is given for a field that does not",
        ),
        ({"mapping": {"title": "A", "owner_org": "B"}}, "a field that no source decides"),
        ({"mapping": {"title": "A", "exemption_decision_date": "B"}}, "that no source decides"),
        ({"mapping": {"title": 5}}, "title: 5 must be a path or column, or a record with from"),
        ({"mapping": {"title": {"from": "a", "value": "b"}}}, "must be given, or value; not both"),
        ({"mapping": {"title": {"from": "a", "values": {"b": 1}}}}, "must be a table of texts"),
    ],
)
def test_a_source_that_is_wrong_is_refused_by_name(changes, problem):
    with pytest.raises(SourcesError) as caught:
        read(**changes)
    [told] = caught.value.problems
    assert problem in told
    assert told.startswith("sources[1]")
    assert "rahasia" not in told


def test_all_that_is_wrong_is_told_at_once():
    with pytest.raises(SourcesError) as caught:
        sources_from_records([TABLE, TABLE, {**PORTAL, "type": "x"}, "y"], {"bpkad"})
    assert [problem.partition(":")[0] for problem in caught.value.problems] == [
        "sources[2] (aset), name",
        "sources[2] (aset), url",
        "sources[3] (dinkes), type",
        "sources[3] (dinkes), opd",
        "sources[4]",
    ]


def test_a_row_becomes_fields_as_people_write_them():
    source = read(
        mapping={
            "title": "Judul  Informasi",
            "notes": "Ringkasan",
            "information_category": {"from": "Jenis", "values": {"Rutin": "berkala"}},
            "exemption_status": {"value": "terbuka"},
            "created_on": "Dibuat",
            "available_forms": "Bentuk",
            "tags": "Kata kunci",
            "resources": "Tautan",
            "retention": {"from": "Retensi", "default": "5 tahun"},
        }
    )
    row = {
        "nomor": 7.0,
        "judul informasi": " Peta ",
        "ringkasan": "",
        "jenis": "RUTIN",
        "dibuat": "3 Maret 2025",
        "bentuk": "Cetak dan elektronik",
        "kata kunci": "peta; air/minum",
        "tautan": "Peta | https://a.example/p.csv\njavascript:alert(1)",
        "retensi": "-",
    }
    arrival = translate(source, 3, row)
    assert arrival.guid == "7"
    assert arrival.url == "https://a.example/p.csv"
    assert arrival.provisional == {"notes": "Peta"}
    assert arrival.fields == {
        "title": "Peta",
        "information_category": "berkala",
        "exemption_status": "terbuka",
        "created_on": "2025-03-03",
        "available_forms": ["cetak", "elektronik"],
        "tags": ["air minum", "peta"],
        "resources": [{"name": "Peta", "url": "https://a.example/p.csv"}],
        "retention": "5 tahun",
    }


def test_a_ckan_says_for_itself_what_it_has():
    [source] = sources_from_records(
        [{**PORTAL, "mapping": {"update_frequency": "extras.frekuensi"}}], {"dinkes"}
    )
    arrival = translate(
        source,
        1,
        {
            "id": "a1",
            "title": "Imunisasi",
            "notes": None,
            "url": "https://data.example/dataset/imunisasi",
            "tags": [{"name": "kesehatan", "display_name": "x"}],
            "extras": [{"key": "lain", "value": "x"}, {"key": "frekuensi", "value": "Bulanan"}],
            "resources": [
                {"id": "r1", "name": "", "url": "https://a.example/b", "datastore_active": True},
                {"id": "r2", "url": "data:text/plain,x"},
            ],
        },
    )
    assert arrival.fields["update_frequency"] == "bulanan"
    assert arrival.fields["tags"] == ["kesehatan"]
    assert arrival.fields["resources"] == [{"url": "https://a.example/b"}]
    assert arrival.tables == ("r1",)
    assert arrival.provisional == {
        "information_category": "setiap-saat",
        "exemption_status": "terbuka",
        "notes": "Imunisasi",
    }


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"judul": "Peta"}, 'Record 3: "Nomor" is empty'),
        ({"nomor": "1", "judul": " "}, 'Record 3 ("1"): it has no title.'),
        ({"nomor": "1", "judul": CellError("#REF!")}, '"judul" holds #REF!, a formula that failed'),
    ],
)
def test_what_cannot_be_an_entry_is_told(row, said):
    with pytest.raises(Untranslatable) as caught:
        translate(read(), 3, row)
    assert said in str(caught.value)


def _arrival(guid: str, title: str, url: str = "") -> Arrival:
    return Arrival(guid=guid, title=title, url=url, fields={})


def test_new_identities_are_known_by_what_stays():
    known = [
        Known(guid="1", title="Peta", url="https://a.example/1"),
        Known(guid="2", title="Profil", url=""),
        Known(guid="3", title="Sama", url=""),
        Known(guid="4", title="Sama", url=""),
        Known(guid="5", title="Tetap", url=""),
    ]
    matched = match(
        known,
        [
            _arrival("A", "Peta baru", "https://a.example/1"),
            _arrival("B", " profil"),
            _arrival("C", "Sama"),
            _arrival("5", "Tetap"),
        ],
    )
    assert matched.renamed == {"A": "1", "B": "2"}
    assert [one.guid for one in matched.new] == ["C"]  # one of two: nobody knows which
    assert matched.gone == ["3", "4"]
    assert set(matched.same) == {"A", "B", "5"}


@pytest.mark.parametrize(
    ("before", "now", "collapsed"),
    [(0, 1, False), (0, 0, True), (10, 5, False), (10, 4, True), (1, 0, True)],
)
def test_a_source_that_suddenly_has_little_is_broken(before, now, collapsed):
    assert has_collapsed(before, now) is collapsed


@pytest.mark.parametrize(
    ("taken", "local", "says", "changed_local", "changed_source"),
    [
        (Taken(said="a", stored="a"), "a", "b", True, True),  # nobody has edited it here
        (Taken(said="a", stored="a"), "x", "a", False, True),  # edited here, the same there
        (Taken(said="a", stored="a"), "x", "b", None, True),  # edited on both sides
        (Taken(said="a", stored="a"), "b", "b", False, False),  # the same on both sides
        (Taken(said="csv", stored="CSV"), "CSV", "csv", False, False),  # written in another way
        (None, "x", "b", None, True),  # never taken from there
    ],
)
def test_who_wins_is_as_stated(taken, local, says, changed_local, changed_source):
    """None: the local edit stays, and the difference is shown."""
    for source_wins, expected in ((False, changed_local), (True, changed_source)):
        found = merge(
            taken={"notes": taken} if taken else {},
            local={"notes": local},
            received={"notes": says},
            source_wins=source_wins,
        )
        assert found.changes == ({"notes": says} if expected else {})
        assert found.kept == ({"notes": says} if expected is None else {})
