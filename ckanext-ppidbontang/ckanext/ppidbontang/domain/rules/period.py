"""Rules on the period of an exemption (UU 14/2008 Pasal 20 and PP 61/2010)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from ckanext.ppidbontang.domain.citations import PP_61_2010, UU_14_2008, Citation
from ckanext.ppidbontang.domain.durations import ExemptionPeriod, PeriodType, add_years
from ckanext.ppidbontang.domain.exemptions import Ground
from ckanext.ppidbontang.domain.information import InformationItem
from ckanext.ppidbontang.domain.messages import _
from ckanext.ppidbontang.domain.rules.base import (
    Rule,
    Severity,
    Violation,
    is_closed,
    says_nothing,
    shown,
)

_BOUNDED = Citation(statute=UU_14_2008, article="20")
# The article that sets the thirty years was not confirmed; the regulation and the number were.
_THIRTY_YEARS = Citation(statute=PP_61_2010)

PERIOD_END_REQUIRED = Rule(
    code="period-end-required",
    severity=Severity.ERROR,
    template=_('"{field}" must be filled in for an exemption of the type "{type}".'),
    citation=_BOUNDED,
)
END_NOT_A_DAY = Rule(
    code="period-end-not-a-day",
    severity=Severity.ERROR,
    template=_('"{field}": "{value}" is not a full date, which the type "{type}" needs.'),
    citation=_BOUNDED,
)
END_NOT_A_YEAR = Rule(
    code="period-end-not-a-year",
    severity=Severity.ERROR,
    template=_('"{field}": "{value}" is not a year, which the type "{type}" needs.'),
    citation=_BOUNDED,
)
PERMANENT_WITH_END = Rule(
    code="permanent-with-end",
    severity=Severity.ERROR,
    template=_('"{field}" says "{value}", but a permanent exemption has no end.'),
)
PERMANENT_WITH_CONDITION = Rule(
    code="permanent-with-condition",
    severity=Severity.WARNING,
    template=_(
        '"{field}": a condition ends the exemption ("{value}"), so the type "{fits}" fits better '
        'than "{type}".'
    ),
)
PERMANENT_GROUND = Rule(
    code="permanent-ground",
    severity=Severity.ERROR,
    template=_(
        '"{field}": "{value}" is not allowed with ground {grounds}; '
        "exemptions on the grounds a to f are never permanent."
    ),
    citation=_BOUNDED,
)
PERMANENT_DOUBTFUL = Rule(
    code="permanent-doubtful",
    severity=Severity.WARNING,
    template=_(
        '"{field}": "{value}" with ground {grounds} is doubtful; such an exemption lasts as long '
        "as it is needed, so state a date or a condition."
    ),
    citation=Citation(statute=PP_61_2010, article="9", verified=False),
)
LIMIT_NEEDS_END = Rule(
    code="limited-ground-needs-end",
    severity=Severity.ERROR,
    template=_(
        '"{field}" must be filled in: ground {ground} ends at the latest {years} years '
        "after the start, though a condition may end it sooner."
    ),
    citation=_THIRTY_YEARS,
)
LIMIT_NEEDS_START = Rule(
    code="limited-ground-needs-start",
    severity=Severity.ERROR,
    template=_(
        '"{field}" must be filled in: the {years} years of ground {ground} are counted from it.'
    ),
    citation=_THIRTY_YEARS,
)
LIMIT_EXCEEDED = Rule(
    code="limited-ground-too-long",
    severity=Severity.ERROR,
    template=_(
        '"{field}": "{value}" is more than {years} years after the start, {start}; '
        "ground {ground} may last until {latest}."
    ),
    citation=_THIRTY_YEARS,
)
END_BEFORE_START = Rule(
    code="exemption-end-before-start",
    severity=Severity.ERROR,
    template=_('"{field}": "{value}" is before the start of the exemption, {start}.'),
)
START_MISSING = Rule(
    code="exemption-start-missing",
    severity=Severity.FINDING,
    template=_('"{field}" is empty; the period of the exemption has no known beginning.'),
    citation=_BOUNDED,
)

_DOUBTFUL = frozenset({Ground.I, Ground.J})


def check_exemption_period(item: InformationItem) -> Iterator[Violation]:
    """Yield everything that is wrong with the period of an exemption."""
    period = item.exemption_period
    if not is_closed(item) or period is None:
        return
    yield from _check_statement(item, period)
    yield from _check_limits(item, period)
    yield from _check_start(item, period)


def _check_statement(item: InformationItem, period: ExemptionPeriod) -> Iterator[Violation]:
    """Yield an end that is not stated in the way of its type."""
    match period.type:
        case PeriodType.TANGGAL | PeriodType.TAHUN:
            yield from _check_stated_end(item, period)
        case PeriodType.KONDISI:
            # UU 14/2008 Pasal 20: without a date or a year, a stated condition bounds it.
            if says_nothing(item, "exemption_condition"):
                yield PERIOD_END_REQUIRED.broken("exemption_condition", type=period.type)
        case PeriodType.PERMANEN:
            yield from _check_permanent(item, period)
        case _:  # pragma: no cover
            assert_never(period.type)


def _check_stated_end(item: InformationItem, period: ExemptionPeriod) -> Iterator[Violation]:
    if period.end is None:
        if says_nothing(item, "exemption_end"):
            yield PERIOD_END_REQUIRED.broken("exemption_end", type=period.type)
        return
    value, kind = str(period.end), period.type
    if kind is PeriodType.TANGGAL and period.end.day is None:
        yield END_NOT_A_DAY.broken("exemption_end", value=value, type=kind)
    if kind is PeriodType.TAHUN and period.end.month is not None:
        yield END_NOT_A_YEAR.broken("exemption_end", value=value, type=kind)


def _check_permanent(item: InformationItem, period: ExemptionPeriod) -> Iterator[Violation]:
    value = period.type
    bounded = [ground for ground in item.exemption_grounds if ground.never_permanent]
    doubtful = [ground for ground in item.exemption_grounds if ground in _DOUBTFUL]
    if bounded:  # UU 14/2008 Pasal 20: letters a to f are not permanent.
        yield PERMANENT_GROUND.broken(
            "exemption_period_type", value=value, grounds=", ".join(bounded)
        )
    elif doubtful:  # PP 61/2010 (verify): as long as needed, or as the named law says.
        yield PERMANENT_DOUBTFUL.broken(
            "exemption_period_type", value=value, grounds=", ".join(doubtful)
        )
    if period.end is not None:
        yield PERMANENT_WITH_END.broken("exemption_end", value=str(period.end))
    if period.condition.strip():
        yield PERMANENT_WITH_CONDITION.broken(
            "exemption_condition",
            value=shown(period.condition),
            fits=PeriodType.KONDISI,
            type=period.type,
        )


def _check_limits(item: InformationItem, period: ExemptionPeriod) -> Iterator[Violation]:
    """Yield an exemption that lasts longer than its ground allows, or cannot be measured."""
    for ground in item.exemption_grounds:
        years = ground.max_years
        if years is None or period.type is PeriodType.PERMANEN:
            continue
        words = {"ground": ground.value, "years": str(years)}
        if period.type is PeriodType.KONDISI and says_nothing(item, "exemption_end"):
            yield LIMIT_NEEDS_END.broken("exemption_end", **words)
        if says_nothing(item, "exemption_start"):
            yield LIMIT_NEEDS_START.broken("exemption_start", **words)
        last = period.last_day()
        if last is None or period.start is None:
            continue
        latest = add_years(period.start, years)  # PP 61/2010: at most 30 years
        if last > latest:
            yield LIMIT_EXCEEDED.broken(
                "exemption_end",
                value=str(period.end),
                start=str(period.start),
                latest=str(latest),
                **words,
            )


def _check_start(item: InformationItem, period: ExemptionPeriod) -> Iterator[Violation]:
    """Yield an end before the start, and a start that nobody stated."""
    last = period.last_day()
    if period.start is not None and last is not None and last < period.start:
        yield END_BEFORE_START.broken(
            "exemption_end", value=str(period.end), start=str(period.start)
        )
    measured = any(ground.max_years is not None for ground in item.exemption_grounds)
    if not measured and says_nothing(item, "exemption_start"):
        yield START_MISSING.broken("exemption_start")
