"""Spreadsheets as officers send them: XLSX, ODS and CSV, whatever their names say.

Each cell is what the program shows, before anybody asks what is meant by it: formulas are their
stored values, failed ones are `CellError`, whole numbers are whole. In CSV all is text, but for
the names of errors.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ckanext.ppidbontang.documents.sheets import process
from ckanext.ppidbontang.documents.sheets.limits import MAX_FILE_BYTES
from ckanext.ppidbontang.documents.sheets.problems import Problem, SpreadsheetError, megabytes
from ckanext.ppidbontang.domain.written.cells import Merge, Row, Sheet


@dataclass(frozen=True, kw_only=True, slots=True)
class Book:
    """Hold a spreadsheet. `format` is xlsx, ods or csv; `facts` are what had to be guessed."""

    format: str
    sheets: tuple[Sheet, ...]
    facts: Mapping[str, str]


@dataclass(slots=True)
class _Draft:
    """Hold a sheet that is being read."""

    name: str
    is_hidden: bool
    rows: list[Row] = field(default_factory=list[Row])
    merges: list[Merge] = field(default_factory=list[Merge])

    def sheet(self) -> Sheet:
        return Sheet(
            name=self.name,
            rows=tuple(self.rows),
            merges=tuple(self.merges),
            is_hidden=self.is_hidden,
        )


def read(path: Path, filename: str) -> Book:
    """Return what is in a file; messages call it by `filename`.

    Raises:
        SpreadsheetError: It is no spreadsheet, is damaged or locked, or holds too much.
    """
    if path.stat().st_size > MAX_FILE_BYTES:
        limit = megabytes(MAX_FILE_BYTES)
        raise SpreadsheetError(Problem.FILE_TOO_LARGE, {"file": filename, "limit": limit})
    form, facts = "", {}
    drafts: list[_Draft] = []
    for kind, values in process.ask("sheets", path, filename):
        if kind == "book":
            form, facts = values[0], dict(values[1])
        elif kind == "sheet":
            name, is_hidden = values
            drafts.append(_Draft(name or process.own_name(filename), is_hidden))
        else:
            _fill(drafts[-1], kind, values)
    if not any(draft.rows for draft in drafts):
        raise SpreadsheetError(Problem.EMPTY, {"file": filename})
    return Book(format=form, sheets=tuple(draft.sheet() for draft in drafts), facts=facts)


def _fill(draft: _Draft, kind: str, values: list[Any]) -> None:
    if kind == "row":
        number, cells = values
        draft.rows.append(Row(number=number, cells=tuple(cells)))
    elif kind == "merges":
        draft.merges.extend(
            Merge(top=top, left=left, bottom=bottom, right=right)
            for top, left, bottom, right in values[0]
        )
