"""What each kecamatan and kelurahan keeps about its own area."""

from __future__ import annotations

from tables.axes import KELURAHAN, RESIDENTS, kelurahan_of, months
from tables.core import (
    Table,
    constant,
    count,
    given,
    labels,
    measure,
    part,
    pick,
    ratio,
    rest,
    spread,
    total,
)

RESIDENTS_PER_RT = 420
SIZES = {str(step[-1]): size for step, size in zip(KELURAHAN.steps, RESIDENTS, strict=True)}


def _slug(name: str) -> str:
    return name.lower().replace(" ", "-")


def _rts(kelurahan: str) -> list[str]:
    return [f"RT {n:02d}" for n in range(1, round(SIZES[kelurahan] / RESIDENTS_PER_RT) + 1)]


def _residents_by_rt(kelurahan: str) -> Table:
    rts = _rts(kelurahan)
    return Table(
        f"kel-{_slug(kelurahan)}-penduduk-rt-2026-s1.csv",
        (labels("rt", *rts),),
        (
            spread("jumlah_penduduk", SIZES[kelurahan], [1] * len(rts), jitter=0.3),
            part("laki_laki", "jumlah_penduduk", 0.5, 0.53),
            rest("perempuan", "jumlah_penduduk", "laki_laki"),
            part("kepala_keluarga", "jumlah_penduduk", 0.28, 0.33),
        ),
    )


def _monograph(kecamatan: str) -> Table:
    inside = kelurahan_of(kecamatan)
    names = [str(step[-1]) for step in inside.steps]
    return Table(
        f"kec-{_slug(kecamatan)}-monografi-2026-s1.xlsx",
        (inside,),
        (
            given("jumlah_penduduk", *(SIZES[name] for name in names)),
            given("jumlah_rt", *(len(_rts(name)) for name in names)),
            count("posyandu", 4, 14),
            count("tempat_ibadah", 6, 32),
            count("satuan_pendidikan", 4, 19),
        ),
    )


def _letters(file: str, *kinds: str) -> Table:
    return Table(
        file,
        (months(2026, 6),),
        (*(count(kind, 8, 74) for kind in kinds), total("jumlah_layanan", *kinds)),
    )


KECAMATAN_TABLES = (
    *(_monograph(name) for name in ("Bontang Utara", "Bontang Selatan", "Bontang Barat")),
    _letters(
        "kec-bontang-utara-layanan-2026-s1.csv",
        *("legalisasi_surat", "dispensasi_nikah", "rekomendasi_izin", "keterangan_waris"),
    ),
    _letters(
        "kec-bontang-selatan-layanan-2026-s1.csv",
        *("legalisasi_surat", "rekomendasi_izin", "surat_keterangan_tanah"),
    ),
    Table(
        "kec-bontang-utara-realisasi-anggaran-2026-s1.xlsx",
        (
            labels(
                "program",
                "Penunjang urusan pemerintahan daerah",
                "Penyelenggaraan pemerintahan dan pelayanan publik",
                "Pemberdayaan masyarakat kelurahan",
                "Koordinasi ketenteraman dan ketertiban umum",
            ),
        ),
        (
            count("anggaran_juta_rupiah", 380, 8_600),
            part("realisasi_juta_rupiah", "anggaran_juta_rupiah", 0.38, 0.54),
            ratio("persen", "realisasi_juta_rupiah", "anggaran_juta_rupiah"),
        ),
    ),
    Table(
        "kec-bontang-barat-skm-2026-s1.csv",
        (labels("unsur_pelayanan", "Persyaratan", "Prosedur", "Waktu", "Biaya", "Perilaku"),),
        (constant("responden", 156), measure("nilai_ikm", 84, 95, 2)),
    ),
)

