"""The spreadsheet that somebody handed in, with what an import refuses marked in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import ckan.plugins.toolkit as tk

from ckanext.ppidbontang.documents.forms import marked as document
from ckanext.ppidbontang.domain.rules import Severity
from ckanext.ppidbontang.domain.written.cells import Sheet
from ckanext.ppidbontang.domain.written.headings import HEADINGS
from ckanext.ppidbontang.exports import form

# The heading over the messages; an import passes over the column.
MESSAGES = "Kesalahan"


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """Say what is wrong with a cell of a row, or, where `column` is None, with the row."""

    column: int | None
    message: str
    weight: Severity


def marked(
    sheet: Sheet,
    columns: Mapping[int, str | None],
    problems: Mapping[int, Sequence[Mark]],
    header_rows: Sequence[int],
) -> bytes:
    """Return the sheet as XLSX, every row and column in its place and the problems marked.

    Mended there it can be handed in again: a row without problems is as it was.

    Args:
        sheet: what was read
        columns: the field of each column, None for one that says nothing of an entry
        problems: what is wrong, by the number of the row
        header_rows: the numbers of the rows that hold the headings
    """
    with form.in_indonesian():
        offered = form.choices()
        words = document.Words(
            sheet=form.SHEET,
            messages=MESSAGES,
            choices=tk._("Choices"),
            not_offered=form.not_offered(),
            not_offered_here=form.not_offered_here(),
        )
    return document.write(
        sheet,
        {
            row: [
                document.Mark(
                    column=mark.column,
                    message=mark.message,
                    is_error=mark.weight is Severity.ERROR,
                )
                for mark in found
            ]
            for row, found in problems.items()
        },
        columns={
            place: document.Offer(field=field, heading=HEADINGS[field], choices=offered.get(field))
            for place, field in columns.items()
            if field
        },
        heading_rows=header_rows,
        words=words,
    )
