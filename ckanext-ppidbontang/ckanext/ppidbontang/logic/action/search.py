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
from ckanext.ppidbontang.finding import asked

__all__ = ["package_search", "resource_search"]

# Entries as they are stored, files and all: every answer is made from them, none is one of them.
STORED = ("data_dict", "validated_data_dict")
MINIMUM = "facet.mincount"
_FIELD = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


@tk.chained_action
@tk.side_effect_free
def package_search(original: Action, context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Search entries by fields of the index that are named one by one.

    What is stored beside them cannot be asked for, and a facet counts what the search found: with
    words that it counts nought times, Solr would list those of hidden entries. What a page asks for
    is made harmless first: people type words, not the engine's commands.
    """
    if context.get("for_view"):
        data_dict = asked.harmless(data_dict, tk.request.args.items(multi=True))
        return asked.on_a_page(_guarded(original, context, data_dict), data_dict)
    return _guarded(original, context, data_dict)


def _guarded(original: Action, context: Context, data_dict: DataDict) -> dict[str, Any]:
    if visibility.knows_all(context):
        return original(context, data_dict)
    for parameter in ("fl", "facet.field"):
        for field in _fields(data_dict.get(parameter)):
            if field in STORED or not _FIELD.fullmatch(field):
                raise SearchQueryError(
                    tk._('"{parameter}" cannot ask for "{field}".').format(
                        parameter=parameter, field=field
                    )
                )
    if re.fullmatch(r"\s*[+-]?[0_]*\s*", str(data_dict.get(MINIMUM, 1))):
        data_dict = {**data_dict, MINIMUM: 1}
    return original(context, data_dict)


@tk.chained_action
@tk.side_effect_free
def resource_search(original: Action, context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Search files; those of a wholly exempt entry, should it have any, are not there."""
    found = original(Context(context), dict(data_dict))
    hidden = {package.id for package in _closed_with_files(context)}
    if not hidden:
        return found
    asked = {name: data_dict[name] for name in data_dict if name not in ("limit", "offset")}
    files = [
        file
        for file in original(Context(context), asked)["results"]
        if file["package_id"] not in hidden
    ]
    start = int(data_dict.get("offset") or 0)
    limit = data_dict.get("limit")
    end = None if limit is None else start + int(limit)
    return {"count": len(files), "results": files[start:end]}


def _fields(asked: Any) -> Iterator[str]:
    """Yield what a parameter names: text, a list of texts or JSON, parted by commas or spaces."""
    for part in asked if isinstance(asked, list) else [asked]:
        text = str(part or "").strip()
        text = text[1:-1] if text.startswith('["') else text
        yield from (field.strip('"') for field in re.findall(r"[^\s,]+", text))


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
