"""Read what bodies hold in a fixed number of statements, however many entries there are.

Only what everybody may read is read: published entries, and of files those that are not closed
(UU 14/2008 Pasal 54).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import ckan.plugins as p
import sqlalchemy as sa
from ckan import model
from sqlalchemy.exc import OperationalError

from ckanext.ppidbontang import catalogue
from ckanext.ppidbontang.domain.compliance import File, Holdings
from ckanext.ppidbontang.domain.compliance.upkeep import in_dip
from ckanext.ppidbontang.domain.entries import Entry
from ckanext.ppidbontang.exemption import queue
from ckanext.ppidbontang.readiness import linked

# What the DataStore adds to every table of its own.
_OWN_COLUMNS = ("_id", "_full_text")

_COLUMNS = sa.text(
    "SELECT table_name, column_name FROM information_schema.columns"
    " WHERE table_schema = 'public' AND table_name = ANY(:tables)"
    " ORDER BY table_name, ordinal_position"
)


@dataclass(frozen=True, kw_only=True)
class Reading:
    """Hold what was read, by the body; `knows_columns` is false while the DataStore is away."""

    holdings: Mapping[str, Holdings]
    knows_columns: bool


def everything() -> Reading:
    """Read what all bodies hold."""
    return _read()


def of_body(name: str) -> Reading:
    """Read what one body holds."""
    return _read(catalogue.BODY.in_([name]))


def _read(*where: sa.ColumnElement[bool]) -> Reading:
    statement = catalogue.published(*where)
    chosen = statement.with_only_columns(model.Package.id)
    entries = list(catalogue.entries(statement))
    cases = queue.recorded(chosen)
    rows = _file_rows(chosen, in_dip(entries))
    columns = _columns([row.id for row in rows])
    files = _files(rows, columns or {})
    of_bodies: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        of_bodies[entry.body].append(entry)
    return Reading(
        holdings={
            body: Holdings(entries=tuple(held), files=files, cases=cases)
            for body, held in of_bodies.items()
        },
        knows_columns=columns is not None,
    )


def _file_rows(chosen: sa.Select[Any], open_entries: Iterable[Entry]) -> list[sa.Row[Any]]:
    """Return the files of the chosen entries that are open at least in part."""
    ids = {entry.id for entry in open_entries}
    resource = model.Resource
    rows = model.Session.execute(
        sa.select(
            resource.id,
            resource.package_id,
            resource.name,
            resource.format,
            resource.url,
            resource.url_type,
        )
        .where(resource.state == model.State.ACTIVE, resource.package_id.in_(chosen))
        .order_by(resource.package_id, resource.position)
    )
    return [row for row in rows if row.package_id in ids]


def _files(
    rows: Iterable[sa.Row[Any]], columns: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[File, ...]]:
    rows = list(rows)
    works = linked.works(row.url for row in rows if not row.url_type)
    files: defaultdict[str, list[File]] = defaultdict(list)
    for row in rows:
        files[row.package_id].append(
            File(
                id=row.id,
                name=row.name or row.url.rstrip("/").rsplit("/", 1)[-1],
                format=row.format or "",
                columns=columns.get(row.id),
                works=None if row.url_type else works.get(row.url),
            )
        )
    return {entry: tuple(listed) for entry, listed in files.items()}


def _columns(tables: list[str]) -> dict[str, tuple[str, ...]] | None:
    """Return the columns of the DataStore's tables, or None while it does not answer."""
    if not p.plugin_loaded("datastore"):
        return None
    from ckanext.datastore.backend.postgres import get_read_engine

    try:
        with get_read_engine().connect() as connection:
            rows = connection.execute(_COLUMNS, {"tables": tables}).all()
    except OperationalError:
        return None
    found: defaultdict[str, list[str]] = defaultdict(list)
    for table, column in rows:
        if column not in _OWN_COLUMNS:
            found[table].append(column)
    return {table: tuple(listed) for table, listed in found.items()}
