"""What the public pages say of an entry: the law's objects, dates in words, findings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import ckan.plugins.toolkit as tk
from babel.units import format_unit
from flask_babel import format_datetime, get_locale

from ckanext.ppidbontang import days, errors, mapping, registry
from ckanext.ppidbontang.domain import rules
from ckanext.ppidbontang.domain.categories import Category
from ckanext.ppidbontang.domain.dates import PartialDate
from ckanext.ppidbontang.domain.exceptions import InvalidDate
from ckanext.ppidbontang.domain.information import InformationItem
from ckanext.ppidbontang.domain.vocabularies import ANNOUNCEMENT_STATEMENTS, Statement

_SIZES = ("byte", "kilobyte", "megabyte", "gigabyte", "terabyte")


def ppid_entry(package: Mapping[str, Any]) -> InformationItem:
    """Return an entry as the law sees it."""
    return mapping.item_from_package(package)


def ppid_categories() -> list[Category]:
    """Return the four categories of the law, in its order."""
    return list(Category)


def ppid_statements() -> tuple[Statement, ...]:
    """Return the eight statements of an announcement, in the order of the regulation."""
    return ANNOUNCEMENT_STATEMENTS


def ppid_date(value: PartialDate | dt.date | str | None) -> str:
    """Write a date in words: `3 Maret 2025`, `Maret 2025` or `2025`, as exactly as it is known.

    A moment of CKAN (UTC) becomes the day it was on the portal's own clock. What is no date is
    shown as it is.
    """
    if not value:
        return ""
    try:
        date = _read(value)
    except (ValueError, InvalidDate):
        return str(value)
    pattern = days.DAY if date.day else days.MONTH if date.month else days.YEAR
    return days.written(date.first_day(), pattern)


def ppid_moment(value: str) -> str:
    """Write a moment of CKAN as the portal's own clock had it: `3 Maret 2025 14.05`."""
    moment = dt.datetime.fromisoformat(value).astimezone(tk.h.get_display_timezone())
    return f"{ppid_date(moment)} {format_datetime(moment, 'HH.mm', rebase=False)}"


def ppid_period(start: PartialDate | None, end: PartialDate | None) -> str:
    """Write a period in words, no finer than it is: whole years, whole months, or days."""
    if start and end:
        start, end = _coarsest(start, end)
    dates = [ppid_date(date) for date in (start, end) if date]
    return " – ".join(dict.fromkeys(dates))


def ppid_has_ended(item: InformationItem) -> bool:
    """Tell whether the exemption of an entry has run out by the portal's own clock."""
    period = item.exemption_period
    today = dt.datetime.now(tk.h.get_display_timezone()).date()
    return period is not None and period.has_ended(today)


def ppid_findings(package: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return what the law still finds in an entry, in words, for those who may mend it."""
    regions = registry.current().region_codes
    found = rules.check(mapping.item_from_package(package), regions=regions)
    return [
        {
            "field": violation.field,
            "severity": violation.severity.value,
            "message": errors.message(violation),
        }
        for violation in found
    ]


def ppid_region_name(code: str) -> str:
    """Return the name of a region, or its code where the registry does not know it."""
    return registry.region_name(code)


def ppid_file_size(size: Any) -> str:
    """Write the size of a file as people do, `12,3 kB`, or nothing where it is not known.

    A kB has 1,024 bytes, as where people look at their own files and where limits are set.
    """
    if not str(size or "").isdigit():
        return ""
    power = min(max(int(size).bit_length() - 1, 0) // 10, len(_SIZES) - 1)
    unit = f"digital-{_SIZES[power]}"
    amount = int(size) / 1024**power
    return format_unit(amount, unit, "short", format="#,##0.#", locale=get_locale())


def _read(value: PartialDate | dt.date | str) -> PartialDate:
    if isinstance(value, PartialDate):
        return value
    if isinstance(value, str) and len(value) <= len("2025-03-03"):
        return PartialDate.parse(value)
    moment = dt.datetime.fromisoformat(value) if isinstance(value, str) else value
    if isinstance(moment, dt.datetime):
        aware = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
        moment = aware.astimezone(tk.h.get_display_timezone()).date()
    return PartialDate(moment.year, moment.month, moment.day)


def _coarsest(start: PartialDate, end: PartialDate) -> tuple[PartialDate, PartialDate]:
    """Return the same period by its years or its months, where it is made of whole ones."""
    first, last = start.first_day(), end.last_day()
    years = PartialDate(first.year), PartialDate(last.year)
    months = PartialDate(first.year, first.month), PartialDate(last.year, last.month)
    for begin, finish in (years, months):
        if (begin.first_day(), finish.last_day()) == (first, last):
            return begin, finish
    return start, end
