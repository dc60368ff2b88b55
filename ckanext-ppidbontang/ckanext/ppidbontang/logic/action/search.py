"""Searches that must not tell what the entries they find would not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from ckan.lib.search import SearchQueryError
from ckan.types import Action, Context, DataDict

from ckanext.ppidbontang import roles, visibility

__all__ = ["package_search", "resource_search"]

# Entries as they are stored, files and all: every answer is made from them, none is one of them.
STORED = ("data_dict", "validated_data_dict")
_FIELD = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


@tk.chained_action
@tk.side_effect_free
def package_search(original: Action, context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Search entries; `fl` names fields of the index one by one, not what is stored beside them."""
    if not visibility.knows_all(context):
        for field in _fields(data_dict.get("fl")):
            if field in STORED or not _FIELD.fullmatch(field):
                raise SearchQueryError(tk._('"fl" cannot ask for "{field}".').format(field=field))
    return original(context, data_dict)


@tk.chained_action
@tk.side_effect_free
def resource_search(original: Action, context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Search files; those of a wholly exempt entry, should it have any, are not there."""
    found = original(context, dict(data_dict))
    hidden = {package.id for package in _closed_with_files(context)}
    if not hidden:
        return found
    asked = {name: data_dict[name] for name in data_dict if name not in ("limit", "offset")}
    files = [
        file for file in original(context, asked)["results"] if file["package_id"] not in hidden
    ]
    start = int(data_dict.get("offset") or 0)
    limit = data_dict.get("limit")
    end = None if limit is None else start + int(limit)
    return {"count": len(files), "results": files[start:end]}


def _fields(fl: Any) -> Iterator[str]:
    """Yield the fields of an `fl`: text or a list of texts, parted by commas or spaces."""
    for part in fl if isinstance(fl, list) else [fl]:
        yield from re.findall(r"[^\s,]+", str(part or ""))


def _closed_with_files(context: Context) -> list[model.Package]:
    """Return the public, wholly exempt entries that have files which the caller may not see."""
    query = sa.select(model.Package).where(
        model.Package.state == model.State.ACTIVE,
        model.Package.private.is_(False),
        visibility.closed(),
        sa.exists().where(
            model.Resource.package_id == model.Package.id,
            model.Resource.state == model.State.ACTIVE,
        ),
    )
    packages = model.Session.scalars(query).all()
    return [package for package in packages if not roles.may_see_originals(context, package)]
