"""A form as XLSX: the sheet to fill in, the guide, examples, and the values that are offered.

Rows are written to disk as they come, so that a whole catalogue takes no more memory than a page.
"""

# XlsxWriter is typed in part, and has no marker to say so.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from datetime import datetime
from io import BytesIO
from itertools import groupby
from tempfile import TemporaryDirectory

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from ckanext.ppidbontang.documents import excel
from ckanext.ppidbontang.documents.forms.form import Column, Form
from ckanext.ppidbontang.documents.forms.lists import Lists
from ckanext.ppidbontang.documents.forms.looks import Looks, cell

_BANDS, _HEADINGS, _FIRST = 0, 1, 2
_LINE = 15.0
_HEADING_HEIGHT = 3 * _LINE
# Two lines: a row of fifty columns is read along, and Excel shows the rest of a cell on demand.
_ROW_HEIGHT = 2 * _LINE
_HIGHEST = 409.0
_TOPIC_WIDTH, _TEXT_WIDTH, _EXAMPLE_WIDTH = 34, 110, 60
_NOTE = {"width": 340, "height": 190, "font_size": 9}


def write(form: Form, rows: Iterable[Sequence[str]] = ()) -> bytes:
    """Return the workbook; rows have a text for every column, and are read once.

    A row with a text that no cell can hold is left out and named in the guide: what is cut off
    would come back as a change.
    """
    file = BytesIO()
    words = form.words
    with _workbook(form, file) as book:
        looks = Looks.of(book)
        sheet, guide, examples = (
            book.add_worksheet(name) for name in (words.sheet, words.guide, words.examples)
        )
        lists = Lists(book, words.choices, refusal=words.not_offered, doubt=words.not_offered_here)
        _write_headings(sheet, form, looks)
        _offer(sheet, form, lists)
        left_out = _write_rows(sheet, form, rows, looks)
        _write_guide(guide, form, left_out, looks)
        _write_examples(examples, form, looks)
        lists.close()
    return file.getvalue()


@contextmanager
def _workbook(form: Form, file: BytesIO) -> Generator[Workbook]:
    """Make a workbook that keeps its rows on disk; one that breaks off leaves none there."""
    with TemporaryDirectory(prefix="ppid-xlsx-") as folder:
        book = Workbook(file, {"constant_memory": True, "tmpdir": folder})
        created = datetime(form.on.year, form.on.month, form.on.day)  # noqa: DTZ001 (Excel knows no zones)
        book.set_properties({"title": form.title, "created": created})
        yield book
        book.close()


def _write_headings(sheet: Worksheet, form: Form, looks: Looks) -> None:
    """Write the names of the sections over their columns, and the headings with their notes."""
    sheet.set_default_row(_ROW_HEIGHT)
    place = 0
    for section, columns in groupby(form.columns, key=lambda column: column.section):
        last = place + len(list(columns)) - 1
        for empty in range(place, last + 1):
            sheet.write_blank(_BANDS, empty, None, looks.bands[section.tint])
        sheet.write_string(_BANDS, place, section.title, looks.bands[section.tint])
        place = last + 1
    sheet.set_row(_HEADINGS, _HEADING_HEIGHT)
    for place, column in enumerate(form.columns):
        look = looks.required if column.is_required else looks.headings[column.section.tint]
        sheet.set_column(place, place, column.width, looks.text)
        sheet.write_string(_HEADINGS, place, column.heading, look)
        sheet.write_comment(_HEADINGS, place, _note(form, column), _NOTE)
    # The name and the title of a row stay in sight.
    sheet.freeze_panes(_FIRST, 2)


def _note(form: Form, column: Column) -> str:
    return f"{form.words.required}\n{column.note}" if column.is_required else column.note


def _offer(sheet: Worksheet, form: Form, lists: Lists) -> None:
    places = {column.field: place for place, column in enumerate(form.columns)}
    for place, column in enumerate(form.columns):
        if column.choices:
            lists.offer(sheet, place, column.heading, column.choices, first=_FIRST, places=places)


def _write_rows(
    sheet: Worksheet, form: Form, rows: Iterable[Sequence[str]], looks: Looks
) -> list[str]:
    """Write the rows; return what those that were left out are called."""
    left_out: list[str] = []
    number = _FIRST
    for row in rows:
        if not all(map(excel.fits, row)):
            left_out.append(next(filter(None, row), ""))
            continue
        for place, text in enumerate(row):
            if text:
                looks.write(sheet, number, place, text)
        number += 1
    sheet.autofilter(_HEADINGS, 0, max(number - 1, _FIRST), len(form.columns) - 1)
    return left_out


def _write_guide(sheet: Worksheet, form: Form, left_out: Sequence[str], looks: Looks) -> None:
    """Write the guide: what is to be known first, and then what each column takes."""
    sheet.set_column(0, 0, _TOPIC_WIDTH)
    sheet.set_column(1, 1, _TEXT_WIDTH)
    warnings = [(form.words.left_out, "\n".join(left_out))] if left_out else []
    about_columns = [(column.heading, _note(form, column)) for column in form.columns]
    for number, (topic, text) in enumerate([*warnings, *form.guide, *about_columns]):
        lines = sum(-(-max(len(line), 1) // _TEXT_WIDTH) for line in text.split("\n"))
        beside = -(-len(topic) // _TOPIC_WIDTH)
        sheet.set_row(number, min(_LINE * max(lines, beside) + _LINE / 2, _HIGHEST))
        sheet.write_string(number, 0, excel.cut(cell(topic)), looks.topic)
        sheet.write_string(number, 1, excel.cut(cell(text)), looks.text)


def _write_examples(sheet: Worksheet, form: Form, looks: Looks) -> None:
    """Write the examples downwards, one column each: fifty columns side by side nobody reads.

    So they are no table to import either, should somebody hand in the form without a row.
    """
    count = len(form.examples)
    sheet.set_column(0, 0, _TOPIC_WIDTH)
    sheet.set_column(1, max(count, 1), _EXAMPLE_WIDTH)
    sheet.write_string(0, 0, form.words.column, looks.topic)
    for place in range(1, count + 1):
        sheet.write_string(0, place, f"{form.words.example} {place}", looks.topic)
    said = (column for column in form.columns if any(column.field in one for one in form.examples))
    for number, column in enumerate(said, 1):
        sheet.write_string(number, 0, column.heading, looks.topic)
        for place, example in enumerate(form.examples, 1):
            if text := example.get(column.field):
                sheet.write_string(number, place, cell(text), looks.example)
    sheet.freeze_panes(1, 1)
