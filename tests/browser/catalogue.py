"""The entries that the readers of the tests find."""

from __future__ import annotations

from ckanext.ppidbontang.domain.vocabularies import ANNOUNCEMENT_STATEMENTS

OPEN = {
    "name": "penduduk",
    "title": "Jumlah Penduduk per Kelurahan Semester I 2025",
    "notes": "Jumlah penduduk menurut kelurahan.",
    "owner_org": "disdukcapil",
    "information_category": "setiap-saat",
    "information_kind": "setiap-saat-03",
    "exemption_status": "terbuka",
    "license_id": "cc-by",
    "tags": [{"name": "penduduk"}],
    "resources": [{"name": "Tabel", "url": "https://data.example/penduduk.csv", "format": "CSV"}],
}
EXEMPT = {
    "name": "rekam-medis",
    "title": "Rekam Medis Pasien",
    "notes": "Rekam medis pasien rumah sakit.",
    "owner_org": "rsud-taman-husada",
    "information_category": "dikecualikan",
    "exemption_status": "dikecualikan-seluruhnya",
    "exemption_grounds": ["h"],
    "exemption_legal_basis": [
        {"law": "Undang-Undang Nomor 17 Tahun 2023 tentang Kesehatan", "article": "Pasal 177"}
    ],
    "exemption_consequence_open": "Mengungkap kondisi kesehatan pasien.",
    "exemption_consequence_closed": "Melindungi rahasia pribadi pasien.",
    "exemption_period_type": "permanen",
    "exemption_start": "2025-01-10",
}
PARTLY = {
    **EXEMPT,
    "name": "ringkasan-insiden",
    "title": "Ringkasan Insiden Keselamatan Pasien",
    "owner_org": "dinkes",
    "information_category": "setiap-saat",
    "information_kind": "setiap-saat-03",
    "exemption_status": "dikecualikan-sebagian",
    "exempt_parts": "Nama pasien dihitamkan.",
    "license_id": "cc-by",
    "resources": [{"name": "Per tahun", "url": "https://data.example/a.csv", "format": "CSV"}],
}
URGENT = {
    **OPEN,
    **{statement.field: "Pindah ke tempat tinggi." for statement in ANNOUNCEMENT_STATEMENTS},
    "name": "banjir-rob",
    "title": "Peringatan Dini Banjir Rob",
    "owner_org": "bpbd",
    "information_category": "serta-merta",
    "information_kind": "serta-merta-01",
    "tags": [{"name": "rob"}],
    "resources": [],
}
# What the uploaded table of an entry says.
TABLE = "nama,diagnosa\nkenari,demam\n"
