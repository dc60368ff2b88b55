"""The four categories of public information and the three statuses of exemption."""

from __future__ import annotations

from dataclasses import dataclass

from ckanext.ppidbontang.domain.citations import UU_14_2008, Citation
from ckanext.ppidbontang.domain.codes import LabelledCode


@dataclass(frozen=True, kw_only=True, slots=True)
class _CategoryText:
    official_name: str
    summary: str
    citation: Citation


@dataclass(frozen=True, kw_only=True, slots=True)
class _StatusText:
    summary: str
    citation: Citation


class Category(LabelledCode):
    """Classify information by the duty to publish it (UU 14/2008 Pasal 9, 10, 11 and 17)."""

    BERKALA = "berkala", "Informasi Berkala"
    SERTA_MERTA = "serta-merta", "Informasi Serta Merta"
    SETIAP_SAAT = "setiap-saat", "Informasi Setiap Saat"
    DIKECUALIKAN = "dikecualikan", "Informasi Dikecualikan"

    @property
    def official_name(self) -> str:
        """Return the name as the law writes it."""
        return _CATEGORIES[self].official_name

    @property
    def summary(self) -> str:
        """Return one plain Indonesian sentence for a citizen."""
        return _CATEGORIES[self].summary

    @property
    def citation(self) -> Citation:
        """Return the article that defines the category."""
        return _CATEGORIES[self].citation

    @property
    def is_open(self) -> bool:
        """Tell whether information of this category is open to everyone."""
        return self is not Category.DIKECUALIKAN


class ExemptionStatus(LabelledCode):
    """Say how much of an entry is closed."""

    TERBUKA = "terbuka", "Terbuka"
    SEBAGIAN = "dikecualikan-sebagian", "Dikecualikan Sebagian"
    SELURUHNYA = "dikecualikan-seluruhnya", "Dikecualikan Seluruhnya"

    @property
    def summary(self) -> str:
        """Return one plain Indonesian sentence for a citizen."""
        return _STATUSES[self].summary

    @property
    def citation(self) -> Citation:
        """Return the provision that the status rests on."""
        return _STATUSES[self].citation


_CATEGORIES: dict[Category, _CategoryText] = {
    Category.BERKALA: _CategoryText(
        official_name="Informasi yang Wajib Disediakan dan Diumumkan Secara Berkala",
        summary=(
            "Informasi yang wajib diumumkan secara teratur, sekurang-kurangnya enam bulan sekali."
        ),
        citation=Citation(statute=UU_14_2008, article="9"),
    ),
    Category.SERTA_MERTA: _CategoryText(
        official_name="Informasi yang Wajib Diumumkan secara Serta-merta",
        summary=(
            "Informasi yang wajib segera diumumkan karena menyangkut ancaman bagi hajat hidup "
            "orang banyak dan ketertiban umum."
        ),
        citation=Citation(statute=UU_14_2008, article="10"),
    ),
    Category.SETIAP_SAAT: _CategoryText(
        official_name="Informasi yang Wajib Tersedia Setiap Saat",
        summary="Informasi yang wajib selalu tersedia dan dapat diminta kapan saja.",
        citation=Citation(statute=UU_14_2008, article="11"),
    ),
    Category.DIKECUALIKAN: _CategoryText(
        official_name="Informasi yang Dikecualikan",
        summary=(
            "Informasi yang isinya tidak dibuka karena alasan yang ditetapkan undang-undang "
            "dan telah melalui uji konsekuensi."
        ),
        citation=Citation(statute=UU_14_2008, article="17"),
    ),
}

_STATUSES: dict[ExemptionStatus, _StatusText] = {
    ExemptionStatus.TERBUKA: _StatusText(
        summary="Seluruh isi informasi ini terbuka untuk umum.",
        citation=Citation(statute=UU_14_2008, article="2", paragraph="1"),
    ),
    ExemptionStatus.SEBAGIAN: _StatusText(
        summary="Sebagian isi informasi ini dihitamkan; bagian lainnya terbuka untuk umum.",
        citation=Citation(
            statute=UU_14_2008, article="22", paragraph="7", letter="e", verified=False
        ),
    ),
    ExemptionStatus.SELURUHNYA: _StatusText(
        summary="Isi informasi ini tidak dibuka untuk umum; alasan dan jangka waktunya diumumkan.",
        citation=Citation(statute=UU_14_2008, article="17"),
    ),
}
