"""XLSX, read back with openpyxl: typed, ready to filter and to print, and asleep."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest

from ckanext.ppidbontang.documents.tables import Column, Row
from ckanext.ppidbontang.documents.to_xlsx import write
from tests.documents.registers import DAY, SUMMARIES, dip, table

HEADING = 5


def sheet_of(data: bytes) -> Any:
    [sheet] = openpyxl.load_workbook(io.BytesIO(data)).worksheets
    return sheet


@pytest.fixture(scope="module")
def sheet() -> Any:
    return sheet_of(write(dip(60)))


def values(sheet: Any, row: int) -> list[object]:
    return [cell.value for cell in sheet[row]]


def test_titles_stand_over_the_table(sheet):
    """An empty row parts them from the headings."""
    assert [sheet.cell(row, 1).value for row in range(1, HEADING)] == [
        "Daftar Informasi Publik",
        "Pemerintah Kota Bontang",
        "Seluruh instansi",
        "Keadaan pada 3 Maret 2026",
    ]
    assert values(sheet, HEADING) == [None] * 10
    assert values(sheet, HEADING + 1) == [column.title for column in dip(0).columns]


def test_cells_have_types(sheet):
    """Numbers are numbers, dates are dates written in Indonesian, empty cells are empty."""
    row = sheet[HEADING + 2]
    assert [cell.value for cell in row][:1] == [1]
    assert row[3].value == SUMMARIES[0]
    assert row[6].value == datetime.combine(date(2025, 1, 1), time.min)
    assert row[6].number_format == "[$-421]d mmmm yyyy"
    assert row[8].value is None
    assert row[3].alignment.wrap_text
    assert sheet.max_row == HEADING + 61


def test_headings_stay_in_sight_and_filter(sheet):
    """On the screen they are frozen, on paper repeated."""
    assert sheet.freeze_panes == f"A{HEADING + 2}"
    assert sheet.auto_filter.ref == f"A{HEADING + 1}:J{HEADING + 61}"
    assert sheet.print_title_rows == f"${HEADING + 1}:${HEADING + 1}"
    assert sheet.print_area == f"'Daftar'!$A$1:$J${HEADING + 61}"


def test_it_prints_on_a4_across_one_page_wide(sheet):
    """The head has the title, the foot the number of the page."""
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.oddHeader.left.text == "Daftar Informasi Publik"
    assert sheet.oddFooter.right.text == "Halaman &P dari &N"
    assert sheet.column_dimensions["D"].width == pytest.approx(50, abs=1)
    # As LibreOffice needs it: three lines of the category.
    assert sheet.row_dimensions[HEADING + 2].height == 45


def test_it_says_what_it_is():
    """Its properties have title, lines and the day of the register, not of the export."""
    properties = openpyxl.load_workbook(io.BytesIO(write(dip(1)))).properties
    assert properties.title == "Daftar Informasi Publik"
    assert properties.description.splitlines()[0] == "Pemerintah Kota Bontang"
    assert properties.created.date() == DAY


def test_only_web_addresses_of_the_link_column_are_links():
    """Others are text, and so is an address in another column."""
    columns = (*table([]).columns, Column(key="link", title="Tautan", width=20, is_link=True))
    addresses = [
        "https://x.id/a?b=c&d#e",
        "javascript:alert(1)",
        "internal:Daftar!A1",
        "file:///etc/passwd",
        "https://x.id/" + "a" * 2079,
        "=1",
        "",
        None,
    ]
    rows = [(1, "https://x.id/teks", address) for address in addresses]
    sheet = sheet_of(write(replace(table(rows), columns=columns)))
    links = {cell.coordinate: cell.hyperlink for row in sheet for cell in row if cell.hyperlink}
    assert list(links) == ["C4"]
    assert (links["C4"].target, links["C4"].location) == ("https://x.id/a?b=c&d", "e")


def test_links_beyond_what_a_sheet_can_hold_are_text(monkeypatch):
    """Excel calls a file with more of them broken."""
    monkeypatch.setattr("ckanext.ppidbontang.documents.to_xlsx._MAX_LINKS", 2)
    sheet = sheet_of(write(dip(5)))
    linked = [row[9].hyperlink is not None for row in sheet.iter_rows(min_row=HEADING + 2)]
    assert linked == [True, True, False, False, False]
    assert sheet.cell(HEADING + 6, 10).value == "https://data.bontangkota.go.id/dataset/informasi-4"


@pytest.mark.parametrize("text", ["=1+1", "{=1+1}", "+1", "-1", "@SUM(A1)", " =1", "＝1"])
def test_a_formula_is_text_and_stays_text_when_it_is_edited(text):
    """`quotePrefix` is what an apostrophe typed before it would set."""
    hostile = replace(table([(1, text)]), title=text, lines=(text,))
    sheet = sheet_of(write(hostile))
    cells = [sheet["A1"], sheet["A2"], sheet["B5"]]
    assert [(cell.value, cell.data_type) for cell in cells] == [(text, "s")] * 3
    assert [cell.quotePrefix for cell in cells][:2] == [True, True]
    assert sheet["B5"].quotePrefix is not text.startswith("{")


def test_text_cannot_be_xml():
    """What looks like the library's own rich text is written as text."""
    text = '<r><t>a</t></r></is></c><c r="A9"><f>1+1</f></c><c t="inlineStr"><is><r></r>'
    sheet = sheet_of(write(table([(1, text)])))
    assert sheet["B4"].value == text + " "
    assert sheet["A9"].value is None


