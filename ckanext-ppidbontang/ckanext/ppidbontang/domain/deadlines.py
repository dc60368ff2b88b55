"""What a case of exemption asks for by a certain day: a test, a decision, a check, an opening.

Nothing stays closed because somebody forgot it: an exemption ends by itself (PP 61/2010), and a
proposal, which closes at once, is tested and decided soon (UU 14/2008 Pasal 19).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ckanext.ppidbontang.domain.citations import PP_61_2010, UU_14_2008, Citation
from ckanext.ppidbontang.domain.codes import LabelledCode
from ckanext.ppidbontang.domain.durations import ExemptionPeriod, PeriodType, add_months
from ckanext.ppidbontang.domain.exemption_case import CaseState
from ckanext.ppidbontang.domain.information import InformationItem
from ckanext.ppidbontang.domain.messages import _
from ckanext.ppidbontang.domain.rules.base import Rule, Severity, Violation
from ckanext.ppidbontang.domain.workdays import WorkingCalendar

# The law sets no number for these: they are the terms of this portal.
WORKING_DAYS_TO_TEST = 10
WORKING_DAYS_TO_DECIDE = 10
MONTHS_BETWEEN_CHECKS = 6

_TEST = Citation(statute=UU_14_2008, article="19")
_BOUNDED = Citation(statute=UU_14_2008, article="20")
_LAPSED = Citation(statute=PP_61_2010)


class AttentionKind(LabelledCode):
    """Name what a case asks for, the most urgent first."""

    BERAKHIR = "berakhir", _("Ended: to be declared open")
    HARI_INI = "berakhir-hari-ini", _("Ends today")
    TIGA_PULUH_HARI = "berakhir-30-hari", _("Ends within 30 days")
    SEMBILAN_PULUH_HARI = "berakhir-90-hari", _("Ends within 90 days")
    BELUM_DIUJI = "belum-diuji", _("Proposal not tested in time")
    BELUM_DITETAPKAN = "belum-ditetapkan", _("Tested, not decided in time")
    PERIKSA_SYARAT = "periksa-syarat", _("Condition to be checked")
    TANPA_NOMOR = "tanpa-nomor", _("Decision without a number")


@dataclass(frozen=True, kw_only=True, slots=True)
class Attention:
    """Say what a case asks for and since when, or by when.

    `provisional` when the day was reckoned over a year whose days off are not decreed yet.
    """

    kind: AttentionKind
    due: date
    provisional: bool = False
    violation: Violation

    @property
    def citation(self) -> Citation | None:
        """Return the provision behind it."""
        return self.violation.citation

    @property
    def message(self) -> str:
        """Return what is to be done, in English."""
        return self.violation.message


ENDED = Rule(
    code="exemption-ended",
    severity=Severity.WARNING,
    template=_(
        '"{field}": the exemption ended on {value}. The information is open by law; the PPID Utama '
        "declares it accessible."
    ),
    citation=_LAPSED,
)
ENDS_SOON = Rule(
    code="exemption-ends-soon",
    severity=Severity.WARNING,
    template=_(
        '"{field}": the exemption ends on {value}. Extend it before, by a decision, or prepare to '
        "open the information."
    ),
    citation=_BOUNDED,
)
NOT_TESTED_IN_TIME = Rule(
    code="proposal-not-tested",
    severity=Severity.WARNING,
    template=_(
        '"{field}" is empty: proposed on {since}, and closed since then without a consequence test.'
        " {days} working days were over on {value}."
    ),
    citation=_TEST,
)
NOT_DECIDED_IN_TIME = Rule(
    code="test-not-decided",
    severity=Severity.FINDING,
    template=_(
        '"{field}" is empty: tested on {since}, and closed since then without a decision. {days}'
        " working days were over on {value}."
    ),
    citation=_TEST,
)
CONDITION_TO_CHECK = Rule(
    code="condition-to-check",
    severity=Severity.FINDING,
    template=_(
        '"{field}": since {value} it is time to check whether the condition is met. Open the'
        " information if it is; if not, extend the exemption by a decision."
    ),
    citation=_BOUNDED,
)
NUMBER_MISSING = Rule(
    code="decision-without-number",
    severity=Severity.FINDING,
    template=_('"{field}" is empty: the exemption was decided on {value}.'),
    citation=_LAPSED,
)

# The narrowest band that an exemption is in: it is told once in each.
_BANDS = (
    (0, AttentionKind.HARI_INI),
    (30, AttentionKind.TIGA_PULUH_HARI),
    (90, AttentionKind.SEMBILAN_PULUH_HARI),
)


def entered_on(item: InformationItem, state: CaseState, moved: date) -> date:
    """Return the day from which the present state counts: that of its paper, if it has one.

    Args:
        item: the entry
        state: where its case stands
        moved: when the move to this state was recorded, or when the entry was made
    """
    paper = {
        CaseState.DIUJI: item.consequence_test_date,
        CaseState.DITETAPKAN: item.exemption_decision_date,
    }
    return paper.get(state) or moved


def attention(
    item: InformationItem,
    state: CaseState,
    since: date,
    today: date,
    calendar: WorkingCalendar,
) -> list[Attention]:
    """Return what a case asks for today, the most urgent first; an open one asks for nothing.

    Args:
        item: the entry
        state: where its case stands
        since: the day on which it came there (see `entered_on`)
        today: the day on which somebody asks
        calendar: the days on which offices work
    """
    if not state.is_closed:
        return []
    found = [*_end(item.exemption_period, today), *_late(state, since, today, calendar)]
    if state is CaseState.DITETAPKAN:
        found += [*_condition(item, since, today), *_number(item, since)]
    return found


def _end(period: ExemptionPeriod | None, today: date) -> Iterator[Attention]:
    end = period.last_day() if period else None
    if period is None or end is None:
        return
    if period.has_ended(today):  # PP 61/2010: what has lapsed is open, and is declared so
        ended = ENDED.broken("exemption_end", value=str(end))
        yield Attention(kind=AttentionKind.BERAKHIR, due=end, violation=ended)
        return
    for days, kind in _BANDS:
        if period.ends_within(today, days):  # UU 14/2008 Pasal 20: bounded
            soon = ENDS_SOON.broken("exemption_end", value=str(end))
            yield Attention(kind=kind, due=end, violation=soon)
            return


def _late(
    state: CaseState, since: date, today: date, calendar: WorkingCalendar
) -> Iterator[Attention]:
    """Yield a proposal whose test, or a test whose decision, is late (UU 14/2008 Pasal 19)."""
    if state is CaseState.DIUSULKAN:
        kind, rule, field = AttentionKind.BELUM_DIUJI, NOT_TESTED_IN_TIME, "consequence_test_date"
        days = WORKING_DAYS_TO_TEST
    elif state is CaseState.DIUJI:
        kind, rule, field = (
            AttentionKind.BELUM_DITETAPKAN,
            NOT_DECIDED_IN_TIME,
            "exemption_decision_date",
        )
        days = WORKING_DAYS_TO_DECIDE
    else:
        return
    deadline = calendar.add_working_days(since, days)
    if today > deadline.on:
        late = rule.broken(field, since=str(since), days=str(days), value=str(deadline.on))
        yield Attention(
            kind=kind, due=deadline.on, provisional=deadline.provisional, violation=late
        )


def _condition(item: InformationItem, since: date, today: date) -> Iterator[Attention]:
    """Yield that a condition is to be looked at, every six months until a new decision."""
    period = item.exemption_period
    if period is None or period.type is not PeriodType.KONDISI:
        return
    dates = (period.start, item.exemption_decision_date)
    base = max((day for day in dates if day), default=since)
    due = _last_check(base, today)
    if due > base:
        check = CONDITION_TO_CHECK.broken("exemption_condition", value=str(due))
        yield Attention(kind=AttentionKind.PERIKSA_SYARAT, due=due, violation=check)


def _last_check(base: date, today: date) -> date:
    """Return the last day up to today on which a check was due, or `base` before the first."""
    months = (today.year - base.year) * 12 + today.month - base.month
    checks = max(months // MONTHS_BETWEEN_CHECKS, 0)
    if checks and add_months(base, checks * MONTHS_BETWEEN_CHECKS) > today:
        checks -= 1
    return add_months(base, checks * MONTHS_BETWEEN_CHECKS)


def _number(item: InformationItem, since: date) -> Iterator[Attention]:
    if not item.exemption_decision_number:
        missing = NUMBER_MISSING.broken("exemption_decision_number", value=str(since))
        yield Attention(kind=AttentionKind.TANPA_NOMOR, due=since, violation=missing)
