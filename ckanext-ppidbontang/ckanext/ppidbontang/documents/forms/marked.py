"""A sheet as it was read, with what is wrong with it marked in it: mended there, it comes back."""

# XlsxWriter is typed in part, and has no marker to say so.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportArgumentType=false

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ckanext.ppidbontang.documents import excel
from ckanext.ppidbontang.documents.forms.form import Choices, DependentChoices
from ckanext.ppidbontang.documents.forms.lists import Lists
from ckanext.ppidbontang.documents.forms.looks import cell
from ckanext.ppidbontang.documents.hygiene import is_formula
from ckanext.ppidbontang.domain.written.cells import Cell, CellError, Merge, Sheet

# Excel's calendar has a 29 February 1900.
_FIRST_DAY = date(1900, 3, 1)
_WIDTH, _MESSAGES_WIDTH = 24, 70
_NOTE = {"width": 320, "height": 130, "font_size": 9}
# What a cell whose formula failed can hold in Excel; other programs have more.
_ERRORS = ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!")
# What Excel does not take into the name of a sheet, and how long that may be.
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]|^'|'$")
_LONGEST_NAME = 31
# A sheet may be called like ours.
_SPARE = "_"


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """Say what is wrong with a cell, or, without a column, with the whole row."""

    column: int | None
    message: str
    is_error: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Offer:
    """Name what a column is, and the values that it offers."""

    field: str
    heading: str
    choices: Choices | DependentChoices | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """Hold the heading over the messages, names of sheets, and what a drop-down says.

    `sheet` is the name of a sheet that has none, as that of a CSV.
    """

    sheet: str
    messages: str
    choices: str
    not_offered: str
    not_offered_here: str


def write(
    sheet: Sheet,
    marks: Mapping[int, Sequence[Mark]],
    *,
    columns: Mapping[int, Offer],
    heading_rows: Sequence[int],
    words: Words,
) -> bytes:
    """Return a workbook with the same sheet, each row and column in its place.

    Args:
        sheet: what was read
        marks: what is wrong, by the number of the row
        columns: what each column is, where that is known
        heading_rows: the numbers of the rows that hold the headings
        words: the words that are ours
    """
    file = BytesIO()
    with Workbook(file) as book:
        page = _Page(book, sheet, frozenset(heading_rows), words)
        messages = _messages_column(sheet, heading_rows, words.messages)
        page.write(without=messages)
        page.mark(marks, messages)
        bottom = max(heading_rows, default=0)
        page.head_messages(messages, bottom, words.messages)
        lists = Lists(
            book,
            words.choices + (_SPARE if page.is_called(words.choices) else ""),
            refusal=words.not_offered,
            doubt=words.not_offered_here,
        )
        places = {offer.field: place for place, offer in columns.items()}
        for place, offer in columns.items():
            if offer.choices:
                lists.offer(
                    page.page, place, offer.heading, offer.choices, first=bottom, places=places
                )
        lists.close()
    return file.getvalue()


def _messages_column(sheet: Sheet, heading_rows: Sequence[int], heading: str) -> int:
    """Return where the messages go: where they went before, or else to the right of everything."""
    for row in sheet.rows:
        if row.number in heading_rows and heading in row.cells:
            return row.cells.index(heading)
    merged = (merge.right + 1 for merge in sheet.merges)
    return max((*(len(row.cells) for row in sheet.rows), *merged), default=0)


