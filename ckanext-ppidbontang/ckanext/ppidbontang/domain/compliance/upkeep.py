"""What entries owe: the kinds of the law, the columns of the DIP, their renewal, their reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from ckanext.ppidbontang.domain.categories import Category, ExemptionStatus
from ckanext.ppidbontang.domain.compliance.aspects import Aspect
from ckanext.ppidbontang.domain.compliance.findings import Finding, Looked, Place
from ckanext.ppidbontang.domain.compliance.holdings import Holdings, Recorded
from ckanext.ppidbontang.domain.coverage import missing_kinds, owed_kinds
from ckanext.ppidbontang.domain.deadlines import Attention, AttentionKind, attention, entered_on
from ckanext.ppidbontang.domain.entries import Entry
from ckanext.ppidbontang.domain.exemption_case import CaseState, state_of
from ckanext.ppidbontang.domain.freshness import due, late, superseded
from ckanext.ppidbontang.domain.information import InformationItem
from ckanext.ppidbontang.domain.messages import _
from ckanext.ppidbontang.domain.rules import exemption, papers, period
from ckanext.ppidbontang.domain.rules.base import Check, Rule, Severity, Violation
from ckanext.ppidbontang.domain.rules.record import (
    DIP_COLUMNS,
    check_dip_columns,
    check_readable,
    check_required,
)
from ckanext.ppidbontang.domain.workdays import WorkingCalendar

KIND_MISSING = Rule(
    code="kind-missing",
    severity=Severity.FINDING,
    template=_('"{field}": nothing is published of the kind "{kind}" ({category}).'),
)

# What is still to come is no gap yet; a missing number is told by the rules on papers.
_NO_GAP = frozenset(
    {
        AttentionKind.HARI_INI,
        AttentionKind.TIGA_PULUH_HARI,
        AttentionKind.SEMBILAN_PULUH_HARI,
        AttentionKind.TANPA_NOMOR,
    }
)


def in_dip(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the entries that a DIP lists: what is open, at least in part (Pasal 11)."""
    return tuple(
        entry for entry in entries if entry.item.effective_status is not ExemptionStatus.SELURUHNYA
    )


def kinds(holdings: Holdings) -> Iterator[Looked]:
    """Look at every kind that the law asks of a body, whatever happens (PERKI 1/2021)."""
    found = (entry.item.information_kind for entry in in_dip(holdings.entries))
    present = frozenset(kind for kind in found if kind is not None)
    for category in Category:
        missing = missing_kinds(category, present)
        for kind in owed_kinds(category):
            if kind not in missing:
                yield Looked(met=True)
                continue
            gap = KIND_MISSING.broken(
                "information_kind", kind.citation, kind=kind.label, category=category.label
            )
            found_gap = Finding(aspect=Aspect.JENIS, violation=gap, place=Place.NEW, kind=kind)
            yield Looked(met=False, findings=(found_gap,))


def columns(holdings: Holdings) -> Iterator[Looked]:
    """Look at every column of the DIP in every entry that it lists."""
    for entry in in_dip(holdings.entries):
        empty = list(check_dip_columns(entry.item))
        for violation in empty:
            finding = Finding(aspect=Aspect.DIP, violation=violation, entry=entry)
            yield Looked(met=False, findings=(finding,))
        yield from [Looked(met=True)] * (len(DIP_COLUMNS) - len(empty))


def renewals(holdings: Holdings, today: date) -> Iterator[Looked]:
    """Look at every entry that must be brought up to date, the newest of its editions alone."""
    overdue = {owed.entry.id: owed.violation for owed in late(holdings.entries, today)}
    older = superseded(holdings.entries)
    for entry in holdings.entries:
        if entry.id in older or due(entry.item, entry.updated) is None:
            continue
        violation = overdue.get(entry.id)
        found = violation and Finding(aspect=Aspect.KEMUTAKHIRAN, violation=violation, entry=entry)
        yield Looked(met=not found, findings=(found,) if found else ())


def exemptions(holdings: Holdings, today: date, calendar: WorkingCalendar) -> Iterator[Looked]:
    """Look at every exemption: are its reasons stated, its papers there, its end kept?"""
    for entry in holdings.entries:
        if entry.item.effective_status is ExemptionStatus.TERBUKA:
            continue
        found = tuple(_of_case(entry, holdings.cases.get(entry.id), today, calendar))
        yield Looked(met=not found, findings=found)


def _of_case(
    entry: Entry, recorded: Recorded | None, today: date, calendar: WorkingCalendar
) -> Iterator[Finding]:
    """Yield what a case asks for now, then what its record leaves out in other fields."""
    item = entry.item
    if unclear := list(_unclassified(item)):  # before anything else it must say what it is
        yield from (_mended_by_form(entry, violation) for violation in unclear)
        return
    state = state_of(item, recorded.state if recorded else None)
    moved = (recorded and recorded.since) or entry.published
    since = entered_on(item, state, moved)
    asked = [said for said in attention(item, state, since, today, calendar) if _is_gap(said)]
    for said in asked:
        yield Finding(
            aspect=Aspect.PENGECUALIAN, violation=said.violation, place=Place.CASE, entry=entry
        )
    told = {said.violation.field for said in asked}
    for violation in _broken(item, state):
        if violation.field not in told:
            yield _mended_by_form(entry, violation)


def _mended_by_form(entry: Entry, violation: Violation) -> Finding:
    return Finding(aspect=Aspect.PENGECUALIAN, violation=violation, entry=entry)


def _is_gap(said: Attention) -> bool:
    return said.kind not in _NO_GAP


def _broken(item: InformationItem, state: CaseState) -> Iterator[Violation]:
    """Yield what the reasons leave out, and the papers once they are due.

    UU 14/2008 Pasal 19: what is proposed is tested and decided in time; until then it has none.
    """
    checks = (*_REASONS, *_PAPERS) if state is CaseState.DITETAPKAN else _REASONS
    for check in checks:
        yield from check(item)


def _unclassified(item: InformationItem) -> Iterator[Violation]:
    """Yield a category or a status that is missing or unreadable: in doubt the entry is closed."""
    for violation in (*check_required(item), *check_readable(item)):
        if violation.field in ("information_category", "exemption_status"):
            yield violation


_REASONS: tuple[Check, ...] = (
    exemption.check_reasons,
    exemption.check_legal_basis,
    exemption.check_other_statute,
    exemption.check_parts,
    period.check_exemption_period,
)
_PAPERS: tuple[Check, ...] = (papers.check_test, papers.check_papers)
