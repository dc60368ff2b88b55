"""An import as the API and the pages show it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Context

from ckanext.ppidbontang.domain.fields import LABELS
from ckanext.ppidbontang.domain.written.headings import COMBINED, HEADINGS
from ckanext.ppidbontang.imports import likely, reading, running, store
from ckanext.ppidbontang.imports.states import DONE, UNDOABLE, WORKING, Outcome
from ckanext.ppidbontang.model import Import, ImportRow


def summary(found: Import) -> dict[str, Any]:
    """Return what an import is and how far it is, without its rows."""
    counts, outcomes = store.counts(found.id)
    total = sum(counts.values())
    return {
        "id": found.id,
        "state": found.state,
        "is_cut_off": running.is_cut_off(found),
        "filename": found.filename,
        "has_file": bool(found.file_id),
        "created_at": found.at.isoformat(),
        "finished_at": found.finished_at.isoformat() if found.finished_at else None,
        "user": found.actor,
        "opd": found.options.get("opd", ""),
        "all_or_nothing": bool(found.options.get("all_or_nothing")),
        "copy_links": bool(found.options.get("copy_links")),
        "problem": found.problem,
        "counts": counts,
        "total": total,
        "done": total - outcomes[Outcome.NONE],
        "outcome": {name: outcomes[name] for name in Outcome if name},
        "can_undo": found.state in UNDOABLE
        and found.state not in WORKING
        and any(outcomes[outcome] for outcome in DONE),
    }


def whole(context: Context, found: Import, rows: Sequence[ImportRow]) -> dict[str, Any]:
    """Return an import with the table that was found and some of its rows."""
    table = found.table
    duplicates = likely.told(context, rows)
    return {
        **summary(found),
        "noted": store.noted(found.id),
        "format": table.get("format", ""),
        "sheet": table.get("sheet", ""),
        "sheets": table.get("sheets", []),
        "notes": table.get("notes", []),
        "columns": [
            {**column, "label": label(column["field"])} for column in table.get("columns", [])
        ],
        "rows": [_row(row, duplicates.get(row.number, [])) for row in rows],
    }


def field_choices() -> list[tuple[str, str]]:
    """Return the fields that a column may say, in the order of the template, with their names."""
    return [(field, label(field)) for field in reading.FIELDS]


def label(field: str | None) -> str:
    """Return what a field is called; what only tables say has no word but its heading."""
    if not field:
        return ""
    if field in LABELS:
        return tk._(LABELS[field])
    return COMBINED.get(field) or HEADINGS.get(field, field)


def _row(row: ImportRow, duplicates: list[dict[str, Any]]) -> dict[str, Any]:
    is_there = bool(row.package_id) and row.outcome != Outcome.UNDONE
    return {
        "row": row.number,
        "action": row.action,
        "outcome": row.outcome,
        "name": row.name,
        "title": row.title,
        "opd": row.opd,
        "changes": [{**change, "label": label(change["field"])} for change in row.changes],
        "problems": row.problems,
        "duplicates": duplicates,
        "url": tk.h.url_for("dataset.read", id=row.name, qualified=True) if is_there else "",
    }
