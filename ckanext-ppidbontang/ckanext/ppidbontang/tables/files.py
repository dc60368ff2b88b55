"""The rows of a table as a document, which says on its first lines whence it comes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.ppidbontang.documents.formats import Format
from ckanext.ppidbontang.documents.tables import Column, Table
from ckanext.ppidbontang.domain.tabular.columns import Row
from ckanext.ppidbontang.tables.question import Question

FORMATS = (Format.CSV, Format.XLSX, Format.JSON)
# A spreadsheet is made whole before it is sent: with more cells nobody waits for it.
MOST_CELLS = 500_000
_WIDTH = 22
_UNNAMED = re.compile(r"[^a-z0-9]+")


def fits(kind: Format, rows: int, columns: int) -> bool:
    """Tell whether a table of this size can be had in a format."""
    return kind is not Format.XLSX or rows * columns <= MOST_CELLS


def document(
    package: Mapping[str, Any], resource: Mapping[str, Any], asked: Question, rows: Iterable[Row]
) -> Table:
    """Return the rows as a document of the day on which the file last changed."""
    keys = [column.key for column in asked.columns]
    address = tk.url_for(
        "dataset_resource.read",
        id=package["name"],
        resource_id=resource["id"],
        locale="default",
        _external=True,
    )
    changed = resource.get("last_modified") or resource["created"]
    return Table(
        name=_name(tk.h.resource_display_name(resource)),
        title=f"{package['title']}: {tk.h.resource_display_name(resource)}",
        lines=(f"{tk._('Source')}: {tk.config['ckan.site_title']}, {address}",),
        columns=tuple(Column(key=key, title=key, width=_WIDTH) for key in keys),
        rows=(tuple(row[key] for key in keys) for row in rows),
        on=dt.datetime.fromisoformat(changed).date(),
        language=tk.h.lang(),
        facts={"resource": resource["id"], "question": asked.address(page="", **{"from": ""})},
    )


def _name(title: str) -> str:
    """Return what a file is called: the plain letters of its title."""
    return _UNNAMED.sub("-", title.lower()).strip("-")[:80] or "data"