class _Page:
    """Writes one sheet, with one look for each kind of cell and weight of what is wrong with it."""

    def __init__(
        self, book: Workbook, sheet: Sheet, heading_rows: frozenset[int], words: Words
    ) -> None:
        self._book = book
        self._sheet = sheet
        self._heading_rows = heading_rows
        self._looks: dict[tuple[str, str], Format] = {}
        self._cells = {row.number: row.cells for row in sheet.rows}
        self._name = _NOT_IN_NAMES.sub(" ", sheet.name)[:_LONGEST_NAME].strip() or words.sheet
        self.page: Worksheet = book.add_worksheet(self._name)

    def is_called(self, name: str) -> bool:
        """Say whether the sheet has a name, as Excel compares names."""
        return self._name.casefold() == name.casefold()

    def write(self, *, without: int) -> None:
        """Write the cells as they are; a column of old messages is left out."""
        width = max((len(row.cells) for row in self._sheet.rows), default=0)
        self.page.set_column(0, max(width - 1, 0), _WIDTH)
        for merge in self._sheet.merges:
            if (merge.top, merge.left) != (merge.bottom, merge.right):
                self._merge(merge)
        for row in self._sheet.rows:
            weight = "heading" if row.number in self._heading_rows else ""
            for place, value in enumerate(row.cells):
                if value is not None and place != without:
                    self._write(row.number, place, value, weight)

    def mark(self, marks: Mapping[int, Sequence[Mark]], messages: int) -> None:
        """Colour what is wrong and say why: beside the cell, and at the end of the row."""
        for number, found in marks.items():
            by_cell: dict[tuple[int, int], list[Mark]] = {}
            for mark in found:
                if mark.column is not None:
                    by_cell.setdefault(self._anchor(number, mark.column), []).append(mark)
            for (row, place), of_cell in by_cell.items():
                weight = "error" if any(mark.is_error for mark in of_cell) else "warning"
                self._write(row, place, self._value(row, place), weight)
                note = excel.cut(cell("\n".join(mark.message for mark in of_cell)))
                self.page.write_comment(row - 1, place, note, _NOTE)
            said = dict.fromkeys(mark.message for mark in found)
            weight = "error" if any(mark.is_error for mark in found) else "warning"
            self._write(number, messages, excel.cut("\n".join(said)), weight)

    def head_messages(self, messages: int, bottom: int, heading: str) -> None:
        """Write the heading over the messages, and keep the headings in sight."""
        self.page.set_column(messages, messages, _MESSAGES_WIDTH)
        if bottom:
            self._write(bottom, messages, heading, "heading")
            self.page.freeze_panes(bottom, 0)
            last = max((row.number for row in self._sheet.rows), default=bottom)
            self.page.autofilter(bottom - 1, 0, max(last - 1, bottom), messages)

    def _merge(self, merge: Merge) -> None:
        weight = "heading" if merge.top in self._heading_rows else ""
        self.page.merge_range(
            merge.top - 1, merge.left, merge.bottom - 1, merge.right, "", self._look("text", weight)
        )

    def _anchor(self, number: int, place: int) -> tuple[int, int]:
        """Return the cell that holds what is in a place: of cells that are joined the first."""
        for merge in self._sheet.merges:
            if merge.top <= number <= merge.bottom and merge.left <= place <= merge.right:
                return merge.top, merge.left
        return number, place

    def _value(self, number: int, place: int) -> Cell:
        cells = self._cells.get(number, ())
        return cells[place] if place < len(cells) else None

    def _write(self, number: int, place: int, value: Cell, weight: str) -> None:
        row = number - 1
        match value:
            case None:
                self.page.write_blank(row, place, None, self._look("text", weight))
            case CellError():
                # A formula that fails in the same way, so that it is refused again.
                error = value if value in _ERRORS else _ERRORS[-1]
                self.page.write_formula(row, place, f"={error}", self._look("text", weight), error)
            case str():
                text = excel.cut(cell(value))
                look = self._look("asleep" if is_formula(text) else "text", weight)
                self.page.write_string(row, place, text, look)
            case bool():
                self.page.write_boolean(row, place, value, self._look("plain", weight))
            case int() | float():
                self.page.write_number(row, place, value, self._look("plain", weight))
            case time():
                self.page.write_datetime(row, place, value, self._look("time", weight))
            case _:
                self._write_day(row, place, value, weight)

    def _write_day(self, row: int, place: int, value: date | datetime, weight: str) -> None:
        day = value.date() if isinstance(value, datetime) else value
        if day < _FIRST_DAY:
            self.page.write_string(row, place, value.isoformat(), self._look("text", weight))
            return
        look = self._look("moment" if isinstance(value, datetime) else "day", weight)
        self.page.write_datetime(row, place, value, look)

    def _look(self, kind: str, weight: str) -> Format:
        if (kind, weight) not in self._looks:
            self._looks[kind, weight] = self._book.add_format({**_KINDS[kind], **_WEIGHTS[weight]})
        return self._looks[kind, weight]


_TOP = {"valign": "top"}
_KINDS: Mapping[str, Mapping[str, object]] = {
    "plain": _TOP,
    "text": {**_TOP, "text_wrap": True},
    "asleep": {**_TOP, "text_wrap": True, "quote_prefix": True},
    "day": {**_TOP, "num_format": "yyyy-mm-dd"},
    "moment": {**_TOP, "num_format": "yyyy-mm-dd hh:mm:ss"},
    "time": {**_TOP, "num_format": "hh:mm:ss"},
}
_WEIGHTS: Mapping[str, Mapping[str, object]] = {
    "": {},
    "heading": {"bold": True, "bg_color": "#E7E6E6", "border": 1, "border_color": "#A6A6A6"},
    "warning": {"bg_color": "#FFEB9C", "font_color": "#7F6000"},
    "error": {"bg_color": "#FFC7CE", "font_color": "#9C0006"},
}
