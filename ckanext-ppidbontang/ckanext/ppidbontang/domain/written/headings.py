"""The columns of a table of entries: what each field is called at the head of its column."""

from __future__ import annotations

from collections.abc import Mapping

from ckanext.ppidbontang.domain.fields import FIELDS

PRIVATE = "private"

# The words are the Indonesian labels of the fields, as the catalogue of translations has them.
HEADINGS: Mapping[str, str] = {
    "name": "Alamat (URL)",
    "title": "Judul",
    "notes": "Ringkasan isi informasi",
    "tags": "Kata kunci",
    "license_id": "Lisensi",
    "owner_org": "Instansi",
    "responsible_opd": "Instansi penanggung jawab",
    "information_category": "Kategori informasi",
    "information_kind": "Jenis informasi",
    "exemption_status": "Status pengecualian",
    "controlling_unit": "Unit kerja yang menguasai informasi",
    "issuing_official": "Penanggung jawab pembuatan atau penerbitan",
    "created_on": "Waktu pembuatan",
    "created_place": "Tempat pembuatan",
    "available_forms": "Bentuk informasi yang tersedia",
    "retention": "Jangka waktu penyimpanan atau retensi arsip",
    "update_frequency": "Frekuensi pemutakhiran",
    "period_start": "Periode data: awal",
    "period_end": "Periode data: akhir",
    "region_code": "Wilayah",
    "geographic_level": "Tingkat penyajian",
    "unit": "Satuan",
    "measure": "Ukuran",
    "concept": "Konsep",
    "definition": "Definisi",
    "indicator_code": "Kode indikator",
    "priority_data": "Data prioritas",
    "personal_data": "Data pribadi",
    "announcement_hazard": "Potensi bahaya dan besaran dampak",
    "announcement_affected": "Pihak yang berpotensi terdampak",
    "announcement_evacuation": "Prosedur dan tempat evakuasi",
    "announcement_avoidance": "Cara menghindari bahaya",
    "announcement_assistance": "Cara mendapatkan bantuan",
    "announcement_announcer": "Pihak yang wajib mengumumkan",
    "announcement_channel": "Tata cara pengumuman",
    "announcement_mitigation": "Upaya penanggulangan",
    "announcement_until": "Diumumkan sampai",
    "exemption_grounds": "Alasan pengecualian",
    "exemption_legal_basis": "Dasar hukum pengecualian",
    "exemption_consequence_open": "Konsekuensi jika dibuka",
    "exemption_consequence_closed": "Manfaat jika ditutup",
    "exempt_parts": "Bagian yang dikecualikan",
    "exemption_period_type": "Jenis jangka waktu pengecualian",
    "exemption_start": "Mulai pengecualian",
    "exemption_end": "Akhir pengecualian",
    "exemption_condition": "Syarat berakhirnya pengecualian",
    "consequence_test_number": "Uji konsekuensi: nomor",
    "consequence_test_date": "Uji konsekuensi: tanggal",
    "consequence_test_place": "Uji konsekuensi: tempat",
    "exemption_decision_number": "Penetapan pengecualian: nomor",
    "exemption_decision_date": "Penetapan pengecualian: tanggal",
    "exemption_decision_official": "Penetapan pengecualian: pejabat",
    "resources": "Berkas",
    PRIVATE: "Belum diterbitkan",
}

# Columns of real lists that say several fields at once, or one of them by a mark. What is behind a
# colon is the code that a mark in the column stands for.
COMBINED: Mapping[str, str] = {
    "created": "Waktu dan tempat pembuatan",
    "year": "Tahun",
    "exemption_period": "Jangka waktu pengecualian",
    "available_forms:cetak": "Bentuk informasi yang tersedia: cetak",
    "available_forms:elektronik": "Bentuk informasi yang tersedia: elektronik",
    "information_category:berkala": "Kategori informasi: berkala",
    "information_category:serta-merta": "Kategori informasi: serta-merta",
    "information_category:setiap-saat": "Kategori informasi: setiap saat",
    "information_category:dikecualikan": "Kategori informasi: dikecualikan",
}

# Where an entry stands is not for a table to say: it is `private`, and the review, that decide.
FIELD_ORDER: tuple[str, ...] = (
    "name",
    *(field.name for field in FIELDS if field.name not in {"name", "review_state"}),
    PRIVATE,
)
