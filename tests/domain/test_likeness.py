"""Which entries are likely the same information, and which only look alike."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from ckanext.ppidbontang.domain import likeness
from ckanext.ppidbontang.domain.agencies import Agency, Registry, registry_from_records
from ckanext.ppidbontang.domain.dates import PartialDate
from ckanext.ppidbontang.domain.likeness import (
    COMMON,
    MOST,
    Comparable,
    Likeness,
    Reason,
    alike,
    comparable,
)
from ckanext.ppidbontang.domain.regions import Region
from ckanext.ppidbontang.domain.titles import Names

OPD = Path(__file__).parents[2] / "config/opd.yaml"


@pytest.fixture(scope="module")
def names():
    settings = yaml.safe_load(OPD.read_text(encoding="utf-8"))
    return Names(registry_from_records(settings["agencies"], settings["regions"]))


@pytest.fixture(scope="module")
def told(names):
    """Return what an entry is compared by: a title, or a title with more of the record."""

    def make(said, body="disdukcapil", id="1") -> Comparable:
        fields: dict[str, Any] = {"title": said} if isinstance(said, str) else dict(said)
        for field in ("period_start", "period_end", "created_on"):
            if field in fields:
                fields[field] = PartialDate.parse(fields[field])
        return comparable(names, **{"id": id, "body": body, "kind": "setiap-saat-03", **fields})

    return make


@pytest.fixture(scope="module")
def why(told):
    """Say why two entries are likely the same; the reasons are the same from either side."""

    def compare(one, other, bodies=("disdukcapil", "bapperida")):
        mine, its = told(one, bodies[0], "1"), told(other, bodies[1], "2")
        known = Likeness([mine, its])
        [forth, back] = [[found.why for found in known.of(entry)] for entry in (mine, its)]
        assert forth == back
        return forth[0] if forth else None

    return compare


def of(title, **fields):
    return {"title": title, **fields}


SAME, NEAR = Reason.JUDUL_SAMA, Reason.JUDUL_MIRIP
DATANG = "Penduduk Datang per Kelurahan 2018"
PANGAN = "Penerima Bantuan Pangan per Kelurahan Tahun 2024"


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        (DATANG, "PENDUDUK DATANG  PER KELURAHAN, 2018", SAME),
        (DATANG, "Jumlah Penduduk Datang menurut Kelurahan di Kota Bontang Tahun 2018", SAME),
        (DATANG, "Jml. Pddk Datang tiap Kel. (2018)", SAME),
        (DATANG, "Data Penduduk Datang Tahun 2018", NEAR),
        (PANGAN, "KK Penerima Bantuan Pangan 2024", NEAR),
        (PANGAN, "Penerima Bantuan Pangan menurut Keluarahan 2024", NEAR),
        (PANGAN, "Penerimah Bantuan Pangan per Kelurahan 2024", NEAR),
        ("Skor Pola Pangan Harapan (PPH) Tahun 2021", "Skor PPH 2021", SAME),
        ("Titik Wifi Publik per Kelurahan", "Titik Wi-Fi Publik per Kelurahan", SAME),
        ("Jumlah Penduduk Kelurahan Lok Tuan 2024", "Jumlah penduduk Loktuan tahun 2024", SAME),
        ("Penduduk Berbas Tengah 2018", "Penduduk Kel. Berebas Tengah 2018", SAME),
        ("Usaha Mikro di Kelurahan Api-Api 2026", "Usaha Mikro Apiapi 2026", SAME),
        ("Aset Dinas Kesehatan 2024", "Aset Dinkes 2024", SAME),
        ("Harga Bahan Pokok Januari 2025", "Harga Bahan Pokok Jan 2025", SAME),
        # Another subject, place, breakdown or number is another thing.
        (DATANG, "Penduduk Pindah per Kelurahan 2018", None),
        (DATANG, "Penduduk per Kelurahan 2018", None),
        (DATANG, "Penduduk Datang per Kecamatan 2018", None),
        (PANGAN, "Penerima Bantuan per Kelurahan Tahun 2024", None),
        ("Penduduk Kelurahan Lok Tuan 2024", "Penduduk Kelurahan Guntung 2024", None),
        ("Penduduk Kelurahan Lok Tuan 2024", "Penduduk Kota Bontang 2024", None),
        ("Penduduk Tanjung Laut 2024", "Penduduk Tanjung Laut Indah 2024", None),
        ("Rumah Layak Huni 2026", "Rumah Tidak Layak Huni 2026", None),
        ("Peraturan Daerah Nomor 6 Tahun 2020", "Peraturan Daerah Nomor 16 Tahun 2020", None),
        ("Angka Kematian Bayi 2024", "Angka Kematian Ibu 2024", None),
        ("Siswa SD Negeri menurut Kecamatan 2024", "Siswa SMP Negeri menurut Kecamatan 2024", None),
        ("Kunjungan Puskesmas Bontang Utara I", "Kunjungan Puskesmas Bontang Utara II", None),
        ("2018", "2018", None),
    ],
)
def test_titles_are_compared_by_what_they_are_about(why, one, other, how):
    found = why(one, other)
    assert (found and found[0]) == how


@pytest.mark.parametrize(
    ("one", "other", "when"),
    [
        (DATANG, DATANG, Reason.PERIODE_SAMA),
        (DATANG, "Penduduk Datang per Kelurahan 2019", None),
        (
            DATANG,
            of("Penduduk Datang per Kelurahan", period_start="2018-01", period_end="2018-12"),
            Reason.PERIODE_SAMA,
        ),
        (DATANG, of("Penduduk Datang per Kelurahan", period_start="2019"), None),
        (DATANG, "Penduduk Datang per Kelurahan 2016–2020", Reason.PERIODE_BERIRISAN),
        (DATANG, "Penduduk Datang per Kelurahan", Reason.PERIODE_TIDAK_DISEBUT),
        # A table is made in the year that it is about, or in the next.
        (
            DATANG,
            of("Penduduk Datang per Kelurahan", created_on="2019-02-01"),
            Reason.PERIODE_TIDAK_DISEBUT,
        ),
        (DATANG, of("Penduduk Datang per Kelurahan", created_on="2025"), None),
        ("Penduduk Semester I 2026", "Penduduk Smt 1 Tahun 2026", Reason.PERIODE_SAMA),
        ("Penduduk Semester I 2026", "Penduduk Januari–Juni 2026", Reason.PERIODE_SAMA),
        ("Penduduk Semester I 2026", "Penduduk Semester II 2026", None),
        ("Penduduk Semester I 2026", "Penduduk Triwulan III Tahun 2026", None),
        ("Penduduk Semester I 2026", "Penduduk Tahun 2026", Reason.PERIODE_BERIRISAN),
        (
            "Penduduk Semester II 2026",
            of("Penduduk Tahun 2026", period_start="2026-01", period_end="2026-06"),
            None,
        ),
        ("Harga Bahan Pokok Minggu ke-36 2026", "Harga Bahan Pokok Minggu ke-37 2026", None),
        ("Harga Bahan Pokok 3 Maret 2025", "Harga Bahan Pokok 10 Maret 2025", None),
        ("Siswa Tahun Ajaran 2024/2025", "Siswa Tahun Ajaran 2025/2026", None),
    ],
)
def test_times_must_overlap_or_not_be_told(why, one, other, when):
    found = why(one, other)
    assert (found and found[1]) == when


@pytest.mark.parametrize(
    ("one", "other", "is_told"),
    [
        (DATANG, "Jumlah Penduduk Datang menurut Kelurahan Tahun 2018", True),
        (DATANG, of("Penduduk Datang per Kelurahan", period_start="2018"), True),
        ("Maklumat Pelayanan", "MAKLUMAT PELAYANAN", True),
        # Editions of a series, and another table on the same subject.
        (DATANG, "Penduduk Datang per Kelurahan 2019", False),
        (DATANG, "Penduduk Datang per Kelurahan", False),
        ("Penduduk Semester I 2026", "Penduduk Tahun 2026", False),
        (
            "Harga Bahan Pokok Minggu II Maret 2026",
            "Harga Bahan Pokok Minggu III Maret 2026",
            False,
        ),
        ("Penduduk Periode I 2026", "Penduduk Periode II 2026", False),
        ("Kunjungan Rawat Jalan 2025", "Kunjungan Rawat Jalan menurut Poliklinik 2025", False),
        (
            of("Maklumat Pelayanan", created_on="2020"),
            of("Maklumat Pelayanan", created_on="2025"),
            False,
        ),
    ],
)
def test_within_a_body_only_the_same_title_of_the_same_time_is_told(why, one, other, is_told):
    found = why(one, other, bodies=("disdukcapil", "disdukcapil"))
    assert (found is not None) == is_told
    assert found is None or found[-1] is Reason.SATU_INSTANSI


class TestWhose:
    def test_what_the_law_has_each_body_tell_of_itself_is_nobodys_copy(self, why):
        renstra = of("Rencana Strategis 2025–2029", kind="setiap-saat-08")
        assert why(renstra, renstra) is None
        assert why(renstra, renstra, bodies=("dinkes", "dinkes"))

    def test_a_local_body_means_its_own_place(self, why):
        accounts = "Laporan Keuangan Kelurahan Tahun 2026 yang Belum Diaudit"
        assert why(accounts, accounts, bodies=("kel-guntung", "kel-satimpo")) is None
        of_the_city = of("Penduduk per Kelurahan 2018", region_code="64.74")
        assert why(of_the_city, of_the_city, bodies=("kel-guntung", "disdukcapil"))
        of_guntung = of("Penduduk per RT 2018", region_code="64.74.01.1004")
        assert why(of_guntung, "Penduduk per RT 2018", bodies=("diskominfo", "kel-guntung"))

    def test_a_title_of_many_bodies_means_a_thing_of_each(self, told):
        staff = "Jumlah Pegawai menurut Golongan 2025"
        bodies = ("dinkes", "dlh", "dishub", "bpbd", "bkpsdm")
        entries = [told(staff, body, body) for body in bodies]
        assert len(entries) == COMMON + 1
        assert Likeness(entries).of(entries[0]) == []
        assert len(Likeness(entries[:-1]).of(entries[0])) == COMMON - 1


def test_another_city_has_its_own_places():
    """Nothing of Bontang is in the code: names are the registry's."""
    region = Region(code="31.01", name="Sungai Kecil", level="kelurahan", variants=("Sei Kecil",))
    root = Agency(code="X", name="kota-x", title="Kota X", abbreviation="Pemkot X", type="kota")
    names = Names(Registry([root], [region]))
    assert names.gist("Penduduk Sei Kecil") == names.gist("Penduduk Kelurahan SungaiKecil")
    assert names.gist("Penduduk Kota X").fixed == frozenset()
    assert names.gist("Penduduk Loktuan") != names.gist("Penduduk Lok Tuan")


def test_titles_are_compared_once_however_many_entries_have_them(told, monkeypatch):
    """Not all pairs: two thousand entries would be four million."""
    entries = [
        told(f"Jumlah {subject} menurut kelurahan 2018", body, f"{body}-{number}-{subject}")
        for number in range(20)
        for body in ("disdukcapil", "bapperida")
        for subject in (f"penduduk {letter}{other}" for letter in "abcdefgh" for other in "klmnopq")
    ]
    titles = len({entry.gist for entry in entries})
    compared = []
    monkeypatch.setattr(likeness, "alike", lambda *two: compared.append(two) or alike(*two))
    known = Likeness(entries)
    found = [known.of(entry) for entry in entries]
    assert {len(likely) for likely in found} == {MOST}
    assert len(entries) > 2_000
    assert len(compared) <= titles**2
