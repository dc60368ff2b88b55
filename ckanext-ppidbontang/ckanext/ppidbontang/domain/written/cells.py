"""The cells of a spreadsheet as people filled them in, whatever program wrote the file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time


class CellError(str):
    """Hold what stands in a cell whose formula failed, as in `#REF!`."""

    __slots__ = ()


Cell = str | int | float | bool | date | datetime | time | CellError | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """Hold a row that has something in it; `number` is what the spreadsheet program shows."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Merge:
    """Name cells that were joined into one: rows by number, columns from 0, ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """Hold a sheet, without its empty rows. Only the first cell of a merge has its value."""

    name: str
    rows: tuple[Row, ...]
    merges: tuple[Merge, ...] = ()
    is_hidden: bool = False
