"""What the published entries ask their bodies for: to be brought up to date, and by which day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from ckan.types import Context

from ckanext.ppidbontang import catalogue, mapping, roles
from ckanext.ppidbontang.domain import freshness
from ckanext.ppidbontang.domain.editions import series_of
from ckanext.ppidbontang.domain.freshness import Owed
from ckanext.ppidbontang.domain.information import InformationItem
from ckanext.ppidbontang.exemption import cases


@dataclass(frozen=True, kw_only=True, slots=True)
class NextUpdate:
    """Say by which day an entry is to be brought up to date, and whether that day is over."""

    due: dt.date
    is_late: bool


def of_caller(context: Context) -> list[Owed]:
    """Return what the entries of the caller's bodies ask for, the longest due first.

    Those of all bodies for the PPID Utama.
    """
    if roles.is_ppid_utama(context):
        return of_all()
    names = roles.bodies(context).values()
    return _read(catalogue.BODY.in_(names)) if names else []


def of_all() -> list[Owed]:
    """Return what all entries ask for, the longest due first."""
    return _read()


def of_page(package: Mapping[str, Any]) -> NextUpdate | None:
    """Return when the entry that a page shows is to be updated next; None when it need not be.

    Only where the day is near or over are the other editions of the entry looked for, in one
    statement: the page says what the list of the body says.
    """
    item = mapping.item_from_package(package)
    if not item.published or package.get("state") != model.State.ACTIVE:
        return None
    modified = dt.datetime.fromisoformat(package["metadata_modified"]).replace(tzinfo=dt.UTC)
    updated = modified.astimezone(tk.h.get_display_timezone()).date()
    due, today = freshness.due(item, updated), cases.today()
    if due is None:
        return None
    asks = due < today or freshness.is_near(due, updated, today)
    if asks and _is_superseded(package, item):
        return None
    return NextUpdate(due=due, is_late=due < today)


def editable(context: Context, found: Iterable[Owed]) -> frozenset[str]:
    """Return the ids of those entries that the caller may edit, in a fixed number of queries."""
    ids = [owed.entry.id for owed in found]
    if roles.is_ppid_utama(context):
        return frozenset(ids)
    bodies = roles.bodies(context, "update_dataset")
    mine = sa.select(model.Package.id).where(
        model.Package.id.in_(ids), model.Package.owner_org.in_(bodies)
    )
    return frozenset(model.Session.scalars(mine))


def _read(*where: sa.ColumnElement[bool]) -> list[Owed]:
    """Read the entries of whole bodies: editions of a series are all of one body."""
    entries = catalogue.entries(catalogue.published(*where))
    found = freshness.owed(entries, cases.today())
    return sorted(found, key=lambda owed: (owed.due, owed.entry.item.title, owed.entry.id))


def _is_superseded(package: Mapping[str, Any], item: InformationItem) -> bool:
    """Tell whether a newer edition is published; a word of the title narrows the search for it."""
    word = max(filter(str.isascii, series_of(item.title).split()), key=len, default="")
    body = item.responsible_opd or (package.get("organization") or {}).get("name", "")
    kind = item.information_kind.code if item.information_kind else ""
    siblings = catalogue.published(
        model.Package.title.icontains(word),
        sa.func.coalesce(model.Package.extras["information_kind"].astext, "") == kind,
        catalogue.BODY.in_([body]),
    )
    return package["id"] in freshness.superseded(catalogue.entries(siblings))
