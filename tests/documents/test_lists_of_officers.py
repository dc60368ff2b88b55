"""Lists of public information as officers keep them are read whole, and asked little about."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
import yaml

from ckanext.ppidbontang.documents.sheets.reading import Book, read
from ckanext.ppidbontang.domain.agencies import registry_from_records
from ckanext.ppidbontang.domain.rules import check, errors
from ckanext.ppidbontang.domain.written.bodies import agency_of
from ckanext.ppidbontang.domain.written.matching import Certainty
from ckanext.ppidbontang.domain.written.records import WrittenRecord, records
from ckanext.ppidbontang.domain.written.table import FoundTable, find_table
from ckanext.ppidbontang.mapping import item_from_package

ROOT = Path(__file__).parents[2]
LISTS = ROOT / "tests" / "data" / "impor"
DINKES, DLH, GUNTUNG = (
    "dip-dinkes-2025.xlsx",
    "daftar-informasi-dlh.ods",
    "dip-kelurahan-guntung.csv",
)


def opened(folder: Path, name: str) -> Book:
    return read(folder / name, name)


@pytest.fixture(scope="module")
def books() -> dict[str, Book]:
    return {name: opened(LISTS, name) for name in (DINKES, DLH, GUNTUNG)}


def table_of(book: Book) -> FoundTable:
    table = find_table(book.sheets[0])
    assert table is not None
    return table


def row(book: Book, number: int) -> WrittenRecord:
    return next(one for one in records(table_of(book)) if one.number == number)


@pytest.mark.parametrize(
    ("name", "columns", "first", "last", "count"),
    [
        (
            DINKES,
            "notes controlling_unit issuing_official created available_forms:cetak "
            "available_forms:elektronik retention",
            9,
            25,
            14,
        ),
        (
            DLH,
            "title notes information_category owner_org controlling_unit issuing_official year "
            "created_on available_forms retention resources",
            4,
            18,
            15,
        ),
        (
            GUNTUNG,
            "title notes information_category:berkala information_category:serta-merta "
            "information_category:setiap-saat issuing_official created available_forms retention",
            7,
            21,
            15,
        ),
    ],
)
def test_a_list_is_read_without_a_question(books, name, columns, first, last, count):
    """Every entry is there, nothing else is, and the law has nothing against any of them."""
    table = table_of(books[name])
    assert [column.field for column in table.columns if column.field] == columns.split()
    assert Certainty.LIKELY not in {column.certainty for column in table.columns}
    found = list(records(table))
    assert (found[0].number, found[-1].number, len(found)) == (first, last, count)
    for one in found:
        package = {"owner_org": "opd", "exemption_status": "terbuka", **one.fields, "private": True}
        assert errors(check(item_from_package(package))) == [], one.number
        assert one.problems == ()
        assert one.fields["created_on"]
        assert one.fields["available_forms"]


def test_merged_cells_sections_and_marks(books):
    """Of the XLSX: what stands once for several rows is said by each of them."""
    assert row(books[DINKES], 13).fields == {
        "title": "Laporan Kinerja (LKjIP) 2024",
        "notes": "Capaian sasaran strategis dan indikator kinerja utama.",
        "controlling_unit": "Subbagian Program dan Keuangan",
        "issuing_official": "Kepala Dinas Kesehatan",
        "created_on": "2025-02-28",
        "created_place": "Bontang",
        "available_forms": ["cetak", "elektronik"],
        "retention": "5 tahun",
        "information_category": "berkala",
    }
    below = row(books[DINKES], 22)
    assert below.fields["information_category"] == "setiap-saat"
    assert below.fields["controlling_unit"] == "Bidang Pencegahan dan Pengendalian Penyakit"
    assert [note.render(str) for note in table_of(books[DINKES]).notes] == [
        'Row 19 is no entry: "NIHIL".',
        'Rows 27 to 31, below the table, are no entries: "Bontang, 5 Januari 2026".',
    ]


def test_other_words_dates_and_names_of_a_body(books):
    """Of the ODS: figures, periods and addresses come out as they are meant."""
    content = yaml.safe_load((ROOT / "config" / "opd.yaml").read_text("utf-8"))
    registry = registry_from_records(content["agencies"], content["regions"])
    for one in records(table_of(books[DLH])):
        agency = agency_of(str(one.fields["owner_org"]), registry)
        assert agency is not None
        assert agency.name == "dlh"
    assert row(books[DLH], 9).fields == {
        "title": "Indeks Kualitas Udara",
        "notes": "Nilai per triwulan",
        "information_category": "setiap-saat",
        "owner_org": "DLH",
        "controlling_unit": "Bidang Pengendalian",
        "issuing_official": "Kepala Bidang",
        "created_on": "2025-01",
        "available_forms": ["elektronik"],
        "retention": "5",
        "resources": [{"name": "", "url": "https://www.dlh.bontang.example/udara.csv"}],
        "period_start": "2023",
        "period_end": "2024",
    }
    assert row(books[DLH], 15).fields["notes"] == "1.234 unit suku cadang"
    assert find_table(books[DLH].sheets[1]) is None


def test_the_encoding_of_windows_and_marks_for_categories(books):
    """Of the CSV: a head of two rows without merged cells."""
    assert books[GUNTUNG].facts["encoding"] == "cp1252"
    assert row(books[GUNTUNG], 9).fields == {
        "title": "Maklumat Pelayanan",
        "notes": "Janji layanan “Tepat Waktu”",
        "information_category": "berkala",
        "issuing_official": "Lurah",
        "created_on": "2025-01-02",
        "created_place": "Bontang",
        "available_forms": ["cetak"],
        "retention": "2 tahun",
    }


def test_the_lists_are_those_that_their_script_writes(books, tmp_path):
    """A change of the script is committed together with the files it makes."""
    spec = importlib.util.spec_from_file_location("make_tables", LISTS / "make_tables.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    script.main(tmp_path)
    assert {name: opened(tmp_path, name) for name in books} == books
