"""Tables as XLSX: typed cells under a title block, ready to filter and to print."""

# XlsxWriter is typed in part, and has no marker to say so.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from itertools import count
from tempfile import TemporaryDirectory

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ckanext.ppidbontang.documents import excel
from ckanext.ppidbontang.documents.hygiene import is_formula, is_web_address, plain
from ckanext.ppidbontang.documents.tables import Cell, Column, Table

_SHEET = "Daftar"
_A4 = 9
# What Excel can hold.
_MAX_WIDTH = 255
_LINE_HEIGHT = 15.0
_MAX_HEIGHT = 409.0
_MAX_LINKS = 65_530
_MAX_ADDRESS = 2_079
_MAX_HEADER = 120
# Excel counts days, and its calendar has a 29 February 1900.
_DAY_ZERO = date(1899, 12, 30)
_FIRST_DAY = date(1900, 3, 1)
_INDONESIAN_DATE = "[$-421]d mmmm yyyy"
_BODY = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#BFBFBF"}


@dataclass(frozen=True, slots=True)
class _Formats:
    """Hold the looks of a workbook. `quoted` keeps text that looks like a formula asleep."""

    title: Format
    line: Format
    heading: Format
    text: Format
    quoted: Format
    date: Format
    link: Format

    @classmethod
    def of(cls, book: Workbook) -> _Formats:
        return cls(
            title=book.add_format({"bold": True, "font_size": 14, "quote_prefix": True}),
            line=book.add_format({"quote_prefix": True}),
            heading=book.add_format(
                {**_BODY, "bold": True, "bg_color": "#E7E6E6", "quote_prefix": True}
            ),
            text=book.add_format(_BODY),
            quoted=book.add_format({**_BODY, "quote_prefix": True}),
            date=book.add_format({**_BODY, "num_format": _INDONESIAN_DATE, "align": "left"}),
            link=book.add_format(
                {**_BODY, "text_wrap": False, "font_color": "#0563C1", "underline": 1}
            ),
        )


def write(table: Table) -> bytes:
    """Return the workbook."""
    file = BytesIO()
    with _workbook(table, file) as book:
        sheet = book.add_worksheet(_SHEET)
        formats = _Formats.of(book)
        heading = _write_titles(sheet, table, formats)
        last = _write_table(sheet, table, heading, formats)
        _set_up(sheet, table, heading, last)
    return file.getvalue()


@contextmanager
def _workbook(table: Table, file: BytesIO) -> Generator[Workbook]:
    """Make a workbook that keeps its rows on disk; an export that breaks off leaves none there."""
    with TemporaryDirectory(prefix="ppid-xlsx-") as folder:
        options = {"constant_memory": True, "tmpdir": folder}
        book = Workbook(file, options)
        created = datetime(table.on.year, table.on.month, table.on.day)  # noqa: DTZ001 (Excel knows no zones)
        title, *lines = (plain(text) for text in (table.title, *table.lines))
        book.set_properties({"title": title, "comments": "\n".join(lines), "created": created})
        yield book
        book.close()


def _write_titles(sheet: Worksheet, table: Table, formats: _Formats) -> int:
    """Write title and lines, and return the row of the headings."""
    sheet.write_string(0, 0, _text(table.title), formats.title)
    for number, line in enumerate(table.lines, 1):
        sheet.write_string(number, 0, _text(line), formats.line)
    return len(table.lines) + 2


def _write_table(sheet: Worksheet, table: Table, heading: int, formats: _Formats) -> int:
    """Write headings and rows, and return the last row."""
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, min(column.width, _MAX_WIDTH))
        sheet.write_string(heading, place, _text(column.title), formats.heading)
    sheet.set_row(heading, _height(table.columns, [column.title for column in table.columns]))
    writer = _Cells(sheet, formats)
    number = heading
    for number, row in enumerate(table.rows, heading + 1):
        sheet.set_row(number, _height(table.columns, row))
        for place, (column, cell) in enumerate(zip(table.columns, row, strict=True)):
            writer.write(number, place, column, cell)
    return number


def _height(columns: Sequence[Column], row: Sequence[Cell]) -> float:
    """Return the height of a row: LibreOffice doesn't fit it to wrapped text, as Excel does."""
    lines = [
        _lines(cell, column.width)
        for column, cell in zip(columns, row, strict=True)
        if isinstance(cell, str) and not column.is_link
    ]
    return min(_MAX_HEIGHT, _LINE_HEIGHT * max(lines, default=1))


def _lines(text: str, width: int) -> int:
    """Estimate the lines of a wrapped text: letters are narrower than the digits of a width."""
    if len(text) <= width and "\n" not in text:
        return 1
    return sum(max(1, -(-len(line) // width)) for line in text.split("\n"))


class _Cells:
    """Write cells after their type, and as many links as a sheet can hold."""

    def __init__(self, sheet: Worksheet, formats: _Formats) -> None:
        self._sheet = sheet
        self._formats = formats
        self._links = count(1)

    def write(self, row: int, place: int, column: Column, cell: Cell) -> None:
        match cell:
            case str():
                self._write_text(row, place, column, _text(cell))
            case None:
                self._sheet.write_blank(row, place, None, self._formats.text)
            case date() if cell >= _FIRST_DAY:
                self._sheet.write_number(row, place, (cell - _DAY_ZERO).days, self._formats.date)
            case date():
                self._sheet.write_string(row, place, cell.isoformat(), self._formats.text)
            case _:
                self._sheet.write_number(row, place, cell, self._formats.text)

    def _write_text(self, row: int, place: int, column: Column, text: str) -> None:
        if column.is_link and self._can_link(text):
            self._sheet.write_url(row, place, text, self._formats.link)
        elif is_formula(text):
            self._sheet.write_string(row, place, text, self._formats.quoted)
        else:
            self._sheet.write_string(row, place, text, self._formats.text)

    def _can_link(self, text: str) -> bool:
        is_address = len(text) <= _MAX_ADDRESS and is_web_address(text)
        return is_address and next(self._links) <= _MAX_LINKS


def _text(text: str) -> str:
    """Make a text fit for a cell."""
    return excel.cut(excel.no_markup(plain(text)))


def _set_up(sheet: Worksheet, table: Table, heading: int, last: int) -> None:
    """Keep the headings in sight, on the screen and on paper."""
    right = len(table.columns) - 1
    sheet.freeze_panes(heading + 1, 0)
    sheet.autofilter(heading, 0, last, right)
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.set_margins(left=0.4, right=0.4, top=0.8, bottom=0.8)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(heading)
    sheet.print_area(0, 0, last, right)
    title = excel.cut(plain(table.title).replace("\n", " "), _MAX_HEADER).replace("&", "&&")
    sheet.set_header(f"&L{title}")
    sheet.set_footer("&RHalaman &P dari &N")
