"""The rows of a sheet with its merged cells undone."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from ckanext.ppidbontang.domain.written.cells import Cell, Merge, Row, Sheet
from ckanext.ppidbontang.domain.written.text import as_text


@dataclass(frozen=True, kw_only=True, slots=True)
class Grid:
    """Hold rows in which every row of a merge has its value, in the first of its columns.

    `spans` has the last column of every merge that is wider than one, by row number and first
    column; `covers` the first and last row number of every merge that is higher than one.
    """

    rows: tuple[Row, ...]
    width: int
    spans: Mapping[int, Mapping[int, int]]
    covers: tuple[tuple[int, int], ...]

    def headings(self, place: int) -> list[str]:
        """Return the texts of a row, a line each; those of merged cells in all their columns."""
        row = self.rows[place]
        texts = [" ".join(as_text(cell).split()) for cell in row.cells]
        texts += [""] * (self.width - len(texts))
        for left, right in self.spans.get(row.number, {}).items():
            texts[left : right + 1] = [texts[left]] * (right + 1 - left)
        return texts

    def grouped(self, place: int) -> frozenset[int]:
        """Return the columns of a row that share a cell with others."""
        spans = self.spans.get(self.rows[place].number, {})
        return frozenset(
            column for left, right in spans.items() for column in range(left, right + 1)
        )


def undo_merges(sheet: Sheet) -> Grid:
    """Give every row of a merge the value that only its first row has."""
    width = max((len(row.cells) for row in sheet.rows), default=0)
    numbers = [row.number for row in sheet.rows]
    filled: dict[int, list[Cell]] = {}
    spans: dict[int, dict[int, int]] = {}
    room = len(numbers) * width
    for merge in sheet.merges:
        if merge.left >= width:
            continue
        right = min(merge.right, width - 1)
        places = range(bisect_left(numbers, merge.top), bisect_right(numbers, merge.bottom))
        room -= len(places)
        if room < 0:
            break  # merges that overlap: no spreadsheet program makes them
        for place in places:
            if right > merge.left:
                spans.setdefault(numbers[place], {})[merge.left] = right
            if place > places[0]:
                cells = filled.setdefault(place, _padded(sheet.rows[place], width))
                cells[merge.left] = _value(sheet.rows[places[0]], merge)
    rows = tuple(
        Row(number=row.number, cells=tuple(filled[place])) if place in filled else row
        for place, row in enumerate(sheet.rows)
    )
    covers = tuple((merge.top, merge.bottom) for merge in sheet.merges if merge.bottom > merge.top)
    return Grid(rows=rows, width=width, spans=spans, covers=covers)


def _padded(row: Row, width: int) -> list[Cell]:
    return [*row.cells, *[None] * (width - len(row.cells))]


def _value(row: Row, merge: Merge) -> Cell:
    """Return the value of a merge, unless its first row is missing because it is empty."""
    is_first = row.number == merge.top and merge.left < len(row.cells)
    return row.cells[merge.left] if is_first else None
