"""Disasters, fires, public order and social harmony."""

from __future__ import annotations

from tables.axes import KECAMATAN, KELURAHAN, months, years
from tables.core import (
    Table,
    count,
    labels,
    measure,
    numbered,
    part,
    pick,
    records,
    redacted,
    rest,
    total,
)

TABLES = (
    Table(
        "bpbd-kejadian-bencana-2021-2025.csv",
        (
            years(2021, 2025),
            labels(
                "jenis", "Banjir", "Banjir rob", "Tanah longsor", "Kebakaran lahan", "Angin kencang"
            ),
        ),
        (count("kejadian", 1, 14), count("warga_terdampak", 10, 1_850)),
    ),
    Table(
        "bpbd-titik-rawan-banjir-rob-2026.csv",
        (
            records(
                "kode_wilayah kecamatan kelurahan",
                ("64.74.01.1001", "Bontang Utara", "Bontang Kuala"),
                ("64.74.01.1003", "Bontang Utara", "Lok Tuan"),
                ("64.74.02.1001", "Bontang Selatan", "Tanjung Laut"),
                ("64.74.02.1003", "Bontang Selatan", "Berbas Pantai"),
                ("64.74.02.1005", "Bontang Selatan", "Bontang Lestari"),
                ("64.74.02.1006", "Bontang Selatan", "Tanjung Laut Indah"),
            ),
        ),
        (
            count("rumah_terpapar", 40, 520),
            count("tinggi_rob_tertinggi_cm", 20, 85),
            measure("pasang_pemicu_m", 2.3, 2.7),
            pick("tingkat_bahaya", "Sedang", "Sedang", "Tinggi"),
        ),
    ),
    Table(
        "bpbd-titik-kumpul-evakuasi-2026.csv",
        (KELURAHAN,),
        (
            pick("jenis_lokasi", "Lapangan", "Gedung serbaguna", "Halaman sekolah"),
            count("jumlah_titik", 1, 5),
            count("daya_tampung_orang", 150, 1_800),
            pick("akses_disabilitas", "Ya", "Ya", "Sebagian"),
        ),
    ),
    Table(
        "bpbd-peralatan-kebencanaan-2026.xlsx",
        (
            labels(
                "peralatan",
                *("Perahu karet", "Tenda pengungsi", "Tenda keluarga", "Genset", "Pompa air"),
                *("Kendaraan dapur umum", "Alat komunikasi radio", "Velbed"),
            ),
        ),
        (
            count("jumlah", 6, 120),
            part("siap_pakai", "jumlah", 0.75, 1.0),
            rest("perbaikan", "jumlah", "siap_pakai"),
        ),
    ),
    Table(
        "bpbd-renja-2027.xlsx",
        (
            labels(
                "kegiatan",
                *("Pelayanan informasi rawan bencana", "Pencegahan dan kesiapsiagaan"),
                *("Penyelamatan dan evakuasi korban", "Penataan sistem dasar penanggulangan"),
            ),
        ),
        (count("target_keluaran", 4, 40), count("pagu_indikatif_juta_rupiah", 240, 3_900)),
    ),
    Table(
        "disdamkartan-kejadian-kebakaran-2025.csv",
        (months(2025),),
        (
            count("bangunan", 1, 6),
            count("lahan", 1, 12),
            count("kendaraan", 0, 2),
            total("jumlah_kejadian", "bangunan", "lahan", "kendaraan"),
            measure("waktu_tanggap_menit", 7, 14),
        ),
    ),
    Table(
        "disdamkartan-penyelamatan-nonkebakaran-2026.xlsx",
        (
            labels("jenis_operasi", "Evakuasi satwa", "Pelepasan cincin", "Pohon tumbang", "Laka"),
            months(2026, 9),
        ),
        (count("operasi", 2, 31),),
    ),
    Table(
        "disdamkartan-hidran-2026.csv",
        (KECAMATAN,),
        (
            count("hidran_kota", 14, 46),
            part("berfungsi", "hidran_kota", 0.7, 0.95),
            rest("rusak", "hidran_kota", "berfungsi"),
        ),
    ),
    Table(
        "satpolpp-pelanggaran-perda-2025.csv",
        (
            labels("jenis", "Pedagang di fasilitas umum", "Reklame", "Bangunan", "Hewan ternak"),
            labels("triwulan", "I", "II", "III", "IV"),
        ),
        (
            count("ditemukan", 8, 70),
            part("pembinaan", "ditemukan", 0.75, 0.9),
            rest("tindakan_lanjutan", "ditemukan", "pembinaan"),
        ),
    ),
    Table(
        "satpolpp-laporan-penertiban-2026.csv",
        (months(2026, 6), labels("urutan", 1, 2)),
        (
            numbered("nomor_laporan", "TRB-2026-{:03d}"),
            pick("objek", "Reklame tanpa izin", "Lapak di trotoar", "Bangunan di sempadan"),
            redacted("identitas_pelapor"),
            redacted("identitas_petugas_pengamatan"),
            pick("hasil", "Dibongkar sendiri", "Ditertibkan", "Surat peringatan"),
        ),
    ),
    Table(
        "bakesbangpol-ormas-terdaftar-2026.csv",
        (
            labels("bidang", "Keagamaan", "Kepemudaan", "Kedaerahan", "Profesi", "Lingkungan"),
            labels("badan_hukum", "Berbadan hukum", "Tidak berbadan hukum"),
        ),
        (count("organisasi", 6, 44),),
    ),
    Table(
        "bakesbangpol-bantuan-keuangan-parpol-2025.xlsx",
        (labels("urutan_penerima", *range(1, 10)),),
        (
            numbered("penerima", "Partai penerima ke-{}"),
            count("suara_sah_pemilu_2024", 2_600, 21_000),
            part("bantuan_ribu_rupiah", "suara_sah_pemilu_2024", 4.0, 4.0),
            pick("laporan_pertanggungjawaban", "Lengkap", "Lengkap", "Perbaikan"),
        ),
    ),
)
