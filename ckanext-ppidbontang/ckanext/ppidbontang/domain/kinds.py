"""The mandatory kinds of information within the three open categories (PERKI 1/2021)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ckanext.ppidbontang.domain.categories import Category
from ckanext.ppidbontang.domain.citations import PERKI_1_2021, Citation


@dataclass(frozen=True, kw_only=True, slots=True)
class Kind:
    """Name one kind of information that the law lists under a category."""

    code: str
    category: Category
    number: int
    label: str
    citation: Citation


# The article numbers of PERKI 1/2021 were not seen in the official text.
_ARTICLES: Mapping[Category, str] = {
    Category.BERKALA: "14",
    Category.SERTA_MERTA: "19",
    Category.SETIAP_SAAT: "21",
}

_LABELS: Mapping[Category, tuple[str, ...]] = {
    Category.BERKALA: (
        "Profil Badan Publik",
        "Ringkasan program dan/atau kegiatan yang sedang dijalankan",
        "Ringkasan kinerja Badan Publik",
        "Ringkasan laporan keuangan",
        "Ringkasan laporan akses Informasi Publik",
        "Peraturan, keputusan, dan/atau kebijakan yang mengikat dan/atau berdampak bagi publik",
        "Prosedur memperoleh Informasi Publik",
        "Tata cara pengaduan penyalahgunaan wewenang atau pelanggaran",
        "Pengadaan barang dan jasa",
        "Ketenagakerjaan",
        "Prosedur peringatan dini dan evakuasi keadaan darurat di setiap kantor Badan Publik",
    ),
    Category.SERTA_MERTA: (
        "Bencana alam",
        "Bencana non-alam",
        "Bencana sosial",
        "Jenis, persebaran, dan daerah yang menjadi sumber penyakit yang berpotensi menular",
        "Racun pada bahan makanan yang dikonsumsi oleh masyarakat",
        "Rencana gangguan terhadap utilitas publik",
    ),
    Category.SETIAP_SAAT: (
        "Daftar Informasi Publik",
        "Peraturan, keputusan, dan/atau kebijakan Badan Publik beserta dokumen pendukungnya",
        "Organisasi, administrasi, kepegawaian, dan keuangan, termasuk data statistik yang dibuat "
        "dan dikelola Badan Publik",
        "Perjanjian dengan pihak ketiga beserta dokumen pendukungnya",
        "Surat-menyurat pimpinan atau pejabat Badan Publik dalam rangka pelaksanaan tugas",
        "Persyaratan perizinan, izin yang diterbitkan, dan laporan penaatan izin",
        "Data perbendaharaan atau inventaris",
        "Rencana strategis dan rencana kerja Badan Publik",
        "Agenda kerja pimpinan satuan kerja",
        "Kegiatan pelayanan Informasi Publik",
        "Pelanggaran yang ditemukan dalam pengawasan internal",
        "Pelanggaran yang dilaporkan oleh masyarakat",
        "Hasil penelitian",
        "Peraturan perundang-undangan yang telah disahkan beserta kajian akademiknya",
        "Informasi dan kebijakan yang disampaikan dalam pertemuan yang terbuka untuk umum",
        "Seluruh informasi yang wajib diumumkan secara berkala",
        "Standar pengumuman informasi serta merta",
    ),
}


def _kinds() -> tuple[Kind, ...]:
    return tuple(
        Kind(
            code=f"{category.value}-{number:02}",
            category=category,
            number=number,
            label=label,
            citation=Citation(statute=PERKI_1_2021, article=_ARTICLES[category], verified=False),
        )
        for category, labels in _LABELS.items()
        for number, label in enumerate(labels, start=1)
    )


KINDS: tuple[Kind, ...] = _kinds()
_BY_CODE: Mapping[str, Kind] = {kind.code: kind for kind in KINDS}


def kinds_of(category: Category) -> tuple[Kind, ...]:
    """Return the kinds of a category in the order of the law; none for exempt information."""
    return tuple(kind for kind in KINDS if kind.category is category)


def kind(code: str) -> Kind | None:
    """Return the kind with this code, or None when there is none."""
    return _BY_CODE.get(code)
