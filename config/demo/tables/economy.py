"""Food, trade, investment, local taxes and tourism."""

from __future__ import annotations

from tables.axes import KECAMATAN, KELURAHAN, RESIDENTS, months, quarters, residents, years
from tables.core import (
    Table,
    constant,
    count,
    given,
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
    walk,
)

FOOD = (
    # Official figures; they add to 5.086 families.
    Table(
        "dkp3-penerima-bantuan-pangan-2024.csv",
        (KELURAHAN,),
        (
            given(
                "penerima_kk",
                *(197, 122, 784, 307, 180, 167, 713, 522, 733, 26, 398, 430, 77, 279, 151),
            ),
        ),
    ),
    # Official figure.
    Table(
        "dkp3-skor-pph-2021.csv",
        (records("tahun wilayah", (2021, "Kota Bontang")),),
        (given("skor_pph", 88.6), given("skor_ideal", 100)),
    ),
    Table(
        "dkp3-produksi-perikanan-2025.xlsx",
        (
            labels("jenis_usaha", "Tangkap laut", "Budi daya rumput laut", "Budi daya keramba"),
            quarters(2025),
        ),
        (
            count("produksi_ton", 240, 5_200),
            part("nilai_juta_rupiah", "produksi_ton", 14.0, 31.0),
            count("rumah_tangga_perikanan", 120, 1_400),
        ),
    ),
    Table(
        "dkp3-populasi-ternak-2025.csv",
        (KECAMATAN, labels("jenis_ternak", "Sapi", "Kambing", "Ayam pedaging", "Itik")),
        (count("populasi_ekor", 60, 18_000), part("dipotong_ekor", "populasi_ekor", 0.1, 0.4)),
    ),
)

TRADE = (
    Table(
        "dkumpp-harga-bahan-pokok-2026.csv",
        (
            records(
                "komoditas satuan harga_awal_tahun",
                ("Beras medium", "kg", 14_500),
                ("Gula pasir", "kg", 18_000),
                ("Minyak goreng curah", "liter", 17_500),
                ("Daging sapi", "kg", 150_000),
                ("Daging ayam ras", "kg", 38_000),
                ("Telur ayam ras", "kg", 31_000),
                ("Cabai rawit merah", "kg", 72_000),
                ("Bawang merah", "kg", 42_000),
                ("Bawang putih", "kg", 40_000),
                ("Ikan tongkol", "kg", 35_000),
            ),
            months(2026, 10),
        ),
        (walk("harga_rupiah", "harga_awal_tahun", 0.06),),
    ),
    Table(
        "dkumpp-umkm-kelurahan-2026.xlsx",
        (KELURAHAN,),
        (
            residents(),
            part("usaha_mikro", "jumlah_penduduk", 0.05, 0.09),
            part("usaha_kecil", "usaha_mikro", 0.02, 0.05),
            total("jumlah_usaha", "usaha_mikro", "usaha_kecil"),
        ),
    ),
    Table(
        "dkumpp-koperasi-2025.csv",
        (KECAMATAN,),
        (
            count("koperasi", 48, 130),
            part("aktif", "koperasi", 0.55, 0.8),
            rest("tidak_aktif", "koperasi", "aktif"),
            count("anggota", 2_400, 9_800),
        ),
    ),
    Table(
        "dkumpp-okupansi-pasar-2026-s1.csv",
        (labels("pasar", "Taman Rawa Indah", "Taman Citra Mas Lok Tuan", "Taman Telihan"),),
        (
            count("kios_dan_los", 180, 720),
            part("terisi", "kios_dan_los", 0.55, 0.9),
            ratio("okupansi_persen", "terisi", "kios_dan_los"),
        ),
    ),
    # The total of 2.489 is official, its distribution over the kelurahan is a sample.
    Table(
        "dpmptsp-nib-terbit-kelurahan.csv",
        (KELURAHAN,),
        (
            residents(),
            spread("nib_terbit", 2_489, RESIDENTS),
            part("skala_mikro", "nib_terbit", 0.9, 0.96),
            rest("skala_kecil_ke_atas", "nib_terbit", "skala_mikro"),
        ),
    ),
    Table(
        "dpmptsp-realisasi-investasi-2026.xlsx",
        (quarters(2026, 3), labels("sumber", "PMDN", "PMA")),
        (count("proyek", 18, 140), count("nilai_miliar_rupiah", 90, 1_450)),
    ),
    Table(
        "dpmptsp-izin-terbit-2026-s1.csv",
        (months(2026, 6), labels("urutan", 1, 2, 3, 4, 5)),
        (
            numbered("nomor_urut_izin", "IZN-2026-{:04d}"),
            pick("jenis_izin", "Izin praktik tenaga kesehatan", "Izin reklame", "Sertifikat laik"),
            redacted("identitas_pemohon"),
            pick("kecamatan", "Bontang Utara", "Bontang Selatan", "Bontang Barat"),
            count("lama_proses_hari_kerja", 1, 7),
        ),
    ),
    Table(
        "dpmptsp-skm-2026-s1.csv",
        (
            labels(
                "unsur_pelayanan",
                *("Persyaratan", "Prosedur", "Waktu penyelesaian", "Biaya/tarif"),
                *("Produk layanan", "Kompetensi pelaksana", "Perilaku pelaksana"),
                *("Penanganan pengaduan", "Sarana dan prasarana"),
            ),
        ),
        (constant("responden", 365), measure("nilai_ikm", 85, 96, 2)),
    ),
)

