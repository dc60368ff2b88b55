"""The entry of the catalogue as the law sees it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ckanext.ppidbontang.domain.categories import Category, ExemptionStatus
from ckanext.ppidbontang.domain.dates import PartialDate
from ckanext.ppidbontang.domain.durations import ExemptionPeriod, PeriodType
from ckanext.ppidbontang.domain.exemptions import Ground
from ckanext.ppidbontang.domain.kinds import Kind
from ckanext.ppidbontang.domain.vocabularies import (
    AvailableForm,
    GeographicLevel,
    PersonalData,
    ReviewState,
    UpdateFrequency,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class LegalBasis:
    """Name a law and the article of it that an exemption rests on."""

    law: str = ""
    article: str = ""

    def __str__(self) -> str:
        """Write the law and the article as one text."""
        return f"{self.law} {self.article}".strip()


@dataclass(frozen=True, kw_only=True, slots=True)
class InformationItem:
    """Hold one entry; attributes carry the names of the record's fields.

    `unreadable` maps a field to the raw value that could not be understood; the attribute of such a
    field is empty. `published` is False for private entries and drafts.
    """

    name: str = ""
    title: str = ""
    notes: str = ""
    tags: tuple[str, ...] = ()
    license_id: str = ""
    owner_org: str = ""
    resource_count: int = 0
    published: bool = False
    unreadable: Mapping[str, str] = field(default_factory=dict[str, str], hash=False)

    responsible_opd: str = ""
    information_category: Category | None = None
    information_kind: Kind | None = None
    exemption_status: ExemptionStatus | None = None

    controlling_unit: str = ""
    issuing_official: str = ""
    created_on: PartialDate | None = None
    created_place: str = ""
    available_forms: tuple[AvailableForm, ...] = ()
    retention: str = ""

    update_frequency: UpdateFrequency | None = None
    period_start: PartialDate | None = None
    period_end: PartialDate | None = None
    region_code: str = ""
    geographic_level: GeographicLevel | None = None
    unit: str = ""
    measure: str = ""
    concept: str = ""
    definition: str = ""
    indicator_code: str = ""
    priority_data: bool = False
    personal_data: PersonalData | None = None

    announcement_hazard: str = ""
    announcement_affected: str = ""
    announcement_evacuation: str = ""
    announcement_avoidance: str = ""
    announcement_assistance: str = ""
    announcement_announcer: str = ""
    announcement_channel: str = ""
    announcement_mitigation: str = ""
    announcement_until: date | None = None

    exemption_grounds: tuple[Ground, ...] = ()
    exemption_legal_basis: tuple[LegalBasis, ...] = ()
    exemption_consequence_open: str = ""
    exemption_consequence_closed: str = ""
    exempt_parts: str = ""
    exemption_period_type: PeriodType | None = None
    exemption_start: date | None = None
    exemption_end: PartialDate | None = None
    exemption_condition: str = ""
    consequence_test_number: str = ""
    consequence_test_date: date | None = None
    consequence_test_place: str = ""
    exemption_decision_number: str = ""
    exemption_decision_date: date | None = None
    exemption_decision_official: str = ""

    review_state: ReviewState | None = None

    @property
    def effective_status(self) -> ExemptionStatus:
        """Return the status to act on: what is unknown, missing or contradictory counts as closed.

        UU 14/2008 Pasal 54 makes it a crime to give away exempt information, so doubt closes.
        """
        if self.information_category is None or not self.information_category.is_open:
            return ExemptionStatus.SELURUHNYA
        return self.exemption_status or ExemptionStatus.SELURUHNYA

    @property
    def exemption_period(self) -> ExemptionPeriod | None:
        """Return the period of the exemption, or None while its type is not stated."""
        if self.exemption_period_type is None:
            return None
        return ExemptionPeriod(
            type=self.exemption_period_type,
            start=self.exemption_start,
            end=self.exemption_end,
            condition=self.exemption_condition,
        )
