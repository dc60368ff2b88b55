"""Other names of columns, as lists of public information have them."""

from __future__ import annotations

from collections.abc import Mapping

# A column that numbers the rows says nothing of them.
ROW_NUMBER = "row_number"

# One word for each thing.
SAME_WORD: Mapping[str, str] = {
    "apabila": "jika",
    "bila": "jika",
    "bilamana": "jika",
    "kalau": "jika",
    "file": "berkas",
    "hardcopy": "hard copy",
    "softcopy": "soft copy",
    "link": "tautan",
    "no": "nomor",
    "penanggungjawab": "penanggung jawab",
    "satker": "satuan kerja",
    "skpd": "opd",
    "sertamerta": "serta merta",
    "tgl": "tanggal",
    "thn": "tahun",
    "menguasi": "menguasai",
}
# Words that make no difference.
NOISE = frozenset(
    {"informasi", "publik", "yang", "dan", "atau", "di", "oleh", "dari", "nya", "ini", "suatu"}
)

SYNONYMS: Mapping[str, str] = {
    ROW_NUMBER: "no|no urut|nr",
    "name": "slug|alamat halaman|nama url",
    "title": (
        "judul informasi|nama informasi|informasi|informasi publik|daftar informasi publik"
        "|nama dokumen|judul dokumen|nama data|judul data|nama dataset|judul dataset"
        "|nama informasi publik|informasi yang dikecualikan|jenis informasi yang dikecualikan"
        "|dokumen|informasi dan dokumentasi|nama judul informasi"
    ),
    "notes": (
        "ringkasan|ringkasan isi|ringkasan informasi|isi informasi|isi ringkas|deskripsi|uraian"
        "|uraian informasi|uraian isi informasi|ringkasan isi dokumen|rincian informasi|abstrak"
        "|uraian singkat|ringkasan uraian informasi"
    ),
    "tags": "tag|tags|kata kunci pencarian|keyword|keywords|topik",
    "license_id": "lisensi data|license",
    "owner_org": (
        "opd|perangkat daerah|organisasi perangkat daerah|badan publik|nama opd|nama instansi"
        "|organisasi|dinas|dinas badan|satuan kerja perangkat daerah|ppid pelaksana|ppid pembantu"
        "|produsen data|opd perangkat daerah|nama perangkat daerah|nama badan publik|instansi opd"
    ),
    "responsible_opd": "opd penanggung jawab|perangkat daerah penanggung jawab|wali data pendukung",
    "information_category": (
        "kategori|klasifikasi|klasifikasi informasi|sifat informasi|kelompok informasi|sifat"
        "|kategori klasifikasi informasi"
    ),
    "information_kind": "jenis|jenis informasi publik|sub kategori|subkategori",
    "exemption_status": "status|status informasi|status keterbukaan|terbuka dikecualikan",
    "controlling_unit": (
        "pejabat unit satuan kerja yang menguasai informasi|pejabat yang menguasai informasi"
        "|unit yang menguasai informasi|unit satuan kerja yang menguasai informasi"
        "|pejabat unit yang menguasai informasi|pejabat unit kerja yang menguasai informasi"
        "|satuan kerja yang menguasai informasi|pejabat satuan kerja yang menguasai informasi"
        "|pejabat dan unit kerja yang menguasai|unit kerja|unit kerja penguasa informasi"
        "|penguasa informasi|unit pengolah|bidang|unit kerja bidang|yang menguasai informasi"
        "|bidang seksi|seksi|bagian|pejabat pengelola informasi|bidang yang menguasai informasi"
        "|pejabat unit satuan kerja penguasa informasi|unit satuan kerja"
    ),
    "issuing_official": (
        "penanggung jawab|penanggung jawab informasi|penanggung jawab pembuatan"
        "|penanggung jawab penerbitan|penanggung jawab pembuatan penerbitan informasi"
        "|pejabat penanggung jawab|pembuat informasi|penerbit informasi|penerbit"
        "|penanggung jawab pembuat atau penerbit informasi"
        "|pejabat penanggung jawab pembuatan atau penerbitan informasi"
    ),
    "created_on": (
        "waktu|tanggal|tanggal pembuatan|tanggal terbit|tanggal penerbitan|tahun pembuatan"
        "|tahun terbit|waktu penerbitan|waktu pembuatan penerbitan|tanggal dokumen"
        "|waktu pembuatan atau penerbitan informasi"
    ),
    "created_place": (
        "tempat|tempat penerbitan|lokasi pembuatan|lokasi|tempat pembuatan atau penerbitan"
    ),
    "created": (
        "waktu dan tempat|tempat dan waktu pembuatan informasi|waktu tempat pembuatan informasi"
        "|tempat dan tanggal pembuatan|tempat tanggal pembuatan|tempat tanggal"
        "|waktu dan tempat penerbitan informasi|waktu dan tempat pembuatan atau penerbitan"
        "|tempat dan waktu|tanggal dan tempat pembuatan"
    ),
    "available_forms": (
        "bentuk informasi|bentuk|format|format informasi|format informasi yang tersedia|media"
        "|bentuk dokumen|jenis media|jenis media yang memuat informasi|bentuk yang tersedia"
        "|bentuk format informasi yang tersedia|bentuk informasi cetak elektronik"
    ),
    "available_forms:cetak": (
        "cetak|tercetak|hard copy|dokumen cetak|bentuk informasi cetak|bentuk informasi hard copy"
        "|bentuk informasi yang tersedia hard copy|cetak hard copy"
    ),
    "available_forms:elektronik": (
        "elektronik|soft copy|digital|online|daring|rekaman|dokumen elektronik|elektronik digital"
        "|bentuk informasi elektronik|bentuk informasi soft copy|elektronik soft copy"
        "|bentuk informasi yang tersedia soft copy|bentuk informasi yang tersedia online"
        "|bentuk informasi online|soft copy online|online elektronik"
    ),
    "information_category:berkala": (
        "berkala|secara berkala|jenis informasi berkala|klasifikasi informasi berkala"
    ),
    "information_category:serta-merta": (
        "serta merta|secara serta merta|jenis informasi serta merta"
        "|klasifikasi informasi serta merta"
    ),
    "information_category:setiap-saat": (
        "setiap saat|tersedia setiap saat|jenis informasi setiap saat"
        "|klasifikasi informasi setiap saat|jenis informasi tersedia setiap saat"
    ),
    "information_category:dikecualikan": (
        "dikecualikan|jenis informasi dikecualikan|klasifikasi informasi dikecualikan"
    ),
    "retention": (
        "jangka waktu penyimpanan|retensi arsip|retensi|masa retensi|masa simpan|jangka simpan"
        "|jangka waktu penyimpanan arsip|jangka waktu retensi arsip|masa retensi arsip|jra"
        "|jadwal retensi arsip|jangka waktu penyimpanan informasi|lama penyimpanan"
        "|jangka waktu penyimpanan masa retensi arsip|masa penyimpanan|waktu penyimpanan"
    ),
    "update_frequency": (
        "frekuensi|periode pemutakhiran|frekuensi pembaruan|frekuensi update|periode update"
        "|pemutakhiran|waktu pemutakhiran|jadwal pemutakhiran|frekuensi penerbitan|periode terbit"
    ),
    "period_start": "awal periode|periode awal|periode mulai|tanggal awal",
    "period_end": "akhir periode|periode akhir|periode sampai|tanggal akhir",
    "year": "tahun data|tahun anggaran|tahun informasi|periode|periode data|periode tahun",
    "region_code": "kode wilayah|cakupan wilayah",
    "geographic_level": "tingkat wilayah|level wilayah|tingkat penyajian data",
    "unit": "satuan data",
    "measure": "ukuran data",
    "concept": "konsep data",
    "definition": "definisi data|definisi operasional",
    "indicator_code": "kode data|kode data statistik",
    "priority_data": "prioritas",
    "personal_data": "memuat data pribadi|mengandung data pribadi",
    "exemption_grounds": (
        "alasan|alasan informasi dikecualikan|pasal 17 huruf|alasan pasal 17|huruf pasal 17"
        "|alasan dikecualikan"
    ),
    "exemption_legal_basis": (
        "dasar hukum|dasar pengecualian|dasar hukum pengecualian informasi|landasan hukum"
        "|peraturan perundang undangan|dasar hukum dikecualikan|dasar hukum alasan"
    ),
    "exemption_consequence_open": (
        "dibuka|jika dibuka|konsekuensi dibuka|akibat jika dibuka|akibat dibuka|dampak jika dibuka"
        "|konsekuensi informasi dibuka|konsekuensi jika informasi dibuka|bahaya jika dibuka"
        "|konsekuensi pertimbangan bagi publik dibuka|pertimbangan dibuka|konsekuensi"
        "|konsekuensi bagi publik dibuka|akibat jika informasi dibuka|alasan jika dibuka"
    ),
    "exemption_consequence_closed": (
        "ditutup|jika ditutup|konsekuensi ditutup|konsekuensi jika ditutup|manfaat ditutup"
        "|konsekuensi informasi ditutup|manfaat jika informasi ditutup|pertimbangan ditutup"
        "|konsekuensi pertimbangan bagi publik ditutup|konsekuensi bagi publik ditutup"
        "|manfaat perlindungan jika ditutup"
    ),
    "exempt_parts": "bagian yang dihitamkan|bagian dikecualikan",
    "exemption_period": (
        "jangka waktu|batas waktu pengecualian|masa pengecualian|jangka waktu dikecualikan"
        "|batas waktu|jangka waktu pengecualian informasi|masa berlaku pengecualian"
        "|jangka waktu ditutup|lama pengecualian"
    ),
    "exemption_start": "tanggal mulai pengecualian|dikecualikan sejak",
    "exemption_end": "tanggal akhir pengecualian|dikecualikan sampai",
    "consequence_test_number": "nomor uji konsekuensi|nomor lembar uji konsekuensi",
    "consequence_test_date": "tanggal uji konsekuensi|waktu uji konsekuensi",
    "consequence_test_place": "tempat uji konsekuensi",
    "exemption_decision_number": (
        "nomor penetapan|nomor sk|nomor sk penetapan|sk penetapan|nomor keputusan"
        "|nomor surat keputusan|sk penetapan nomor|surat keputusan nomor|penetapan nomor"
    ),
    "exemption_decision_date": (
        "tanggal penetapan|tanggal sk|tanggal sk penetapan|tanggal keputusan|sk penetapan tanggal"
        "|surat keputusan tanggal|penetapan tanggal"
    ),
    "exemption_decision_official": "pejabat yang menetapkan|pejabat penetap|penetapan pejabat",
    "resources": (
        "tautan|unduh|url|tautan unduh|tautan dokumen|tautan berkas|url dokumen|lampiran|unduhan"
        "|tautan akses|tautan website|tautan informasi|alamat tautan|download|tautan download"
        "|alamat website|data dukung|tautan data|berkas data"
    ),
    "private": "draf|internal|draft|belum terbit",
}
