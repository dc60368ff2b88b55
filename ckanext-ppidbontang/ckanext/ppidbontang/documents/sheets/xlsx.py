"""XLSX by calamine, which gives the stored values of formulas, and dates as dates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from ckanext.ppidbontang.documents.sheets.answer import Answer, Found
from ckanext.ppidbontang.documents.sheets.container import Container
from ckanext.ppidbontang.documents.sheets.limits import MAX_COLUMNS, MAX_RECTANGLE
from ckanext.ppidbontang.documents.sheets.problems import Problem, Refusal
from ckanext.ppidbontang.documents.sheets.xlsx_look import Look, look_at, sheet_parts
from ckanext.ppidbontang.domain.written.cells import CellError

# At any other calamine gives up. Some programs write errors of their own.
_ERRORS = frozenset(("", "#REF!", "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#VALUE!"))


def read(file: IO[bytes], answer: Answer) -> None:
    """Hand over the sheets of a workbook; sheets that are charts have no cells.

    Raises:
        Refusal: It is damaged, unsafe or too large.
    """
    container = Container(file)
    parts = sheet_parts(container)
    file.seek(0)
    answer.book("xlsx", {})
    try:
        workbook = CalamineWorkbook.from_filelike(file)
        for index, (meta, part) in enumerate(zip(workbook.sheets_metadata, parts, strict=True)):
            if meta.typ == SheetTypeEnum.WorkSheet:
                answer.sheet(meta.name, is_hidden=meta.visible != SheetVisibleEnum.Visible)
                look = look_at(container, part)
                _require_bearable(look, answer)
                _hand_over(workbook.get_sheet_by_index(index), look, answer)
    except (CalamineError, OSError, ValueError) as err:
        raise Refusal(Problem.DAMAGED) from err


def _require_bearable(look: Look, answer: Answer) -> None:
    if look.right[1] >= MAX_COLUMNS:
        row, column = look.right
        raise answer.refusal(Problem.TOO_MANY_COLUMNS, row + 1, column, limit=MAX_COLUMNS)
    if look.rectangle > MAX_RECTANGLE:
        row, column = look.bottom
        raise answer.refusal(Problem.FAR_CELL, row + 1, column)
    for row, errors in look.errors.items():
        for column, value in errors.items():
            if value not in _ERRORS:
                raise answer.refusal(Problem.UNKNOWN_ERROR, row + 1, column, value=value)


def _hand_over(sheet: CalamineSheet, look: Look, answer: Answer) -> None:
    errors = look.errors
    for index, cells in enumerate(_rows(sheet)):
        for column, error in errors.get(index, {}).items():
            cells[column] = CellError(error)
        answer.row(index + 1, cells)
    answer.merges(
        [
            (top + 1, left, bottom + 1, right)
            for (top, left), (bottom, right) in sheet.merged_cell_ranges or []
        ]
    )


def _rows(sheet: CalamineSheet) -> Iterator[list[Found]]:
    """Yield the rows from the first of the sheet on, each from its first column on."""
    if sheet.start is not None:
        before: list[Found] = [None] * sheet.start[1]
        for cells in sheet.iter_rows():
            yield [*before, *cells]
