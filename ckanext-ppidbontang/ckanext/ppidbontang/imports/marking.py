"""The spreadsheet of an import as it came, with what is wrong with its rows marked in it."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan import model

from ckanext.ppidbontang.domain.rules import Severity
from ckanext.ppidbontang.domain.written.cells import Sheet
from ckanext.ppidbontang.domain.written.headings import HEADINGS
from ckanext.ppidbontang.exports.marking import Mark, marked
from ckanext.ppidbontang.imports import reading, store, uploads
from ckanext.ppidbontang.imports.reading import Reading
from ckanext.ppidbontang.model import Import


def workbook(import_id: str) -> bytes:
    """Return the sheet of an import as XLSX, the problems marked.

    The file is read anew: what it says is not kept twice.

    Raises:
        ObjectNotFound: its time is over, and the file was removed.
        SpreadsheetError: it cannot be read any more.
    """
    found = model.Session.get_one(Import, import_id)
    if not found.file_id:
        raise tk.ObjectNotFound
    with (
        uploads.opened(found.file_id) as path,
        reading.opened(path, found.filename, found.options) as read,
    ):
        columns = read.found.columns
        places = {column.letter: column.index for column in columns}
        first, last = read.found.header_rows
        return marked(
            _sheet(read),
            {one.index: one.field if one.field in HEADINGS else None for one in columns},
            {
                number: [_mark(problem, places) for problem in problems]
                for number, problems in store.problems(import_id).items()
            },
            range(first, last + 1),
        )


def _sheet(read: Reading) -> Sheet:
    return next(sheet for sheet in read.book.sheets if sheet.name == read.found.sheet)


def _mark(problem: dict[str, str], places: dict[str, int]) -> Mark:
    return Mark(
        column=places.get(problem["letter"]),
        message=problem["message"],
        weight=Severity(problem["weight"]),
    )