KELURAHAN_TABLES = (
    *(_residents_by_rt(name) for name in SIZES),
    Table(
        "kel-bontang-kuala-rumah-atas-air-2026.csv",
        (labels("rt", *_rts("Bontang Kuala")),),
        (
            count("rumah_di_atas_air", 12, 44),
            part("bertangki_septik_apung", "rumah_di_atas_air", 0.2, 0.6),
            count("panjang_jembatan_ulin_m", 40, 260),
        ),
    ),
    _letters(
        "kel-bontang-baru-layanan-surat-2026-s1.csv",
        *("pengantar_nikah", "keterangan_usaha", "keterangan_tidak_mampu", "keterangan_domisili"),
    ),
    Table(
        "kel-lok-tuan-titik-kumpul-2026.csv",
        (labels("titik_kumpul", "Lapangan kelurahan", "Halaman sekolah", "Terminal", "Masjid"),),
        (count("daya_tampung_orang", 200, 1_600), pick("kelompok_rt", "RT 01-18", "RT 19-36")),
    ),
    Table(
        "kel-guntung-jalur-evakuasi-2026.csv",
        (labels("jalur", "Jalur utara", "Jalur barat", "Jalur selatan"),),
        (
            count("panjang_m", 450, 2_100),
            count("rambu_evakuasi", 6, 24),
            pick("titik_kumpul_tujuan", "Lapangan adat", "Lapangan kelurahan"),
        ),
    ),
    Table(
        "kel-gunung-elai-genangan-2026.csv",
        (labels("rt", *_rts("Gunung Elai")[:12]),),
        (count("tinggi_genangan_cm", 10, 60), count("rumah_terdampak", 4, 48)),
    ),
    Table(
        "kel-api-api-usaha-mikro-2026.xlsx",
        (labels("jenis_usaha", "Kuliner", "Warung", "Jasa", "Kerajinan", "Pakaian"),),
        (count("usaha", 24, 260), part("memiliki_nib", "usaha", 0.35, 0.7)),
    ),
    Table(
        "kel-berbas-tengah-posyandu-2026-s1.csv",
        (months(2026, 6),),
        (count("balita_terdaftar", 690, 720), part("ditimbang", "balita_terdaftar", 0.78, 0.9)),
    ),
    Table(
        "kel-berbas-pantai-perahu-nelayan-2026.csv",
        (labels("ukuran_perahu", "Tanpa mesin", "Di bawah 5 GT", "5-10 GT", "Di atas 10 GT"),),
        (count("perahu", 6, 180), part("berasuransi", "perahu", 0.1, 0.5)),
    ),
    Table(
        "kel-satimpo-layanan-informasi-2026-s1.csv",
        (months(2026, 6),),
        (count("permohonan", 2, 9), pick("hasil", "Dikabulkan", "Dikabulkan sebagian")),
    ),
    Table(
        "kel-bontang-lestari-kelompok-tani-2026.xlsx",
        (labels("komoditas", "Padi ladang", "Hortikultura", "Kelapa sawit", "Peternakan"),),
        (count("kelompok", 2, 14), count("anggota", 24, 290), measure("lahan_ha", 6, 210)),
    ),
    Table(
        "kel-tanjung-laut-indah-bank-sampah-2026.csv",
        (months(2026, 9),),
        (count("nasabah", 180, 260), count("sampah_terpilah_kg", 640, 1_900)),
    ),
    Table(
        "kel-belimbing-usulan-musrenbang-2026.csv",
        (labels("bidang", "Infrastruktur", "Ekonomi", "Sosial budaya"),),
        (count("usulan", 8, 34), part("diteruskan_ke_kecamatan", "usulan", 0.4, 0.8)),
    ),
    _letters(
        "kel-gunung-telihan-layanan-surat-2026-s1.xlsx",
        *("pengantar_nikah", "keterangan_usaha", "keterangan_domisili"),
    ),
    Table(
        "kel-kanaan-kelompok-ternak-2026.csv",
        (labels("jenis_ternak", "Sapi", "Babi", "Kambing", "Ayam"),),
        (count("peternak", 6, 58), count("populasi_ekor", 40, 4_600)),
    ),
)

TABLES = (*KECAMATAN_TABLES, *KELURAHAN_TABLES)
