"""Names of columns that look like personal data, and those that do not."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ckanext.ppidbontang.domain.compliance.columns import looks_personal, personal

FILES = Path(__file__).parents[2] / "config" / "demo" / "files"

# UU 14/2008 Pasal 17 huruf h: what reveals a person's secrets.
PERSONAL = {
    "NIK": (
        "NIK|nik|nik_ibu|Nik Pemohon|nikpemohon|NIK/No. KTP|no_ktp|No KTP-el|"
        "nomor_induk_kependudukan"
    ),
    "no_kk": "No. KK|no_kk|nokk|NOMOR KK|nomor_kartu_keluarga|nomer kk",
    "nama": (
        "nama|Nama Lengkap|nama_lengkap|NamaLengkap|namalengkap|nama1|nama_pasien|pasien_nama|"
        "nama siswa|nama peserta didik|nama_ibu_kandung|nama_kepala_keluarga|nama_orang_tua|"
        "nama_penerima_bantuan|nama_pemilik_rumah|nama_wajib_pajak|atas_nama|nama_dan_alamat"
    ),
    "alamat": (
        "alamat|Alamat Rumah|alamat_lengkap|alamat_domisili|alamat_pemohon|alamat tempat tinggal"
    ),
    "no_hp": "no_hp|nomor_hp|NoHP|nohp|No. HP/WA|nomor_wa|no_telp|nomor telepon pemohon|hp",
    "npwp": "npwp|NPWP|no_npwp|npwp_wajib_pajak",
    "rekening": "rekening|no_rekening|norek|nomor_rekening_bank|nama_pemilik_rekening",
    "diagnosa": "diagnosa|Diagnosis Utama|diagnosa_pasien|no_rekam_medis",
}
IMPERSONAL = {
    "places": "nama_kelurahan|nama_kecamatan|nama_jalan|nama_pasar|nama_tempat|nama_anak_sungai",
    "offices": (
        "nama_sekolah|nama_opd|nama_dinas|nama_rumah_sakit|nama_perusahaan|nama_bank|alamat_kantor|"
        "alamat sekolah|alamat_puskesmas|no_telp_kantor|nomor_telepon_sekolah|alamat_email_dinas"
    ),
    "office holders": "nama_kepala_sekolah|nama_wali_kota",  # UU 14/2008 Pasal 18 ayat (2)
    "things": "nama_kegiatan|nama_program|nama_obat|nama_penyakit|nama_bantuan|alamat_usaha",
    "budget": "kode_rekening|nama_rekening|uraian_rekening|rekening_koran_daerah",
    "counts": (
        "jumlah_nik_ganda|jumlah_pemilik_npwp|jumlah_kk|persen_rekam_ktp_el|jumlah_diagnosa|"
        "keluarga_penerima|warga_terdampak|penerima_kk|kepala_keluarga|wajib_ktp"
    ),
    "numbers": "no|nomor|nomor_daftar|nomor_register|nomor_urut|nomor_induk_berusaha|kode_diagnosa",
    "words within words": "teknik|klinik|unik|dinamika|panorama|namaku|hpk|no2_ugm3|daya_hp",
    "nothing": "| |***|_|123|名前",
}


def cases(table):
    return [
        pytest.param(name, id=f"{group}: {name}")
        for group, names in table.items()
        for name in names.split("|")
    ]


@pytest.mark.parametrize("column", cases(PERSONAL))
def test_it_looks_personal(column):
    assert looks_personal(column)


@pytest.mark.parametrize("column", cases(IMPERSONAL))
def test_it_does_not(column):
    assert not looks_personal(column)


def test_the_demonstration_raises_doubts_only_where_people_are_listed():
    """Of some 600 columns two are suspect, and both are blacked out in the file."""
    suspect = {}
    for path in sorted(FILES.glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            if found := personal(next(csv.reader(file))):
                suspect[path.stem] = found
    assert suspect == {
        "dspm-penerima-santunan-kematian-2026": ("nomor_rekening",),
        "rsud-insiden-keselamatan-pasien-2025": ("nomor_rekam_medis",),
    }


@settings(max_examples=50, deadline=None, database=None)
@given(st.text(max_size=50))
def test_any_name_is_read(column):
    """No name breaks the look, and neither case nor what parts its words changes the answer."""
    assert looks_personal(column) in (True, False)


@settings(max_examples=50, deadline=None, database=None)
@given(
    st.sampled_from(
        ["no_hp", "nama_lengkap", "no_kk", "nik_ibu", "nama_kelurahan", "no_telp_dinas"]
    ),
    st.sampled_from([" ", ". ", "-", "/", "__", " (", "\u00a0"]),
    st.sampled_from([str.lower, str.upper, str.title]),
)
def test_neither_case_nor_what_parts_the_words_matters(column, between, case):
    assert looks_personal(case(column.replace("_", between))) is looks_personal(column)
