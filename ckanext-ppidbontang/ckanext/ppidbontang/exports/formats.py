"""The formats in which entries can be had, each of which comes back to the same state."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Self, assert_never

from ckanext.ppidbontang.documents.forms import to_csv, workbook
from ckanext.ppidbontang.domain.written.headings import FIELD_ORDER, HEADINGS
from ckanext.ppidbontang.exports import entries, rows, to_yaml
from ckanext.ppidbontang.exports.form import form, written_bodies
from ckanext.ppidbontang.exports.scope import Scope


class Format(StrEnum):
    """Name a format by the extension of its files."""

    media_type: str

    XLSX = "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    CSV = "csv", "text/csv; charset=utf-8"
    YAML = "yaml", "application/yaml"

    def __new__(cls, value: str, media_type: str) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.media_type = media_type
        return member


def write(scope: Scope, format: Format) -> Iterator[bytes]:
    """Return the pieces of a file with the entries that are asked for.

    CSV and YAML begin before all entries are read; XLSX is made whole, at once.
    """
    found = entries.read(scope)
    match format:
        case Format.XLSX:
            return iter([workbook.write(form(), rows.rows(found, written_bodies()))])
        case Format.CSV:
            headings = [HEADINGS[field] for field in FIELD_ORDER]
            return to_csv.write(headings, rows.rows(found, written_bodies()))
        case Format.YAML:
            return to_yaml.write(found, scope.opd)
        case _:
            assert_never(format)


def template() -> bytes:
    """Return the spreadsheet to fill in, without an entry."""
    return workbook.write(form())
