"""What the page of a file says: its table in the reader's notation, its licence, how to cite it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from flask_babel import format_decimal

from ckanext.ppidbontang import mapping
from ckanext.ppidbontang.documents.formats import Format
from ckanext.ppidbontang.domain.messages import _
from ckanext.ppidbontang.domain.tabular.columns import Column, Kind
from ckanext.ppidbontang.helpers.bodies import ppid_body_title
from ckanext.ppidbontang.helpers.pages import ppid_date, ppid_region_name
from ckanext.ppidbontang.tables import files, showing
from ckanext.ppidbontang.tables.question import How
from ckanext.ppidbontang.tables.showing import Shown

# All digits that a number has: rounding another's figures is not for a page.
_ALL_DIGITS = "#,##0.####################"
_UNGROUPED = "0.####################"
_FREE = _("You may use, change and share the data for any purpose, commercial ones too.")
_NAMED = _("You may use, change and share the data for any purpose, if you name the source.")
_ALIKE = _("You may use, change and share the data, if you name the source and share alike.")
_LICENCES = {
    "cc-by": _NAMED,
    "odc-by": _NAMED,
    "cc-by-sa": _ALIKE,
    "odc-odbl": _ALIKE,
    "cc-nc": _(
        "You may use, change and share the data, but not commercially, if you name the source."
    ),
    "cc-zero": _FREE,
    "odc-pddl": _FREE,
    "other-pd": _FREE,
}


def ppid_table(package: Mapping[str, Any], resource: Mapping[str, Any]) -> Shown | None:
    """Return what the page shows of a file's table; None where it has none."""
    if not resource.get("datastore_active"):
        return None
    about = f"{package['title']} {resource.get('name') or ''}"
    return showing.show(resource["id"], tk.request.args, about)


def ppid_comparisons() -> list[How]:
    """Return the ways to compare the value of a column."""
    return list(How)


def ppid_table_formats(rows: int, columns: int) -> list[Format]:
    """Return the formats in which a table of this size can be had."""
    return [kind for kind in files.FORMATS if files.fits(kind, rows, columns)]


def ppid_value(value: object, column: Column | None = None) -> str:
    """Write a value as the reader does: `7.420`, `256,06`, `3 Maret 2025`, `ya`.

    Years and codes are numbers that measure nothing: a year is `2025`, never `2.025`.
    """
    if isinstance(value, bool):
        return tk._("yes") if value else tk._("no")
    if isinstance(value, (int, float, Decimal)):
        exact = Decimal(repr(value)) if isinstance(value, float) else value
        is_figure = column is None or column.is_figure
        return format_decimal(exact, format=_ALL_DIGITS if is_figure else _UNGROUPED)
    if isinstance(value, dt.date):
        return ppid_date(value)
    return "" if value is None else str(value)


def ppid_is_number(column: Column) -> bool:
    """Tell whether the values of a column stand at the right, digit under digit."""
    return column.kind is Kind.NUMBER


def ppid_point_name(name: object, column: Column) -> str:
    """Write the name of a point of a chart; the code of a region is its name."""
    return ppid_region_name(ppid_value(name, column))


def ppid_licence_title(package: Mapping[str, Any]) -> str:
    """Name the licence of an entry to the reader; what is stored was named to whoever saved it."""
    licence = model.Package.get_license_register().get(package.get("license_id") or "")
    return licence.title if licence else package.get("license_title") or ""


def ppid_licence(package: Mapping[str, Any]) -> str:
    """Return what the licence of an entry allows, in words; nothing where we know no words."""
    words = _LICENCES.get(package.get("license_id") or "")
    return tk._(words) if words else ""


def ppid_citation(package: Mapping[str, Any], resource: Mapping[str, Any], address: str) -> str:
    """Return how to cite a file: body, year, title, portal, address, and the day of the look.

    The year is that in which the information was made or issued; of what does not say it, the year
    in which it was published here.
    """
    made = mapping.item_from_package(package).created_on
    today = dt.datetime.now(tk.h.get_display_timezone()).date()
    title = dict.fromkeys((package["title"], tk.h.resource_display_name(resource)))
    return tk._("{body} ({year}). {title}. {portal}. {address}. Accessed {day}.").format(
        body=ppid_body_title(package),
        year=made.year if made else package["metadata_created"][:4],
        title=": ".join(title),
        portal=tk.config["ckan.site_title"],
        address=address,
        day=ppid_date(today),
    )
