"""Who gets which entries, by every way out: those that they edit, and no word of any other."""

from __future__ import annotations

import io

import openpyxl
import pytest

from ckanext.ppidbontang.domain.written.headings import FIELD_ORDER

DINKES = {"lengkap", "penerima-bantuan", "rekam-medis-pasien", "wabah", "draf"}
ALL = DINKES | {"profil", "kecamatan"}
NAME = FIELD_ORDER.index("name")

# What each of them asks for, and the names of the entries they get; None is an address that is not.
ASKED = {
    "utama": {
        "": ALL,
        "?opd=dinkes": DINKES,
        "?opd=kec-bontang-utara": {"kecamatan"},
        "?opd=kec-bontang-utara&units=ya": {"kecamatan", "profil"},
        "?opd=tidak-ada": None,
    },
    "sysadmin": {"": ALL, "?opd=dinkes": DINKES},
    "officer of dinkes": {
        "": DINKES,
        "?opd=dinkes": DINKES,
        "?opd=dinkes&units=ya": DINKES,
        "?opd=kel-api-api": None,
        "?opd=rsud-taman-husada": None,
        "?opd=kota-bontang&units=ya": None,
        "?opd=tidak-ada": None,
    },
    "officer of the kecamatan": {
        "": {"kecamatan"},
        "?opd=kec-bontang-utara&units=ya": {"kecamatan"},
    },
    "admin of the kecamatan": {
        "": {"kecamatan", "profil"},
        "?opd=kec-bontang-utara&units=ya": {"kecamatan", "profil"},
        "?opd=dinkes": None,
    },
    "viewer": {"": None, "?opd=dinkes": None},
    "nobody's": {"": None, "?opd=dinkes": None},
}
WAYS = ("/ekspor.csv", "/api/3/action/ppid_export_show")


@pytest.fixture
def people(person):
    return {
        "utama": person("kota-bontang", role="admin"),
        "sysadmin": person(sysadmin=True),
        "officer of dinkes": person("dinkes", role="editor"),
        "officer of the kecamatan": person("kec-bontang-utara", role="editor"),
        "admin of the kecamatan": person("kec-bontang-utara", role="admin"),
        "viewer": person("dinkes", role="member"),
        "nobody's": person(),
    }


def names(way: str, response) -> set[str]:
    if way.endswith("xlsx"):
        sheet = openpyxl.load_workbook(io.BytesIO(response.data)).worksheets[0]
        named = (row[NAME] for row in sheet.iter_rows(min_row=3, values_only=True))
        return {str(name) for name in named if name}
    if way.endswith("show"):
        found = response.json["result"]
        assert found["count"] == len(found["rows"])
        return {row[NAME] for row in found["rows"]}
    return {name for name in ALL if name in response.text}


def test_everybody_gets_what_they_edit(app, filled, people):
    for who, addresses in ASKED.items():
        for query, expected in addresses.items():
            for way in WAYS:
                response = app.get(f"{way}{query}", headers=people[who].headers)
                told = (who, way, query, response.status_code)
                assert response.status_code == (404 if expected is None else 200), told
                assert (names(way, response) if expected else None) == expected, told


def test_nobody_gets_anything_without_an_account(app, filled):
    for address in ("/ekspor.csv?opd=dinkes", "/ekspor.xlsx", "/impor/template.xlsx?opd=dinkes"):
        response = app.get(address, follow_redirects=False)
        assert response.status_code == 302
        assert "/user/login?came_from=" in response.headers["Location"]
    assert app.get("/api/3/action/ppid_export_show?opd=dinkes").status_code == 404


def test_every_other_file_asks_the_same_but_the_empty_template(app, filled, people):
    template = "/impor/template.xlsx"
    for who, way, query, expected in (
        ("nobody's", template, "", set()),
        ("viewer", template, "?opd=dinkes", None),
        ("officer of dinkes", template, "?opd=dinkes", DINKES),
        ("officer of dinkes", template, "?opd=kel-api-api", None),
        ("officer of dinkes", "/ekspor.xlsx", "", DINKES),
        ("officer of dinkes", "/ekspor.yaml", "", DINKES),
        ("officer of dinkes", "/ekspor.yaml", "?opd=kel-api-api", None),
    ):
        response = app.get(f"{way}{query}", headers=people[who].headers)
        assert response.status_code == (404 if expected is None else 200), (who, way, query)
        if expected is not None:
            assert names(way, response) == expected
            assert response.headers["Content-Disposition"].startswith("attachment; filename=")


def test_a_spreadsheet_is_in_indonesian_whoever_asks(app, filled, people):
    """Its words are what an import knows it by."""
    response = app.get("/en/impor/template.xlsx", headers=people["nobody's"].headers)
    sheet = openpyxl.load_workbook(io.BytesIO(response.data)).worksheets[0]
    assert sheet["C1"].value is None
    assert sheet["A1"].value == "Tentang informasinya"
    note = sheet.cell(2, FIELD_ORDER.index("controlling_unit") + 1).comment
    assert note
    assert "Kolom 3 DIP" in note.text


def test_a_file_is_kept_by_nobody_on_the_way(app, filled, people):
    response = app.get("/ekspor.csv", headers=people["officer of dinkes"].headers)
    assert response.headers["Content-Disposition"] == 'attachment; filename="katalog.csv"'
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cache-Control"] == "no-store, private"
    response = app.get("/ekspor.csv?units=x", headers=people["officer of dinkes"].headers)
    assert (response.status_code, "x" in response.text) == (400, True)
