"""Small code lists of the record, and the statutory statements of an announcement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from ckanext.ppidbontang.domain.citations import PERKI_1_2021, Citation
from ckanext.ppidbontang.domain.durations import Interval
from ckanext.ppidbontang.domain.messages import _


class PersonalData(StrEnum):
    """Answer whether the open files of an entry hold personal data."""

    TIDAK = "tidak"
    DIANONIMKAN = "dianonimkan"
    YA = "ya"

    @property
    def label(self) -> str:
        """Return the message id of the name."""
        return _PERSONAL_DATA[self]


class AvailableForm(StrEnum):
    """Name a form in which the information can be had (DIP column 6)."""

    CETAK = "cetak"
    ELEKTRONIK = "elektronik"

    @property
    def label(self) -> str:
        """Return the message id of the name."""
        return _FORMS[self]


class UpdateFrequency(StrEnum):
    """Say how often the information is brought up to date."""

    HARIAN = "harian"
    MINGGUAN = "mingguan"
    BULANAN = "bulanan"
    TRIWULANAN = "triwulanan"
    SEMESTERAN = "semesteran"
    TAHUNAN = "tahunan"
    INSIDENTAL = "insidental"

    @property
    def label(self) -> str:
        """Return the message id of the name."""
        return _FREQUENCIES[self][0]

    @property
    def interval(self) -> Interval | None:
        """Return the time between two updates, or None when there is no fixed one."""
        return _FREQUENCIES[self][1]


class GeographicLevel(StrEnum):
    """Name the smallest area for which the data are given."""

    KOTA = "kota"
    KECAMATAN = "kecamatan"
    KELURAHAN = "kelurahan"
    RT = "rt"

    @property
    def label(self) -> str:
        """Return the message id of the name."""
        return _LEVELS[self]


class ReviewState(StrEnum):
    """Say where an entry stands between the OPD and PPID Utama."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    PUBLISHED = "published"

    @property
    def label(self) -> str:
        """Return the message id of the name."""
        return _REVIEW_STATES[self]


@dataclass(frozen=True, kw_only=True, slots=True)
class Statement:
    """Name a statement that every serta-merta announcement must make."""

    field: str
    label: str
    citation: Citation


_PERSONAL_DATA: Mapping[PersonalData, str] = {
    PersonalData.TIDAK: _("No personal data"),
    PersonalData.DIANONIMKAN: _("Personal data made anonymous"),
    PersonalData.YA: _("Holds personal data"),
}

_FORMS: Mapping[AvailableForm, str] = {
    AvailableForm.CETAK: _("Printed"),
    AvailableForm.ELEKTRONIK: _("Electronic"),
}

_FREQUENCIES: Mapping[UpdateFrequency, tuple[str, Interval | None]] = {
    UpdateFrequency.HARIAN: (_("Daily"), Interval(days=1)),
    UpdateFrequency.MINGGUAN: (_("Weekly"), Interval(days=7)),
    UpdateFrequency.BULANAN: (_("Monthly"), Interval(months=1)),
    UpdateFrequency.TRIWULANAN: (_("Every three months"), Interval(months=3)),
    UpdateFrequency.SEMESTERAN: (_("Every six months"), Interval(months=6)),
    UpdateFrequency.TAHUNAN: (_("Yearly"), Interval(months=12)),
    UpdateFrequency.INSIDENTAL: (_("As needed"), None),
}

_LEVELS: Mapping[GeographicLevel, str] = {
    GeographicLevel.KOTA: _("City"),
    GeographicLevel.KECAMATAN: _("District (kecamatan)"),
    GeographicLevel.KELURAHAN: _("Urban village (kelurahan)"),
    GeographicLevel.RT: _("Neighbourhood (RT)"),
}

_REVIEW_STATES: Mapping[ReviewState, str] = {
    ReviewState.DRAFT: _("Draft"),
    ReviewState.SUBMITTED: _("Submitted for review"),
    ReviewState.RETURNED: _("Returned with a note"),
    ReviewState.PUBLISHED: _("Published"),
}

# PERKI 1/2021 Pasal 25: what an announcement must state, in the order of the regulation.
ANNOUNCEMENT_STATEMENTS: tuple[Statement, ...] = tuple(
    Statement(field=field, label=label, citation=Citation(statute=PERKI_1_2021, article="25"))
    for field, label in (
        ("announcement_hazard", "Potensi bahaya dan/atau besaran dampak yang dapat ditimbulkan"),
        ("announcement_affected", "Pihak-pihak yang berpotensi terkena dampak"),
        ("announcement_evacuation", "Prosedur dan tempat evakuasi apabila terjadi keadaan darurat"),
        (
            "announcement_avoidance",
            "Cara menghindari bahaya dan/atau dampak yang ditimbulkan",
        ),
        ("announcement_assistance", "Cara mendapatkan bantuan dari pihak yang berwenang"),
        ("announcement_announcer", "Pihak-pihak yang wajib mengumumkan informasi"),
        (
            "announcement_channel",
            "Tata cara pengumuman informasi apabila terjadi keadaan darurat",
        ),
        (
            "announcement_mitigation",
            "Upaya yang dilakukan Badan Publik dan/atau pihak yang berwenang dalam menanggulangi "
            "bahaya dan/atau dampak yang ditimbulkan",
        ),
    )
)
