"""A table at an address: CSV or XLSX, below the row that has the columns of the mapping."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from ckanext.ppidbontang.documents.sheets import SpreadsheetError
from ckanext.ppidbontang.documents.sheets import read as read_book
from ckanext.ppidbontang.domain.messages import _
from ckanext.ppidbontang.domain.sources import Source, heading
from ckanext.ppidbontang.domain.written.cells import Cell, CellError, Row, Sheet
from ckanext.ppidbontang.sources.fetch import Document, Fetcher
from ckanext.ppidbontang.sources.problems import PullError
from ckanext.ppidbontang.sources.readers.reading import Marks, Raw, Reading, bounded, malformed

# Titles and logos stand above a table; a heading further down is none.
_HEAD_ROWS = 30


def read(source: Source, fetcher: Fetcher, marks: Marks) -> Reading | None:
    """Read every row of a table.

    Raises:
        PullError: it cannot be had, is no table, or lacks a column.
    """
    document = fetcher.get(source.url, marks=marks)
    if document is None:
        return None
    sheet = _sheet(source, document)
    head = _head(source, sheet)
    columns = [_text(cell) for cell in head.cells]
    rows = [row for row in sheet.rows if row.number > head.number]
    bounded(source, len(rows))
    return Reading(
        records=_records(columns, rows),
        marks=document.marks,
        columns=tuple(column for column in columns if column),
    )


def _sheet(source: Source, document: Document) -> Sheet:
    """Return the sheet that the source names, or the first one that people see."""
    try:
        book = read_book(document.path, f"{source.name}.{source.type.value}")
    except SpreadsheetError as err:
        raise malformed(source, source.type.value.upper()) from err
    shown = [sheet for sheet in book.sheets if not sheet.is_hidden]
    for sheet in book.sheets if source.sheet else shown:
        if source.sheet in ("", sheet.name):
            return sheet
    raise PullError(
        _('{url}: it has no sheet "{sheet}". Nothing was changed.'),
        url=source.url,
        sheet=source.sheet,
    )


def _head(source: Source, sheet: Sheet) -> Row:
    """Find the row that has every column of the mapping."""
    wanted = {heading(path): path for path in _paths(source)}
    lacking = list(wanted.values())
    for row in sheet.rows[:_HEAD_ROWS]:
        present = {heading(_text(cell)) for cell in row.cells}
        absent = [path for name, path in wanted.items() if name not in present]
        if not absent:
            return row
        lacking = min(lacking, absent, key=len)
    raise PullError(
        _("{url}: its table has no column {columns}. Nothing was changed."),
        url=source.url,
        columns=", ".join(f'"{column}"' for column in lacking),
    )


def _paths(source: Source) -> Iterator[str]:
    yield source.identity
    for rule in source.mapping.values():
        if rule.path:
            yield rule.path


def _records(columns: Iterable[str], rows: Iterable[Row]) -> Iterator[tuple[int, Raw]]:
    names = [heading(column) for column in columns]
    for row in rows:
        record = dict(zip(names, map(_text, row.cells), strict=False))
        record.pop("", None)
        if any(record.values()):
            yield row.number, record


def _text(cell: Cell) -> str:
    """Return a cell as it is written; what a failed formula left says nothing."""
    if cell is None or isinstance(cell, CellError):
        return ""
    if isinstance(cell, bool):
        return "ya" if cell else "tidak"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and (cell.hour, cell.minute, cell.second) == (0, 0, 0):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell).strip()
