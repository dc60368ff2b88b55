"""What a field holds is what its cell says, both ways, however people write it."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ckanext.ppidbontang.domain.dates import PartialDate
from ckanext.ppidbontang.domain.fields import FIELDS
from ckanext.ppidbontang.domain.written.cells import CellError
from ckanext.ppidbontang.domain.written.choices import CHOICES
from ckanext.ppidbontang.domain.written.headings import FIELD_ORDER, HEADINGS
from ckanext.ppidbontang.domain.written.text import fold
from ckanext.ppidbontang.domain.written.values import DAYS, LISTS, PARTIAL_DATES, read, write

# What makes trouble in cells: bars, line ends, backslashes, apostrophes, dashes, commas, "Pasal".
troubles = st.sampled_from(
    ["|", "\\", "\n", "\r", "'", "-", "–", " ", ",", ";", ".", "1. ", "Pasal 17", "https://x.id/a"]
)
texts = (
    st.lists(troubles | st.text(max_size=3), min_size=1, max_size=6)
    .map(lambda parts: "".join(parts).strip())
    .filter(bool)
)
# The rule of CKAN's `tag_name_validator`.
tags = st.from_regex(re.compile(r"[\w\-.][\w \-.]{0,8}[\w\-.]"), fullmatch=True)
days = st.dates().map(str)
partial_dates = st.builds(
    lambda day, parts: str(PartialDate(*(day.year, day.month, day.day)[:parts])),
    st.dates(),
    st.integers(1, 3),
)


# Where texts share a cell with what holds them together.
TANGLED = {"title", "exemption_legal_basis", "resources"}


def some(values):
    return st.lists(values, min_size=1, max_size=3)


def lawful(field):
    """Return the values that the rules of law let a field have."""
    if field in CHOICES:
        codes = st.sampled_from([choice.code for choice in CHOICES[field]])
        return st.lists(codes, unique=True, max_size=4) if field in LISTS else codes
    if field in DAYS or field in PARTIAL_DATES:
        return days if field in DAYS else partial_dates
    return {
        "tags": st.lists(tags, unique=True, max_size=3),
        "exemption_legal_basis": some(
            st.fixed_dictionaries({"law": texts, "article": st.just("") | texts})
        ),
        "resources": some(st.fixed_dictionaries({"name": st.just("") | texts, "url": texts})),
    }.get(field, texts)


@pytest.mark.parametrize("field", FIELD_ORDER)
def test_what_is_written_is_read_as_it_was(field):
    """Nothing is lost on the way through a spreadsheet."""

    @settings(max_examples=100 if field in TANGLED else 10, deadline=None, database=None)
    @given(lawful(field))
    def proved(value):
        assert read(field, write(field, value)) == value

    proved()
    nothing = [] if field in LISTS else ""
    assert write(field, nothing) is None
    for blank in (None, "", "  ", "-", " – "):
        assert read(field, blank) == nothing


def test_a_column_is_headed_for_every_field_but_the_state_of_review():
    """`private` comes at the end, the address first."""
    fields = {field.name for field in FIELDS}
    assert set(FIELD_ORDER) == HEADINGS.keys() == fields - {"review_state"} | {"private"}
    assert (FIELD_ORDER[0], FIELD_ORDER[-1]) == ("name", "private")
    assert len(set(map(fold, HEADINGS.values()))) == len(HEADINGS)


@pytest.mark.parametrize("field", CHOICES)
def test_no_words_mean_two_codes(field):
    """What an officer writes can be understood in one way only."""
    said = Counter(
        word
        for choice in CHOICES[field]
        for word in {fold(text) or text for text in (choice.code, choice.label, *choice.also)}
    )
    assert {word for word, times in said.items() if times > 1} == set()


READ = [
    # Dates: the day comes first, months have names, spreadsheets count days.
    ("created_on", "3 Maret 2025", "2025-03-03"),
    ("created_on", "Senin, 03 MARET 2025", "2025-03-03"),
    ("created_on", "tanggal 3 Peb. 2025", "2025-02-03"),
    ("created_on", "3-Agt-2025", "2025-08-03"),
    ("created_on", "17Agustus 2025", "2025-08-17"),
    ("created_on", "03/03/2025", "2025-03-03"),
    ("created_on", "3-3-2025", "2025-03-03"),
    ("created_on", "31.12.2025", "2025-12-31"),
    ("created_on", "2025/3/9", "2025-03-09"),
    ("created_on", "2025-03-03 00:00:00", "2025-03-03"),
    ("created_on", "Maret 2025", "2025-03"),
    ("created_on", "Nopember, 2025", "2025-11"),
    ("created_on", "03/2025", "2025-03"),
    ("created_on", "Tahun 2025", "2025"),
    ("created_on", 2025, "2025"),
    ("created_on", 2025.0, "2025"),
    ("created_on", 45719, "2025-03-03"),
    ("created_on", 45719.75, "2025-03-03"),
    ("created_on", "45719", "2025-03-03"),
    ("created_on", datetime(2025, 3, 3, 10, 30), "2025-03-03"),  # noqa: DTZ001
    ("created_on", date(2025, 3, 3), "2025-03-03"),
    ("exemption_end", "s.d. 31 Desember 2030", "2030-12-31"),
    ("exemption_end", "sampai dengan akhir tahun 2030", "2030"),
    # What is none, or could be two, is left to the rules.
    ("created_on", "3 Mar '25", "3 Mar '25"),
    ("created_on", "03/03/25", "03/03/25"),
    ("created_on", "12/31/2025", "12/31/2025"),
    ("created_on", "30 Februari 2025", "30 Februari 2025"),
    ("created_on", "2023-2024", "2023-2024"),
    ("created_on", "2023/2024", "2023/2024"),
    ("created_on", "2011/12", "2011/12"),
    ("created_on", "Januari s.d. Juni 2025", "Januari s.d. Juni 2025"),
    ("created_on", 20250, "20250"),
    ("created_on", 2024.5, "2024.5"),
    ("created_on", float("inf"), "inf"),
    ("created_on", time(10, 30), "10:30:00"),
    ("created_on", True, "TRUE"),
    ("created_on", CellError("#REF!"), "#REF!"),
    ("exemption_start", "Maret 2025", "Maret 2025"),
    # Numbers and texts.
    ("retention", 5.0, "5"),
    ("retention", "1.234", "1.234"),
    ("region_code", 64.74, "64.74"),
    ("title", date(2025, 3, 3), "2025-03-03"),
    ("title", "  Profil\nDinas ", "Profil\nDinas"),
    ("title", "'kutipan", "'kutipan"),
    ("title", "\\-", "-"),
    # Codes.
    ("information_category", "BERKALA", "berkala"),
    ("information_category", "Informasi  serta-merta", "serta-merta"),
    ("information_category", "Wajib tersedia setiap saat", "setiap-saat"),
    ("information_category", "A. Informasi yang wajib diumumkan secara berkala", "berkala"),
    ("information_category", "Informasi yang Dikecualikan", "dikecualikan"),
    ("information_category", "tidak dikecualikan", "tidak dikecualikan"),
    ("information_category", "berkala / setiap saat", "berkala / setiap saat"),
    ("information_category", "biasa", "biasa"),
    ("information_kind", "Setiap-saat 3", "setiap-saat-03"),
    ("information_kind", "profil badan publik", "berkala-01"),
    ("information_kind", "Bencana alam (Informasi Serta Merta)", "serta-merta-01"),
    ("information_kind", "berkala-03 — Ringkasan kinerja Badan Publik", "berkala-03"),
    ("information_kind", "3) Ringkasan kinerja Badan Publik", "berkala-03"),
    ("information_kind", "Laporan lain", "Laporan lain"),
    ("exemption_status", "sebagian", "dikecualikan-sebagian"),
    ("exemption_status", "Dikecualikan", "dikecualikan-seluruhnya"),
    ("personal_data", "Tidak ada", "tidak"),
    ("update_frequency", "Per Semester", "semesteran"),
    ("update_frequency", "3 bulan sekali", "triwulanan"),
    ("geographic_level", "RT", "rt"),
    ("priority_data", True, "true"),
    ("priority_data", "√", "true"),
    ("private", "tidak", "false"),
    ("private", 1.0, "true"),
    ("private", "mungkin", "mungkin"),
    ("exemption_period_type", "permanen", "permanen"),
    # Several codes.
    ("available_forms", "Cetak dan/atau Elektronik", ["cetak", "elektronik"]),
    ("available_forms", "Hard copy, soft copy (PDF)", ["cetak", "elektronik"]),
    ("available_forms", "cetak; papan pengumuman", ["cetak", "papan pengumuman"]),
    ("exemption_grounds", "h", ["h"]),
    ("exemption_grounds", "Pasal 17 huruf a, b dan h", ["a", "b", "h"]),
    ("exemption_grounds", "UU No. 14 Tahun 2008 Pasal 17 huruf h angka 2", ["h"]),
    ("exemption_grounds", "17h; 17j", ["h", "j"]),
    ("exemption_grounds", "Mengungkap rahasia pribadi", ["h"]),
    ("exemption_grounds", "Pasal 6 huruf a", ["Pasal 6 huruf a"]),
    ("exemption_grounds", "rahasia dinas", ["rahasia dinas"]),
    # Lists.
    ("tags", "kesehatan, gizi ;stunting\nbalita,", ["kesehatan", "gizi", "stunting", "balita"]),
    (
        "exemption_legal_basis",
        "1. UU No. 14 Tahun 2008, Pasal 17 huruf h\nUU 27/2022 | Pasal 4 ayat (2)\n-",
        [
            {"law": "UU No. 14 Tahun 2008", "article": "Pasal 17 huruf h"},
            {"law": "UU 27/2022", "article": "Pasal 4 ayat (2)"},
        ],
    ),
    (
        "resources",
        "Profil 2025 | https://bontang.id/p.pdf\nhttps://bontang.id/q.csv",
        [
            {"name": "Profil 2025", "url": "https://bontang.id/p.pdf"},
            {"name": "", "url": "https://bontang.id/q.csv"},
        ],
    ),
    (
        "resources",
        "Laporan: https://a.id/1, https://a.id/2\nbit.ly/3xYz\ndata.csv",
        [
            {"name": "Laporan", "url": "https://a.id/1"},
            {"name": "", "url": "https://a.id/2"},
            {"name": "", "url": "https://bit.ly/3xYz"},
            {"name": "", "url": "data.csv"},
        ],
    ),
    ("resources", "Bab I | Isi | a.pdf", [{"name": "Bab I | Isi", "url": "a.pdf"}]),
]


@pytest.mark.parametrize(("field", "cell", "value"), READ)
def test_a_cell_is_understood_or_left_as_it_is(field, cell, value):
    """Each is a way in which officers write; what is ambiguous is not guessed."""
    assert read(field, cell) == value


def test_a_kind_may_be_told_by_its_number_in_a_category_that_is_known():
    """The number alone says nothing."""
    assert read("information_kind", 3.0, category="setiap-saat") == "setiap-saat-03"
    assert read("information_kind", "3.", category="berkala") == "berkala-03"
    assert read("information_kind", "3") == "3"
    assert read("information_kind", "40", category="berkala") == "40"


WRITTEN = [
    ("created_on", "2025-03-03", date(2025, 3, 3)),
    ("created_on", "2025-03", "2025-03"),
    ("created_on", "1899-12-31", "1899-12-31"),
    ("information_kind", "berkala-01", "Profil Badan Publik"),
    ("priority_data", True, "ya"),
    ("private", "false", "tidak"),
    ("available_forms", ["cetak", "elektronik"], "Cetak\nElektronik"),
    ("exemption_grounds", ["h"], "Huruf h: Mengungkap rahasia pribadi"),
    ("tags", ["gizi", "balita"], "gizi, balita"),
    (
        "exemption_legal_basis",
        [{"law": "UU 27/2022", "article": "Pasal 4"}, {"law": "UU 14/2008", "article": ""}],
        "UU 27/2022 | Pasal 4\nUU 14/2008",
    ),
    (
        "resources",
        [{"name": "", "url": "https://a.id"}, {"name": "A|B", "url": "b.csv"}],
        "https://a.id\nA\\|B | b.csv",
    ),
]


@pytest.mark.parametrize(("field", "value", "cell"), WRITTEN)
def test_a_value_is_written_as_people_read_it(field, value, cell):
    """Labels and real dates, not codes."""
    assert write(field, value) == cell
