"""What the rows of a table say, as CKAN takes it, whatever columns the table has."""

from __future__ import annotations

from datetime import date

import pytest

from ckanext.ppidbontang.domain.written.cells import Cell, CellError, Row, Sheet
from ckanext.ppidbontang.domain.written.headings import FIELD_ORDER, HEADINGS
from ckanext.ppidbontang.domain.written.records import WrittenRecord, records
from ckanext.ppidbontang.domain.written.table import find_table


def read(heads: list[str], *rows: list[Cell], above: str = "") -> list[WrittenRecord]:
    """Return what rows below a head say; a title may stand above it."""
    lines = [[above], heads, *rows] if above else [heads, *rows]
    table = find_table(
        Sheet(
            name="DIP",
            rows=tuple(Row(number=n, cells=tuple(line)) for n, line in enumerate(lines, start=1)),
        )
    )
    assert table is not None
    return list(records(table))


def said(heading: str, cell: Cell, *others: tuple[str, Cell]) -> dict[str, object]:
    """Return what one column says beside a title, and others where they matter."""
    heads = ["Judul", heading, *(head for head, _cell in others)]
    fields = dict(read(heads, ["Profil", cell, *(cell for _head, cell in others)])[0].fields)
    del fields["title"]
    return fields


MADE = [
    ("Bontang, 3 Maret 2025", "2025-03-03", "Bontang"),
    ("3 Maret 2025, di Kelurahan Guntung", "2025-03-03", "Kelurahan Guntung"),
    ("Senin, 3 Maret 2025 / Bontang", "2025-03-03", "Bontang"),
    ("Maret 2025\nDiskominfo Kota Bontang", "2025-03", "Diskominfo Kota Bontang"),
    ("Tahun 2025, Bontang", "2025", "Bontang"),
    ("Bontang 03-03-2025", "2025-03-03", "Bontang"),
    ("2025", "2025", ""),
    (date(2025, 3, 3), "2025-03-03", ""),
    (2025.0, "2025", ""),
    ("Bontang", "", "Bontang"),
    ("-", "", ""),
    # A range, or what nobody can be sure of, stays for the rules to refuse.
    ("Januari s.d. Juni 2025, Bontang", "Januari s.d. Juni 2025, Bontang", ""),
    ("Bontang, 2024-2025", "Bontang, 2024-2025", ""),
    ("Bontang, 3/3/25", "Bontang, 3/3/25", ""),
]


@pytest.mark.parametrize(("cell", "on", "place"), MADE)
def test_when_and_where_in_one_cell(cell, on, place):
    """In whatever order, and with whatever stands between."""
    assert said("Waktu dan tempat pembuatan informasi", cell) == {
        "created_on": on,
        "created_place": place,
    }


COVERED = [
    (2025, "2025", "2025"),
    ("2023 - 2025", "2023", "2025"),
    ("2023 s.d. 2025", "2023", "2025"),
    ("Maret 2025", "2025-03", "2025-03"),
    ("Semester II Tahun 2025", "2025-07", "2025-12"),
    ("Triwulan 1 2025", "2025-01", "2025-03"),
    ("Triwulan IV 2025", "2025-10", "2025-12"),
    ("Semester 3 2025", "Semester 3 2025", ""),
    (None, "", ""),
]


@pytest.mark.parametrize(("cell", "start", "end"), COVERED)
def test_the_year_that_information_covers(cell, start, end):
    """A year is a period of twelve months; so are others of their length."""
    assert said("Tahun", cell) == {"period_start": start, "period_end": end}


EXEMPT_FOR = [
    ("Permanen", "permanen", "", ""),
    ("sampai dengan 31 Desember 2030", "tanggal", "2030-12-31", ""),
    ("s.d. Maret 2030", "tanggal", "2030-03-31", ""),
    (2030, "tahun", "2030", ""),
    ("5 (lima) tahun", "tanggal", "2030-03-03", ""),
    ("Sampai perkara diputus", "kondisi", "", "Sampai perkara diputus"),
    ("", "", "", ""),
]


@pytest.mark.parametrize(("cell", "type_", "end", "condition"), EXEMPT_FOR)
def test_how_long_an_exemption_lasts(cell, type_, end, condition):
    """A date, a year, years from the start, or what has to happen (UU 14/2008 Pasal 20)."""
    fields = said("Jangka waktu pengecualian", cell, ("Mulai pengecualian", "3 Maret 2025"))
    assert fields == {
        "exemption_start": "2025-03-03",
        "exemption_period_type": type_,
        "exemption_end": end,
        "exemption_condition": condition,
    }


def test_years_without_a_start_stay_as_they_are():
    """Nobody knows when they end; the rules will ask."""
    assert said("Jangka waktu pengecualian", "5 tahun")["exemption_end"] == "5 tahun"


MARKED = [("√", "x"), ("v", "V"), ("ada", "Ada"), ("ya", "✓"), (1, True), ("1 buku", "PDF")]


@pytest.mark.parametrize(("printed", "electronic"), MARKED)
def test_marks_stand_for_the_codes_of_their_columns(printed, electronic):
    """Whatever says neither "no" nor nothing is a mark."""
    assert said("Cetak", printed, ("Elektronik", electronic)) == {
        "available_forms": ["cetak", "elektronik"]
    }
    assert said("Cetak", "-", ("Elektronik", "tidak")) == {"available_forms": []}


