"""The registers: who stands in which, in what order, in which columns, and what is missing."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ckanext.ppidbontang.domain import register as registers
from ckanext.ppidbontang.domain import register_words as words
from ckanext.ppidbontang.domain.categories import Category, ExemptionStatus
from ckanext.ppidbontang.domain.dates import PartialDate
from ckanext.ppidbontang.domain.durations import PeriodType
from ckanext.ppidbontang.domain.entries import Entry
from ckanext.ppidbontang.domain.information import InformationItem, LegalBasis
from ckanext.ppidbontang.domain.kinds import KINDS, kind
from ckanext.ppidbontang.domain.register import Place, RegisterKind, register
from ckanext.ppidbontang.domain.register_diff import difference

DIP, DIK = RegisterKind.DIP, RegisterKind.DIK
TODAY = date(2026, 11, 24)
PLACE = Place(as_of=TODAY, titles={"dinkes": "Dinas Kesehatan"})

MakeEntry = Callable[..., InformationItem]


def published(item: InformationItem, number: int = 1, on: date = date(2026, 1, 1)) -> Entry:
    return Entry(id=f"id-{number:04}", body="dinkes", published=on, updated=on, item=item)


def keys(kind: RegisterKind) -> list[str]:
    return [column.key for column in kind.columns]


@pytest.mark.parametrize(
    ("category", "status", "dip", "dik"),
    [
        pytest.param(None, None, False, True, id="UU 14/2008 Pasal 54: doubt closes"),
        pytest.param("berkala", None, False, True, id="UU 14/2008 Pasal 54: no status"),
        pytest.param(None, "terbuka", False, True, id="UU 14/2008 Pasal 54: no category"),
        pytest.param("berkala", "terbuka", True, False, id="UU 14/2008 Pasal 9"),
        pytest.param("serta-merta", "terbuka", True, False, id="UU 14/2008 Pasal 10"),
        pytest.param("setiap-saat", "terbuka", True, False, id="UU 14/2008 Pasal 11(1)a"),
        pytest.param("setiap-saat", "dikecualikan-sebagian", True, True, id="UU 14/2008 Pasal 22"),
        pytest.param("dikecualikan", "dikecualikan-seluruhnya", False, True, id="Pasal 17"),
        pytest.param("dikecualikan", "terbuka", False, True, id="Pasal 17: contradiction closes"),
    ],
)
def test_who_stands_in_which_register(category, status, dip, dik):
    item = InformationItem(
        information_category=Category(category) if category else None,
        exemption_status=ExemptionStatus(status) if status else None,
    )
    assert (DIP.holds(item), DIK.holds(item)) == (dip, dik)


def test_the_dip_has_the_seven_columns_of_the_law_in_its_words():
    assert [column.title for column in DIP.columns] == [
        "Nomor",
        "Ringkasan isi informasi",
        "Pejabat/unit/satuan kerja yang menguasai informasi",
        "Penanggung jawab pembuatan atau penerbitan informasi",
        "Waktu dan tempat pembuatan informasi",
        "Bentuk informasi yang tersedia",
        "Jangka waktu penyimpanan atau retensi arsip",
    ]


def test_a_row_of_the_dip(entry: MakeEntry):
    (row,) = register([published(entry("periodic"))], DIP, PLACE).rows
    assert row.groups == (
        "Informasi yang Wajib Disediakan dan Diumumkan Secara Berkala",
        "Profil Badan Publik",
    )
    assert row.number == 1
    assert row.cells == (
        "Profil Kesehatan Kota Bontang 2025\nGambaran derajat kesehatan dan pelayanan kesehatan.",
        "Sekretariat Dinas Kesehatan",
        "Kepala Dinas Kesehatan",
        "Juni 2025, Bontang",
        "Cetak, Elektronik",
        "5 tahun",
    )
    assert row.gaps == ()


def test_a_row_of_the_dik(entry: MakeEntry):
    (row,) = register([published(entry("whole"))], DIK, PLACE).rows
    assert dict(zip(keys(DIK)[1:], row.cells, strict=True)) == {
        "informasi": "Profil Kesehatan Kota Bontang 2025",
        "dasar_hukum": "UU 14/2008 Pasal 17 huruf h; Undang-Undang Nomor 27 Tahun 2022 Pasal 4",
        "akibat_dibuka": "Rahasia pribadi pasien terungkap.",
        "akibat_ditutup": "Hak pribadi pasien terlindungi.",
        "jangka_waktu": "Sejak 1 Maret 2025; sampai 1 Maret 2030",
        "penetapan": "Uji konsekuensi Nomor 01/UK/2025 tanggal 10 Februari 2025 di Bontang; "
        "Penetapan Nomor 02/SK/2025 tanggal 20 Februari 2025 oleh PPID Utama",
        "penguasa": "Sekretariat Dinas Kesehatan",
    }
    assert row.groups == ("Dikecualikan Seluruhnya",)


def test_the_dik_never_holds_the_summary(entry: MakeEntry):
    """What is exempt says its title and its reasons; the summary could say more."""
    item = replace(entry("whole"), notes="Ringkasan yang tidak perlu dikutip.")
    (row,) = register([published(item)], DIK, PLACE).rows
    assert "Ringkasan yang" not in " ".join(row.cells)


@pytest.mark.parametrize(
    ("period", "said"),
    [
        ({"exemption_period_type": PeriodType.PERMANEN, "exemption_end": None}, "permanen"),
        (
            {
                "exemption_period_type": PeriodType.TAHUN,
                "exemption_end": PartialDate.parse("2030"),
            },
            "sampai akhir tahun 2030",
        ),
        (
            {
                "exemption_period_type": PeriodType.KONDISI,
                "exemption_condition": "Sampai proses selesai.",
            },
            "Sampai proses selesai, paling lama sampai 1 Maret 2030",
        ),
        (
            {"exemption_end": PartialDate.parse("2026-11-23")},
            "sampai 23 November 2026 (telah berakhir per 24 November 2026)",
        ),
        ({"exemption_end": PartialDate.parse("2026-11-24")}, "sampai 24 November 2026"),
    ],
    ids=["permanent", "year", "condition", "over", "last day"],
)
def test_the_period_in_words(entry: MakeEntry, period, said):
    """A condition is a sentence of its own; whatever else goes on after a semicolon."""
    mark = "." if "exemption_condition" in period else ";"
    assert words.term(entry("whole", **period), TODAY) == f"Sejak 1 Maret 2025{mark} {said}"


KIP = "Undang-Undang Nomor 14 Tahun 2008 tentang Keterbukaan Informasi Publik"


@pytest.mark.parametrize(
    ("laws", "said"),
    [
        ([(KIP, "Pasal 17 huruf h")], "UU 14/2008 Pasal 17 huruf h"),
        (
            [("UU 14/2008", "Pasal 17 huruf h angka 2 dan angka 4")],
            "UU 14/2008 Pasal 17 huruf h angka 2 dan angka 4",
        ),
        (
            [(KIP, "Pasal 17 huruf h angka 1"), ("UU 27/2022", "Pasal 4")],
            "UU 14/2008 Pasal 17 huruf h angka 1; UU 27/2022 Pasal 4",
        ),
        # What is not certainly the same stays.
        ([(KIP, "Pasal 17 huruf i")], f"UU 14/2008 Pasal 17 huruf h; {KIP} Pasal 17 huruf i"),
        ([(KIP, "Pasal 20")], f"UU 14/2008 Pasal 17 huruf h; {KIP} Pasal 20"),
        (
            [("UU 14/2008", "Pasal 17 huruf h dan UU 27/2022")],
            "UU 14/2008 Pasal 17 huruf h; UU 14/2008 Pasal 17 huruf h dan UU 27/2022",
        ),
    ],
    ids=["again", "with numbers", "another law", "another ground", "another article", "more"],
)
def test_the_dik_cites_a_ground_once(entry: MakeEntry, laws, said):
    basis = tuple(LegalBasis(law=law, article=article) for law, article in laws)
    assert words.basis(entry("whole", exemption_legal_basis=basis)) == said


def test_a_register_of_nothing_is_empty():
    drawn = register([], DIP, PLACE)
    assert (drawn.rows, dict(drawn.totals), drawn.incomplete) == ((), {}, 0)


def test_empty_columns_are_gaps_with_their_rule(entry: MakeEntry):
    bare = InformationItem(
        title="Tanpa keterangan",
        information_category=Category.SETIAP_SAAT,
        exemption_status=ExemptionStatus.TERBUKA,
    )
    (row,) = register([published(bare)], DIP, PLACE).rows
    assert row.cells == ("Tanpa keterangan", "Dinas Kesehatan", "", "", "", "")
    assert row.groups[1] == "Jenis informasi belum ditetapkan"
    assert {(gap.field, gap.code) for gap in row.gaps} == {
        (field, "dip-column-missing")
        for field in (
            "information_kind",
            "controlling_unit",
            "issuing_official",
            "created_on",
            "created_place",
            "available_forms",
            "retention",
        )
    }
    assert {str(gap.citation) for gap in row.gaps} == {"PERKI 1/2021 Pasal 23"}


def test_an_exemption_that_has_ended_is_a_gap_of_the_dik(entry: MakeEntry):
    ended = entry("whole", exemption_end=PartialDate.parse("2026-11-23"))
    (row,) = register([published(ended)], DIK, PLACE).rows
    assert [gap.code for gap in row.gaps] == ["exemption-ended"]


def test_what_was_published_later_is_not_in_a_register_of_today(entry: MakeEntry):
    later = published(entry("periodic"), on=date(2026, 11, 25))
    assert register([later], DIP, PLACE).rows == ()


def test_long_summaries_are_cut_and_markdown_is_taken_out():
    item = InformationItem(
        title="J" * 10_000, notes="**Tebal** dan [tautan](https://contoh.id) " + "kata " * 500
    )
    title, notes = words.summary(item).split("\n")
    assert len(title) == 10_000
    assert notes.startswith("Tebal dan tautan kata")
    assert len(notes) <= words.SUMMARY_LENGTH
    assert notes.endswith("…")


def test_the_order_is_that_of_the_law(entry: MakeEntry):
    """Category, then kind, then title; a missing kind comes last in its category."""
    titles = {
        "setiap-saat-03": ("b", "A"),
        "setiap-saat-01": ("z",),
        "": ("a",),
    }
    items = [
        replace(
            entry("periodic"),
            information_category=Category.SETIAP_SAAT,
            information_kind=kind(code) if code else None,
            title=title,
        )
        for code, names in titles.items()
        for title in names
    ]
    items.append(replace(entry("periodic"), title="zz"))
    drawn = register([published(item, n) for n, item in enumerate(items)], DIP, PLACE)
    assert [row.entry.item.title for row in drawn.rows] == ["zz", "z", "A", "b", "a"]
    assert [row.number for row in drawn.rows] == [1, 2, 3, 4, 5]
    assert list(drawn.totals.values()) == [1, 1, 4, 1, 2, 1]


entries = st.lists(
    st.builds(
        lambda number, item: published(item, number),
        st.integers(0, 9_999),
        st.builds(
            InformationItem,
            title=st.text(max_size=8),
            information_category=st.none() | st.sampled_from(Category),
            information_kind=st.none() | st.sampled_from(KINDS),
            exemption_status=st.none() | st.sampled_from(ExemptionStatus),
        ),
    ),
    max_size=12,
    unique_by=lambda entry: entry.id,
)
quick = settings(max_examples=50, deadline=None, database=None)


@quick
@given(entries, st.sampled_from(RegisterKind), st.randoms())
def test_the_same_entries_in_any_order_give_the_same_register(
    found: list[Entry], kind_: RegisterKind, chance: random.Random
):
    shuffled = list(found)
    chance.shuffle(shuffled)
    assert register(shuffled, kind_, PLACE) == register(found, kind_, PLACE)


@quick
@given(entries)
def test_exempt_and_open_are_never_mixed(found: list[Entry]):
    """UU 14/2008 Pasal 11(1)a and 54: none exempt in a DIP, none open in a DIK, none lost."""
    dip, dik = (register(found, kind_, PLACE) for kind_ in (DIP, DIK))
    statuses = {row.entry.item.effective_status for row in dip.rows}
    assert ExemptionStatus.SELURUHNYA not in statuses
    assert ExemptionStatus.TERBUKA not in {row.entry.item.effective_status for row in dik.rows}
    assert {row.entry.id for row in (*dip.rows, *dik.rows)} == {entry.id for entry in found}


@quick
@given(entries, st.sampled_from(RegisterKind))
def test_totals_add_up(found: list[Entry], kind_: RegisterKind):
    drawn = register(found, kind_, PLACE)
    upper = sum(count for heading, count in drawn.totals.items() if len(heading) == 1)
    assert upper == len(drawn.rows)


def test_what_changed_between_two_registers():
    before = [{"tautan": "a", "x": "1"}, {"tautan": "b", "x": "1"}]
    after = [{"tautan": "b", "x": "2"}, {"tautan": "c", "x": "1"}]
    found = difference(before, after, key="tautan", columns=["x"])
    assert [line["tautan"] for line in found.added] == ["c"]
    assert [line["tautan"] for line in found.removed] == ["a"]
    assert [(change.after["tautan"], change.columns) for change in found.changed] == [("b", ("x",))]


def test_a_holder_names_its_body_once():
    assert words.holder("Bidang P2P", "Dinas Kesehatan") == "Bidang P2P, Dinas Kesehatan"
    assert words.holder("Bidang P2P, Dinas Kesehatan", "Dinas Kesehatan") == (
        "Bidang P2P, Dinas Kesehatan"
    )
    assert words.holder("", "Dinas Kesehatan") == "Dinas Kesehatan"


def test_every_register_names_its_law():
    assert {str(kind_.citation) for kind_ in RegisterKind} == {
        "UU 14/2008 Pasal 11 ayat (1) huruf a",
        "PERKI 1/2021 Pasal 49",
    }
    assert registers.totals([]) == {}
