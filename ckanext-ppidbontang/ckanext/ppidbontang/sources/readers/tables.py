"""A table at an address: CSV or XLSX, below the row that has the columns of the mapping."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import ckan.plugins.toolkit as tk

from ckanext.ppidbontang.documents.sheets import reading as sheets
from ckanext.ppidbontang.documents.sheets.problems import SpreadsheetError
from ckanext.ppidbontang.domain.messages import _
from ckanext.ppidbontang.domain.sources import Source
from ckanext.ppidbontang.domain.written.cells import Row, Sheet
from ckanext.ppidbontang.domain.written.text import as_text, fold
from ckanext.ppidbontang.sources.fetch import Document, Fetcher
from ckanext.ppidbontang.sources.problems import PullError
from ckanext.ppidbontang.sources.readers.reading import Marks, Raw, Reading, bounded

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
    columns = [as_text(cell) for cell in head.cells]
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
        book = sheets.read(document.path, f"{source.name}.{source.type.value}")
    except SpreadsheetError as err:
        message = _("{url}: {reason} Nothing was changed.")
        raise PullError(message, url=source.url, reason=err.render(tk._)) from err
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
    wanted = {fold(path): path for path in _paths(source)}
    lacking = list(wanted.values())
    for row in sheet.rows[:_HEAD_ROWS]:
        present = {fold(as_text(cell)) for cell in row.cells}
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
    names = [fold(column) for column in columns]
    for row in rows:
        record = dict(zip(names, row.cells, strict=False))
        record.pop("", None)
        if any(map(as_text, record.values())):
            yield row.number, record