REVENUE_AND_VISITS = (
    Table(
        "bapenda-realisasi-pajak-daerah-2025.csv",
        (
            labels(
                "jenis_pajak",
                *("PBB-P2", "BPHTB", "PBJT makanan dan minuman", "PBJT tenaga listrik"),
                *("PBJT jasa perhotelan", "PBJT jasa parkir", "PBJT kesenian dan hiburan"),
                *("Pajak reklame", "Pajak air tanah", "Opsen PKB", "Opsen BBNKB"),
            ),
        ),
        (
            count("target_juta_rupiah", 600, 48_000),
            part("realisasi_juta_rupiah", "target_juta_rupiah", 0.89, 1.12),
            ratio("capaian_persen", "realisasi_juta_rupiah", "target_juta_rupiah"),
        ),
    ),
    Table(
        "bapenda-ketetapan-pbb-kelurahan-2026.xlsx",
        (KELURAHAN,),
        (
            residents(),
            part("lembar_sppt", "jumlah_penduduk", 0.24, 0.31),
            part("ketetapan_juta_rupiah", "lembar_sppt", 0.12, 0.34),
            part("lunas_lembar", "lembar_sppt", 0.42, 0.71),
        ),
    ),
    Table(
        "bapenda-realisasi-pad-2026-s1.csv",
        (
            labels(
                "kelompok_pendapatan",
                *("Pajak daerah", "Retribusi daerah"),
                *("Hasil pengelolaan kekayaan daerah", "Lain-lain PAD yang sah"),
            ),
        ),
        (
            count("target_juta_rupiah", 8_000, 190_000),
            part("realisasi_juta_rupiah", "target_juta_rupiah", 0.41, 0.58),
            ratio("capaian_persen", "realisasi_juta_rupiah", "target_juta_rupiah"),
        ),
    ),
    Table(
        "dispoparekraf-kunjungan-wisata-2025.csv",
        (
            labels("destinasi", "Bontang Kuala", "Pulau Beras Basah", "Bontang Mangrove Park"),
            months(2025),
        ),
        (count("wisatawan_nusantara", 900, 9_800), count("wisatawan_mancanegara", 5, 60)),
    ),
    Table(
        "dispoparekraf-sarana-olahraga-2026.xlsx",
        (KECAMATAN, labels("jenis_sarana", "Lapangan", "Gedung olahraga", "Kolam renang")),
        (count("jumlah", 1, 14), pick("kondisi", "Baik", "Baik", "Perlu perbaikan")),
    ),
    Table(
        "dispoparekraf-kalender-kegiatan-2026.csv",
        (
            records(
                "kegiatan lokasi bulan_rencana",
                ("Pesta Laut Bontang Kuala", "Kelurahan Bontang Kuala", "November 2026"),
                ("Erau Pelas Benua Guntung", "Kelurahan Guntung", "Oktober 2026"),
                ("Festival ekonomi kreatif", "Kecamatan Bontang Barat", "Agustus 2026"),
                ("Pekan olahraga pelajar", "Kecamatan Bontang Selatan", "September 2026"),
            ),
        ),
        (),
    ),
    Table(
        "dispoparekraf-pelaku-ekraf-2021-2025.csv",
        (years(2021, 2025), labels("subsektor", "Kuliner", "Kriya", "Fesyen", "Fotografi")),
        (count("pelaku_usaha", 24, 420),),
    ),
)

TABLES = (*FOOD, *TRADE, *REVENUE_AND_VISITS)
