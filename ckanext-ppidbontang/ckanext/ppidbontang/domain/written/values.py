"""A field's value and the cell that says it, both ways: `read(field, write(field, x))` is `x`.

A value is what CKAN's `package_create` takes. What cannot be understood is returned as it was
written, so that the rules of law refuse it by name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import cast

from ckanext.ppidbontang.domain.written import codes, dates, lists
from ckanext.ppidbontang.domain.written.cells import Cell
from ckanext.ppidbontang.domain.written.text import as_text, is_blank

Value = str | list[str] | list[dict[str, str]]

DAYS = frozenset(
    {
        "announcement_until",
        "exemption_start",
        "consequence_test_date",
        "exemption_decision_date",
    }
)
PARTIAL_DATES = frozenset({"created_on", "period_start", "period_end", "exemption_end"})
LISTS = frozenset(
    {"tags", "available_forms", "exemption_grounds", "exemption_legal_basis", "resources"}
)
_CODES = (
    *("exemption_status", "personal_data", "update_frequency", "geographic_level"),
    *("priority_data", "private", "exemption_period_type"),
)
_BETWEEN_TAGS = re.compile(r"[,;\n\r]")
# A dash alone says "nothing", so a text that is one has a backslash before it.
_DASH = re.compile(r"\\*[-–—]")
# A spreadsheet knows no day before 1900, and counts that year wrong.
_FIRST_YEAR = 1901


def write(field: str, value: object) -> Cell:
    """Return the cell that says what a field holds; None when it holds nothing."""
    return _WRITERS.get(field, _write_text)(value) if value not in (None, "", [], ()) else None


def read(field: str, cell: Cell, *, category: str = "") -> Value:
    """Return what a cell says for a field: a text, or a list where the field holds several.

    Args:
        field: The name of the field.
        cell: What stands in the cell; empty, or a dash alone, is nothing.
        category: The category of the entry, for a kind that is told by its number alone.
    """
    text = as_text(cell)
    if is_blank(text):
        return [] if field in LISTS else ""
    if field == "information_kind":
        return codes.kind_code(text, category)
    if field in DAYS or field in PARTIAL_DATES:
        return _read_date(field, cell, text)
    return _READERS.get(field, _read_text)(text)


def _write_text(value: object) -> Cell:
    text = str(value)
    return f"\\{text}" if _DASH.fullmatch(text) else text


def _read_text(text: str) -> Value:
    return text[1:] if text[0] == "\\" and _DASH.fullmatch(text) else text


def _write_code(field: str, value: object) -> Cell:
    return codes.label(field, str(value).lower())  # CKAN gives a yes or no as a boolean


def _write_codes(field: str, value: object) -> Cell:
    return "\n".join(codes.label(field, code) for code in cast("list[str]", value))


def _write_date(value: object) -> Cell:
    text = str(value)
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    return day if day.isoformat() == text and day.year >= _FIRST_YEAR else text


def _read_date(field: str, cell: Cell, text: str) -> Value:
    if isinstance(cell, date):
        return text[:10]  # without the time of the day
    day = dates.read(dates.without_until(text) if isinstance(cell, str) else cell)
    return text if day is None or (field in DAYS and day.day is None) else str(day)


def _write_tags(value: object) -> Cell:
    return ", ".join(cast("list[str]", value))


def _read_tags(text: str) -> Value:
    tags = (tag.strip() for tag in _BETWEEN_TAGS.split(text))
    return list(dict.fromkeys(tag for tag in tags if tag))


def _pairs(value: object, left: str, right: str) -> list[lists.Pair]:
    rows = cast("list[Mapping[str, str]]", value)
    return [(row.get(left) or "", row.get(right) or "") for row in rows]


def _write_laws(value: object) -> Cell:
    return lists.write_laws(_pairs(value, "law", "article"))


def _read_laws(text: str) -> Value:
    return [{"law": law, "article": article} for law, article in lists.read_laws(text)]


def _write_files(value: object) -> Cell:
    return lists.write_files(_pairs(value, "name", "url"))


def _read_files(text: str) -> Value:
    return [{"name": name, "url": url} for name, url in lists.read_files(text)]


_WRITERS: Mapping[str, Callable[[object], Cell]] = {
    **{
        field: partial(_write_code, field)
        for field in ("information_category", "information_kind", *_CODES)
    },
    **{field: partial(_write_codes, field) for field in ("available_forms", "exemption_grounds")},
    **dict.fromkeys((*DAYS, *PARTIAL_DATES), _write_date),
    "tags": _write_tags,
    "exemption_legal_basis": _write_laws,
    "resources": _write_files,
}
_READERS: Mapping[str, Callable[[str], Value]] = {
    **{field: partial(codes.code, field) for field in _CODES},
    "information_category": codes.category,
    "available_forms": lambda text: list(codes.forms(text)),
    "exemption_grounds": lambda text: list(codes.grounds(text)),
    "tags": _read_tags,
    "exemption_legal_basis": _read_laws,
    "resources": _read_files,
}