def test_one_category_is_marked_or_none():
    """Two are no category: they are refused by name."""
    heads = ["Judul", "Berkala", "Serta Merta", "Setiap Saat"]
    rows = read(heads, ["a", "√", None, None], ["b", None, "v", "v"], ["c", None, None, None])
    assert [row.fields["information_category"] for row in rows] == [
        *("berkala", "serta-merta, setiap-saat", "")
    ]


def test_a_column_of_its_own_knows_better():
    """Than one that says several fields."""
    assert said(
        "Waktu dan tempat pembuatan informasi", "Bontang, 2024", ("Waktu pembuatan", "2025-03-03")
    ) == {"created_on": "2025-03-03", "created_place": "Bontang"}


LONG = ("Laporan ini memuat realisasi anggaran dan kinerja. " + "Ada lampirannya. " * 12).strip()
SUMMARIES = [
    ("Profil Dinas Kesehatan", "Profil Dinas Kesehatan", "Profil Dinas Kesehatan"),
    ("Profil Dinas\nVisi dan misi.", "Profil Dinas", "Visi dan misi."),
    (
        LONG,
        "Laporan ini memuat realisasi anggaran dan kinerja",
        LONG,
    ),
    ("kata " * 60, "kata " * 39 + "kata…", ("kata " * 60).strip()),
    (None, "", ""),
]


@pytest.mark.parametrize(("cell", "title", "notes"), SUMMARIES)
def test_a_summary_gives_the_title_too(cell, title, notes):
    """The DIP of PERKI 1/2021 has no column for titles."""
    row = read(["No", "Ringkasan isi informasi", "Retensi"], [1, cell, "5 tahun"])[0]
    assert (row.fields["title"], row.fields["notes"]) == (title, notes)
    assert row.letters["title"] == row.letters["notes"] == "B"


def test_sections_say_category_and_kind():
    """A kind is told by its number in the category that is known; a kind tells its category."""
    heads = ["No", "Judul", "Ringkasan", "Jenis informasi"]
    rows = read(
        heads,
        ["A. Informasi Berkala"],
        [1, "Profil", "isi", 1],
        [2, "Laporan", "isi", "Bencana alam"],
        ["B", "Informasi Setiap Saat"],
        [1, "DIP", "isi", "1."],
    )
    assert [
        (row.number, row.fields["information_category"], row.fields["information_kind"])
        for row in rows
    ] == [
        (3, "berkala", "berkala-01"),
        (4, "berkala", "serta-merta-01"),
        (6, "setiap-saat", "setiap-saat-01"),
    ]
    below_a_kind = read(
        ["No", "Judul", "Ringkasan"],
        ["A. Informasi Berkala"],
        ["1) Profil Badan Publik"],
        [1, "Profil", "isi"],
    )[0]
    assert below_a_kind.fields["information_kind"] == "berkala-01"
    assert "information_category" not in below_a_kind.letters
    assert said("Jenis informasi", "Profil Badan Publik")["information_category"] == "berkala"


def test_a_list_of_exempt_information():
    """The grounds stand in its laws (UU 14/2008 Pasal 17), the category in its title."""
    row = read(
        ["No", "Informasi", "Dasar Hukum", "Dibuka", "Ditutup", "Jangka Waktu"],
        [
            1,
            "Rekam medis",
            "UU No. 14 Tahun 2008 Pasal 17 huruf h\nUU 17/2023 Pasal 297",
            "Rahasia pasien terungkap",
            "Pasien terlindungi",
            "Permanen",
        ],
        above="DAFTAR INFORMASI YANG DIKECUALIKAN",
    )[0]
    assert row.fields == {
        "title": "Rekam medis",
        "exemption_legal_basis": [
            {"law": "UU No. 14 Tahun 2008", "article": "Pasal 17 huruf h"},
            {"law": "UU 17/2023", "article": "Pasal 297"},
        ],
        "exemption_grounds": ["h"],
        "exemption_consequence_open": "Rahasia pasien terungkap",
        "exemption_consequence_closed": "Pasien terlindungi",
        "exemption_period_type": "permanen",
        "exemption_end": "",
        "exemption_condition": "",
        "information_category": "dikecualikan",
    }


def test_a_formula_that_failed_is_refused_by_name():
    """In the columns that say something; what others hold does not matter."""
    failed = CellError("#REF!")
    row = read(
        ["Judul", "Retensi", "Waktu dan tempat pembuatan", "Koordinat"],
        ["Profil", failed, CellError("#N/A"), failed],
    )[0]
    assert [(one.code, one.field, one.message) for one in row.problems] == [
        (
            "formula-failed",
            "retention",
            '"Retention period": the formula in column B failed; its cell holds #REF!.',
        ),
        (
            "formula-failed",
            "created_on",
            '"Date made": the formula in column C failed; its cell holds #N/A.',
        ),
    ]


def test_only_columns_that_are_there_speak():
    """An empty cell empties its field; a column that is not there leaves it alone."""
    row = read(["Judul", "Retensi", "Kata kunci", "Belum diterbitkan"], ["Profil", "-", None, "ya"])
    assert row[0].fields == {"title": "Profil", "retention": "", "tags": [], "private": "true"}
    assert row[0].letters == {"title": "A", "retention": "B", "tags": "C", "private": "D"}
    assert row[0].headings["retention"] == "Retensi"


def test_a_whole_template_gives_every_field():
    """Nothing is combined or derived where every column is there."""
    row = read([HEADINGS[field] for field in FIELD_ORDER], ["profil", "Profil"])[0]
    assert row.fields.keys() == set(FIELD_ORDER)
    assert row.letters["name"] == "A"
