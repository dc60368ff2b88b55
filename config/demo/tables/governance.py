"""Planning, money, staff, oversight and records of the city's own work."""

from __future__ import annotations

from tables.axes import KECAMATAN, months, years
from tables.core import (
    Table,
    constant,
    count,
    given,
    labels,
    numbered,
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

STAFF = (
    Table(
        "bkpsdm-asn-golongan-2026-s1.csv",
        (labels("kelompok", "PNS II", "PNS III", "PNS IV", "PPPK V-VIII", "PPPK IX ke atas"),),
        (
            count("laki_laki", 110, 780),
            count("perempuan", 140, 990),
            total("jumlah_asn", "laki_laki", "perempuan"),
        ),
    ),
    Table(
        "bkpsdm-asn-jabatan-2026-s1.xlsx",
        (
            labels(
                "jenis_jabatan",
                *("Pimpinan tinggi pratama", "Administrator", "Pengawas", "Guru"),
                *("Tenaga kesehatan", "Fungsional lainnya", "Pelaksana"),
            ),
        ),
        (
            count("laki_laki", 16, 640),
            count("perempuan", 14, 790),
            total("jumlah_asn", "laki_laki", "perempuan"),
        ),
    ),
    Table(
        "bkpsdm-formasi-casn-2026.csv",
        (labels("rumpun", "Tenaga guru", "Tenaga kesehatan", "Tenaga teknis"),),
        (count("formasi", 18, 96), pick("jenis_seleksi", "CPNS", "PPPK")),
    ),
    Table(
        "bkpsdm-hukuman-disiplin-2025.csv",
        (labels("urutan", *range(1, 13)),),
        (
            redacted("identitas_pegawai"),
            redacted("unit_kerja"),
            pick("tingkat_hukuman", "Ringan", "Ringan", "Sedang"),
            pick("jenis_pelanggaran", "Kehadiran", "Kewajiban kedinasan", "Kode etik"),
            pick("triwulan_keputusan", "I", "II", "III", "IV"),
        ),
    ),
    Table(
        "inspektorat-tindak-lanjut-rekomendasi-2026-s1.csv",
        (labels("sumber_pemeriksaan", "BPK", "Inspektorat", "Inspektorat Provinsi"),),
        (
            count("rekomendasi", 60, 420),
            part("selesai", "rekomendasi", 0.78, 0.94),
            rest("dalam_proses", "rekomendasi", "selesai"),
            ratio("persen_selesai", "selesai", "rekomendasi"),
        ),
    ),
    Table(
        "inspektorat-kepatuhan-lhkpn-2025.csv",
        (labels("kelompok", "Pejabat eksekutif", "Pimpinan BUMD", "Anggota DPRD"),),
        (
            count("wajib_lapor", 12, 110),
            part("tepat_waktu", "wajib_lapor", 0.95, 1.0),
            ratio("kepatuhan_persen", "tepat_waktu", "wajib_lapor"),
        ),
    ),
    Table(
        "inspektorat-ikhtisar-hasil-pengawasan-2025.xlsx",
        (labels("jenis_pengawasan", "Reviu", "Audit kinerja", "Audit ketaatan", "Evaluasi"),),
        (
            count("laporan", 6, 48),
            count("temuan", 12, 130),
            redacted("uraian_temuan_berproses"),
            pick("ringkasan_hasil", "Perbaikan administrasi", "Penyempurnaan pengendalian"),
        ),
    ),
    Table(
        "dpk-pengunjung-perpustakaan-2026.csv",
        (months(2026, 10),),
        (
            count("pengunjung_dewasa", 620, 2_400),
            count("pengunjung_anak", 410, 1_900),
            total("jumlah_pengunjung", "pengunjung_dewasa", "pengunjung_anak"),
            count("buku_dipinjam", 700, 2_600),
        ),
    ),
    Table(
        "dpk-koleksi-perpustakaan-2021-2025.xlsx",
        (years(2021, 2025), labels("jenis_koleksi", "Buku cetak", "Buku digital", "Majalah")),
        (count("judul", 240, 14_000), part("eksemplar", "judul", 1.5, 2.8)),
    ),
    Table(
        "dpk-daftar-arsip-statis-2026.csv",
        (
            records(
                "khazanah kurun_waktu",
                ("Pembentukan Kota Bontang", "1989-1999"),
                ("Produk hukum daerah", "2000-2015"),
                ("Peta dan gambar teknik", "1995-2010"),
                ("Foto kegiatan pemerintahan", "2000-2020"),
                ("Arsip kecamatan dan kelurahan", "1989-2012"),
            ),
        ),
        (numbered("nomor_daftar", "AS-{:02d}"), count("berkas", 40, 620)),
    ),
)

TABLES = (*CITY, *MONEY, *STAFF)
