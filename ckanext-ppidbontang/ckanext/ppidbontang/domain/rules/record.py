"""What any record must be: readable, within limits, and saying what the DIP needs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from enum import StrEnum

from ckanext.ppidbontang.domain.categories import Category, ExemptionStatus
from ckanext.ppidbontang.domain.citations import PERKI_1_2021, UU_14_2008, Citation
from ckanext.ppidbontang.domain.durations import PeriodType
from ckanext.ppidbontang.domain.exemptions import Ground
from ckanext.ppidbontang.domain.fields import LINE_LIMIT, TEXT_LIMITS
from ckanext.ppidbontang.domain.information import InformationItem
from ckanext.ppidbontang.domain.kinds import KINDS
from ckanext.ppidbontang.domain.messages import _
from ckanext.ppidbontang.domain.rules.base import (
    FORBIDDEN_CHARACTER,
    Rule,
    Severity,
    Violation,
    code_point,
    says_nothing,
    shown,
)
from ckanext.ppidbontang.domain.vocabularies import (
    AvailableForm,
    GeographicLevel,
    PersonalData,
    ReviewState,
    UpdateFrequency,
)

# The list of all public information that a body holds: the DIP.
_DIP = Citation(statute=UU_14_2008, article="11", paragraph="1", letter="a")

REQUIRED = Rule(
    code="required",
    severity=Severity.ERROR,
    template=_('"{field}" must be filled in.'),
)
UNKNOWN_CODE = Rule(
    code="unknown-code",
    severity=Severity.ERROR,
    template=_('"{field}": "{value}" is not a known code; allowed are {allowed}.'),
)
NOT_A_DATE = Rule(
    code="not-a-date",
    severity=Severity.ERROR,
    template=_('"{field}": "{value}" is not a date; write year-month-day, as in 2025-03-31.'),
)
NOT_A_PARTIAL_DATE = Rule(
    code="not-a-partial-date",
    severity=Severity.ERROR,
    template=_(
        '"{field}": "{value}" is not a date; write 2025-03-31, or 2025-03 for a month, '
        "or 2025 for a year."
    ),
)
UNREADABLE = Rule(
    code="unreadable",
    severity=Severity.ERROR,
    template=_('"{field}": "{value}" cannot be understood.'),
)
TOO_LONG = Rule(
    code="too-long",
    severity=Severity.ERROR,
    template=_(
        '"{field}" has {length} characters; the limit is {limit}. It begins with "{value}".'
    ),
)
FORBIDDEN = Rule(
    code="forbidden-character",
    severity=Severity.ERROR,
    template=_(
        '"{field}" holds the character {code_point} at position {position}, which no text may '
        'hold: "{value}".'
    ),
)
UNKNOWN_REGION = Rule(
    code="unknown-region",
    severity=Severity.ERROR,
    template=_('"{field}": "{value}" is not a region code of the registry.'),
)
PERIOD_ORDER = Rule(
    code="period-order",
    severity=Severity.ERROR,
    template=_('"{field}": {value} is before the start of the period, {start}.'),
)
DIP_COLUMN_MISSING = Rule(
    code="dip-column-missing",
    severity=Severity.FINDING,
    template=_('"{field}" is empty; the public information list (DIP) needs it.'),
    # The standard for setting and updating the DIP.
    citation=Citation(statute=PERKI_1_2021, article="23"),
)

# What must never be empty, and why. UU 14/2008 Pasal 2: open by rule, exempt strictly and narrowly.
_ALWAYS: Mapping[str, Citation] = {
    "title": _DIP,
    "notes": _DIP,
    "owner_org": _DIP,
    "information_category": Citation(statute=UU_14_2008, article="2"),
    "exemption_status": Citation(statute=UU_14_2008, article="2"),
}

_CODES: Mapping[str, type[StrEnum]] = {
    "information_category": Category,
    "exemption_status": ExemptionStatus,
    "available_forms": AvailableForm,
    "update_frequency": UpdateFrequency,
    "geographic_level": GeographicLevel,
    "personal_data": PersonalData,
    "exemption_grounds": Ground,
    "exemption_period_type": PeriodType,
    "review_state": ReviewState,
}
_ALLOWED: Mapping[str, Iterable[str]] = {
    **_CODES,
    "information_kind": tuple(kind.code for kind in KINDS),
    "priority_data": ("true", "false"),
}
_DATES = frozenset(
    {
        "announcement_until",
        "exemption_start",
        "consequence_test_date",
        "exemption_decision_date",
    }
)
_PARTIAL_DATES = frozenset({"created_on", "period_start", "period_end", "exemption_end"})

# Columns 2 to 7 of the DIP beyond what no entry may leave empty.
DIP_COLUMNS = (
    "information_kind",
    "controlling_unit",
    "issuing_official",
    "created_on",
    "created_place",
    "available_forms",
    "retention",
)


def check_required(item: InformationItem) -> Iterator[Violation]:
    """Yield what no entry may leave empty."""
    for field, citation in _ALWAYS.items():
        if says_nothing(item, field):
            yield REQUIRED.broken(field, citation)


def check_readable(item: InformationItem) -> Iterator[Violation]:
    """Yield the values that could not be understood, with what is allowed instead."""
    for field, value in item.unreadable.items():
        if field in _ALLOWED:
            allowed = ", ".join(_ALLOWED[field])
            yield UNKNOWN_CODE.broken(field, value=shown(value), allowed=allowed)
        elif field in _DATES:
            yield NOT_A_DATE.broken(field, value=shown(value))
        elif field in _PARTIAL_DATES:
            yield NOT_A_PARTIAL_DATE.broken(field, value=shown(value))
        else:
            yield UNREADABLE.broken(field, value=shown(value))


def _texts(item: InformationItem) -> Iterator[tuple[str, int, str]]:
    """Yield every text of the entry with its field and its limit."""
    for field, limit in TEXT_LIMITS.items():
        yield field, limit, str(getattr(item, field))
    for basis in item.exemption_legal_basis:
        for text in (basis.law, basis.article):
            yield "exemption_legal_basis", LINE_LIMIT, text
    for tag in item.tags:
        yield "tags", LINE_LIMIT, tag


def check_texts(item: InformationItem) -> Iterator[Violation]:
    """Yield texts that are too long or hold characters that no text may hold."""
    for field, limit, text in _texts(item):
        if len(text) > limit:
            yield TOO_LONG.broken(field, value=shown(text), length=str(len(text)), limit=str(limit))
        if found := FORBIDDEN_CHARACTER.search(text):
            yield FORBIDDEN.broken(
                field,
                value=shown(text),
                code_point=code_point(found[0]),
                position=str(found.start() + 1),
            )


def check_period(item: InformationItem) -> Iterator[Violation]:
    """Yield a period covered that ends before it starts."""
    start, end = item.period_start, item.period_end
    if start is not None and end is not None and end.last_day() < start.first_day():
        yield PERIOD_ORDER.broken("period_end", value=str(end), start=str(start))


def check_region(item: InformationItem, regions: Collection[str]) -> Iterator[Violation]:
    """Yield a region code that the registry does not know."""
    if item.region_code and item.region_code not in regions:
        yield UNKNOWN_REGION.broken("region_code", value=shown(item.region_code))


def check_dip_columns(item: InformationItem) -> Iterator[Violation]:
    """Yield the columns of the DIP that are still empty; exempt information is in no DIP."""
    # UU 14/2008 Pasal 11 ayat (1) huruf a: the list leaves out exempt information.
    if item.information_category is None or not item.information_category.is_open:
        return
    for field in DIP_COLUMNS:
        if says_nothing(item, field):
            yield DIP_COLUMN_MISSING.broken(field)
