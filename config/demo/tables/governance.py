"""Planning, money, agreements and meetings of the city's own work."""

from __future__ import annotations

from tables.axes import KECAMATAN, months
from tables.core import (
    Table,
    constant,
    count,
    given,
    labels,
    part,
    pick,
    ratio,
    records,
    redacted,
    rest,
    total,
)

CITY = (
    # Official figures, published by BPS.
    Table(
        "kota-bontang-indikator-makro-2023.csv",
        (
            records(
                "tahun indikator satuan",
                (2023, "Tingkat pengangguran terbuka", "persen"),
                (2023, "Persentase penduduk miskin", "persen"),
                (2023, "Indeks pembangunan manusia", "indeks"),
            ),
        ),
        (given("nilai", 7.74, 4.11, 81.63), constant("sumber", "BPS")),
    ),
    # Official results.
    Table(
        "kota-bontang-hasil-monev-keterbukaan-2025.csv",
        (
            records(
                "penilaian penerima hasil",
                ("Monev Komisi Informasi Kaltim 2025", "Pemerintah Kota Bontang", "Nilai 100"),
                ("PPID Award perangkat daerah", "Dinas Perpustakaan dan Kearsipan", "Peringkat 1"),
                ("PPID Award perangkat daerah", "BKPSDM", "Peringkat 2"),
                ("PPID Award perangkat daerah", "Dinas Lingkungan Hidup", "Peringkat 3"),
                ("PPID Award kelurahan", "Kelurahan Satimpo", "Nilai 99,30"),
            ),
        ),
        (),
    ),
    # Official figures: 161,877 square kilometres in all.
    Table(
        "bapperida-luas-wilayah-kecamatan.csv",
        (KECAMATAN,),
        (given("luas_km2", 33.033, 110.908, 17.936),),
    ),
    Table(
        "bapperida-rkpd-2027.xlsx",
        (
            labels(
                "prioritas_pembangunan",
                *("Kualitas sumber daya manusia", "Ekonomi berdaya saing dan berkelanjutan"),
                *("Infrastruktur dan penanganan banjir", "Lingkungan hidup yang lestari"),
                *("Tata kelola pemerintahan digital",),
            ),
        ),
        (count("jumlah_program", 6, 24), count("pagu_indikatif_juta_rupiah", 18_000, 410_000)),
    ),
    Table(
        "bapperida-daftar-data-prioritas-2026.csv",
        (
            records(
                "data produsen_data frekuensi",
                ("Jumlah penduduk menurut kelurahan", "Disdukcapil", "Semesteran"),
                ("Prevalensi balita stunting", "Dinkes", "Semesteran"),
                ("Angka partisipasi sekolah", "Disdikbud", "Tahunan"),
                ("Keluarga penerima bantuan pangan", "DKP3", "Tahunan"),
                ("Harga bahan pokok", "DKUMPP", "Bulanan"),
                ("Titik rawan banjir rob", "BPBD", "Semesteran"),
                ("Timbulan dan pengelolaan sampah", "DLH", "Bulanan"),
                ("Kondisi jalan kota", "DPUPRK", "Tahunan"),
            ),
        ),
        (),
    ),
    Table(
        "bapperida-usulan-musrenbang-2026.csv",
        (KECAMATAN, labels("bidang", "Infrastruktur", "Ekonomi", "Sosial budaya")),
        (
            count("usulan", 24, 130),
            part("diakomodasi", "usulan", 0.3, 0.55),
            rest("belum_diakomodasi", "usulan", "diakomodasi"),
        ),
    ),
)

