"""The ten grounds of exemption in the wording of UU 14/2008 Pasal 17."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from ckanext.ppidbontang.domain.citations import UU_14_2008, Citation


@dataclass(frozen=True, kw_only=True, slots=True)
class GroundItem:
    """Name one numbered item under a ground."""

    number: int
    text: str
    citation: Citation


@dataclass(frozen=True, kw_only=True, slots=True)
class _GroundText:
    text: str
    gloss: str
    lead_in: str = ""
    items: tuple[str, ...] = ()


class Ground(StrEnum):
    """Name a ground of exemption by its letter in UU 14/2008 Pasal 17."""

    A = "a"
    B = "b"
    C = "c"
    D = "d"
    E = "e"
    F = "f"
    G = "g"
    H = "h"
    I = "i"  # noqa: E741 (the letter of the law)
    J = "j"

    @property
    def text(self) -> str:
        """Return the official wording, without the lead-in."""
        return _GROUNDS[self].text

    @property
    def lead_in(self) -> str:
        """Return the official words before the text; empty where the law has none."""
        return _GROUNDS[self].lead_in

    @property
    def gloss(self) -> str:
        """Return a short plain Indonesian explanation."""
        return _GROUNDS[self].gloss

    @property
    def items(self) -> tuple[GroundItem, ...]:
        """Return the numbered items of the letter, in the order of the law."""
        return tuple(
            GroundItem(
                number=number,
                text=text,
                citation=Citation(
                    statute=UU_14_2008, article="17", letter=self.value, number=str(number)
                ),
            )
            for number, text in enumerate(_GROUNDS[self].items, start=1)
        )

    @property
    def citation(self) -> Citation:
        """Return the citation of the letter."""
        return Citation(statute=UU_14_2008, article="17", letter=self.value)

    @property
    def never_permanent(self) -> bool:
        """Tell whether the law forbids a permanent exemption on this ground."""
        return self in _NEVER_PERMANENT

    @property
    def max_years(self) -> int | None:
        """Return the longest exemption in years, or None where the law sets no number."""
        # PP 61/2010: a letter a exemption lasts at most 30 years.
        return 30 if self is Ground.A else None


# UU 14/2008 Pasal 20 ayat (1): exemptions under letters a to f are not permanent.
_NEVER_PERMANENT = frozenset({Ground.A, Ground.B, Ground.C, Ground.D, Ground.E, Ground.F})

_IF_GIVEN = (
    "Informasi Publik yang apabila dibuka dan diberikan kepada Pemohon Informasi Publik dapat"
)
_IF_OPENED = "Informasi Publik yang apabila dibuka dapat"

_GROUNDS: Mapping[Ground, _GroundText] = {
    Ground.A: _GroundText(
        lead_in=_IF_GIVEN,
        text="menghambat proses penegakan hukum",
        gloss="Menghambat penegakan hukum",
        items=(
            "menghambat proses penyelidikan dan penyidikan suatu tindak pidana",
            "mengungkapkan identitas informan, pelapor, saksi, dan/atau korban yang mengetahui "
            "adanya tindak pidana",
            "mengungkapkan data intelijen kriminal dan rencana-rencana yang berhubungan dengan "
            "pencegahan dan penanganan segala bentuk kejahatan transnasional",
            "membahayakan keselamatan dan kehidupan penegak hukum dan/atau keluarganya",
            "membahayakan keamanan peralatan, sarana, dan/atau prasarana penegak hukum",
        ),
    ),
    Ground.B: _GroundText(
        lead_in=_IF_GIVEN,
        text=(
            "mengganggu kepentingan perlindungan hak atas kekayaan intelektual dan perlindungan "
            "dari persaingan usaha tidak sehat"
        ),
        gloss="Mengganggu hak kekayaan intelektual atau persaingan usaha yang sehat",
    ),
    Ground.C: _GroundText(
        lead_in=_IF_GIVEN,
        text="membahayakan pertahanan dan keamanan negara",
        gloss="Membahayakan pertahanan dan keamanan negara",
        items=(
            "informasi tentang strategi, intelijen, operasi, taktik dan teknik yang berkaitan "
            "dengan penyelenggaraan sistem pertahanan dan keamanan negara, meliputi tahap "
            "perencanaan, pelaksanaan dan pengakhiran atau evaluasi dalam kaitan dengan ancaman "
            "dari dalam dan luar negeri",
            "dokumen yang memuat tentang strategi, intelijen, operasi, teknik dan taktik yang "
            "berkaitan dengan penyelenggaraan sistem pertahanan dan keamanan negara yang meliputi "
            "tahap perencanaan, pelaksanaan dan pengakhiran atau evaluasi",
            "jumlah, komposisi, disposisi, atau dislokasi kekuatan dan kemampuan dalam "
            "penyelenggaraan sistem pertahanan dan keamanan negara serta rencana pengembangannya",
            "gambar dan data tentang situasi dan keadaan pangkalan dan/atau instalasi militer",
            "data perkiraan kemampuan militer dan pertahanan negara lain terbatas pada segala "
            "tindakan dan/atau indikasi negara tersebut yang dapat membahayakan kedaulatan Negara "
            "Kesatuan Republik Indonesia dan/atau data terkait kerjasama militer dengan negara "
            "lain yang disepakati dalam perjanjian tersebut sebagai rahasia atau sangat rahasia",
            "sistem persandian negara",
            "sistem intelijen negara",
        ),
    ),
    Ground.D: _GroundText(
        lead_in=_IF_GIVEN,
        text="mengungkapkan kekayaan alam Indonesia",
        gloss="Mengungkapkan kekayaan alam Indonesia",
    ),
    Ground.E: _GroundText(
        lead_in=_IF_GIVEN,
        text="merugikan ketahanan ekonomi nasional",
        gloss="Merugikan ketahanan ekonomi nasional",
        items=(
            "rencana awal pembelian dan penjualan mata uang nasional atau asing, saham dan aset "
            "vital milik negara",
            "rencana awal perubahan nilai tukar, suku bunga, dan model operasi institusi keuangan",
            "rencana awal perubahan suku bunga bank, pinjaman pemerintah, perubahan pajak, tarif, "
            "atau pendapatan negara/daerah lainnya",
            "rencana awal penjualan atau pembelian tanah atau properti",
            "rencana awal investasi asing",
            "proses dan hasil pengawasan perbankan, asuransi, atau lembaga keuangan lainnya",
            "hal-hal yang berkaitan dengan proses pencetakan uang",
        ),
    ),
    Ground.F: _GroundText(
        lead_in=_IF_GIVEN,
        text="merugikan kepentingan hubungan luar negeri",
        gloss="Merugikan hubungan luar negeri",
        items=(
            "posisi, daya tawar dan strategi yang akan dan telah diambil oleh negara dalam "
            "hubungannya dengan negosiasi internasional",
            "korespondensi diplomatik antarnegara",
            "sistem komunikasi dan persandian yang dipergunakan dalam menjalankan hubungan "
            "internasional",
            "perlindungan dan pengamanan infrastruktur strategis Indonesia di luar negeri",
        ),
    ),
    Ground.G: _GroundText(
        lead_in=_IF_OPENED,
        text=(
            "mengungkapkan isi akta otentik yang bersifat pribadi dan kemauan terakhir ataupun "
            "wasiat seseorang"
        ),
        gloss="Mengungkapkan akta pribadi atau wasiat seseorang",
    ),
    Ground.H: _GroundText(
        lead_in=_IF_GIVEN,
        text="mengungkap rahasia pribadi",
        gloss="Mengungkap rahasia pribadi",
        items=(
            "riwayat dan kondisi anggota keluarga",
            "riwayat, kondisi dan perawatan, pengobatan kesehatan fisik, dan psikis seseorang",
            "kondisi keuangan, aset, pendapatan, dan rekening bank seseorang",
            "hasil-hasil evaluasi sehubungan dengan kapabilitas, intelektualitas, dan rekomendasi "
            "kemampuan seseorang",
            "catatan yang menyangkut pribadi seseorang yang berkaitan dengan kegiatan satuan "
            "pendidikan formal dan satuan pendidikan nonformal",
        ),
    ),
    Ground.I: _GroundText(
        text=(
            "memorandum atau surat-surat antar Badan Publik atau intra Badan Publik, yang menurut "
            "sifatnya dirahasiakan kecuali atas putusan Komisi Informasi atau pengadilan"
        ),
        gloss="Surat-menyurat antar atau di dalam Badan Publik yang bersifat rahasia",
    ),
    Ground.J: _GroundText(
        text="informasi yang tidak boleh diungkapkan berdasarkan Undang-Undang",
        gloss="Dilarang diungkapkan oleh Undang-Undang lain",
    ),
}
