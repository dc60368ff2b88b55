"""Schools, pupils and culture."""

from __future__ import annotations

from tables.axes import KECAMATAN, years
from tables.core import Table, count, labels, part, pick, ratio, records, redacted, spread, total

TABLES = (
    Table(
        "disdikbud-rasio-siswa-guru-2025.csv",
        (labels("tahun_ajaran", "2025/2026"), KECAMATAN, labels("jenjang", "SD", "SMP")),
        (
            spread("siswa", 32_300, (9_400, 4_500, 8_700, 4_100, 3_800, 1_800), jitter=0.05),
            part("guru", "siswa", 0.055, 0.068),
            ratio("rasio_siswa_per_guru", "siswa", "guru", scale=1),
        ),
    ),
    Table(
        "disdikbud-apm-apk-aps-sd-2021-2025.csv",
        (years(2021, 2025),),
        (
            count("penduduk_7_12_tahun", 20_600, 21_400),
            part("siswa_7_12_tahun_sd", "penduduk_7_12_tahun", 0.955, 0.985),
            part("siswa_sd_semua_umur", "penduduk_7_12_tahun", 1.03, 1.07),
            part("penduduk_7_12_tahun_bersekolah", "penduduk_7_12_tahun", 0.992, 0.999),
            ratio("apm_persen", "siswa_7_12_tahun_sd", "penduduk_7_12_tahun"),
            ratio("apk_persen", "siswa_sd_semua_umur", "penduduk_7_12_tahun"),
            ratio("aps_persen", "penduduk_7_12_tahun_bersekolah", "penduduk_7_12_tahun"),
        ),
    ),
    Table(
        "disdikbud-satuan-pendidikan-2026.xlsx",
        (KECAMATAN, labels("jenjang", "PAUD", "SD", "SMP", "PKBM")),
        (
            count("negeri", 1, 14),
            count("swasta", 2, 18),
            total("jumlah_satuan", "negeri", "swasta"),
            count("rombongan_belajar", 24, 160),
        ),
    ),
    Table(
        "disdikbud-hasil-seleksi-spmb-smp-2026.csv",
        (
            labels("jalur", "Domisili", "Afirmasi", "Prestasi", "Mutasi"),
            labels("urutan", *range(1, 11)),
        ),
        (
            redacted("nomor_induk_siswa"),
            redacted("identitas_siswa"),
            pick("asal_kecamatan", "Bontang Utara", "Bontang Selatan", "Bontang Barat"),
            count("skor", 71, 98),
            pick("hasil", "Diterima", "Diterima", "Cadangan"),
        ),
    ),
    Table(
        "disdikbud-lkjip-2025.xlsx",
        (
            records(
                "sasaran indikator target",
                ("Akses pendidikan merata", "APS usia 7-12 tahun (persen)", 99.5),
                ("Akses pendidikan merata", "APS usia 13-15 tahun (persen)", 98.9),
                ("Mutu pendidikan meningkat", "Satuan pendidikan terakreditasi A (persen)", 62.0),
                ("Mutu pendidikan meningkat", "Kemampuan literasi SMP (persen)", 78.0),
                ("Mutu pendidikan meningkat", "Kemampuan numerasi SMP (persen)", 74.0),
                ("Kebudayaan lestari", "Cagar budaya yang dilestarikan (persen)", 80.0),
            ),
        ),
        (
            part("realisasi", "target", 0.94, 1.04),
            ratio("capaian_persen", "realisasi", "target", digits=1),
        ),
    ),
    Table(
        "disdikbud-objek-budaya-2026.csv",
        (
            records(
                "kelompok objek",
                ("Warisan budaya takbenda", "Tradisi lisan"),
                ("Warisan budaya takbenda", "Adat istiadat dan ritus"),
                ("Warisan budaya takbenda", "Seni pertunjukan"),
                ("Warisan budaya takbenda", "Pengetahuan tradisional"),
                ("Cagar budaya", "Benda"),
                ("Cagar budaya", "Bangunan"),
                ("Cagar budaya", "Situs"),
            ),
        ),
        (count("tercatat", 6, 24), part("terverifikasi", "tercatat", 0.4, 0.9)),
    ),
)
