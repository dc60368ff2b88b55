"""The registers by the API."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Context, DataDict

from ckanext.ppidbontang import errors
from ckanext.ppidbontang.domain.register import Row
from ckanext.ppidbontang.exemption import cases
from ckanext.ppidbontang.logic import arguments
from ckanext.ppidbontang.model import FixedRegister
from ckanext.ppidbontang.registers import fixing, question, reading, tables

__all__ = [
    "ppid_register_diff",
    "ppid_register_list",
    "ppid_register_publish",
    "ppid_register_show",
]


@tk.side_effect_free
def ppid_register_show(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Return the register of public (`dip`) or of exempt information (`dik`) as it is today.

    Args:
        context: the caller; everybody gets the same
        data_dict: `kind`; optional `opd` (the name of a body) and `units` (`ya`: with the bodies
            below it), `category`, `information_kind`, `year`, `q` (words, each of which must be
            there), `sort` (`judul`, `instansi`, `terbaru`; otherwise the order of the register),
            `limit` (at most 1,000) and `offset`

    Returns:
        `title`, `as_of`, `count`, `totals` (how many rows under each heading), `columns` and
        `rows`; each row has its columns by their keys, and `gaps`: what it lacks, by which rule.

    Raises:
        ValidationError: a value is none that the portal knows.
    """
    tk.check_access("ppid_register_show", context, data_dict)
    asked = question.read(data_dict)
    limit, offset = arguments.page(data_dict)
    place = reading.place(cases.today())
    totals = reading.totals(asked)
    columns = tables.columns(asked.kind)
    return {
        "kind": asked.kind.value,
        "title": asked.kind.label,
        "as_of": place.as_of.isoformat(),
        "count": sum(count for heading, count in totals.items() if len(heading) == 1),
        "totals": [
            {"headings": list(heading), "count": count} for heading, count in totals.items()
        ],
        "columns": [{"key": column.key, "title": column.title} for column in columns],
        "rows": [
            _shown(row, [column.key for column in columns])
            for row in reading.rows(asked, place, limit=limit, offset=offset)
        ],
    }


def ppid_register_publish(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Fix a register as it stands today: it is kept, with its files, and never changes.

    Asked again on the same day with nothing changed it returns the one that is there.

    Args:
        context: the caller: the PPID Utama
        data_dict: `kind`; optional `year` (of the register, not later than this one; this year),
            `opd` and `units` as in `ppid_register_show`; without a body the whole city

    Returns:
        The fixed register as `ppid_register_list` lists it.

    Raises:
        ValidationError: a value is none that the portal knows.
    """
    tk.check_access("ppid_register_publish", context, data_dict)
    fixed = fixing.publish(context, data_dict)
    return _fixed(fixed, fixing.files([fixed]))


@tk.side_effect_free
def ppid_register_list(context: Context, data_dict: DataDict) -> list[dict[str, Any]]:
    """Return the registers that were fixed, the latest first.

    Args:
        context: the caller; everybody gets the same
        data_dict: optional `kind`, `opd` and `year` to choose by

    Returns:
        Of each its `name`, `kind`, `year`, `opd`, `edition`, `as_of`, `published_at`, how many
        `entries`, `sha256` of its JSON, and its `files` with format, address and `sha256`.

    Raises:
        ValidationError: a value is none that the portal knows.
    """
    tk.check_access("ppid_register_list", context, data_dict)
    listed = fixing.listed(data_dict)
    files = fixing.files(listed)
    return [_fixed(fixed, files) for fixed in listed]


@tk.side_effect_free
def ppid_register_diff(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Return what changed between two registers that were fixed.

    Args:
        context: the caller; everybody gets the same
        data_dict: `name` and `other`: the earlier and the later one, of one kind

    Returns:
        `added` and `removed` rows, and `changed` ones with the columns that differ, each with what
        it said `before` and `after`.

    Raises:
        ObjectNotFound: there is no such register.
        ValidationError: they are of different kinds.
    """
    tk.check_access("ppid_register_diff", context, data_dict)
    earlier, later = (fixing.find(str(data_dict.get(name) or "")) for name in ("name", "other"))
    return asdict(fixing.compared(earlier, later))


def _shown(row: Row, keys: list[str]) -> dict[str, Any]:
    return {
        "id": row.entry.id,
        "name": row.entry.item.name,
        **dict(zip(keys, tables.cells(row), strict=True)),
        "gaps": [
            {
                "field": gap.field,
                "rule": gap.code,
                "citation": str(gap.citation or ""),
                "message": errors.message(gap),
            }
            for gap in row.gaps
        ],
    }


def _fixed(fixed: FixedRegister, files: Mapping[int, Mapping[str, str]]) -> dict[str, Any]:
    return {
        "name": fixed.name,
        "kind": fixed.kind,
        "year": fixed.year,
        "opd": fixed.body,
        "units": fixed.with_units,
        "edition": fixed.edition,
        "as_of": fixed.as_of.isoformat(),
        "published_at": fixed.at.isoformat(),
        "entries": fixed.entries,
        "sha256": fixed.sha256,
        "files": [
            {
                "format": kind,
                "sha256": sha256,
                "url": tk.h.url_for(
                    "ppid_registers.fixed_file",
                    kind=fixed.kind,
                    name=fixed.name,
                    extension=kind,
                    qualified=True,
                ),
            }
            for kind, sha256 in files[fixed.id].items()
        ],
    }
