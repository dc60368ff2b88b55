"""Likely duplicates by the API: pairs with their figures, and a mark on those that are none."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import Context, DataDict

from ckanext.ppidbontang import bodies, registry
from ckanext.ppidbontang.domain.discrepancy import Discrepancy, Values
from ckanext.ppidbontang.duplicates import pairs, tables
from ckanext.ppidbontang.duplicates.pairs import Pair
from ckanext.ppidbontang.duplicates.reading import Listed
from ckanext.ppidbontang.duplicates.tables import Compared
from ckanext.ppidbontang.logic import arguments

__all__ = ["ppid_duplicate_dismiss", "ppid_duplicate_list"]

# The tables of each pair of a page are read.
_PAGE, _LONGEST_PAGE = 20, 100


@tk.side_effect_free
def ppid_duplicate_list(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Return the pairs of entries that are likely the same information, the likeliest first.

    Args:
        context: the PPID Utama
        data_dict: optional `dismissed` (true: the pairs that were marked as no duplicates), `limit`
            (at most 100) and `offset`

    Returns:
        `count` and `results`: each with `one` and `other`, `why`, and `figures`, which is null
        where no tables could be compared, and empty where all figures are the same.

    Raises:
        ObjectNotFound: the caller is not the PPID Utama.
        ValidationError: a number or a flag cannot be read.
    """
    tk.check_access("ppid_duplicate_list", context, data_dict)
    dismissed = arguments.flag(data_dict, "dismissed", default=False)
    limit, offset = arguments.page(data_dict, usual=_PAGE, most=_LONGEST_PAGE)
    found = pairs.everything(dismissed=dismissed)
    page = found[offset : offset + limit]
    titles = bodies.titles()
    return {
        "count": len(found),
        "results": [
            _shown(pair, compared, titles)
            for pair, compared in zip(page, tables.compare(page), strict=True)
        ],
    }


def ppid_duplicate_dismiss(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Mark two entries as no duplicates of one another, or take the mark back.

    Args:
        context: the PPID Utama
        data_dict: `id` and `other`, the ids or names of the entries; optional `dismissed` (false:
            take it back)

    Returns:
        `id`, `other` and `dismissed`.

    Raises:
        ObjectNotFound: the caller is not the PPID Utama, or there is no such entry.
        ValidationError: both are the same entry, or the flag cannot be read.
    """
    tk.check_access("ppid_duplicate_dismiss", context, data_dict)
    dismissed = arguments.flag(data_dict, "dismissed", default=True)
    one, other = (_entry(str(data_dict.get(name) or "")) for name in ("id", "other"))
    if one == other:
        raise tk.ValidationError({"other": [tk._("An entry is no duplicate of itself.")]})
    if dismissed:
        pairs.dismiss(context, one, other)
    else:
        pairs.restore(one, other)
    return {"id": one, "other": other, "dismissed": dismissed}


def _entry(named: str) -> str:
    """Return the id of an entry."""
    package = None if "\0" in named else model.Package.get(named)  # PostgreSQL takes no NUL
    if package is None or package.state != model.State.ACTIVE:
        raise tk.ObjectNotFound(tk._("Dataset not found"))
    return package.id


def _shown(pair: Pair, compared: Compared | None, titles: dict[str, str]) -> dict[str, Any]:
    return {
        "one": _side(pair.one, titles),
        "other": _side(pair.other, titles),
        "why": [{"reason": reason.value, "message": tk._(reason.label)} for reason in pair.why],
        "columns": list(compared.columns) if compared else [],
        "figures": [_figure(found) for found in compared.discrepancies] if compared else None,
    }


def _side(entry: Listed, titles: dict[str, str]) -> dict[str, Any]:
    agency = registry.current().find(entry.body)
    title = titles.get(entry.body, entry.body)
    return {
        "id": entry.id,
        "name": entry.name,
        "title": entry.title,
        "organization": entry.body,
        "organization_title": title,
        "abbreviation": agency.abbreviation if agency else title,
        "private": entry.private,
        **{
            field: str(value) if value else None
            for field, value in (
                ("period_start", entry.period_start),
                ("period_end", entry.period_end),
                ("created_on", entry.created_on),
            )
        },
    }


def _figure(found: Discrepancy) -> dict[str, Any]:
    return {
        "column": found.column,
        "sums": _numbers(found.sums),
        "rows": [{"row": row.row, "values": _numbers(row.values)} for row in found.rows],
        "more_rows": found.more,
    }


def _numbers(values: Values) -> list[int | float | None]:
    """Return numbers as JSON has them."""
    return [
        None
        if value is None
        else int(value)
        if value == value.to_integral_value()
        else float(value)
        for value in values
    ]
