"""The spreadsheet to fill in, read back: headings, drop-downs, notes, text that stays text."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckanext.ppidbontang.documents.forms import to_csv, workbook
from ckanext.ppidbontang.documents.forms.form import (
    Choices,
    Column,
    DependentChoices,
    Form,
    Section,
    Tint,
    Words,
)
from ckanext.ppidbontang.documents.hygiene import asleep, is_formula, kept, undefused

WHAT = Section(title="Tentang informasinya", tint=Tint.BLUE)
LAW = Section(title="Klasifikasi", tint=Tint.ORANGE)
WORDS = Words(
    sheet="Isian",
    guide="Petunjuk",
    examples="Contoh",
    choices="Pilihan",
    column="Kolom",
    example="Contoh",
    required="Wajib diisi.",
    not_offered="Pilih dari daftar.",
    not_offered_here="Tidak ada di daftar.",
    left_out="Tidak dimuat:",
)


def column(field: str, section: Section, **more: Any) -> Column:
    return Column(
        field=field, heading=field.title(), section=section, note=f"{field}.", width=20, **more
    )


FORM = Form(
    title="Isian",
    on=date(2026, 3, 3),
    columns=(
        column("nama", WHAT),
        column("judul", WHAT, is_required=True),
        column("kategori", LAW, choices=Choices(values=("Berkala", "Setiap Saat"))),
        column(
            "jenis",
            LAW,
            choices=DependentChoices(
                field="kategori",
                groups={"Berkala": ("Profil", "Kinerja"), "Setiap Saat": ("Daftar", "Agenda")},
            ),
        ),
        column("bentuk", LAW, choices=Choices(values=("Cetak", "=1"), is_strict=False)),
    ),
    guide=(("Cara mengisi", "Satu baris, satu informasi."),),
    examples=({"judul": "Penduduk"}, {"judul": "=Rekam medis", "bentuk": "Cetak"}),
    words=WORDS,
)
ROWS = [
    ("a", "=HYPERLINK(1)", "Berkala", "Profil", "Cetak\nElektronik"),
    ("b", "2025-03", "001", "<r>x</r>", "\x07+1\r\n2"),
    ("c", "x" * 32_768, "", "", ""),
    ("d", "1/2", "", "", ""),
]


@pytest.fixture(scope="module")
def book() -> Any:
    return openpyxl.load_workbook(io.BytesIO(workbook.write(FORM, ROWS)))


def values(sheet: Any) -> list[tuple[Any, ...]]:
    return list(sheet.iter_rows(values_only=True))


def test_the_sheet_to_fill_in_comes_first(book):
    """Sections stand over the headings, and the name and the title stay in sight."""
    assert book.sheetnames == ["Isian", "Petunjuk", "Contoh", "Pilihan"]
    sheet = book["Isian"]
    assert values(sheet)[:2] == [
        ("Tentang informasinya", None, "Klasifikasi", None, None),
        ("Nama", "Judul", "Kategori", "Jenis", "Bentuk"),
    ]
    assert sheet.freeze_panes == "C3"
    assert [sheet.cell(2, place).comment.text for place in (1, 2)] == [
        "nama.",
        "Wajib diisi.\njudul.",
    ]
    fills = [sheet.cell(2, place).fill.start_color.rgb[2:] for place in (1, 2, 3)]
    assert fills == [WHAT.tint.value[1:], "9C0006", LAW.tint.value[1:]]


def test_rows_are_text_and_stay_as_they_are(book):
    """Nothing turns into a date, a number, a formula or markup."""
    sheet = book["Isian"]
    assert values(sheet)[2:] == [
        ROWS[0],
        ("b", "2025-03", "001", "<r>x</r> ", "+1\n2"),
        ROWS[3][:2] + (None, None, None),
    ]
    cells = [cell for row in sheet.iter_rows(min_row=3) for cell in row if cell.value]
    assert {(cell.data_type, cell.number_format) for cell in cells} == {("s", "@")}
    assert all(cell.quotePrefix for cell in cells if is_formula(cell.value))
    assert sheet.column_dimensions["A"].width > 19
    empty = openpyxl.load_workbook(io.BytesIO(workbook.write(FORM)))["Isian"]
    assert len(values(empty)) == 2


def test_a_row_that_no_cell_can_hold_is_named_instead_of_being_cut(book):
    assert values(book["Petunjuk"])[0] == ("Tidak dimuat:", "c")
    assert values(book["Petunjuk"])[1:3] == [
        ("Cara mengisi", "Satu baris, satu informasi."),
        ("Nama", "nama."),
    ]


def test_kinds_are_offered_for_the_category_of_the_row(book):
    """What the formulas of the drop-downs name is on the sheet of the lists."""
    offered = {
        str(one.sqref): (one.formula1, one.errorStyle or "stop")
        for one in book["Isian"].data_validations.dataValidation
    }
    assert offered == {
        "C3:C1048576": ("'Pilihan'!$A$1:$A$2", "stop"),
        "D3:D1048576": (
            "OFFSET('Pilihan'!$C$1,MATCH($C3,'Pilihan'!$B$1:$B$4,0)-1,0,"
            "COUNTIF('Pilihan'!$B$1:$B$4,$C3),1)",
            "stop",
        ),
        "E3:E1048576": ("'Pilihan'!$D$1:$D$2", "information"),
    }
    assert book["Pilihan"].sheet_state == "hidden"
    assert values(book["Pilihan"]) == [
        ("Berkala", "Berkala", "Profil", "Cetak"),
        ("Setiap Saat", "Berkala", "Kinerja", "=1"),
        (None, "Setiap Saat", "Daftar", None),
        (None, "Setiap Saat", "Agenda", None),
    ]


def test_examples_stand_downwards_and_are_no_rows(book):
    assert values(book["Contoh"]) == [
        ("Kolom", "Contoh 1", "Contoh 2"),
        ("Judul", "Penduduk", "=Rekam medis"),
        ("Bentuk", None, "Cetak"),
    ]


@given(st.lists(st.text("a ,;\t\n\r'\"=-+\u00ad\x08\ue000"), min_size=1))
def test_a_csv_gives_every_text_back(row):
    """But for what no file can carry and the way that lines end."""
    data = b"".join(to_csv.write(["Judul"] * len(row), [row]))
    lines = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";")
    next(lines)
    assert [undefused(text) for text in next(lines)] == list(map(kept, row))


@pytest.mark.parametrize("text", ["=1", "a, -1", "a;\t@b;+1", "baris\n+1", "'=1", "''-"])
def test_what_sleeps_in_a_csv_wakes_as_it_was(text):
    """However its reader cuts the line, no piece begins like a formula."""
    written = asleep(text)
    assert not any(map(is_formula, re.split("[,;\n]", written)))
    assert undefused(written) == text
