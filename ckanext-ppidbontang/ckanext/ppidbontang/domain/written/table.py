"""Find the table of entries in a sheet, and say which of its columns says which field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ckanext.ppidbontang.domain.written.body import TableRow, read_body
from ckanext.ppidbontang.domain.written.cells import Sheet
from ckanext.ppidbontang.domain.written.columns import (
    Column,
    name_columns,
    number_column,
    without_field,
)
from ckanext.ppidbontang.domain.written.grid import undo_merges
from ckanext.ppidbontang.domain.written.header import find_header
from ckanext.ppidbontang.domain.written.matching import Certainty
from ckanext.ppidbontang.domain.written.notes import Note


@dataclass(frozen=True, kw_only=True, slots=True)
class FoundTable:
    """Hold the table of a sheet; `notes` say what was left out of it.

    `header_rows` are the numbers of its first and last row of headings.
    """

    sheet: str
    header_rows: tuple[int, int]
    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    notes: tuple[Note, ...] = ()


def find_table(sheet: Sheet) -> FoundTable | None:
    """Return the table of a sheet, or None where nothing looks like one."""
    grid = undo_merges(sheet)
    header = find_header(grid)
    if header is None:
        return None
    columns, column_notes = name_columns(header, grid.rows[header.last + 1 :])
    number = number_column(header)
    known = [column.index for column in columns if column.field]
    if len(known) < 2:  # nobody knows yet what the columns say
        known = [column.index for column in columns if column.index != number]
    rows, row_notes = read_body(grid, header, known, number)
    return FoundTable(
        sheet=sheet.name,
        header_rows=(grid.rows[header.first].number, grid.rows[header.last].number),
        columns=columns,
        rows=rows,
        notes=(*column_notes, *row_notes),
    )


def with_columns(table: FoundTable, fields: Mapping[int, str]) -> FoundTable:
    """Return the table with columns that say what a person says they do.

    Args:
        table: The table as it was found.
        fields: By column, a field of `HEADINGS` or `COMBINED`, or "" where it says none.
    """
    taken = set(fields.values())
    return replace(
        table, columns=tuple(_confirmed(column, fields, taken) for column in table.columns)
    )


def _confirmed(column: Column, fields: Mapping[int, str], taken: set[str]) -> Column:
    if column.index in fields:
        return replace(column, field=fields[column.index] or None, certainty=Certainty.EXACT)
    return without_field(column) if column.field in taken else column
