"""The urgent announcements that are public: those that every page shows, and those of the feed.

Read from the database each time and kept nowhere, so that one that is closed or withdrawn is gone
at once (UU 14/2008 Pasal 54).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from sqlalchemy.orm import aliased

from ckanext.ppidbontang import catalogue
from ckanext.ppidbontang.domain.categories import Category
from ckanext.ppidbontang.domain.information import InformationItem
from ckanext.ppidbontang.domain.vocabularies import ANNOUNCEMENT_STATEMENTS

SHOWN = 3
DAYS_SHOWN = 14  # where an announcement does not say until when (our choice)
IN_FEED = 50

_ANSWERS = aliased(model.Group)
# Written as in the partial index `ppid_urgent`.
_URGENT = sa.and_(
    model.Package.extras["information_category"].astext == Category.SERTA_MERTA.value,
    catalogue.IS_OPEN,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Announcement:
    """Name an announcement and the body that makes it; moments are those of CKAN, in UTC."""

    id: str
    name: str
    title: str
    body: str
    published: dt.datetime
    updated: dt.datetime
    item: InformationItem

    @property
    def statements(self) -> list[tuple[str, str]]:
        """Return what it states, in the order of the regulation, each under its label."""
        found = (
            (said.label, str(getattr(self.item, said.field))) for said in ANNOUNCEMENT_STATEMENTS
        )
        return [(label, text) for label, text in found if text]


def current() -> list[Announcement]:
    """Return the newest announcements that still hold on the portal's clock, in one statement."""
    zone = tk.h.get_display_timezone()
    today = dt.datetime.now(zone).date()
    oldest = dt.datetime.combine(today - dt.timedelta(days=DAYS_SHOWN), dt.time.min, zone)
    return _read(_CURRENT, today=today.isoformat(), oldest=_stored(oldest))


def latest() -> list[Announcement]:
    """Return the newest announcements, those that are over too, in one statement."""
    return _read(_LATEST)


def _newest(limit: int, *where: sa.ColumnElement[bool]) -> sa.Select[Any]:
    return (
        catalogue.published(_URGENT, *where)
        .outerjoin(_ANSWERS, _ANSWERS.name == catalogue.BODY)
        .add_columns(_ANSWERS.title.label("body_title"))
        .order_by(model.Package.metadata_created.desc(), model.Package.id)
        .limit(limit)
    )


# A day as ISO writes it sorts as text.
_UNTIL = sa.func.nullif(model.Package.extras["announcement_until"].astext, "")
_HOLDS = sa.or_(
    sa.bindparam("today", type_=sa.Text) <= _UNTIL,
    sa.and_(
        _UNTIL.is_(None),
        model.Package.metadata_created >= sa.bindparam("oldest", type_=sa.DateTime),
    ),
)
# Put together once: every page asks, and to build a statement costs more than PostgreSQL's answer.
_CURRENT, _LATEST = _newest(SHOWN, _HOLDS), _newest(IN_FEED)


def _read(statement: sa.Select[Any], **values: Any) -> list[Announcement]:
    rows = model.Session.execute(statement, values)
    return [_announcement(row) for row in rows.mappings()]


def _announcement(row: sa.RowMapping) -> Announcement:
    return Announcement(
        id=row["id"],
        name=row["name"],
        title=row["title"] or row["name"],
        body=row["body_title"] or row["body"],
        published=row["metadata_created"],
        updated=row["metadata_modified"],
        item=catalogue.item(row),
    )


def _stored(moment: dt.datetime) -> dt.datetime:
    """Return a moment as CKAN stores it: in UTC, without saying so."""
    return moment.astimezone(dt.UTC).replace(tzinfo=None)
