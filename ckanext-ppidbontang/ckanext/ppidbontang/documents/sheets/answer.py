"""What the reading process hands back: lines of JSON, which whoever reads them may trust.

Each line is a list that begins with what it tells. A cell is what JSON has for it, or an object
with one key where JSON has nothing: `{"date": "2025-03-04"}`, `{"error": "#REF!"}`. What a pickle
of such a process could do is up to who made the file.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import IO

from ckanext.ppidbontang.documents.sheets.limits import (
    MAX_CHARACTERS,
    MAX_COLUMNS,
    MAX_MERGES,
    MAX_ROWS,
    MAX_TEXT,
)
from ckanext.ppidbontang.documents.sheets.problems import Problem, Refusal
from ckanext.ppidbontang.domain.written.cells import CellError

# What a program hands over for a cell; durations have no place in a table of ours.
Found = str | int | float | bool | date | datetime | time | timedelta | CellError | None
_Tagged = Mapping[str, str]
_Sent = str | int | float | bool | _Tagged | None
# Beyond, the digits of a number with a fraction are noise.
_EXACT = 10.0**15
_NAME_LENGTH = 100


class Answer:
    """Write sheets row by row, and refuse what is beyond the limits."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._sheet = ""
        self._rows = 0
        self._characters = 0

    def book(self, form: str, facts: Mapping[str, str]) -> None:
        """Say what the file is."""
        self._write("book", form, [*facts.items()])

    def sheet(self, name: str, *, is_hidden: bool) -> None:
        """Begin a sheet."""
        self._sheet = name[:_NAME_LENGTH]
        self._write("sheet", name, is_hidden)

    def row(self, number: int, cells: Iterable[Found]) -> None:
        """Write a row, if there is something in it.

        Raises:
            Refusal: With it the file holds too much.
        """
        found = [self._sent(cell, number, column) for column, cell in enumerate(cells)]
        while found and found[-1] is None:
            found.pop()
        if not found:
            return
        self._rows += 1
        self._require_room(number, len(found))
        self._write("row", number, found)

    def merges(self, merges: Sequence[tuple[int, int, int, int]]) -> None:
        """Say which cells of the sheet are joined: top, left, bottom, right."""
        if len(merges) > MAX_MERGES:
            raise Refusal(Problem.TOO_HEAVY)
        self._write("merges", merges)

    def member(self, name: str) -> None:
        """Name a file in an archive."""
        self._write("member", name)

    def problem(self, refusal: Refusal) -> None:
        """Say why the file is refused."""
        self._write("problem", refusal.problem.value, [*refusal.params.items()])

    def end(self) -> None:
        """Say that this was all; an answer without it was cut off."""
        self._write("end")

    def _write(self, *line: object) -> None:
        text = json.dumps(line, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        self._file.write(text.encode() + b"\n")

    def _sent(self, cell: Found, row: int, column: int) -> _Sent:
        sent = _text(cell) if type(cell) is str else _other(cell)
        if type(sent) is str:
            if len(sent) > MAX_TEXT:
                raise self.refusal(Problem.LONG_TEXT, row, column, limit=MAX_TEXT)
            self._characters += len(sent)
        return sent

    def _require_room(self, row: int, width: int) -> None:
        if width > MAX_COLUMNS:
            raise self.refusal(Problem.TOO_MANY_COLUMNS, row, width - 1, limit=MAX_COLUMNS)
        if self._rows > MAX_ROWS:
            raise self.refusal(Problem.TOO_MANY_ROWS, row, 0, limit=MAX_ROWS)
        if self._characters > MAX_CHARACTERS:
            raise self.refusal(Problem.TOO_MUCH_TEXT, row, 0, limit=MAX_CHARACTERS)

    def refusal(
        self, problem: Problem, row: int, column: int, *, limit: int = 0, value: str = ""
    ) -> Refusal:
        """Return why a cell of the sheet makes the file unreadable."""
        return Refusal(
            problem,
            sheet=self._sheet,
            row=str(row),
            cell=f"{letters(column)}{row}",
            limit=str(limit),
            value=value[:_NAME_LENGTH],
        )


def letters(column: int) -> str:
    """Return the name of a column, counted from 0."""
    name = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def _text(text: str) -> str | None:
    """Let lines end in one way; blanks alone are nothing."""
    if not text or text.isspace():
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _other(cell: Found) -> _Sent:
    """Return what stands for a cell that is not a plain text."""
    match cell:
        case CellError():
            return {"error": str(cell)}
        case float():
            return _number(cell)
        case datetime():
            return {"datetime": cell.isoformat()}
        case date():
            return {"date": cell.isoformat()}
        case time():
            return {"time": cell.isoformat()}
        case timedelta():
            return _duration(cell)
        case _:
            return cell


def _number(number: float) -> _Sent:
    """Make a whole number whole: most programs have none but those with a fraction."""
    if not math.isfinite(number):
        return {"error": "#NUM!"}
    return int(number) if number.is_integer() and abs(number) < _EXACT else number


def _duration(duration: timedelta) -> str:
    """Write a duration as the program shows it: 30:05:00."""
    seconds = round(duration.total_seconds())
    minutes, second = divmod(abs(seconds), 60)
    return f"{'-' * (seconds < 0)}{minutes // 60:02}:{minutes % 60:02}:{second:02}"


_FOUND: Mapping[str, Callable[[str], date | datetime | time | CellError]] = {
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
    "time": time.fromisoformat,
    "error": CellError,
}


def tagged(cell: _Tagged) -> date | datetime | time | CellError:
    """Return the cell that an object in an answer stands for."""
    [(kind, written)] = cell.items()
    return _FOUND[kind](written)
