"""Turn rows into CSV and XLSX bytes that are the same on every machine."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from io import BytesIO, StringIO
from xml.etree.ElementTree import canonicalize
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from tables.core import Row

WIDEST = 60
DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TIMESTAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
STAMPED = rb"\g<1>2026-11-01T00:00:00Z"


def as_csv(rows: Sequence[Row]) -> bytes:
    """Write UTF-8 with a header row and Unix line ends."""
    out = StringIO()
    writer = csv.DictWriter(out, fieldnames=list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def as_xlsx(rows: Sequence[Row]) -> bytes:
    """Write one sheet with a bold, frozen header and readable column widths."""
    book = Workbook()
    sheet = book.active
    if sheet is None:
        raise AssertionError("a new workbook has a sheet")
    sheet.title = "Data"
    sheet.freeze_panes = "A2"
    sheet.append(list(rows[0]))
    for row in rows:
        sheet.append(list(row.values()))
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for number, name in enumerate(rows[0], start=1):
        longest = max(len(name), *(len(str(row[name])) for row in rows))
        sheet.column_dimensions[get_column_letter(number)].width = min(longest + 2, WIDEST)
    out = BytesIO()
    book.save(out)
    return _undated(out)


def _undated(book: BytesIO) -> bytes:
    # Members are stored, not deflated, because compressed bytes differ between builds of zlib; and
    # canonical, because openpyxl writes other bytes where lxml is installed.
    out = BytesIO()
    with ZipFile(book) as source, ZipFile(out, "w", ZIP_STORED) as target:
        for member in source.infolist():
            content = DECLARATION + canonicalize(source.read(member).decode()).encode()
            target.writestr(ZipInfo(member.filename), TIMESTAMP.sub(STAMPED, content))
    return out.getvalue()


WRITERS = {".csv": as_csv, ".xlsx": as_xlsx}
