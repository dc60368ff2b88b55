"""The fields of the record in the order an officer meets them: names, labels and text limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ckanext.ppidbontang.domain.messages import _

_TITLE = 300
LINE_LIMIT = 1_000
_LONG = 20_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Field:
    """Describe a field; `label` is a message id, `max_length` is None unless it is a text."""

    name: str
    label: str
    max_length: int | None = None


def _field(name: str, label: str, max_length: int | None = None) -> Field:
    return Field(name=name, label=label, max_length=max_length)


FIELDS: tuple[Field, ...] = (
    _field("title", _("Title"), _TITLE),
    _field("name", _("Address (URL)"), LINE_LIMIT),
    _field("notes", _("Summary of the information"), _LONG),
    _field("tags", _("Tags")),
    _field("license_id", _("Licence"), LINE_LIMIT),
    _field("owner_org", _("Organisation"), LINE_LIMIT),
    _field("responsible_opd", _("Responsible OPD"), LINE_LIMIT),
    _field("information_category", _("Information category")),
    _field("information_kind", _("Kind of information")),
    _field("exemption_status", _("Exemption status")),
    _field("controlling_unit", _("Unit that holds the information"), LINE_LIMIT),
    _field("issuing_official", _("Official who made or issued it"), LINE_LIMIT),
    _field("created_on", _("Date made")),
    _field("created_place", _("Place made"), LINE_LIMIT),
    _field("available_forms", _("Available forms")),
    _field("retention", _("Retention period"), LINE_LIMIT),
    _field("update_frequency", _("Update frequency")),
    _field("period_start", _("Period covered: start")),
    _field("period_end", _("Period covered: end")),
    _field("region_code", _("Region"), LINE_LIMIT),
    _field("geographic_level", _("Geographic level")),
    _field("unit", _("Unit"), LINE_LIMIT),
    _field("measure", _("Measure"), LINE_LIMIT),
    _field("concept", _("Concept"), _LONG),
    _field("definition", _("Definition"), _LONG),
    _field("indicator_code", _("Indicator code"), LINE_LIMIT),
    _field("priority_data", _("Priority data")),
    _field("personal_data", _("Personal data")),
    _field("announcement_hazard", _("Hazard and scale of impact"), _LONG),
    _field("announcement_affected", _("Who may be affected"), _LONG),
    _field("announcement_evacuation", _("Evacuation procedure and place"), _LONG),
    _field("announcement_avoidance", _("How to avoid the hazard"), _LONG),
    _field("announcement_assistance", _("How to get help"), _LONG),
    _field("announcement_announcer", _("Who must announce"), _LONG),
    _field("announcement_channel", _("How it is announced"), _LONG),
    _field("announcement_mitigation", _("What is being done"), _LONG),
    _field("announcement_until", _("Announced until")),
    _field("exemption_grounds", _("Grounds of exemption")),
    _field("exemption_legal_basis", _("Legal basis of the exemption")),
    _field("exemption_consequence_open", _("Consequence if opened"), _LONG),
    _field("exemption_consequence_closed", _("Benefit if closed"), _LONG),
    _field("exempt_parts", _("Parts that are exempt"), _LONG),
    _field("exemption_period_type", _("Type of exemption period")),
    _field("exemption_start", _("Start of the exemption")),
    _field("exemption_end", _("End of the exemption")),
    _field("exemption_condition", _("Condition that ends the exemption"), _LONG),
    _field("consequence_test_number", _("Consequence test: number"), LINE_LIMIT),
    _field("consequence_test_date", _("Consequence test: date")),
    _field("consequence_test_place", _("Consequence test: place"), LINE_LIMIT),
    _field("exemption_decision_number", _("Exemption decision: number"), LINE_LIMIT),
    _field("exemption_decision_date", _("Exemption decision: date")),
    _field("exemption_decision_official", _("Exemption decision: official"), LINE_LIMIT),
    _field("review_state", _("Review state")),
    _field("resources", _("Files")),
)

LABELS: Mapping[str, str] = {field.name: field.label for field in FIELDS}
ORDER: Mapping[str, int] = {field.name: place for place, field in enumerate(FIELDS)}
TEXT_LIMITS: Mapping[str, int] = {
    field.name: field.max_length for field in FIELDS if field.max_length is not None
}

# What an exemption says of itself: stated while the entry is closed, and gone when it is open.
CONSEQUENCES = ("exemption_consequence_open", "exemption_consequence_closed")
REASONS = ("exemption_grounds", "exemption_legal_basis", *CONSEQUENCES, "exempt_parts")
PERIOD = ("exemption_period_type", "exemption_start", "exemption_end", "exemption_condition")
TEST = ("consequence_test_number", "consequence_test_date", "consequence_test_place")
DECISION = (
    "exemption_decision_number",
    "exemption_decision_date",
    "exemption_decision_official",
)
