"""Tables like the registers of a city, with long and wild texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import cycle, islice

from ckanext.ppidbontang.documents.tables import Column, Row, Signature, Table

DAY = date(2026, 3, 3)
CATEGORIES = (
    "Informasi yang Wajib Disediakan dan Diumumkan Secara Berkala",
    "Informasi yang Wajib Diumumkan secara Serta-merta",
    "Informasi yang Wajib Tersedia Setiap Saat",
)
KINDS = ("Profil badan publik", "Program dan kegiatan", "Laporan keuangan", "Peraturan")
SUMMARIES = (
    "Profil Kesehatan Kota Bontang 2025: derajat kesehatan, tenaga, sarana, dan pembiayaan",
    "Laporan Kinerja Instansi Pemerintah (LKjIP) 2025",
    "Rasio siswa dengan tenaga pendidik menurut kecamatan, jenjang pendidikan, dan status sekolah",
    "Rencana Strategis 2025–2029 beserta indikator kinerja utama dan penjelasannya",
    "Jumlah penduduk menurut kelurahan, jenis kelamin, dan kelompok umur",
)
OFFICES = (
    "Dinas Kesehatan",
    "Dinas Pendidikan dan Kebudayaan",
    "Dinas Kependudukan dan Pencatatan Sipil",
    "Kecamatan Bontang Selatan",
)
SIGNATURE = Signature(
    place_and_date="Bontang, 3 Maret 2026",
    offices=(("Mengetahui,", "Atasan PPID"), ("PPID Utama,", "Dinas Komunikasi dan Informatika")),
)


def table(rows: Iterable[Row]) -> Table:
    """Return a table of a number and a text."""
    return Table(
        name="uji",
        title="Judul",
        columns=(Column(key="n", title="No.", width=6), Column(key="text", title="Isi", width=40)),
        rows=rows,
        on=DAY,
    )


def dip(count: int) -> Table:
    """Return a list of public information, grouped by category and kind."""
    return Table(
        name="dip-kota-bontang",
        title="Daftar Informasi Publik",
        lines=("Pemerintah Kota Bontang", "Seluruh instansi", "Keadaan pada 3 Maret 2026"),
        columns=(
            Column(key="number", title="No.", width=5),
            Column(key="category", title="Kategori informasi", width=24, is_group=True),
            Column(key="kind", title="Jenis informasi", width=24, is_group=True),
            Column(key="summary", title="Ringkasan isi informasi", width=50),
            Column(key="holder", title="Pejabat/unit yang menguasai informasi", width=28),
            Column(key="maker", title="Penanggung jawab pembuatan atau penerbitan", width=28),
            Column(key="made", title="Waktu pembuatan informasi", width=18),
            Column(key="forms", title="Bentuk informasi yang tersedia", width=16),
            Column(key="retention", title="Jangka waktu penyimpanan", width=18),
            Column(key="link", title="Tautan", width=40, is_link=True),
        ),
        rows=dip_rows(count),
        on=DAY,
        facts={"total": count, "kind": "dip"},
        signature=SIGNATURE,
    )


def dip_rows(count: int) -> Iterator[Row]:
    words = zip(cycle(SUMMARIES), cycle(OFFICES), cycle((None, "5 tahun", "Permanen")))
    for number, (summary, office, retention) in enumerate(islice(words, count)):
        yield (
            number + 1,
            CATEGORIES[number * len(CATEGORIES) // count],
            KINDS[number * 12 // count % len(KINDS)],
            summary,
            office,
            f"Kepala {office}",
            date(2025, number % 12 + 1, number % 28 + 1),
            "Cetak, elektronik" if number % 3 else "Elektronik",
            retention,
            f"https://data.bontangkota.go.id/dataset/informasi-{number}",
        )


def dik(count: int) -> Table:
    """Return a list of exempt information, whose cells are long."""
    consequence = (
        "Membuka informasi ini dapat menghambat proses penegakan hukum, mengungkap identitas "
        "pelapor dan saksi, dan membahayakan keselamatan petugas beserta keluarganya. "
    )
    return Table(
        name="dik-kota-bontang",
        title="Daftar Informasi yang Dikecualikan",
        lines=("Pemerintah Kota Bontang", "Keadaan pada 3 Maret 2026"),
        columns=(
            Column(key="number", title="No.", width=5),
            Column(key="information", title="Informasi", width=34),
            Column(key="basis", title="Dasar hukum pengecualian", width=34),
            Column(key="open", title="Konsekuensi bila dibuka", width=44),
            Column(key="closed", title="Pertimbangan bila ditutup", width=44),
            Column(key="period", title="Jangka waktu", width=26),
            Column(key="decided", title="Tanggal penetapan", width=18),
        ),
        rows=(
            (
                number,
                "Berkas pemeriksaan khusus dugaan pelanggaran disiplin pegawai",
                "UU 14/2008 Pasal 17 huruf a angka 1 dan 2\nUU 5/2014 Pasal 86",
                consequence * (number % 4 + 1),
                "Menjaga kelancaran pemeriksaan dan mempertanggungjawabkan penyelenggaraannya.",
                "Sampai proses pemeriksaan selesai, paling lama 30 tahun",
                date(2025, number, 17),
            )
            for number in range(1, count + 1)
        ),
        on=DAY,
        signature=SIGNATURE,
    )
