"""Residents, social protection, work and families."""

from __future__ import annotations

from tables.axes import KECAMATAN, KELURAHAN, RESIDENTS, kecamatan_residents, months, residents
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
)

ALL = sum(RESIDENTS)
AGES = labels(
    "kelompok_umur",
    *("0-4", "5-9", "10-14", "15-19", "20-24", "25-29", "30-34", "35-39", "40-44"),
    *("45-49", "50-54", "55-59", "60-64", "65-69", "70-74", "75+"),
)
AGE_WEIGHTS = (16, 17, 18, 17, 15, 15, 16, 17, 16, 14, 12, 9, 7, 4, 2, 2)
SEXES = (part("laki_laki", "jumlah_penduduk", 0.505, 0.522),)

POPULATION = (
    Table(
        "disdukcapil-penduduk-kelurahan-2026-s1.csv",
        (KELURAHAN,),
        (
            residents(),
            *SEXES,
            rest("perempuan", "jumlah_penduduk", "laki_laki"),
            part("kepala_keluarga", "jumlah_penduduk", 0.29, 0.33),
        ),
    ),
    Table(
        "disdukcapil-penduduk-kelurahan-2025-s2.csv",
        (KELURAHAN,),
        (
            spread("jumlah_penduduk", ALL - 1_312, RESIDENTS, jitter=0.01),
            *SEXES,
            rest("perempuan", "jumlah_penduduk", "laki_laki"),
        ),
    ),
    Table(
        "disdukcapil-penduduk-kelompok-umur-2026-s1.xlsx",
        (AGES,),
        (
            spread("jumlah_penduduk", ALL, AGE_WEIGHTS, jitter=0.03),
            *SEXES,
            rest("perempuan", "jumlah_penduduk", "laki_laki"),
        ),
    ),
    Table(
        "disdukcapil-penduduk-pendidikan-2026-s1.xlsx",
        (
            labels(
                "pendidikan_terakhir",
                *("Tidak/belum sekolah", "Belum tamat SD/sederajat", "Tamat SD/sederajat"),
                *("SLTP/sederajat", "SLTA/sederajat", "Diploma I/II", "Akademi/Diploma III"),
                *("Diploma IV/Strata I", "Strata II ke atas"),
            ),
        ),
        (
            spread("jumlah_penduduk", ALL, (22, 11, 14, 13, 29, 1, 3, 9, 1), jitter=0.05),
            *SEXES,
            rest("perempuan", "jumlah_penduduk", "laki_laki"),
        ),
    ),
    # Official figures (the printed total of 4.787 in the source is a misprint: they add to 4.847).
    Table(
        "disdukcapil-penduduk-datang-kelurahan-2018.csv",
        (KELURAHAN,),
        (
            given(
                "penduduk_datang",
                *(141, 347, 641, 213, 365, 413, 382, 296, 243, 163, 269, 395, 318, 531, 130),
            ),
        ),
    ),
    Table(
        "disdukcapil-kepemilikan-dokumen-2026-s1.csv",
        (KECAMATAN,),
        (
            kecamatan_residents(),
            part("wajib_ktp", "jumlah_penduduk", 0.68, 0.71),
            part("merekam_ktp_el", "wajib_ktp", 0.985, 0.999),
            ratio("persen_rekam_ktp_el", "merekam_ktp_el", "wajib_ktp"),
            part("anak_0_18_tahun", "jumlah_penduduk", 0.31, 0.33),
            part("memiliki_akta_kelahiran", "anak_0_18_tahun", 0.975, 0.998),
            ratio("persen_akta_kelahiran", "memiliki_akta_kelahiran", "anak_0_18_tahun"),
            part("memiliki_kia", "anak_0_18_tahun", 0.55, 0.72),
        ),
    ),
    Table(
        "disdukcapil-standar-pelayanan-2026.csv",
        (
            records(
                "jenis_layanan jangka_waktu_hari_kerja biaya hasil_layanan",
                ("Penerbitan kartu keluarga", 1, "Gratis", "Kartu keluarga"),
                ("Perekaman dan pencetakan KTP-el", 1, "Gratis", "KTP-el"),
                ("Penerbitan kartu identitas anak", 1, "Gratis", "Kartu identitas anak"),
                ("Pencatatan kelahiran", 2, "Gratis", "Kutipan akta kelahiran"),
                ("Pencatatan kematian", 2, "Gratis", "Kutipan akta kematian"),
                ("Pencatatan perkawinan", 3, "Gratis", "Kutipan akta perkawinan"),
                ("Surat keterangan pindah", 1, "Gratis", "Surat keterangan pindah"),
                ("Aktivasi identitas kependudukan digital", 1, "Gratis", "Identitas digital aktif"),
            ),
        ),
        (),
    ),
    Table(
        "disdukcapil-skm-2026-s1.csv",
        (
            labels(
                "unsur_pelayanan",
                *("Persyaratan", "Sistem, mekanisme, dan prosedur", "Waktu penyelesaian"),
                *("Biaya/tarif", "Produk layanan", "Kompetensi pelaksana", "Perilaku pelaksana"),
                *("Penanganan pengaduan", "Sarana dan prasarana"),
            ),
        ),
        (constant("responden", 412), measure("nilai_ikm", 84, 95, 2)),
    ),
    Table(
        "disdukcapil-pengaduan-layanan-2025.csv",
        (months(2025), labels("kanal", "Loket", "WhatsApp layanan", "Kanal kesah")),
        (
            numbered("nomor_register", "DKC-2025-{:03d}"),
            redacted("identitas_pelapor"),
            pick("pokok_aduan", "Antrean daring penuh", "Data tidak sinkron", "Dokumen terlambat"),
            pick("status", "Selesai", "Selesai", "Diteruskan ke pusat"),
            count("lama_penyelesaian_hari", 1, 9),
        ),
    ),
)

