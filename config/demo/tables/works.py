"""Roads, housing, transport and the city's networks."""

from __future__ import annotations

from tables.axes import KECAMATAN, KELURAHAN, RESIDENTS, months, residents
from tables.core import (
    Table,
    count,
    labels,
    measure,
    numbered,
    part,
    pick,
    ratio,
    records,
    redacted,
    rest,
    spread,
    total,
)

BUILDING = (
    Table(
        "dpuprk-kondisi-jalan-2025.csv",
        (KECAMATAN,),
        (
            count("panjang_jalan_m", 48_000, 96_000),
            part("baik_m", "panjang_jalan_m", 0.68, 0.8),
            part("sedang_m", "panjang_jalan_m", 0.08, 0.14),
            part("rusak_ringan_m", "panjang_jalan_m", 0.03, 0.06),
            rest("rusak_berat_m", "panjang_jalan_m", "baik_m", "sedang_m", "rusak_ringan_m"),
        ),
    ),
    Table(
        "dpuprk-titik-genangan-2026.csv",
        (
            records(
                "kelurahan ruas",
                ("Gunung Elai", "Jalan permukiman bantaran sungai"),
                ("Api-Api", "Kawasan perdagangan"),
                ("Satimpo", "Kawasan permukiman"),
                ("Gunung Telihan", "Bantaran sungai"),
                ("Tanjung Laut Indah", "Pesisir"),
                ("Berbas Pantai", "Pesisir"),
                ("Lok Tuan", "Kawasan pasar"),
            ),
        ),
        (
            count("tinggi_genangan_cm", 15, 70),
            count("lama_genangan_jam", 1, 6),
            pick("penanganan", "Normalisasi saluran", "Pompa", "Peninggian jalan", "Turap"),
        ),
    ),
    Table(
        "dpuprk-kontrak-konstruksi-2026.xlsx",
        (labels("jenis_pekerjaan", "Jalan", "Drainase", "Gedung"), labels("paket", 1, 2, 3)),
        (
            numbered("nomor_kontrak", "KTR-2026-{:02d}"),
            count("nilai_kontrak_juta_rupiah", 480, 18_500),
            redacted("rekening_penyedia"),
            redacted("metode_kerja_penyedia"),
            count("jangka_waktu_hari", 90, 210),
            count("progres_fisik_persen", 35, 92),
        ),
    ),
    Table(
        "dpuprk-rencana-umum-pengadaan-2026.csv",
        (
            records(
                "paket metode",
                ("Peningkatan jalan lingkungan", "Tender"),
                ("Normalisasi drainase primer", "Tender"),
                ("Pemeliharaan rutin jalan", "Swakelola"),
                ("Pembangunan turap pantai", "Tender"),
                ("Pengawasan pembangunan drainase", "Seleksi"),
                ("Pengadaan pompa banjir", "E-purchasing"),
                ("Rehabilitasi gedung pelayanan", "Pengadaan langsung"),
            ),
        ),
        (
            count("pagu_juta_rupiah", 190, 14_800),
            pick("rencana_pemilihan", "Januari 2026", "Februari 2026", "Maret 2026", "April 2026"),
        ),
    ),
    Table(
        "dpkpp-rumah-tidak-layak-huni-2026.csv",
        (KELURAHAN,),
        (
            residents(),
            part("rumah", "jumlah_penduduk", 0.21, 0.26),
            part("rumah_tidak_layak_huni", "rumah", 0.008, 0.045),
            ratio("persen", "rumah_tidak_layak_huni", "rumah"),
        ),
    ),
    Table(
        "dpkpp-kawasan-kumuh-2025.xlsx",
        (labels("kelurahan", "Berbas Pantai", "Tanjung Laut Indah", "Lok Tuan", "Bontang Kuala"),),
        (
            measure("luas_awal_ha", 4, 19, 2),
            part("luas_tertangani_ha", "luas_awal_ha", 0.2, 0.6),
            pick("tingkat_kekumuhan", "Ringan", "Ringan", "Sedang"),
        ),
    ),
    Table(
        "dpkpp-realisasi-anggaran-2026-s1.xlsx",
        (
            labels(
                "program",
                "Penunjang urusan pemerintahan daerah",
                "Pengembangan perumahan",
                "Kawasan permukiman",
                "Perumahan dan kawasan permukiman kumuh",
                "Penatagunaan tanah",
            ),
        ),
        (
            count("anggaran_juta_rupiah", 700, 22_000),
            part("realisasi_juta_rupiah", "anggaran_juta_rupiah", 0.31, 0.55),
            ratio("persen", "realisasi_juta_rupiah", "anggaran_juta_rupiah"),
        ),
    ),
)

