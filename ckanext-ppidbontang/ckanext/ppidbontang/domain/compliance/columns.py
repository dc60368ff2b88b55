"""Know columns of a table by their names that look like personal data.

A name only raises a doubt; a person decides. What counts people ("jumlah_nik_ganda") and what names
a place, a thing or an office ("nama_kelurahan", "alamat_kantor") raises none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# One word for each thing; phrases that name people become one word.
_SAME: Mapping[str, str] = {
    "no": "nomor",
    "nomer": "nomor",
    "nmr": "nomor",
    "telp": "telepon",
    "tlp": "telepon",
    "telpon": "telepon",
    "handphone": "hp",
    "hape": "hp",
    "ponsel": "hp",
    "whatsapp": "hp",
    "wa": "hp",
    "rek": "rekening",
    "diagnosis": "diagnosa",
    "diagnose": "diagnosa",
    "ortu": "orangtua",
}
_PHRASES = re.compile(
    r"\b(?:(ahli) (waris)|(kepala) (keluarga)|(orang) (tua)|(peserta) (didik)|(wajib) (pajak)"
    r"|(tenaga) (honorer|kerja|kesehatan|pendidik))\b"
)
_PEOPLE = _set(
    "ahliwaris almarhum anak atlet ayah balita bapak bayi calon debitur guru ibu istri janda "
    "karyawan keluarga kepalakeluarga kk korban lansia mahasiswa murid nasabah nelayan orang "
    "orangtua pasangan pasien pedagang pegawai pekerja pelanggan pelapor pemilik peminjam pemohon "
    "pendaftar penderita penduduk penerima pengadu penghuni penyewa peserta pesertadidik petani "
    "saksi santri siswa suami tenagahonorer tenagakerja tenagakesehatan tenagapendidik terlapor "
    "tersangka wajibpajak wali warga"
)
# What may stand behind people: "penerima bantuan", "pemilik rumah".
_OF_PEOPLE = _set(
    "bantuan beasiswa bpjs hibah izin kandung kios manfaat rumah santunan tanah usaha"
)
# A name that counts is the name of no one.
_COUNTING = _set(
    "angka banyak banyaknya cakupan capaian jlh jml jumlah kepemilikan memiliki persen persentase "
    "rasio rata total"
)

_NUMBERED = _set("aktif alamat dan e el elektronik hp identitas ktp nama nik nomor")
_NAMED = _set("alamat atas dan ktp lengkap nik panggilan sesuai terang")
_LOCATED = _set("asal dan domisili ini ktp lengkap nama rumah saat sekarang sesuai tempat tinggal")
_ILL = _set("akhir awal dan keluar masuk medis nomor sekunder utama")

# Words that together are the sign of personal data, and what may stand beside them but people.
_SIGNS: tuple[tuple[tuple[str, ...], frozenset[str]], ...] = (
    (("nik",), _NUMBERED),
    (("nomor", "induk", "kependudukan"), _NUMBERED),
    (("nomor", "ktp"), _NUMBERED),
    (("nomor", "kk"), _NUMBERED),
    (("nomor", "kartu", "keluarga"), _NUMBERED),
    (("nama",), _NAMED),
    (("alamat",), _LOCATED),
    (("hp",), _NUMBERED),
    (("nomor", "telepon"), _NUMBERED),
    (("npwp",), _NUMBERED),
    (("rekening",), frozenset({"nomor", "bank"})),
    (("pemilik", "rekening"), frozenset({"nama", "nomor", "bank"})),
    (("diagnosa",), _ILL),
    (("rekam", "medis"), _ILL),
)
_SIGN_WORDS = sorted({word for words, _beside in _SIGNS for word in words})
_GLUED = re.compile(
    f"(no|nomor|nama|nik|alamat)({'|'.join((*_SIGN_WORDS, *_SAME, *sorted(_PEOPLE), 'lengkap'))})"
)


def looks_personal(column: str) -> bool:
    """Tell whether a column is named like personal data (UU 14/2008 Pasal 17 huruf h)."""
    words = _words(column)
    if not _COUNTING.isdisjoint(words):
        return False
    return any(_shows(words, sign, beside) for sign, beside in _SIGNS)


def personal(columns: Iterable[str]) -> tuple[str, ...]:
    """Return the columns that are named like personal data, in their order."""
    return tuple(column for column in columns if looks_personal(column))


def _words(column: str) -> tuple[str, ...]:
    """Return the words of a name, whatever parts them: "No. HP", "no_hp", "noHp" and "nohp"."""
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", column).casefold()
    text = " ".join(_unglued(re.findall("[a-z]+", parted)))
    return tuple(_PHRASES.sub(_joined, text).split())


def _unglued(words: Iterable[str]) -> Iterator[str]:
    for word in words:
        found = _GLUED.fullmatch(word)
        yield from (_SAME.get(part, part) for part in (found.groups() if found else (word,)))


def _joined(found: re.Match[str]) -> str:
    return "".join(part for part in found.groups() if part)


def _shows(words: tuple[str, ...], sign: tuple[str, ...], beside: frozenset[str]) -> bool:
    """Tell whether the sign is there, and nothing around it names another thing."""
    size = len(sign)
    for start in range(len(words) - size + 1):
        if words[start : start + size] == sign:
            others = {*words[:start], *words[start + size :]} - _PEOPLE
            has_people = len(others) < len({*words[:start], *words[start + size :]})
            return others <= (beside | _OF_PEOPLE if has_people else beside)
    return False
