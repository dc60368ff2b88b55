"""Codes as people write them: the label of each, and the other words that mean the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ckanext.ppidbontang.domain.categories import Category, ExemptionStatus
from ckanext.ppidbontang.domain.durations import PeriodType
from ckanext.ppidbontang.domain.exemptions import Ground
from ckanext.ppidbontang.domain.kinds import KINDS
from ckanext.ppidbontang.domain.vocabularies import (
    AvailableForm,
    GeographicLevel,
    PersonalData,
    UpdateFrequency,
)

YES, NO = "ya", "tidak"


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """Hold a code with its Indonesian label; `also` are other ways of writing it."""

    code: str
    label: str
    also: tuple[str, ...] = ()


def _choice(code: str, label: str, also: str = "") -> Choice:
    return Choice(code=str(code), label=label, also=tuple(also.split("|")))


# The labels that are no official wording are those of the catalogue of translations.
CHOICES: Mapping[str, tuple[Choice, ...]] = {
    "information_category": tuple(
        Choice(code=category.value, label=category.label, also=(category.official_name,))
        for category in Category
    ),
    "information_kind": tuple(
        Choice(
            code=kind.code,
            label=kind.label,
            also=(
                f"{kind.category}-{kind.number}",
                f"{kind.code} {kind.label}",
                f"{kind.label} {kind.category}",
                f"{kind.label} {kind.category.label}",
                f"{kind.category} {kind.label}",
            ),
        )
        for kind in KINDS
    ),
    "exemption_status": (
        _choice(ExemptionStatus.TERBUKA, "Terbuka", "publik|dibuka|tidak dikecualikan"),
        _choice(
            ExemptionStatus.SEBAGIAN,
            "Dikecualikan Sebagian",
            "sebagian|sebagian dikecualikan|terbuka sebagian|sebagian terbuka",
        ),
        # UU 14/2008 Pasal 54: who only says that it is exempt means the whole of it.
        _choice(
            ExemptionStatus.SELURUHNYA,
            "Dikecualikan Seluruhnya",
            "seluruhnya|seluruhnya dikecualikan|dikecualikan|tertutup|rahasia",
        ),
    ),
    "personal_data": (
        _choice(PersonalData.TIDAK, "Tidak memuat data pribadi", "tidak ada|t|n|nihil"),
        _choice(
            PersonalData.DIANONIMKAN,
            "Data pribadi sudah dianonimkan",
            "sudah dianonimkan|anonim|dihitamkan",
        ),
        _choice(PersonalData.YA, "Memuat data pribadi", "y|ada|memuat|ada data pribadi"),
    ),
    "available_forms": (
        _choice(
            AvailableForm.CETAK,
            "Cetak",
            "tercetak|cetakan|hardcopy|hard copy|kertas|fisik|dokumen cetak|buku|print",
        ),
        _choice(
            AvailableForm.ELEKTRONIK,
            "Elektronik",
            "softcopy|soft copy|soft file|softfile|digital|online|daring|website|web|situs web|pdf"
            "|file|rekaman|dokumen elektronik|e file",
        ),
    ),
    "update_frequency": (
        _choice(UpdateFrequency.HARIAN, "Harian", "setiap hari|tiap hari|per hari"),
        _choice(
            UpdateFrequency.MINGGUAN,
            "Mingguan",
            "setiap minggu|tiap minggu|per minggu|seminggu sekali",
        ),
        _choice(
            UpdateFrequency.BULANAN,
            "Bulanan",
            "setiap bulan|tiap bulan|per bulan|sebulan sekali|1 bulan sekali",
        ),
        _choice(
            UpdateFrequency.TRIWULANAN,
            "Triwulanan",
            "triwulan|setiap triwulan|tiap triwulan|per triwulan|3 bulan sekali|tiga bulan sekali",
        ),
        _choice(
            UpdateFrequency.SEMESTERAN,
            "Semesteran",
            "semester|setiap semester|tiap semester|per semester|6 bulan sekali"
            "|enam bulan sekali|setengah tahunan",
        ),
        _choice(
            UpdateFrequency.TAHUNAN,
            "Tahunan",
            "setiap tahun|tiap tahun|per tahun|setahun sekali|1 tahun sekali",
        ),
        _choice(
            UpdateFrequency.INSIDENTAL,
            "Insidental",
            "insidentil|sewaktu waktu|jika diperlukan|bila diperlukan|sesuai kebutuhan|jika ada",
        ),
    ),
    "geographic_level": (
        _choice(GeographicLevel.KOTA, "Kota", "kabupaten kota|kab kota|tingkat kota"),
        _choice(GeographicLevel.KECAMATAN, "Kecamatan", "kec"),
        _choice(GeographicLevel.KELURAHAN, "Kelurahan", "kel|desa kelurahan|kelurahan desa"),
        _choice(GeographicLevel.RT, "Rukun tetangga (RT)", "rukun tetangga"),
    ),
    "priority_data": (
        _choice("true", YES, "y|yes|1|v|√|✓|✔|benar|prioritas"),
        _choice("false", NO, "t|n|no|0|salah|bukan|bukan prioritas"),
    ),
    "private": (
        _choice("true", YES, "y|yes|1|v|√|✓|✔|benar|draf|draft|internal|belum|belum diterbitkan"),
        _choice("false", NO, "t|n|no|0|salah|sudah|publik|diterbitkan|dipublikasikan|terbit"),
    ),
    "exemption_grounds": tuple(
        Choice(
            code=ground.value,
            label=f"Huruf {ground}: {ground.gloss}",
            also=(
                f"{ground} {ground.gloss}",
                ground.gloss,
                ground.text,
                f"{ground} {ground.text}",
                f"huruf {ground} {ground.text}",
                f"{ground} {ground.lead_in} {ground.text}",
            ),
        )
        for ground in Ground
    ),
    "exemption_period_type": (
        _choice(PeriodType.TANGGAL, "Sampai tanggal tertentu", "sampai tanggal"),
        _choice(PeriodType.TAHUN, "Sampai akhir tahun tertentu", "sampai tahun|sampai akhir tahun"),
        _choice(PeriodType.KONDISI, "Sampai syarat tertentu terpenuhi", "syarat|bersyarat"),
        _choice(PeriodType.PERMANEN, "Permanen", "selamanya|tetap|seterusnya"),
    ),
}
