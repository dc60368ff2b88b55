"""Lists of activities: what a caller may not know of now is not told from the past either.

An activity keeps the whole entry and who could see it then; an entry that was public and has been
withdrawn, closed or deleted since would go on being told (UU 14/2008 Pasal 54).
"""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from ckan.types import Action, Context, DataDict

from ckanext.ppidbontang import visibility

__all__ = [
    "dashboard_activity_list",
    "group_activity_list",
    "organization_activity_list",
    "recently_changed_packages_activity_list",
    "user_activity_list",
]

Activities = list[dict[str, Any]]

LIMIT = "ckan.activity_list_limit"
LARGEST = "ckan.activity_list_limit_max"


@tk.chained_action
@tk.side_effect_free
def dashboard_activity_list(original: Action, context: Context, data_dict: DataDict) -> Activities:
    """List what happened to what the caller follows, as far as they may know of it now."""
    return _known(original, context, data_dict)


@tk.chained_action
@tk.side_effect_free
def group_activity_list(original: Action, context: Context, data_dict: DataDict) -> Activities:
    """List what happened in a group, as far as the caller may know of it now."""
    return _known(original, context, data_dict)


@tk.chained_action
@tk.side_effect_free
def organization_activity_list(
    original: Action, context: Context, data_dict: DataDict
) -> Activities:
    """List what happened in a body, as far as the caller may know of it now."""
    return _known(original, context, data_dict)


@tk.chained_action
@tk.side_effect_free
def recently_changed_packages_activity_list(
    original: Action, context: Context, data_dict: DataDict
) -> Activities:
    """List what happened to entries, as far as the caller may know of it now."""
    return _known(original, context, data_dict)


@tk.chained_action
@tk.side_effect_free
def user_activity_list(original: Action, context: Context, data_dict: DataDict) -> Activities:
    """List what a user did, as far as the caller may know of it now."""
    return _known(original, context, data_dict)


def _known(original: Action, context: Context, data_dict: DataDict) -> Activities:
    """Fill the page that was asked for, so that a short one does not tell of what is left out."""
    reader = Context(context)  # CKAN's own lists set `ignore_auth` on the way
    first = original(Context(context), dict(data_dict))
    shown = _shown(reader, first)
    if len(shown) == len(first) and not int(data_dict.get("offset") or 0):
        return shown
    start, limit = _page(data_dict)
    size = int(tk.config[LARGEST])
    found: Activities = []
    read = 0
    while len(found) < start + limit:
        page = original(Context(context), {**data_dict, "offset": read, "limit": size})
        found += _shown(reader, page)
        read += len(page)
        if len(page) < size:
            break
    return found[start : start + limit]


def _page(data_dict: DataDict) -> tuple[int, int]:
    """Return where the page starts and how much it holds; CKAN has checked both."""
    limit = int(data_dict.get("limit") or tk.config[LIMIT])
    return int(data_dict.get("offset") or 0), min(limit, int(tk.config[LARGEST]))


def _shown(context: Context, activities: Activities) -> Activities:
    """Leave out the activities of entries that the caller may not know of, and of none at all."""
    if visibility.knows_all(context):
        return activities
    entries = {one["object_id"] for one in activities if _is_of_entry(one)}
    if not entries:
        return activities
    query = sa.select(model.Package.id).where(
        model.Package.id.in_(entries), visibility.known(context)
    )
    known = set(model.Session.scalars(query))
    return [one for one in activities if not _is_of_entry(one) or one["object_id"] in known]


def _is_of_entry(activity: dict[str, Any]) -> bool:
    return "package" in (activity["activity_type"] or "")
