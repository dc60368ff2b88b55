"""A sheet with its errors marked, read back: nothing has moved, and what was wrong says why."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

import openpyxl
import pytest

from ckanext.ppidbontang.documents.forms.form import Choices, DependentChoices
from ckanext.ppidbontang.documents.forms.marked import Mark, Offer, Words, write
from ckanext.ppidbontang.documents.sheets.reading import read as read_book
from ckanext.ppidbontang.domain.written.cells import CellError, Merge, Row, Sheet
from ckanext.ppidbontang.domain.written.table import find_table

MOMENT = datetime.combine(date(2025, 3, 1), time(8, 30))
WORDS = Words(
    sheet="Isian",
    messages="Kesalahan",
    choices="Pilihan",
    not_offered="Pilih dari daftar.",
    not_offered_here="Tidak ada di daftar.",
)
COLUMNS = {
    2: Offer(field="kategori", heading="Kategori", choices=Choices(values=("Berkala",))),
    3: Offer(
        field="jenis",
        heading="Jenis",
        choices=DependentChoices(field="kategori", groups={"Berkala": ("Profil",)}),
    ),
    1: Offer(field="judul", heading="Judul", choices=None),
}
SHEET = Sheet(
    name="DIP 2025",
    rows=(
        Row(number=1, cells=("DAFTAR INFORMASI PUBLIK",)),
        Row(number=4, cells=("No", "Judul", "Kategori", "Jenis", "Waktu")),
        Row(number=5, cells=(1, "=A1", "Berkala", None, date(2025, 3, 1))),
        Row(number=7, cells=(2.5, "Penduduk", "Rahasia", None, MOMENT)),
        Row(number=8, cells=(None, CellError("#REF!"), None, "Profil", time(8, 30))),
        Row(
            number=9, cells=(True, CellError("Err:502"), "x" * 40_000, "2025-03", date(1850, 1, 2))
        ),
    ),
    merges=(
        Merge(top=1, left=0, bottom=1, right=4),
        Merge(top=7, left=2, bottom=8, right=2),
    ),
)
MARKS = {
    5: [Mark(column=1, message="Judul: ganjil", is_error=False)],
    8: [
        Mark(column=2, message="Kategori: tidak dikenal"),
        Mark(column=1, message="Judul: rumus gagal"),
        Mark(column=1, message="Judul: kosong", is_error=False),
        Mark(column=None, message="Baris ini sudah ada."),
    ],
}


def read(sheet: Sheet, marks: Any = MARKS) -> Any:
    data = write(sheet, marks, columns=COLUMNS, heading_rows=(4,), words=WORDS)
    return openpyxl.load_workbook(io.BytesIO(data))


@pytest.fixture(scope="module")
def book() -> Any:
    return read(SHEET)


def test_everything_stays_in_its_place(book):
    sheet = book["DIP 2025"]
    assert book.active is sheet
    assert [cell.value for cell in sheet[1]][:2] == ["DAFTAR INFORMASI PUBLIK", None]
    assert [cell.value for cell in sheet[4]] == [*SHEET.rows[1].cells, "Kesalahan"]
    assert [cell.value for cell in sheet[5]][:4] == [1, "=A1", "Berkala", None]
    assert [cell.value for cell in sheet[6]] == [None] * 6
    assert [cell.value for cell in sheet[7]][:3] == [2.5, "Penduduk", "Rahasia"]
    assert sheet["E5"].value == datetime.combine(date(2025, 3, 1), time.min)
    assert sheet["E7"].value == MOMENT
    assert sheet["E8"].value == time(8, 30)
    assert sheet["E9"].value == "1850-01-02"
    assert sheet["A9"].value is True
    assert {str(area) for area in sheet.merged_cells.ranges} == {"A1:E1", "C7:C8"}
    assert (sheet["B5"].data_type, sheet["B5"].quotePrefix) == ("s", True)


def test_a_formula_that_failed_fails_again(book):
    """Its error is handed on, so that it is refused anew."""
    sheet = openpyxl.load_workbook(
        io.BytesIO(write(SHEET, {}, columns={}, heading_rows=(4,), words=WORDS)), data_only=True
    )["DIP 2025"]
    assert (sheet["B8"].value, sheet["B8"].data_type) == ("#REF!", "e")
    assert (sheet["B9"].value, sheet["B9"].data_type) == ("#VALUE!", "e")
    assert len(sheet["C9"].value) == 32_767


def test_what_is_wrong_is_coloured_and_says_why(book):
    """A cell of several that are joined is marked at the first; rows without errors stay plain."""
    sheet = book["DIP 2025"]
    marked = {
        cell.coordinate: (cell.fill.start_color.rgb[2:], cell.comment and cell.comment.text)
        for row in sheet.iter_rows(min_row=5)
        for cell in row
        if cell.fill.fill_type
    }
    red, yellow = "FFC7CE", "FFEB9C"
    assert marked == {
        "B5": (yellow, "Judul: ganjil"),
        "F5": (yellow, None),
        "C7": (red, "Kategori: tidak dikenal"),
        "B8": (red, "Judul: rumus gagal\nJudul: kosong"),
        "F8": (red, None),
    }
    assert sheet["F8"].value.split("\n") == [mark.message for mark in MARKS[8]]


def test_known_columns_offer_their_values(book):
    offered = {
        str(one.sqref): one.formula1 for one in book["DIP 2025"].data_validations.dataValidation
    }
    assert set(offered) == {"C5:C1048576", "D5:D1048576"}
    assert "MATCH($C5," in offered["D5:D1048576"]
    assert book["Pilihan"].sheet_state == "hidden"


def test_a_sheet_that_comes_again_has_its_messages_in_the_same_column():
    """Those of the last time are gone, and names that Excel does not take are mended."""
    again = replace(
        SHEET,
        name="Pilihan",
        rows=(
            Row(number=4, cells=("Kesalahan", "Judul")),
            Row(number=5, cells=("yang lama", "Penduduk")),
        ),
        merges=(),
    )
    book = read(again, {})
    assert book.sheetnames == ["Pilihan", "Pilihan_"]
    assert [cell.value for cell in book["Pilihan"][4]] == ["Kesalahan", "Judul"]
    assert [cell.value for cell in book["Pilihan"][5]] == [None, "Penduduk"]
    assert read(replace(again, name="a/b[1]?")).sheetnames[0] == "a b 1"
    assert read(replace(again, name="")).sheetnames[0] == "Isian"


def test_the_reader_finds_the_same_table_in_it(tmp_path):
    """The messages say nothing of an entry; what joined cells say is said of the same rows."""
    dip = Sheet(
        name="DIP",
        rows=(
            Row(number=1, cells=("DAFTAR INFORMASI PUBLIK TAHUN 2025",)),
            Row(number=3, cells=("No", "Judul", "Ringkasan isi informasi", "Kategori informasi")),
            Row(number=4, cells=(1, "Profil", "Tugas dan fungsi", "Berkala")),
            Row(number=5, cells=(2, "=Kinerja", "- baris\n+dua", None)),
        ),
        merges=(Merge(top=1, left=0, bottom=1, right=3), Merge(top=4, left=3, bottom=5, right=3)),
    )
    file = tmp_path / "tanda.xlsx"
    marks = {5: [Mark(column=1, message="Judul: ganjil"), Mark(column=3, message="Kategori")]}
    file.write_bytes(write(dip, marks, columns={}, heading_rows=(3,), words=WORDS))
    before = find_table(dip)
    after = find_table(next(sheet for sheet in read_book(file, file.name).sheets))
    assert before
    assert after
    assert [one.field for one in after.columns] == [*(one.field for one in before.columns), None]
    assert [row.cells[:4] for row in after.rows] == [row.cells for row in before.rows]
    assert after.header_rows == before.header_rows
