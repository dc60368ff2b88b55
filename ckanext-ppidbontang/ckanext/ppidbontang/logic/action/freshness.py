"""What is late, by the API."""

from __future__ import annotations

from collections import Counter
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Context, DataDict

from ckanext.ppidbontang import bodies, errors, freshness
from ckanext.ppidbontang.domain.freshness import FreshnessKind, Owed
from ckanext.ppidbontang.logic import arguments

__all__ = ["ppid_late_list"]


@tk.side_effect_free
def ppid_late_list(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Return the published entries that are late or near their day, the longest due first.

    Args:
        context: the caller; the PPID Utama gets those of all bodies, members of a body those that
            the body answers for
        data_dict: optional `kind` (a code) and `organization` (the name of the body that answers
            for the entry) to choose by; `limit` (at most 1,000) and `offset`

    Returns:
        `count` and `results` as chosen; `by_kind` and `by_organization`: how many there are in the
        whole list.

    Raises:
        ValidationError: a code or a number cannot be read.
    """
    tk.check_access("ppid_late_list", context, data_dict)
    kind = arguments.code(data_dict, "kind", FreshnessKind)
    body = str(data_dict.get("organization") or "")
    limit, offset = arguments.page(data_dict)
    listed = freshness.of_caller(context)
    chosen = [
        owed
        for owed in listed
        if (kind is None or owed.kind is kind) and (not body or owed.entry.body == body)
    ]
    return {
        "count": len(chosen),
        "results": _shown(context, chosen[offset : offset + limit]),
        "by_kind": Counter(owed.kind.value for owed in listed),
        "by_organization": Counter(owed.entry.body for owed in listed),
    }


def _shown(context: Context, page: list[Owed]) -> list[dict[str, Any]]:
    titles, editable = bodies.titles(), freshness.editable(context, page)
    return [
        {
            "id": owed.entry.id,
            "name": owed.entry.item.name,
            "title": owed.entry.item.title or owed.entry.item.name,
            "organization": owed.entry.body,
            "organization_title": titles.get(owed.entry.body, owed.entry.body),
            "kind": owed.kind.value,
            "due": owed.due.isoformat(),
            "updated": owed.entry.updated.isoformat(),
            "field": owed.violation.field,
            "citation": str(owed.violation.citation or ""),
            "message": errors.message(owed.violation),
            "editable": owed.entry.id in editable,
        }
        for owed in page
    ]
