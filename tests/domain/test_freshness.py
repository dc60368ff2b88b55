"""By which day an entry is to be renewed, which are late, and which only look so."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ckanext.ppidbontang.domain.categories import Category, ExemptionStatus
from ckanext.ppidbontang.domain.dates import PartialDate
from ckanext.ppidbontang.domain.durations import add_months
from ckanext.ppidbontang.domain.editions import series_of
from ckanext.ppidbontang.domain.entries import Entry
from ckanext.ppidbontang.domain.freshness import (
    DAYS_OF_NOTICE,
    DueSoon,
    FreshnessKind,
    Late,
    due,
    due_soon,
    late,
    owed,
    superseded,
)
from ckanext.ppidbontang.domain.information import InformationItem
from ckanext.ppidbontang.domain.kinds import kind
from ckanext.ppidbontang.domain.rules import Severity
from ckanext.ppidbontang.domain.vocabularies import UpdateFrequency

PASAL_9, PASAL_7 = "UU 14/2008 Pasal 9 ayat (3)", "UU 14/2008 Pasal 7 ayat (2)"
UPDATED = date(2026, 3, 31)
BERKALA, SETIAP_SAAT, SERTA_MERTA = Category.BERKALA, Category.SETIAP_SAAT, Category.SERTA_MERTA

quick = settings(max_examples=50, deadline=None, database=None)


def item(category=SETIAP_SAAT, frequency=None, **fields):
    return InformationItem(
        **{
            "title": "Jumlah Penduduk per Kelurahan",
            "information_category": category,
            "exemption_status": ExemptionStatus.TERBUKA,
            "update_frequency": UpdateFrequency(frequency) if frequency else None,
            **fields,
        }
    )


def entry(id_="a", title="Jumlah Penduduk per Kelurahan", **fields):
    about = {"body": "disdukcapil", "published": date(2026, 1, 5), "updated": UPDATED}
    own = {name: fields.pop(name) for name in about if name in fields}
    for name in ("period_start", "period_end", "created_on"):
        if name in fields:
            fields[name] = PartialDate.parse(fields[name])
    if "kind" in fields:
        fields["information_kind"] = kind(fields.pop("kind"))
    return Entry(id=id_, item=item(title=title, **fields), **{**about, **own})


@pytest.mark.parametrize(
    ("category", "frequency", "day"),
    [
        pytest.param(BERKALA, None, "2026-09-30", id=f"{PASAL_9}-no frequency"),
        pytest.param(BERKALA, "insidental", "2026-09-30", id=f"{PASAL_9}-as needed"),
        pytest.param(BERKALA, "tahunan", "2026-09-30", id=f"{PASAL_9}-yearly"),
        pytest.param(BERKALA, "semesteran", "2026-09-30", id=f"{PASAL_9}-six months"),
        pytest.param(BERKALA, "triwulanan", "2026-06-30", id=f"{PASAL_9}-more often"),
        pytest.param(BERKALA, "harian", "2026-04-01", id=f"{PASAL_9}-daily"),
        pytest.param(SETIAP_SAAT, "harian", "2026-04-01", id=f"{PASAL_7}-daily"),
        pytest.param(SETIAP_SAAT, "mingguan", "2026-04-07", id=f"{PASAL_7}-weekly"),
        pytest.param(SETIAP_SAAT, "bulanan", "2026-04-30", id=f"{PASAL_7}-monthly"),
        pytest.param(SETIAP_SAAT, "triwulanan", "2026-06-30", id=f"{PASAL_7}-three months"),
        pytest.param(SETIAP_SAAT, "semesteran", "2026-09-30", id=f"{PASAL_7}-six months"),
        pytest.param(SETIAP_SAAT, "tahunan", "2027-03-31", id=f"{PASAL_7}-yearly"),
        pytest.param(SETIAP_SAAT, "insidental", None, id="UU 14/2008 Pasal 11-as needed"),
        pytest.param(SETIAP_SAAT, None, None, id="UU 14/2008 Pasal 11-no frequency"),
        pytest.param(SERTA_MERTA, "harian", None, id="UU 14/2008 Pasal 10-announcement"),
        pytest.param(SERTA_MERTA, None, None, id="UU 14/2008 Pasal 10-no frequency"),
        pytest.param(Category.DIKECUALIKAN, "harian", None, id="UU 14/2008 Pasal 17-exempt"),
        pytest.param(None, "harian", None, id="UU 14/2008 Pasal 54-no category"),
    ],
)
def test_the_day_comes_from_the_law_and_the_entry_s_own_frequency(category, frequency, day):
    """Whichever is the sooner."""
    expected = date.fromisoformat(day) if day else None
    assert due(item(category, frequency), UPDATED) == expected


@pytest.mark.parametrize(
    ("status", "owes"),
    [
        pytest.param(ExemptionStatus.SEBAGIAN, True, id="UU 14/2008 Pasal 22-partly exempt"),
        pytest.param(ExemptionStatus.SELURUHNYA, False, id="UU 14/2008 Pasal 17-wholly exempt"),
        pytest.param(None, False, id="UU 14/2008 Pasal 54-no status"),
    ],
)
def test_what_is_wholly_exempt_has_no_duty(status, owes):
    """The open part of what is partly exempt has; doubt closes."""
    assert (due(item(BERKALA, exemption_status=status), UPDATED) is not None) is owes


@quick
@given(st.dates(), st.none() | st.sampled_from(UpdateFrequency))
def test_periodic_information_is_never_due_after_six_months(updated, frequency):
    """UU 14/2008 Pasal 9 ayat (3), from any day."""
    found = due(item(BERKALA, frequency), updated)
    assert found is not None
    assert updated <= found <= add_months(updated, 6)


@pytest.mark.parametrize(
    ("title", "series"),
    [
        ("Jumlah Penduduk per Kelurahan Semester I 2026", "jumlah penduduk per kelurahan"),
        ("Jumlah Penduduk per Kelurahan Semester II 2025", "jumlah penduduk per kelurahan"),
        ("JUMLAH PENDUDUK per Kelurahan, Smt 2/2025", "jumlah penduduk per kelurahan"),
        ("Ringkasan Realisasi Semester I Tahun Anggaran 2026", "ringkasan realisasi"),
        ("Realisasi Investasi Triwulan I–III Tahun 2026", "realisasi investasi"),
        ("Realisasi Investasi TW IV Thn 2026", "realisasi investasi"),
        ("Harga Bahan Pokok Januari–Oktober 2026", "harga bahan pokok"),
        ("Harga Bahan Pokok Jan. s.d. Okt. 2026", "harga bahan pokok"),
        ("Harga Bahan Pokok 24–27 November 2026", "harga bahan pokok"),
        ("Harga Bahan Pokok 5 Nopember 2026", "harga bahan pokok"),
        ("Laporan DBD Minggu ke-36 sampai ke-44 Tahun 2026", "laporan dbd"),
        ("Rasio Siswa Tahun Ajaran 2025/2026", "rasio siswa"),
        ("Rasio Siswa Semester Ganjil 2025/26", "rasio siswa"),
        ("APM SD/MI Tahun 2021–2025", "apm sd mi"),
        ("Laporan Keuangan Tahun 2026 yang Belum Diaudit", "laporan keuangan yang belum diaudit"),
        ("Penduduk per RT Kelurahan Api-Api", "penduduk per rt kelurahan api api"),
        ("Profil Puskesmas Bontang Utara II Tahun 2025", "profil puskesmas bontang utara ii"),
        ("Profil SMP Negeri 1 Tahun 2025", "profil smp negeri 1"),
        ("Surat Keputusan Nomor 16 Tahun 2017", "surat keputusan nomor 16"),
        ("Tahun 2025", ""),
        ("Semester II", ""),
        ("2025", ""),
        ("", ""),
    ],
)
def test_an_edition_is_told_by_the_time_in_its_title(title, series):
    """Numerals that name a thing stay: two schools are no editions of one another."""
    assert series_of(title) == series


FIRST = {"title": "Jumlah Penduduk per Kelurahan Semester II 2025", "period_end": "2025-12-31"}
SECOND = {"title": "Jumlah Penduduk per Kelurahan Semester I 2026", "period_end": "2026-06"}


@pytest.mark.parametrize(
    ("one", "other", "older"),
    [
        pytest.param(FIRST, SECOND, {"1"}, id="period_end"),
        pytest.param(
            {**FIRST, "published": date(2026, 9, 9)}, SECOND, {"1"}, id="loaded after the newer"
        ),
        pytest.param(
            {"title": "Profil Kesehatan Tahun 2025", "period_start": "2025"},
            {"title": "Profil Kesehatan Tahun 2024", "period_start": "2024-01-01"},
            {"2"},
            id="period_start",
        ),
        pytest.param(
            {"title": "Renja BPBD Tahun 2026", "created_on": "2025-07"},
            {"title": "Renja BPBD Tahun 2027", "created_on": "2026-07"},
            {"1"},
            id="created_on",
        ),
        pytest.param(
            {"title": "Renja BPBD 2026", "published": date(2025, 7, 1)},
            {"title": "Renja BPBD 2027", "published": date(2026, 7, 1)},
            {"1"},
            id="published",
        ),
        pytest.param({"title": "Renja"}, {"title": "Renja"}, {"1"}, id="id"),
        pytest.param(FIRST, {**SECOND, "body": "dinkes"}, set(), id="another body"),
        pytest.param(
            {**FIRST, "kind": "setiap-saat-03"},
            {**SECOND, "kind": "setiap-saat-07"},
            set(),
            id="another kind",
        ),
        pytest.param(FIRST, {**SECOND, "category": BERKALA}, set(), id="another category"),
        pytest.param(
            FIRST, {**SECOND, "exemption_status": None}, set(), id="the newer is not open"
        ),
        pytest.param(
            {"title": "Tahun 2025"}, {"title": "Tahun 2026"}, set(), id="nothing but a time"
        ),
        pytest.param(
            {"title": "Penduduk Kelurahan Guntung 2025"},
            {"title": "Penduduk Kelurahan Kanaan 2026"},
            set(),
            id="another place",
        ),
    ],
)
def test_only_the_newest_edition_has_the_duty(one, other, older):
    """Whichever comes first."""
    editions = [entry("1", **one), entry("2", **other)]
    assert superseded(editions) == older
    assert superseded(reversed(editions)) == older


titles = st.sampled_from(
    [f"Profil {name}Tahun {year}" for name in ("", "Dinas ", "Kota ") for year in (2024, 2025)]
    + ["Tahun 2025", "Semester I 2026", "", "2024"]
)
entries = st.lists(
    st.builds(
        entry,
        st.uuids().map(str),
        titles,
        body=st.sampled_from(["dinkes", "dlh"]),
        category=st.none() | st.sampled_from(Category),
        frequency=st.none() | st.sampled_from(UpdateFrequency),
        period_end=st.sampled_from(["2024", "2025-06", "2025-12-31"]),
        published=st.dates(date(2025, 1, 1), date(2025, 1, 3)),
        updated=st.dates(date(2025, 1, 1), date(2026, 12, 31)),
    ),
    max_size=12,
    unique_by=lambda made: made.id,
)


@quick
@given(entries, st.randoms(use_true_random=False))
def test_the_order_of_the_entries_does_not_matter(made, random):
    """The same ones are superseded and late, and each series keeps exactly one."""
    shuffled = list(made)
    random.shuffle(shuffled)
    older = superseded(made)
    assert older == superseded(shuffled)
    today = date(2026, 6, 30)
    assert {found.entry.id for found in owed(made, today)} == {
        found.entry.id for found in owed(shuffled, today)
    }
    for one in made:
        if one.id in older:
            series = [
                other
                for other in made
                if other.id not in older
                and (other.body, other.item.information_category)
                == (one.body, one.item.information_category)
                and series_of(other.item.title) == series_of(one.item.title)
            ]
            assert len(series) == 1


@pytest.mark.parametrize(
    ("today", "found"),
    [
        pytest.param("2026-08-30", [], id=f"{PASAL_9}-31 days before"),
        pytest.param("2026-08-31", [DueSoon], id=f"{PASAL_9}-30 days before"),
        pytest.param("2026-09-30", [DueSoon], id=f"{PASAL_9}-on the day"),
        pytest.param("2026-10-01", [Late], id=f"{PASAL_9}-a day over"),
        pytest.param("2031-01-01", [Late], id=f"{PASAL_9}-years over"),
    ],
)
def test_an_entry_is_told_thirty_days_before_and_late_the_day_after(today, found):
    """The day itself is still in time."""
    asked = list(owed([entry(category=BERKALA)], date.fromisoformat(today)))
    assert [type(one) for one in asked] == found
    for one in asked:
        assert one.due == date(2026, 9, 30)
        assert one.violation.field == "update_frequency"
        assert str(one.violation.citation) == PASAL_9
        for words in ("2026-03-31", "2026-09-30", PASAL_9):
            assert words in one.violation.message


@pytest.mark.parametrize(
    ("frequency", "is_told"),
    [("harian", False), ("mingguan", False), ("bulanan", False), ("triwulanan", True)],
)
def test_what_is_renewed_every_month_is_told_only_when_it_is_late(frequency, is_told):
    """It would always be near its day."""
    made = entry(frequency=frequency)
    day = due(made.item, made.updated)
    assert day
    assert bool(list(owed([made], day))) is is_told
    assert [type(one) for one in owed([made], day + timedelta(days=1))] == [Late]


def test_late_and_due_soon_are_two_lists():
    """A late entry is a finding; an old edition is in neither."""
    older = entry("1", "Profil 2024", category=BERKALA, period_end="2024", updated=date(2025, 1, 1))
    newer = entry("2", "Profil 2025", category=BERKALA, period_end="2025", updated=date(2025, 2, 1))
    soon = entry("3", "Renja", category=BERKALA, updated=date(2026, 1, 1))
    listed, today = (older, newer, soon), date(2026, 6, 30)
    [told] = late(iter(listed), today)
    assert (told.entry, told.kind) == (newer, FreshnessKind.TERLAMBAT)
    assert (told.violation.code, told.violation.severity) == ("entry-late", Severity.FINDING)
    [near] = due_soon(iter(listed), today)
    assert (near.entry, near.kind) == (soon, FreshnessKind.TIGA_PULUH_HARI)
    assert near.violation.code == "entry-due-soon"


@pytest.mark.parametrize(
    ("category", "frequency", "days", "law"),
    [
        pytest.param(SETIAP_SAAT, "bulanan", 400, PASAL_7, id=f"{PASAL_7}-own frequency"),
        pytest.param(BERKALA, "bulanan", 40, PASAL_7, id=f"{PASAL_7}-before six months"),
        pytest.param(BERKALA, "bulanan", 400, PASAL_9, id=f"{PASAL_9}-after six months"),
        pytest.param(BERKALA, "semesteran", 400, PASAL_9, id=f"{PASAL_9}-both the same"),
    ],
)
def test_the_six_months_of_the_law_are_cited_only_when_they_are_broken(
    category, frequency, days, law
):
    """Until then it is the entry's own word that is not kept."""
    [told] = late([entry(category=category, frequency=frequency)], UPDATED + timedelta(days=days))
    assert str(told.violation.citation) == law


def test_notice_is_a_month():
    """The code and the label of the kind say so."""
    assert DAYS_OF_NOTICE == 30