NETWORKS = (
    Table(
        "dishub-uji-kendaraan-2026.csv",
        (months(2026, 10),),
        (
            count("kendaraan_diuji", 210, 420),
            part("lulus", "kendaraan_diuji", 0.86, 0.96),
            rest("tidak_lulus", "kendaraan_diuji", "lulus"),
        ),
    ),
    Table(
        "dishub-arus-pelabuhan-2025.xlsx",
        (labels("pelabuhan", "Loktuan", "Tanjung Laut"), months(2025)),
        (
            count("kapal_tiba", 6, 60),
            count("penumpang_naik", 480, 5_200),
            count("penumpang_turun", 460, 5_100),
            total("jumlah_penumpang", "penumpang_naik", "penumpang_turun"),
        ),
    ),
    Table(
        "dishub-perlengkapan-jalan-2026.csv",
        (KECAMATAN, labels("perlengkapan", "Rambu", "Lampu lalu lintas", "Guardrail (m)")),
        (count("terpasang", 6, 640), pick("kondisi_umum", "Baik", "Baik", "Sebagian rusak")),
    ),
    # The total of 717 points is official, its distribution over the kelurahan is a sample.
    Table(
        "diskominfo-titik-wifi-publik.csv",
        (KELURAHAN,),
        (spread("titik_wifi", 717, RESIDENTS, jitter=0.3),),
    ),
    Table(
        "diskominfo-laporan-layanan-informasi-2025.csv",
        (months(2025),),
        (
            count("permohonan", 12, 38),
            part("dikabulkan_seluruhnya", "permohonan", 0.72, 0.85),
            part("dikabulkan_sebagian", "permohonan", 0.05, 0.09),
            rest("ditolak", "permohonan", "dikabulkan_seluruhnya", "dikabulkan_sebagian"),
            measure("rata_rata_hari_kerja", 3.5, 8.5),
        ),
    ),
    Table(
        "diskominfo-laporan-layanan-informasi-2026-s1.csv",
        (months(2026, 6),),
        (
            count("permohonan", 14, 41),
            part("dikabulkan_seluruhnya", "permohonan", 0.74, 0.86),
            part("dikabulkan_sebagian", "permohonan", 0.05, 0.09),
            rest("ditolak", "permohonan", "dikabulkan_seluruhnya", "dikabulkan_sebagian"),
            measure("rata_rata_hari_kerja", 3.0, 7.5),
        ),
    ),
    Table(
        "diskominfo-alur-permohonan-informasi.csv",
        (
            records(
                "tahap kegiatan batas_waktu dasar",
                (1, "Mengajukan permohonan", "Setiap hari kerja", "UU 14/2008 Pasal 22 ayat (1)"),
                (2, "Menerima nomor pendaftaran", "Saat itu juga", "UU 14/2008 Pasal 22"),
                (3, "Menerima jawaban tertulis", "10 hari kerja", "UU 14/2008 Pasal 22 ayat (7)"),
                (4, "Mengajukan keberatan", "30 hari kerja", "UU 14/2008 Pasal 36 ayat (1)"),
                (5, "Tanggapan atasan PPID", "30 hari kerja", "UU 14/2008 Pasal 36 ayat (2)"),
            ),
        ),
        (),
    ),
    Table(
        "diskominfo-pengaduan-kesah-2025.csv",
        (
            labels(
                "bidang_aduan",
                *("Jalan dan drainase", "Penerangan jalan", "Persampahan", "Air bersih"),
                *("Ketertiban umum", "Kependudukan", "Kesehatan", "Lainnya"),
            ),
        ),
        (
            count("aduan_masuk", 24, 310),
            part("selesai", "aduan_masuk", 0.78, 0.95),
            rest("dalam_proses", "aduan_masuk", "selesai"),
        ),
    ),
    Table(
        "diskominfo-inventaris-aplikasi-2026.xlsx",
        (
            labels(
                "aplikasi",
                *("Portal PPID", "Portal data", "SIMBAK", "Kesah", "E-Arsip", "Simpatiku"),
                *("Agregat kependudukan", "Surat elektronik", "Absensi elektronik"),
            ),
        ),
        (
            pick("jenis_layanan", "Layanan publik", "Administrasi pemerintahan"),
            redacted("alamat_ip"),
            redacted("versi_perangkat_lunak"),
            pick("status", "Aktif", "Aktif", "Pengembangan"),
        ),
    ),
)

TABLES = (*BUILDING, *NETWORKS)
