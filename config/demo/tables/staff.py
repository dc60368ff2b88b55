"""Staff, oversight, library and archives."""

from __future__ import annotations

from tables.axes import months, years
from tables.core import (
    Table,
    count,
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

TABLES = (
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
