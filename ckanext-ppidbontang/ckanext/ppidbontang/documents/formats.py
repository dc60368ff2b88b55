"""The formats in which a table can be had."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Self, assert_never

from ckanext.ppidbontang.documents import to_csv, to_json, to_pdf, to_xlsx
from ckanext.ppidbontang.documents.tables import Table


class Format(StrEnum):
    """Name a format by the extension of its files."""

    media_type: str

    CSV = "csv", "text/csv; charset=utf-8"
    XLSX = "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    PDF = "pdf", "application/pdf"
    JSON = "json", "application/json"

    def __new__(cls, value: str, media_type: str) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.media_type = media_type
        return member

    @property
    def extension(self) -> str:
        """Return the extension without its dot."""
        return self.value


def write(table: Table, format: Format) -> Iterator[bytes]:
    """Return the pieces of a document.

    CSV and JSON begin before the first row is read; XLSX and PDF are made whole, at once.

    Raises:
        DocumentError: The PDF cannot be made.
    """
    match format:
        case Format.CSV:
            return to_csv.write(table)
        case Format.JSON:
            return to_json.write(table)
        case Format.XLSX:
            return iter((to_xlsx.write(table),))
        case Format.PDF:
            return iter((to_pdf.write(table),))
        case _:
            assert_never(format)