WELFARE = (
    Table(
        "dspm-penerima-pkh-kelurahan-2026.csv",
        (KELURAHAN,),
        (residents(), part("keluarga_penerima", "jumlah_penduduk", 0.012, 0.034)),
    ),
    Table(
        "dspm-penyandang-disabilitas-2025.xlsx",
        (KECAMATAN, labels("ragam_disabilitas", "Fisik", "Intelektual", "Mental", "Sensorik")),
        (
            count("laki_laki", 18, 96),
            count("perempuan", 14, 88),
            total("jumlah", "laki_laki", "perempuan"),
        ),
    ),
    Table(
        "dspm-penerima-santunan-kematian-2026.csv",
        (months(2026, 9), labels("urutan", 1, 2, 3, 4)),
        (
            redacted("identitas_ahli_waris"),
            redacted("nomor_rekening"),
            pick("kecamatan", "Bontang Utara", "Bontang Selatan", "Bontang Barat"),
            pick("status_penyaluran", "Tersalur", "Tersalur", "Tersalur", "Melengkapi berkas"),
        ),
    ),
    Table(
        "disnaker-pencari-kerja-2026.csv",
        (months(2026, 9),),
        (
            count("laki_laki", 90, 260),
            count("perempuan", 70, 210),
            total("pencari_kerja_terdaftar", "laki_laki", "perempuan"),
            part("ditempatkan", "pencari_kerja_terdaftar", 0.18, 0.42),
        ),
    ),
    Table(
        "disnaker-wajib-lapor-perusahaan-2025.xlsx",
        (
            labels(
                "lapangan_usaha",
                *("Industri pengolahan", "Konstruksi", "Perdagangan", "Jasa angkutan"),
                *("Akomodasi dan makan minum", "Jasa perusahaan", "Lainnya"),
            ),
        ),
        (count("perusahaan", 12, 180), count("tenaga_kerja", 420, 6_900)),
    ),
    Table(
        "disnaker-realisasi-anggaran-2026-s1.csv",
        (
            labels(
                "program",
                "Penunjang urusan pemerintahan daerah",
                "Perencanaan tenaga kerja",
                "Pelatihan kerja dan produktivitas tenaga kerja",
                "Penempatan tenaga kerja",
                "Hubungan industrial",
            ),
        ),
        (
            count("anggaran_juta_rupiah", 620, 9_400),
            part("realisasi_juta_rupiah", "anggaran_juta_rupiah", 0.36, 0.52),
            ratio("persen", "realisasi_juta_rupiah", "anggaran_juta_rupiah"),
        ),
    ),
    Table(
        "dp3akb-kekerasan-perempuan-anak-2025.csv",
        (labels("bentuk_kekerasan", "Fisik", "Psikis", "Seksual", "Penelantaran"),),
        (
            count("korban_perempuan_dewasa", 8, 34),
            count("korban_anak", 9, 41),
            total("jumlah_korban", "korban_perempuan_dewasa", "korban_anak"),
        ),
    ),
    Table(
        "dp3akb-peserta-kb-aktif-2026.xlsx",
        (KECAMATAN, labels("metode", "Suntik", "Pil", "Implan", "IUD", "MOW", "Kondom")),
        (count("peserta", 60, 3_900),),
    ),
    Table(
        "dp3akb-keluarga-berisiko-stunting-2026-s1.csv",
        (KELURAHAN,),
        (
            residents(),
            part("keluarga_sasaran", "jumlah_penduduk", 0.13, 0.17),
            part("keluarga_berisiko", "keluarga_sasaran", 0.09, 0.21),
            ratio("persen_berisiko", "keluarga_berisiko", "keluarga_sasaran"),
        ),
    ),
)

TABLES = (*POPULATION, *WELFARE)
