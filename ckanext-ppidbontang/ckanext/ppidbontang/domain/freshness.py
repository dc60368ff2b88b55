"""By which day an entry must be brought up to date, and which entries are late.

Periodic information is renewed at least every six months (UU 14/2008 Pasal 9 ayat (3)); whatever
else states how often it is updated keeps its word, or misleads (Pasal 7 ayat (2)).

The day is counted from the last change of the record: that somebody looked after it. The period of
the data may be older, and what is said of a day says from what it is counted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from ckanext.ppidbontang.domain.categories import Category, ExemptionStatus
from ckanext.ppidbontang.domain.citations import UU_14_2008, Citation
from ckanext.ppidbontang.domain.codes import LabelledCode
from ckanext.ppidbontang.domain.durations import Interval
from ckanext.ppidbontang.domain.editions import series_of
from ckanext.ppidbontang.domain.entries import Entry
from ckanext.ppidbontang.domain.information import InformationItem
from ckanext.ppidbontang.domain.messages import _
from ckanext.ppidbontang.domain.rules.base import Rule, Severity, Violation
from ckanext.ppidbontang.domain.rules.classification import BERKALA_MONTHS

# How long before the day an entry is told to be due; a term of this portal, not of the law.
DAYS_OF_NOTICE = 30
# What is renewed every month or more often would always be near its day.
_A_MONTH = timedelta(days=31)

_BERKALA = Interval(months=BERKALA_MONTHS)
_PERIODIC = Citation(statute=UU_14_2008, article="9", paragraph="3")
_ACCURATE = Citation(statute=UU_14_2008, article="7", paragraph="2", verified=False)

ENTRY_LATE = Rule(
    code="entry-late",
    severity=Severity.FINDING,
    template=_(
        '"{field}": the record was last changed on {updated}; the information was to be brought up'
        " to date by {value}."
    ),
    citation=_PERIODIC,
)
ENTRY_DUE_SOON = Rule(
    code="entry-due-soon",
    severity=Severity.WARNING,
    template=_(
        '"{field}": the record was last changed on {updated}; the information is to be brought up'
        " to date by {value}."
    ),
    citation=_PERIODIC,
)


class FreshnessKind(LabelledCode):
    """Name what an entry asks for, the more urgent first."""

    TERLAMBAT = "terlambat", _("Late: to be brought up to date")
    TIGA_PULUH_HARI = "jatuh-tempo-30-hari", _("To be brought up to date within 30 days")


@dataclass(frozen=True, kw_only=True, slots=True)
class Owed:
    """Say that an entry asks for an update, and by which day."""

    kind: ClassVar[FreshnessKind]

    entry: Entry
    due: date
    violation: Violation


class Late(Owed):
    """An entry whose day is over."""

    __slots__ = ()
    kind = FreshnessKind.TERLAMBAT


class DueSoon(Owed):
    """An entry whose day is near, or today."""

    __slots__ = ()
    kind = FreshnessKind.TIGA_PULUH_HARI


def due(item: InformationItem, updated: date) -> date | None:
    """Return the day by which an entry must be brought up to date; None when it need not be.

    Args:
        item: the entry
        updated: the day on which its record was last changed
    """
    # An announcement is of its moment (Pasal 10), and what is wholly exempt publishes nothing.
    if item.information_category is Category.SERTA_MERTA or _is_exempt(item):
        return None
    days = [interval.after(updated) for interval in _intervals(item)]
    return min(days, default=None)


def superseded(entries: Iterable[Entry]) -> frozenset[str]:
    """Return the ids of the entries of which a newer edition exists.

    Editions are entries of the same body and kind whose titles tell only another time (see
    `editions.series_of`); the duty to renew is with the newest alone.
    """
    series: defaultdict[tuple[object, ...], list[Entry]] = defaultdict(list)
    for entry in entries:
        item, name = entry.item, series_of(entry.item.title)
        if name and not _is_exempt(item):
            key = (entry.body, item.information_category, item.information_kind, name)
            series[key].append(entry)
    return frozenset(
        entry.id for editions in series.values() for entry in sorted(editions, key=_newness)[:-1]
    )


def owed(entries: Iterable[Entry], today: date) -> Iterator[Owed]:
    """Yield what is late or near its day, in the order of the entries.

    Args:
        entries: all entries among which editions may be; superseded ones are left out
        today: the day on which somebody asks
    """
    listed = list(entries)
    older = superseded(listed)
    for entry in listed:
        day = due(entry.item, entry.updated)
        if day is None or entry.id in older:
            continue
        if day < today:
            yield Late(entry=entry, due=day, violation=_broken(ENTRY_LATE, entry, day, today))
        elif is_near(day, entry.updated, today):
            soon = _broken(ENTRY_DUE_SOON, entry, day, today)
            yield DueSoon(entry=entry, due=day, violation=soon)


def late(entries: Iterable[Entry], today: date) -> Iterator[Late]:
    """Yield the entries that are late, without superseded editions."""
    return (found for found in owed(entries, today) if isinstance(found, Late))


def due_soon(entries: Iterable[Entry], today: date) -> Iterator[DueSoon]:
    """Yield the entries that are near their day, without superseded editions."""
    return (found for found in owed(entries, today) if isinstance(found, DueSoon))


def is_near(day: date, updated: date, today: date) -> bool:
    """Tell whether the day of an entry comes within thirty days, and not every month."""
    return (day - today).days <= DAYS_OF_NOTICE and day - updated > _A_MONTH


def _is_exempt(item: InformationItem) -> bool:
    return item.effective_status is ExemptionStatus.SELURUHNYA


def _intervals(item: InformationItem) -> Iterator[Interval]:
    if item.information_category is Category.BERKALA:  # UU 14/2008 Pasal 9 ayat (3)
        yield _BERKALA
    own = item.update_frequency.interval if item.update_frequency else None
    if own is not None:
        yield own


def _newness(entry: Entry) -> tuple[date, date, str]:
    """Order editions by the time that they are about, or were made in, or came here."""
    item = entry.item
    about = item.period_end or item.period_start or item.created_on
    return (about.last_day() if about else entry.published, entry.published, entry.id)


def _broken(rule: Rule, entry: Entry, day: date, today: date) -> Violation:
    """Report the rule with the article that asks for the update by that day.

    Until the law's own six months are over, periodic information that states a shorter frequency
    fails that frequency alone.
    """
    limit = _BERKALA.after(entry.updated)
    is_periodic = entry.item.information_category is Category.BERKALA
    citation = _PERIODIC if is_periodic and (day == limit or limit < today) else _ACCURATE
    return rule.broken("update_frequency", citation, value=str(day), updated=str(entry.updated))
