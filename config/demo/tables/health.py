"""Public health and the city hospital."""

from __future__ import annotations

from tables.axes import KELURAHAN, PUSKESMAS, months, residents
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
    total,
)

CLINICS = labels(
    "poliklinik",
    *("Penyakit Dalam", "Anak", "Bedah", "Kebidanan dan Kandungan", "Saraf", "Jantung"),
    *("Mata", "THT", "Gigi dan Mulut", "Rehabilitasi Medik"),
)

OFFICE = (
    Table(
        "dinkes-profil-kesehatan-2025.xlsx",
        (PUSKESMAS,),
        (
            count("dokter_umum", 3, 8),
            count("perawat", 12, 30),
            count("bidan", 8, 24),
            count("posyandu", 9, 31),
            count("kunjungan_rawat_jalan", 18_000, 52_000),
        ),
    ),
    Table(
        "dinkes-kasus-dbd-kelurahan-2025.csv",
        (KELURAHAN,),
        (
            residents(),
            part("kasus_dbd", "jumlah_penduduk", 0.0009, 0.0031),
            ratio("kasus_per_100000_penduduk", "kasus_dbd", "jumlah_penduduk", scale=100_000),
            measure("angka_bebas_jentik_persen", 82, 96),
        ),
    ),
    Table(
        "dinkes-balita-stunting-2026-s1.csv",
        (KELURAHAN,),
        (
            residents(),
            part("balita_diukur", "jumlah_penduduk", 0.052, 0.066),
            part("balita_stunting", "balita_diukur", 0.09, 0.19),
            ratio("prevalensi_persen", "balita_stunting", "balita_diukur"),
        ),
    ),
    Table(
        "dinkes-imunisasi-dasar-lengkap-2025.xlsx",
        (PUSKESMAS,),
        (
            count("bayi_sasaran", 260, 840),
            part("imunisasi_dasar_lengkap", "bayi_sasaran", 0.88, 0.99),
            ratio("cakupan_persen", "imunisasi_dasar_lengkap", "bayi_sasaran"),
        ),
    ),
    Table(
        "dinkes-capaian-spm-2026-s1.csv",
        (
            labels(
                "pelayanan_dasar",
                *("Ibu hamil", "Ibu bersalin", "Bayi baru lahir", "Balita"),
                *("Usia pendidikan dasar", "Usia produktif", "Usia lanjut"),
                *("Penderita hipertensi", "Penderita diabetes melitus"),
                *("Orang dengan gangguan jiwa berat", "Orang terduga tuberkulosis"),
                "Orang dengan risiko terinfeksi HIV",
            ),
        ),
        (
            count("sasaran", 340, 9_600),
            part("terlayani", "sasaran", 0.41, 0.63),
            ratio("capaian_persen", "terlayani", "sasaran"),
        ),
    ),
    Table(
        "dinkes-ringkasan-dpa-2026.xlsx",
        (
            labels(
                "program",
                "Penunjang urusan pemerintahan daerah",
                "Pemenuhan upaya kesehatan perorangan dan upaya kesehatan masyarakat",
                "Peningkatan kapasitas sumber daya manusia kesehatan",
                "Sediaan farmasi, alat kesehatan, dan makanan minuman",
                "Pemberdayaan masyarakat bidang kesehatan",
            ),
        ),
        (
            count("belanja_operasi_juta_rupiah", 900, 64_000),
            count("belanja_modal_juta_rupiah", 100, 21_000),
            total("jumlah_juta_rupiah", "belanja_operasi_juta_rupiah", "belanja_modal_juta_rupiah"),
        ),
    ),
    Table(
        "dinkes-penyelidikan-epidemiologi-dbd-2026.csv",
        (labels("minggu_epidemiologi", *range(36, 45)), labels("urutan", 1, 2, 3)),
        (
            numbered("nomor_laporan", "PE-DBD-2026-{:03d}"),
            redacted("identitas_penderita"),
            redacted("lokasi_rumah"),
            pick("kelurahan", "Lok Tuan", "Api-Api", "Tanjung Laut", "Berbas Tengah", "Belimbing"),
            count("rumah_diperiksa", 20, 40),
            part("rumah_positif_jentik", "rumah_diperiksa", 0.05, 0.3),
            pick("tindak_lanjut", "Pengasapan dan larvasida", "Larvasida", "Penyuluhan dan PSN"),
        ),
    ),
)

HOSPITAL = (
    Table(
        "rsud-tempat-tidur-2026.csv",
        (labels("kelas_perawatan", "VIP", "KRIS", "ICU", "PICU/NICU", "Isolasi", "Perinatologi"),),
        (
            count("tempat_tidur", 8, 96),
            part("terisi", "tempat_tidur", 0.45, 0.85),
            rest("tersedia", "tempat_tidur", "terisi"),
        ),
    ),
    Table(
        "rsud-indikator-pelayanan-2025.csv",
        (months(2025),),
        (
            measure("bor_persen", 58, 79),
            measure("alos_hari", 3.2, 4.6),
            measure("toi_hari", 1.1, 2.6),
            measure("gdr_permil", 11, 24),
        ),
    ),
    Table(
        "rsud-kunjungan-rawat-jalan-2025.xlsx",
        (CLINICS,),
        (
            count("pasien_bpjs", 1_900, 14_200),
            count("pasien_umum", 90, 1_100),
            total("jumlah_kunjungan", "pasien_bpjs", "pasien_umum"),
        ),
    ),
    Table(
        "rsud-jadwal-poliklinik-2026.csv",
        (CLINICS,),
        (
            pick("hari", "Senin-Jumat", "Senin, Rabu, Jumat", "Selasa dan Kamis"),
            pick("jam_pelayanan", "08.00-12.00 WITA", "09.00-13.00 WITA", "13.00-16.00 WITA"),
            count("kuota_per_hari", 20, 60),
        ),
    ),
    Table(
        "rsud-tarif-layanan-2023.csv",
        (
            records(
                "layanan satuan",
                ("Karcis rawat jalan poliklinik spesialis", "per kunjungan"),
                ("Pemeriksaan gawat darurat", "per kunjungan"),
                ("Akomodasi ruang VIP", "per hari"),
                ("Pemeriksaan darah lengkap", "per pemeriksaan"),
                ("Foto toraks", "per pemeriksaan"),
                ("USG abdomen", "per pemeriksaan"),
                ("Hemodialisis", "per tindakan"),
                ("Persalinan normal", "per tindakan"),
            ),
        ),
        (count("tarif_ribu_rupiah", 35, 950),),
    ),
    Table(
        "rsud-insiden-keselamatan-pasien-2025.csv",
        (labels("triwulan", "I", "II", "III", "IV"), labels("urutan", 1, 2, 3, 4)),
        (
            numbered("nomor_laporan", "IKP-2025-{:02d}"),
            redacted("identitas_pasien"),
            redacted("nomor_rekam_medis"),
            pick("jenis_insiden", "Kejadian nyaris cedera", "Kejadian potensial cedera"),
            pick("kelompok", "Obat dan cairan", "Pasien jatuh", "Identifikasi pasien", "Alat"),
            pick("perbaikan", "Pelatihan ulang", "Revisi prosedur", "Penambahan penanda risiko"),
        ),
    ),
)

TABLES = (*OFFICE, *HOSPITAL)