def test_a_cell_holds_what_excel_can_hold():
    """It counts UTF-16 units, of which an emoji takes two; the cut is marked."""
    long = ["a" * 32_767, "a" * 32_768, "😀" * 16_384, "a" + "😀" * 16_384, "<r>" + "a" * 40_000]
    sheet = sheet_of(write(table((number, text) for number, text in enumerate(long))))
    found = [sheet.cell(4 + number, 2).value for number in range(len(long))]
    assert found[0] == long[0]
    assert found[1] == "a" * 32_766 + "…"
    assert found[2] == "😀" * 16_383 + "…"
    assert found[3] == "a" + "😀" * 16_382 + "…"
    assert all(len(text.encode("utf-16-le")) <= 32_767 * 2 for text in found)


def test_dates_before_excels_calendar_are_text():
    """Old papers have them."""
    days = [date(1, 1, 1), date(1900, 2, 28), date(1900, 3, 1)]
    sheet = sheet_of(write(table((1, day) for day in days)))
    assert [sheet.cell(row, 2).value for row in (4, 5, 6)] == [
        "0001-01-01",
        "1900-02-28",
        datetime.combine(days[2], time.min),
    ]


def test_a_long_title_leaves_a_head_that_excel_accepts():
    """Head and foot hold 255 characters, and an ampersand in them is a code."""
    sheet = sheet_of(write(replace(table([]), title="A&B " * 3000)))
    assert sheet.oddHeader.left.text.startswith("A&&B A&&B")
    assert len(sheet.oddHeader.left.text) < 253


def test_no_rows_are_a_table_without_rows():
    """The headings are there to be seen and filtered."""
    sheet = sheet_of(write(table([])))
    assert values(sheet, 3) == ["No.", "Isi"]
    assert sheet.auto_filter.ref == "A3:B3"


def test_an_export_that_breaks_off_leaves_nothing_behind(tmp_path: Path, monkeypatch):
    """The rows that were written so far lay on the disk."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def rows() -> Iterator[Row]:
        yield 1, "isi"
        assert list(tmp_path.iterdir())
        raise ConnectionError

    with pytest.raises(ConnectionError):
        write(table(rows()))
    assert list(tmp_path.iterdir()) == []


def test_the_files_in_it_have_no_clock():
    """Their dates are the same in every export."""
    files = ZipFile(io.BytesIO(write(dip(1)))).infolist()
    assert {file.date_time[:3] for file in files} == {(1980, 1, 31)}
