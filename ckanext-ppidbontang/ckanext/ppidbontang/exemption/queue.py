"""The queue of cases: every entry that is or was exempt, and what it asks for.

Read in one query over the tables, however many entries there are.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from ckan.types import Context
from sqlalchemy.orm import aliased

from ckanext.ppidbontang import catalogue, mapping, roles, working_calendar
from ckanext.ppidbontang.domain.categories import Category, ExemptionStatus
from ckanext.ppidbontang.domain.compliance import Recorded
from ckanext.ppidbontang.domain.deadlines import Attention, AttentionKind, attention, entered_on
from ckanext.ppidbontang.domain.exemption_case import CaseState, state_of
from ckanext.ppidbontang.domain.information import InformationItem
from ckanext.ppidbontang.domain.workdays import WorkingCalendar
from ckanext.ppidbontang.exemption import cases
from ckanext.ppidbontang.model import ExemptionEvent

_URGENCY: Mapping[AttentionKind | None, int] = {
    kind: place for place, kind in enumerate((*AttentionKind, None))
}

_LATEST = (
    sa.select(ExemptionEvent.package_id, ExemptionEvent.to_state)
    .distinct(ExemptionEvent.package_id)
    .order_by(ExemptionEvent.package_id, ExemptionEvent.id.desc())
    .subquery()
)
# A proposal that is put right stays in its state: its clock runs on.
_ENTERED = (
    sa.select(ExemptionEvent.package_id, sa.func.max(ExemptionEvent.at).label("at"))
    .where(ExemptionEvent.from_state != ExemptionEvent.to_state)
    .group_by(ExemptionEvent.package_id)
    .subquery()
)
_OWNER = aliased(model.Group)
_RESPONSIBLE = aliased(model.Group)
# Before it is published an entry is its publisher's alone: nobody else may know of it.
_HELD_BY = sa.case(
    (model.Package.private, None), else_=model.Package.extras["responsible_opd"].astext
)


@dataclass(frozen=True, kw_only=True, slots=True)
class QueuedCase:
    """Hold a case as the queue shows it; `body` is the name of the body that answers for it."""

    id: str
    name: str
    title: str
    body: str
    body_title: str
    state: CaseState
    since: dt.date
    item: InformationItem
    attentions: tuple[Attention, ...]

    @property
    def urgency(self) -> tuple[int, dt.date, str, str]:
        """Return the place in the queue: by what it asks for first, then by the day of it."""
        first = self.attentions[0] if self.attentions else None
        kind, day = (first.kind, first.due) if first else (None, self.since)
        return (_URGENCY[kind], day, self.title, self.id)

    def asks_for(self, kind: AttentionKind) -> bool:
        """Tell whether it asks for this, among other things."""
        return any(asked.kind is kind for asked in self.attentions)


def of_caller(context: Context) -> list[QueuedCase]:
    """Return the cases that are the caller's business, the most urgent first.

    All of them for the PPID Utama; for others those that their bodies hold or publish.
    """
    if roles.is_ppid_utama(context):
        return of_all()
    bodies = roles.bodies(context)
    if not bodies:
        return []
    return _read(sa.or_(model.Package.owner_org.in_(bodies), _HELD_BY.in_(bodies.values())))


def of_all() -> list[QueuedCase]:
    """Return every case of the portal, the most urgent first."""
    return _read(sa.true())


def recorded(chosen: sa.Select[Any]) -> dict[str, Recorded]:
    """Return where the history says that cases stand, in one query, by the ids that `chosen` gives.

    An entry that no move was recorded of is not among them.
    """
    rows = model.Session.execute(
        sa.select(_LATEST.c.package_id, _LATEST.c.to_state, _ENTERED.c.at)
        .outerjoin(_ENTERED, _ENTERED.c.package_id == _LATEST.c.package_id)
        .where(_LATEST.c.package_id.in_(chosen))
    )
    zone = tk.h.get_display_timezone()
    return {
        row.package_id: Recorded(
            state=CaseState(row.to_state),
            since=row.at.astimezone(zone).date() if row.at else None,
        )
        for row in rows
    }


def _read(scope: sa.ColumnElement[bool]) -> list[QueuedCase]:
    rows = model.Session.execute(
        sa.select(
            model.Package.id,
            model.Package.name,
            model.Package.title,
            model.Package.private,
            model.Package.extras,
            model.Package.metadata_created,
            sa.func.coalesce(_RESPONSIBLE.name, _OWNER.name, "").label("body"),
            sa.func.coalesce(_RESPONSIBLE.title, _OWNER.title, "").label("body_title"),
            _LATEST.c.to_state,
            _ENTERED.c.at,
        )
        .outerjoin(_OWNER, _OWNER.id == model.Package.owner_org)
        .outerjoin(
            _RESPONSIBLE,
            sa.and_(_RESPONSIBLE.name == _HELD_BY, _RESPONSIBLE.is_organization),
        )
        .outerjoin(_LATEST, _LATEST.c.package_id == model.Package.id)
        .outerjoin(_ENTERED, _ENTERED.c.package_id == model.Package.id)
        .where(catalogue.ACTIVE, _is_case(), scope)
    )
    today, calendar = cases.today(), working_calendar.current()
    found = (_case(row._asdict(), today, calendar) for row in rows)
    return sorted(found, key=lambda case: case.urgency)


def _case(row: Mapping[str, Any], today: dt.date, calendar: WorkingCalendar) -> QueuedCase:
    record = {**(row["extras"] or {}), "title": row["title"], "private": row["private"]}
    item = mapping.item_from_package(record)
    state = state_of(item, CaseState(row["to_state"]) if row["to_state"] else None)
    moved = row["at"] or row["metadata_created"].replace(tzinfo=dt.UTC)
    since = entered_on(item, state, moved.astimezone(tk.h.get_display_timezone()).date())
    return QueuedCase(
        id=row["id"],
        name=row["name"],
        title=row["title"] or row["name"],
        body=row["body"],
        body_title=row["body_title"] or row["body"],
        state=state,
        since=since,
        item=item,
        attentions=tuple(attention(item, state, since, today, calendar)),
    )


def _is_case() -> sa.ColumnElement[bool]:
    """Return the condition for entries that are closed, or have been.

    What is unknown or missing counts as closed, as `InformationItem.effective_status` says.
    """
    is_open = sa.and_(
        _field("information_category").in_([code for code in Category if code.is_open]),
        _field("exemption_status") == ExemptionStatus.TERBUKA,
    )
    return sa.or_(_LATEST.c.to_state.is_not(None), sa.not_(sa.func.coalesce(is_open, False)))


def _field(name: str) -> sa.ColumnElement[str]:
    return model.Package.extras[name].astext
