"""The entries of bodies as they come back, by the API."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Context, DataDict

from ckanext.ppidbontang.domain.written.headings import FIELD_ORDER, HEADINGS
from ckanext.ppidbontang.exports import entries, rows, scope
from ckanext.ppidbontang.exports.form import written_bodies
from ckanext.ppidbontang.logic import arguments

__all__ = ["ppid_export_show"]


@tk.side_effect_free
def ppid_export_show(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Return entries as the rows of a spreadsheet that an import takes, unpublished ones too.

    Args:
        context: the caller: who edits the entries of a body
        data_dict: optional `opd` (the name of a body; without it all that the caller edits),
            `units` (`ya`: with the bodies below it), `limit` (at most 1,000) and `offset`

    Returns:
        `count`, `columns` with `field` and `heading`, and `rows`: the cells of each, in the order
        of the columns.

    Raises:
        ObjectNotFound: the caller edits nothing there, or there is no such body.
        ValidationError: a value is none that the portal knows.
    """
    tk.check_access("ppid_export_show", context, data_dict)
    asked = scope.read(context, data_dict)
    limit, offset = arguments.page(data_dict)
    found = entries.read(asked, limit=limit, offset=offset)
    return {
        "count": entries.count(asked),
        "columns": [{"field": field, "heading": HEADINGS[field]} for field in FIELD_ORDER],
        "rows": list(rows.rows(found, written_bodies())),
    }
