"""What the new rows of an import are likely duplicates of.

Kept are ids and reasons alone. What a reader is told of them is looked up anew each time, so that
nothing stays told which is no longer public (UU 14/2008 Pasal 54).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from ckan.types import Context

from ckanext.ppidbontang import catalogue, mapping, visibility
from ckanext.ppidbontang.domain.likeness import Reason
from ckanext.ppidbontang.duplicates.known import Known
from ckanext.ppidbontang.imports import comparing
from ckanext.ppidbontang.imports.planning import Plan
from ckanext.ppidbontang.imports.states import Action
from ckanext.ppidbontang.model import ImportRow


def find(context: Context, plans: Sequence[Plan]) -> dict[int, list[dict[str, Any]]]:
    """Return what to keep of the rows that would make an entry, by their numbers.

    Compared is what the caller may know; an import that makes nothing reads nothing.
    """
    new = [plan for plan in plans if plan.action is Action.CREATE]
    if not new:
        return {}
    known = Known.to(context)
    found = {
        plan.written.number: known.of(
            mapping.item_from_package(comparing.fields(plan.record)),
            str(plan.record.get("responsible_opd") or plan.body),
        )
        for plan in new
    }
    return {
        number: [{"id": one.id, "why": [reason.value for reason in one.why]} for one in listed]
        for number, listed in found.items()
        if listed
    }


def told(context: Context, rows: Sequence[ImportRow]) -> dict[int, list[dict[str, Any]]]:
    """Return what a reader may be told of the rows' duplicates, by their numbers."""
    ids = {kept["id"] for row in rows for kept in row.duplicates}
    if not ids:
        return {}
    columns = (model.Package.id, model.Package.name, model.Package.title)
    statement = catalogue.with_body(*columns).where(
        model.Package.id.in_(ids), visibility.visible(context)
    )
    entries = {entry.id: entry for entry in model.Session.execute(statement)}
    return {
        row.number: [
            _told(entries[kept["id"]], kept["why"])
            for kept in row.duplicates
            if kept["id"] in entries
        ]
        for row in rows
    }


def _told(entry: sa.Row[Any], why: Sequence[str]) -> dict[str, Any]:
    return {
        "name": entry.name,
        "title": entry.title or entry.name,
        "opd": entry.body,
        "url": tk.h.url_for("dataset.read", id=entry.name, qualified=True),
        "why": [tk._(Reason(code).label) for code in why],
    }
