"""Lists that CKAN draws from its tables: of tags, formats and members, hidden entries' too.

Here they tell only of entries that the caller may know of (UU 14/2008 Pasal 54).
"""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from ckan.types import Action, Context, DataDict

from ckanext.ppidbontang import visibility

__all__ = ["format_autocomplete", "member_list", "tag_autocomplete", "tag_list", "tag_search"]

DEFAULT_FORMATS = 5


@tk.chained_action
@tk.side_effect_free
def tag_list(original: Action, context: Context, data_dict: DataDict) -> list[Any]:
    """List the tags of the entries that the caller may know of."""
    return _known(context, data_dict, original(Context(context), data_dict))


@tk.chained_action
@tk.side_effect_free
def tag_search(original: Action, context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Search the tags of the entries that the caller may know of."""
    found = original(Context(context), _whole(data_dict))["results"]
    tags = _known(context, data_dict, found)
    return {"count": len(tags), "results": tags[_page(data_dict)]}


@tk.chained_action
@tk.side_effect_free
def tag_autocomplete(original: Action, context: Context, data_dict: DataDict) -> list[str]:
    """Complete the name of a tag of the entries that the caller may know of."""
    tags = _known(context, data_dict, original(Context(context), _whole(data_dict)))
    return tags[_page(data_dict)]


@tk.side_effect_free
def format_autocomplete(context: Context, data_dict: DataDict) -> list[str]:
    """Complete the format of the files of entries that the caller may know of.

    Args:
        context: As for every action.
        data_dict: `q` is a part of the format, `limit` how many to return (default 5).

    Returns:
        The formats in small letters, the most frequent one first.
    """
    tk.check_access("format_autocomplete", context, data_dict)
    name = sa.func.lower(model.Resource.format)
    query = (
        sa.select(name)
        .join(model.Package, model.Package.id == model.Resource.package_id)
        .where(
            model.Resource.state == model.State.ACTIVE,
            name.contains(str(tk.get_or_bust(data_dict, "q")).lower(), autoescape=True),
            visibility.visible(context),
            sa.not_(visibility.closed()),
        )
        .group_by(name)
        .order_by(sa.func.count().desc(), name)
        .limit(_number(data_dict, "limit", DEFAULT_FORMATS))
    )
    return list(model.Session.scalars(query))


@tk.chained_action
@tk.side_effect_free
def member_list(original: Action, context: Context, data_dict: DataDict) -> list[Any]:
    """List the members of a body by kind; of its entries, those that the caller may know of.

    The database's own order would tell in how many steps hidden members came.
    """
    members = sorted(
        original(Context(context), data_dict), key=lambda member: (member[1], member[2], member[0])
    )
    entries = [key for key, kind, _capacity in members if kind == "package"]
    if not entries:
        return members
    known = set(
        model.Session.scalars(
            sa.select(model.Package.id).where(
                model.Package.id.in_(entries), visibility.visible(context)
            )
        )
    )
    return [member for member in members if member[1] != "package" or member[0] in known]


def _known(context: Context, data_dict: DataDict, tags: list[Any]) -> list[Any]:
    """Leave out the tags that are on hidden entries only; a vocabulary's tags are its own."""
    if data_dict.get("vocabulary_id") or visibility.knows_all(context):
        return tags
    names = visibility.tag_names(context)
    return [tag for tag in tags if (tag["name"] if isinstance(tag, dict) else tag) in names]


def _whole(data_dict: DataDict) -> dict[str, Any]:
    """Return the same question without its page: hidden tags must not take places of a page."""
    return {name: value for name, value in data_dict.items() if name not in ("limit", "offset")}


def _page(data_dict: DataDict) -> slice:
    start = _number(data_dict, "offset", 0)
    limit = _number(data_dict, "limit", None)
    return slice(start, None if limit is None else (start or 0) + limit)


def _number(data_dict: DataDict, name: str, default: int | None) -> int | None:
    value = data_dict.get(name)
    if value in (None, ""):
        return default
    if not str(value).isdecimal():
        raise tk.ValidationError({name: [tk._("Must be a natural number")]})
    return int(value)
