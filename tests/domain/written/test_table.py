"""The table of a sheet is found, whatever stands above, between and below its entries."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ckanext.ppidbontang.domain.written.cells import Cell, CellError, Merge, Row, Sheet
from ckanext.ppidbontang.domain.written.columns import letter
from ckanext.ppidbontang.domain.written.headings import COMBINED, FIELD_ORDER, HEADINGS
from ckanext.ppidbontang.domain.written.matching import match
from ckanext.ppidbontang.domain.written.records import records
from ckanext.ppidbontang.domain.written.table import FoundTable, find_table, with_columns


def sheet(*rows: list[Cell], merges: tuple[Merge, ...] = ()) -> Sheet:
    """Return a sheet of rows from 1 on, empty ones left out."""
    filled = [
        Row(number=number, cells=tuple(cells))
        for number, cells in enumerate(rows, start=1)
        if any(cell not in (None, "") for cell in cells)
    ]
    return Sheet(name="DIP", rows=tuple(filled), merges=merges)


def merge(top: int, left: int, bottom: int, right: int) -> Merge:
    return Merge(top=top, left=left, bottom=bottom, right=right)


def found(*rows: list[Cell], merges: tuple[Merge, ...] = ()) -> FoundTable:
    table = find_table(sheet(*rows, merges=merges))
    assert table is not None
    return table


def fields(table: FoundTable) -> list[tuple[str | None, str]]:
    return [(column.field, column.certainty.value) for column in table.columns]


def numbers(table: FoundTable) -> list[int]:
    return [row.number for row in table.rows]


def notes(table: FoundTable) -> list[str]:
    return [note.render(str) for note in table.notes]


HEADS = [
    ("JUDUL", "title", "exact"),
    ("  Ringkasan\nisi Informasi : ", "notes", "exact"),
    ("information_category", "information_category", "exact"),
    ("Official who made or issued it", "issuing_official", "exact"),
    ("No", None, "synonym"),
    ("Nama Informasi Publik", "title", "synonym"),
    ("Ringkasan Isi Informasi Publik", "notes", "synonym"),
    ("Pejabat/Unit/Satuan Kerja yang Menguasai Informasi", "controlling_unit", "synonym"),
    ("Pejabat / Unit Kerja yg menguasai informasi", "controlling_unit", "likely"),
    (
        "Penanggungjawab Pembuatan atau Penerbitan Informasi",
        "issuing_official",
        "synonym",
    ),
    ("Waktu & Tempat Pembuatan Informasi", "created", "synonym"),
    ("Waktu dan Tempat Pembuatan Informasi", "created", "synonym"),
    ("Bentuk Informasi (cetak/elektronik)", "available_forms", "synonym"),
    ("Hardcopy", "available_forms:cetak", "synonym"),
    ("Jangka Waktu Penyimpanan atau Retensi Arsip *)", "retention", "exact"),
    ("Link", "resources", "synonym"),
    ("Tahun", "year", "exact"),
    ("Perangkat Daerah", "owner_org", "synonym"),
    ("Dasar Hukum", "exemption_legal_basis", "synonym"),
    ("Ringkasan isi infromasi", "notes", "likely"),
    ("Koordinat", None, "unknown"),
]


@pytest.mark.parametrize(("heading", "field", "certainty"), HEADS)
def test_a_heading_is_known_however_it_is_written(heading, field, certainty):
    """Case, blanks, punctuation and line breaks do not matter; near matches are only likely."""
    table = found(["No", heading, "Satuan", "Ukuran"], [1, None, "b", "c"])
    assert fields(table)[1] == (field, certainty)


def test_every_canonical_heading_is_told_exactly():
    """A template that comes back is read without a question."""
    for names in (HEADINGS, COMBINED):
        for field, heading in names.items():
            assert match((heading,)) == (field, "exact")
            assert match((field,)) == (field, "exact")


# A head of two rows, as the lists of regional governments have it.
TWO_ROWS: list[list[Cell]] = [
    ["DAFTAR INFORMASI PUBLIK"],
    ["DINAS KESEHATAN KOTA BONTANG TAHUN 2025"],
    [],
    [
        "No",
        "Ringkasan Isi Informasi",
        "Pejabat yang Menguasai",
        "Bentuk Informasi",
        None,
        "Retensi",
    ],
    [None, None, None, "Cetak", "Elektronik", None],
    [1, 2, 3, 4, 5, 6],
    [1, "Profil Dinas", "Sekretariat", "√", None, "5 tahun"],
]
MERGED_HEAD = (
    *(merge(4, column, 5, column) for column in (0, 1, 2, 5)),
    merge(4, 3, 4, 4),
    merge(1, 0, 1, 5),
)


@pytest.mark.parametrize("merges", [MERGED_HEAD, ()], ids=["merged", "as CSV has it"])
def test_a_head_of_two_rows_is_found_below_titles(merges):
    """With the row that numbers the columns, which is no entry."""
    table = found(*TWO_ROWS, merges=merges)
    assert table.header_rows == (4, 5)
    assert [column.field for column in table.columns] == [
        *(None, "notes", "controlling_unit"),
        *("available_forms:cetak", "available_forms:elektronik", "retention"),
    ]
    assert table.columns[3].heading == "Bentuk Informasi: Cetak"
    assert numbers(table) == [7]
    assert table.notes == ()


def test_a_group_of_headings_gives_its_columns_their_meaning():
    """ "Nomor" under "Uji konsekuensi" is not the number of a row."""
    table = found(
        ["No", "Informasi", "Uji konsekuensi", None, "Konsekuensi", None, "Pelaksanaan", None],
        [None, None, "Nomor", "Tanggal", "Dibuka", "Ditutup", "Waktu", "Peserta"],
        [1, "a", "b", "c", "d", "e", "f", "g"],
        merges=(merge(1, 2, 1, 3), merge(1, 4, 1, 5), merge(1, 6, 1, 7)),
    )
    assert fields(table)[1:] == [
        ("title", "synonym"),
        ("consequence_test_number", "exact"),
        ("consequence_test_date", "exact"),
        ("exemption_consequence_open", "synonym"),
        ("exemption_consequence_closed", "synonym"),
        ("created_on", "likely"),
        (None, "unknown"),
    ]


def test_sections_classify_the_rows_below_them():
    """A category, and below it a kind or a unit; the next category ends both."""
    table = found(
        ["No", "Judul", "Ringkasan", "Retensi"],
        ["A. INFORMASI BERKALA"],
        ["1.", "Profil Badan Publik", None, None],
        [1, "Profil", "isi", "5 tahun"],
        [2, "Struktur", "isi", "5 tahun"],
        ["B", "Informasi Serta Merta"],
        [1, "Banjir rob", "isi", "1 tahun"],
        ["Bidang Kesehatan"],
        [2, "KLB DBD", "isi", "1 tahun"],
        [None, "Informasi yang wajib tersedia setiap saat"],
        [1, "Data", "isi", "1 tahun"],
        merges=(merge(2, 0, 2, 3), merge(3, 1, 3, 3)),
    )
    assert [(row.number, row.section) for row in table.rows] == [
        (4, ("INFORMASI BERKALA", "Profil Badan Publik")),
        (5, ("INFORMASI BERKALA", "Profil Badan Publik")),
        (7, ("Informasi Serta Merta",)),
        (9, ("Informasi Serta Merta", "Bidang Kesehatan")),
        (11, ("Informasi yang wajib tersedia setiap saat",)),
    ]
    assert table.notes == ()


def test_the_title_of_a_sheet_is_a_section_as_well():
    """A list of exempt information has no column for its category."""
    table = found(["DAFTAR INFORMASI YANG DIKECUALIKAN"], ["No", "Informasi"], [1, "Rekam medis"])
    assert table.rows[0].section == ("DAFTAR INFORMASI YANG DIKECUALIKAN",)


def test_merged_cells_of_the_body_say_the_same_of_every_row():
    """As where one unit holds several pieces of information."""
    table = found(
        ["No", "Judul", "Unit kerja"],
        [1, "Profil", "Sekretariat"],
        [2, "Renstra", None],
        [3, "Renja"],
        merges=(merge(2, 2, 4, 2),),
    )
    assert [row.cells[2] for row in table.rows] == ["Sekretariat"] * 3


def test_what_is_no_entry_is_left_out_with_a_word():
    """Totals, "nihil", signatures; a head that comes again says nothing new."""
    table = found(
        ["No", "Judul", "Ringkasan", "Unit kerja"],
        [1, "Profil", "isi", "Sekretariat"],
        ["No", "Judul", "Ringkasan", "Unit kerja"],
        ["(1)", "(2)", "(3)", "(4)"],
        [2, "Jumlah Penduduk per Kelurahan", "isi", "Bidang"],
        [3, "Hanya judul", None, None],
        [None, "NIHIL", None, None],
        [4, "Renja", "isi", "Sekretariat"],
        ["Jumlah", 4, None, None],
        [],
        [None, None, None, "Bontang, 3 Maret 2025"],
        [None, "Mengetahui,", None, "Kepala Dinas"],
        [None, None, None, "NIP. 19700101 199001 1 001"],
    )
    assert numbers(table) == [2, 5, 6, 8]
    assert notes(table) == [
        'Row 7 is no entry: "NIHIL".',
        'Row 9 is no entry: "Jumlah 4".',
        'Rows 11 to 13, below the table, are no entries: "Bontang, 3 Maret 2025".',
    ]


def test_no_row_is_lost_for_being_short():
    """Without a column of numbers an entry may have a title and nothing else."""
    table = found(
        ["Judul", "Ringkasan", "Retensi"],
        ["Profil", "isi", "5 tahun"],
        ["Hanya judul"],
        ["Renja", "isi", "5 tahun"],
        ["Baris terakhir"],
        ["Kepala Dinas Kesehatan"],
        ["Nama"],
    )
    assert numbers(table) == [2, 3, 4, 5]
    assert notes(table) == [
        'Rows 6 to 7, below the table, are no entries: "Kepala Dinas Kesehatan".'
    ]


@pytest.mark.parametrize(
    "title",
    ["Sumber Daya Air", "PPID", "Laporan, Maret 2025", "Kepala Daerah", "Bontang dalam Angka 2025"],
)
def test_an_entry_may_be_called_like_a_remark(title):
    """Where it stands among others, or says more than a remark would."""
    table = found(
        ["Judul", "Waktu pembuatan"], [title, "2025"], ["Profil", "2024"], [title, "2023"]
    )
    assert numbers(table) == [2, 3, 4]


def test_of_two_columns_that_say_the_same_the_surer_wins():
    """The other is left out, and the officer is told."""
    table = found(["Nama Informasi", "Judul", "Retensi"], ["a", "b", "c"])
    assert fields(table)[:2] == [(None, "unknown"), ("title", "exact")]
    assert notes(table) == [
        'Column A ("Nama Informasi") is left out: column B ("Judul") says the same.'
    ]


@pytest.mark.parametrize(
    ("heads", "values", "field"),
    [
        (["Judul", "Jenis Informasi"], ["Berkala", "Serta Merta", "?"], "information_category"),
        (["Unit kerja", "Jenis Informasi"], ["Profil", "Renja"], "title"),
        (["Judul", "Jenis Informasi"], ["Profil Badan Publik", "3"], "information_kind"),
        (["Judul", "Kategori"], ["Kesehatan"], "information_category"),
        (["Judul", "Jangka waktu"], ["5 tahun"], "retention"),
        (["Dasar hukum", "Jangka waktu"], ["5 tahun"], "exemption_period"),
    ],
)
def test_what_stands_below_a_heading_is_asked_too(heads, values, field):
    """Lists mean different things by the same heading."""
    table = found(heads, *([f"isi {n}", value] for n, value in enumerate(values)))
    assert table.columns[1].field == field


def test_a_person_has_the_last_word_on_columns():
    """What they give to one column is taken from another."""
    table = found(["Judul", "Isi dokumen", "Retensi"], ["a", "b", "c"])
    assert fields(table)[1] == (None, "unknown")
    changed = with_columns(table, {1: "title", 2: ""})
    assert fields(changed) == [(None, "unknown"), ("title", "exact"), (None, "exact")]


def test_a_table_whose_head_nobody_knows_is_still_a_table():
    """Its columns are for a person to name."""
    table = found(["Laporan"], ["Kode", "Uraian kegiatan", "Pelaksana"], ["a1", "b", "c"])
    assert table.header_rows == (2, 2)
    assert numbers(table) == [3]
    assert find_table(sheet()) is None
    assert find_table(sheet(["catatan"], [1, 2, 3])) is None


def test_a_template_is_found_whole():
    """Every column in its place."""
    table = found([HEADINGS[field] for field in FIELD_ORDER], ["profil", "Profil", "isi"])
    assert [column.field for column in table.columns] == list(FIELD_ORDER)
    assert {column.certainty for column in table.columns} == {"exact"}
    assert [letter(index) for index in (0, 25, 26, 52, 701, 702)] == [
        *("A", "Z", "AA", "BA", "ZZ", "AAA")
    ]


remarks = st.sampled_from(
    [
        *("Kepala Daerah", "Sekretaris", "Mengetahui", "Keterangan", "Sumber: Dinas", "PPID"),
        *("Bontang, 3 Maret 2025", "Laporan, Maret 2025", "Profil Dinas X 2025", "Tidak ada"),
        *("Jumlah penduduk", "Total aset", "12", "2025", "Informasi tentang pegawai", "NIP. 1970"),
    ]
)


@st.composite
def short_tables(draw) -> tuple[list[list[Cell]], set[int]]:
    """Make a table of two or three columns, and say which of its rows fill all of them."""
    width, numbers = draw(st.integers(2, 3)), draw(st.booleans())
    rows: list[list[Cell]] = [["No"] * numbers + ["Judul", "Ringkasan", "Retensi"][:width]]
    full: set[int] = set()
    for _row in range(draw(st.integers(1, 6))):
        said = draw(st.lists(remarks, min_size=width, max_size=width))
        left = draw(st.integers(0, width))
        rows += [[]] * draw(st.integers(0, 1))
        rows.append([None] * numbers + said[:left])
        if left == width and set(said) != {"Tidak ada"}:
            full.add(len(rows))
    return rows, full


@settings(max_examples=60, database=None)
@given(short_tables())
def test_a_row_that_fills_every_column_is_never_lost(made):
    """However it is worded, and whatever stands around it."""
    rows, full = made
    assert full <= set(numbers(found(*rows)))


words = st.sampled_from(
    [
        *("Judul", "No", "Ringkasan", "Kategori", "Cetak", "Elektronik", "Tahun", "Jangka waktu"),
        *("Dasar hukum", "Waktu dan tempat pembuatan", "Jenis informasi", "Berkala", "A.", "Link"),
        *("Informasi Berkala", "NIHIL", "Jumlah", "Bontang, 3 Maret 2025", "17 h", "- | \\", "√"),
    ]
)
any_cell = (
    st.none()
    | words
    | st.text(max_size=6)
    | st.integers(-3, 50_000)
    | st.floats(allow_nan=True)
    | st.booleans()
    | st.dates()
    | st.datetimes()
    | st.times()
    | st.just(CellError("#REF!"))
)
any_merge = st.builds(
    lambda top, left, high, wide: merge(top, left, top + high, left + wide),
    *(st.integers(1, 9), st.integers(0, 7), st.integers(0, 9), st.integers(0, 9)),
)


@settings(max_examples=60, deadline=None, database=None)
@given(
    st.lists(st.lists(words, max_size=7), max_size=3),
    st.lists(st.lists(any_cell, max_size=7), max_size=7),
    st.lists(any_merge, max_size=4),
)
def test_any_sheet_is_read_and_its_rows_are_entries_or_left_out(heads, lines, merges):
    """Whatever people send, and whatever overlaps in it; no row is told twice."""
    one = sheet(*heads, *lines, merges=tuple(merges))
    table = find_table(one)
    if table is None:
        return
    told = [record.number for record in records(table)]
    assert told == sorted(set(told))
    assert set(told) <= {row.number for row in one.rows}
    assert all(note.render(str) for note in table.notes)
