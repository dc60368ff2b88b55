"""Lawful entries of each sort, to be broken one rule at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from ckanext.ppidbontang.domain.categories import Category, ExemptionStatus
from ckanext.ppidbontang.domain.dates import PartialDate
from ckanext.ppidbontang.domain.durations import PeriodType
from ckanext.ppidbontang.domain.exemptions import Ground
from ckanext.ppidbontang.domain.information import InformationItem, LegalBasis
from ckanext.ppidbontang.domain.kinds import kind
from ckanext.ppidbontang.domain.vocabularies import (
    ANNOUNCEMENT_STATEMENTS,
    AvailableForm,
    GeographicLevel,
    PersonalData,
    ReviewState,
    UpdateFrequency,
)

PERIODIC = InformationItem(
    name="dinkes-profil-kesehatan-2025",
    title="Profil Kesehatan Kota Bontang 2025",
    notes="Gambaran derajat kesehatan dan pelayanan kesehatan.",
    tags=("kesehatan",),
    license_id="cc-by",
    owner_org="dinkes",
    resource_count=2,
    published=True,
    responsible_opd="dinkes",
    information_category=Category.BERKALA,
    information_kind=kind("berkala-01"),
    exemption_status=ExemptionStatus.TERBUKA,
    controlling_unit="Sekretariat Dinas Kesehatan",
    issuing_official="Kepala Dinas Kesehatan",
    created_on=PartialDate.parse("2025-06"),
    created_place="Bontang",
    available_forms=(AvailableForm.CETAK, AvailableForm.ELEKTRONIK),
    retention="5 tahun",
    update_frequency=UpdateFrequency.SEMESTERAN,
    period_start=PartialDate.parse("2025-01"),
    period_end=PartialDate.parse("2025-06"),
    region_code="64.74",
    geographic_level=GeographicLevel.KOTA,
    personal_data=PersonalData.DIANONIMKAN,
    review_state=ReviewState.PUBLISHED,
)
ANNOUNCEMENT = replace(
    PERIODIC,
    information_category=Category.SERTA_MERTA,
    information_kind=kind("serta-merta-04"),
    update_frequency=UpdateFrequency.INSIDENTAL,
    **{statement.field: f"{statement.label}." for statement in ANNOUNCEMENT_STATEMENTS},
)
WHOLE = replace(
    PERIODIC,
    information_category=Category.DIKECUALIKAN,
    information_kind=None,
    exemption_status=ExemptionStatus.SELURUHNYA,
    resource_count=0,
    exemption_grounds=(Ground.H,),
    exemption_legal_basis=(
        LegalBasis(law="UU 14/2008", article="Pasal 17 huruf h"),
        LegalBasis(law="Undang-Undang Nomor 27 Tahun 2022", article="Pasal 4"),
    ),
    exemption_consequence_open="Rahasia pribadi pasien terungkap.",
    exemption_consequence_closed="Hak pribadi pasien terlindungi.",
    exemption_period_type=PeriodType.TANGGAL,
    exemption_start=date(2025, 3, 1),
    exemption_end=PartialDate.parse("2030-03-01"),
    consequence_test_number="01/UK/2025",
    consequence_test_date=date(2025, 2, 10),
    consequence_test_place="Bontang",
    exemption_decision_number="02/SK/2025",
    exemption_decision_date=date(2025, 2, 20),
    exemption_decision_official="PPID Utama",
)
PARTIAL = replace(
    WHOLE,
    information_category=Category.SETIAP_SAAT,
    information_kind=kind("setiap-saat-03"),
    exemption_status=ExemptionStatus.SEBAGIAN,
    resource_count=1,
    exempt_parts="Kolom nama dan alamat.",
)
ENTRIES = {
    "periodic": PERIODIC,
    "announcement": ANNOUNCEMENT,
    "whole": WHOLE,
    "partial": PARTIAL,
}

MakeEntry = Callable[..., InformationItem]


@pytest.fixture(scope="session")
def entry() -> MakeEntry:
    """Return a maker of entries: the lawful one of a sort, with the changes that are named."""

    def make(sort: str, /, **changes: object) -> InformationItem:
        return replace(ENTRIES[sort], **changes)  # pyright: ignore[reportArgumentType] # test tables are untyped

    return make