MONEY = (
    Table(
        "bpkad-ringkasan-apbd-2026.csv",
        (
            records(
                "kelompok uraian",
                ("Pendapatan", "Pendapatan asli daerah"),
                ("Pendapatan", "Pendapatan transfer"),
                ("Belanja", "Belanja operasi"),
                ("Belanja", "Belanja modal"),
                ("Belanja", "Belanja tidak terduga"),
                ("Pembiayaan", "Penerimaan pembiayaan"),
            ),
        ),
        (given("anggaran_juta_rupiah", 282_400, 1_516_900, 1_262_700, 611_600, 25_000, 100_000),),
    ),
    Table(
        "bpkad-realisasi-apbd-2026-s1.xlsx",
        (
            labels(
                "uraian",
                *("Pendapatan asli daerah", "Pendapatan transfer", "Belanja operasi"),
                *("Belanja modal", "Belanja tidak terduga"),
            ),
        ),
        (
            given("anggaran_juta_rupiah", 282_400, 1_516_900, 1_262_700, 611_600, 25_000),
            part("realisasi_juta_rupiah", "anggaran_juta_rupiah", 0.28, 0.52),
            ratio("persen", "realisasi_juta_rupiah", "anggaran_juta_rupiah"),
        ),
    ),
    Table(
        "bpkad-aset-tanah-2026.xlsx",
        (
            labels("kecamatan", "Bontang Utara", "Bontang Selatan", "Bontang Barat"),
            labels("peruntukan", "Kantor", "Sekolah", "Jalan", "Fasilitas umum"),
        ),
        (
            count("bidang", 6, 140),
            part("bersertipikat", "bidang", 0.55, 0.9),
            count("luas_m2", 4_200, 190_000),
            redacted("bidang_dalam_sengketa"),
        ),
    ),
    Table(
        "setda-rencana-umum-pengadaan-2026.xlsx",
        (
            labels("jenis_pengadaan", "Barang", "Konstruksi", "Jasa konsultansi", "Jasa lainnya"),
            labels("cara", "Penyedia", "Swakelola"),
        ),
        (count("paket", 18, 640), count("pagu_juta_rupiah", 2_400, 310_000)),
    ),
    Table(
        "setda-daftar-kerja-sama-2026.csv",
        (
            records(
                "mitra bidang bentuk",
                ("Perguruan tinggi negeri", "Pendidikan dan riset", "Kesepakatan bersama"),
                ("Pemerintah kabupaten tetangga", "Air baku", "Perjanjian kerja sama"),
                ("Kantor pertanahan", "Sertipikasi aset", "Perjanjian kerja sama"),
                ("Badan penyelenggara jaminan sosial", "Kesehatan", "Perjanjian kerja sama"),
                ("Bank pembangunan daerah", "Kanal pembayaran pajak", "Perjanjian kerja sama"),
                ("Komisi Informasi provinsi", "Keterbukaan informasi", "Kesepakatan bersama"),
            ),
        ),
        (pick("berlaku_sampai", 2026, 2027, 2028, 2029), pick("status", "Berlaku", "Berlaku")),
    ),
    Table(
        "setda-produk-hukum-2025.csv",
        (
            labels("bentuk", "Peraturan daerah", "Peraturan wali kota", "Keputusan wali kota"),
            labels("triwulan", "I", "II", "III", "IV"),
        ),
        (count("ditetapkan", 1, 96), constant("dimuat_di_jdih", "Ya")),
    ),
    Table(
        "setda-agenda-pimpinan-2026.csv",
        (months(2026, 10), labels("jenis_agenda", "Rapat koordinasi", "Kunjungan", "Audiensi")),
        (count("jumlah_agenda", 4, 36),),
    ),
    Table(
        "setda-surat-pimpinan-2026-s1.csv",
        (months(2026, 6),),
        (
            count("surat_masuk", 180, 420),
            count("surat_keluar", 90, 260),
            total("jumlah_surat", "surat_masuk", "surat_keluar"),
        ),
    ),
    Table(
        "setwan-agenda-rapat-paripurna-2026.csv",
        (
            records(
                "bulan agenda sifat",
                ("Januari 2026", "Pembukaan masa sidang", "Terbuka"),
                ("Maret 2026", "Laporan keterangan pertanggungjawaban wali kota", "Terbuka"),
                ("Juni 2026", "Pertanggungjawaban pelaksanaan APBD 2025", "Terbuka"),
                ("Agustus 2026", "Kebijakan umum anggaran 2027", "Terbuka"),
                ("Oktober 2026", "Hari jadi Kota Bontang", "Terbuka"),
            ),
        ),
        (count("peserta_hadir", 60, 240),),
    ),
    Table(
        "setwan-kegiatan-reses-2026.xlsx",
        (KECAMATAN, labels("masa_reses", "I", "II")),
        (count("pertemuan", 12, 40), count("usulan_warga", 60, 310)),
    ),
)

TABLES = (*CITY, *MONEY)
