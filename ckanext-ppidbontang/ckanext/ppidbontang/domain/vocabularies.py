"""Small code lists of the record, and the statutory statements of an announcement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ckanext.ppidbontang.domain.citations import PERKI_1_2021, Citation
from ckanext.ppidbontang.domain.codes import LabelledCode
from ckanext.ppidbontang.domain.durations import Interval
from ckanext.ppidbontang.domain.messages import _


class PersonalData(LabelledCode):
    """Answer whether the open files of an entry hold personal data."""

    TIDAK = "tidak", _("No personal data")
    DIANONIMKAN = "dianonimkan", _("Personal data made anonymous")
    YA = "ya", _("Holds personal data")


class AvailableForm(LabelledCode):
    """Name a form in which the information can be had (DIP column 6)."""

    CETAK = "cetak", _("Printed")
    ELEKTRONIK = "elektronik", _("Electronic")


class UpdateFrequency(LabelledCode):
    """Say how often the information is brought up to date."""

    HARIAN = "harian", _("Daily")
    MINGGUAN = "mingguan", _("Weekly")
    BULANAN = "bulanan", _("Monthly")
    TRIWULANAN = "triwulanan", _("Every three months")
    SEMESTERAN = "semesteran", _("Every six months")
    TAHUNAN = "tahunan", _("Yearly")
    INSIDENTAL = "insidental", _("As needed")

    @property
    def interval(self) -> Interval | None:
        """Return the time between two updates, or None when there is no fixed one."""
        return _INTERVALS[self]


class GeographicLevel(LabelledCode):
    """Name the smallest area for which the data are given."""

    KOTA = "kota", _("City")
    KECAMATAN = "kecamatan", _("District (kecamatan)")
    KELURAHAN = "kelurahan", _("Urban village (kelurahan)")
    RT = "rt", _("Neighbourhood (RT)")


class ReviewState(LabelledCode):
    """Say where an entry stands between the OPD and PPID Utama."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted for review")
    RETURNED = "returned", _("Returned with a note")
    PUBLISHED = "published", _("Published")


@dataclass(frozen=True, kw_only=True, slots=True)
class Statement:
    """Name a statement that every serta-merta announcement must make."""

    field: str
    label: str
    citation: Citation


_INTERVALS: Mapping[UpdateFrequency, Interval | None] = {
    UpdateFrequency.HARIAN: Interval(days=1),
    UpdateFrequency.MINGGUAN: Interval(days=7),
    UpdateFrequency.BULANAN: Interval(months=1),
    UpdateFrequency.TRIWULANAN: Interval(months=3),
    UpdateFrequency.SEMESTERAN: Interval(months=6),
    UpdateFrequency.TAHUNAN: Interval(months=12),
    UpdateFrequency.INSIDENTAL: None,
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
