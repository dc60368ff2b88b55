"""Read the published entries from the database, in a fixed number of statements.

The database, not the search index, is what registers and readiness rest on: it knows of a closing
in the moment it is committed (UU 14/2008 Pasal 54).
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from sqlalchemy.orm import aliased

from ckanext.ppidbontang import mapping
from ckanext.ppidbontang.domain.categories import Category, ExemptionStatus
from ckanext.ppidbontang.domain.entries import Entry
from ckanext.ppidbontang.domain.information import InformationItem
from ckanext.ppidbontang.domain.kinds import Kind, kind

_OWNER = aliased(model.Group)
_BATCH = 500


def field(name: str) -> sa.ColumnElement[str]:
    """Return the column of a field of the record, as it is stored."""
    return model.Package.extras[name].astext


# The body that answers for an entry: the one that it names, or else its publisher.
BODY = sa.func.coalesce(sa.func.nullif(field("responsible_opd"), ""), _OWNER.name, "")
ACTIVE = sa.and_(model.Package.type == "dataset", model.Package.state == model.State.ACTIVE)
PUBLISHED = sa.and_(ACTIVE, model.Package.private.is_(False))

OPEN_CATEGORY = field("information_category").in_(
    [category.value for category in Category if category.is_open]
)


def has_status(*statuses: ExemptionStatus) -> sa.ColumnElement[bool]:
    """Return the condition for entries that state one of these statuses."""
    return field("exemption_status").in_([status.value for status in statuses])


# Open at least in part; what says nothing or contradicts itself counts as closed, as everywhere.
IS_OPEN = sa.and_(OPEN_CATEGORY, has_status(ExemptionStatus.TERBUKA, ExemptionStatus.SEBAGIAN))


def answered_by(body: str) -> sa.ColumnElement[bool]:
    """Return the condition for entries that a body answers for."""
    return BODY.is_not_distinct_from(body)


def published(*where: sa.ColumnElement[bool]) -> sa.Select[Any]:
    """Return the statement that reads what everybody may read, narrowed by `where`."""
    return with_body(
        model.Package.id,
        model.Package.name,
        model.Package.title,
        model.Package.notes,
        model.Package.extras,
        model.Package.metadata_created,
        model.Package.metadata_modified,
    ).where(PUBLISHED, *where)


def with_body(*columns: Any) -> sa.Select[Any]:
    """Return the statement that reads columns of all entries, and `body`, who answers for each."""
    owned = _OWNER.id == model.Package.owner_org
    return sa.select(*columns, BODY.label("body")).outerjoin(_OWNER, owned)


def entries(statement: sa.Select[Any]) -> Iterator[Entry]:
    """Read entries one after another, holding only a few at a time."""
    zone = tk.h.get_display_timezone()
    options = {"yield_per": _BATCH}
    for row in model.Session.execute(statement, execution_options=options).mappings():
        yield Entry(
            id=row["id"],
            body=row["body"],
            published=_day(row["metadata_created"], zone),
            updated=_day(row["metadata_modified"], zone),
            item=item(row),
        )


def item(row: Mapping[Any, Any]) -> InformationItem:
    """Return what the law sees in a row of `published`."""
    record = {**(row["extras"] or {}), "private": False}
    for column in ("name", "title", "notes"):
        record[column] = row[column] or ""
    return mapping.item_from_package(record)


def kinds_by_body() -> dict[str, set[Kind]]:
    """Return the kinds of what each body publishes and its DIP lists, in one statement."""
    code = model.Package.extras["information_kind"].astext
    rows = published(IS_OPEN).with_only_columns(BODY.label("body"), code.label("code")).distinct()
    found: defaultdict[str, set[Kind]] = defaultdict(set)
    for row in model.Session.execute(rows):
        if known := kind(row.code or ""):
            found[row.body].add(known)
    return found


def _day(moment: dt.datetime, zone: dt.tzinfo) -> dt.date:
    """Return the day that a moment of CKAN, which is in UTC, was on the portal's clock."""
    return moment.replace(tzinfo=dt.UTC).astimezone(zone).date()
