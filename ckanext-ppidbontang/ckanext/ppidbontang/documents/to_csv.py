r"""Tables as CSV.

Comma, CRLF and quotes as RFC 4180 has them, since that is what programs, `DataStore` and every
statistics package read without being told. UTF-8 with a byte order mark, since Excel reads UTF-8
by nothing else. (Under Indonesian settings Excel wants semicolons and shows a row as one cell;
officers who open a register by double click take the XLSX.)
"""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterable, Iterator
from datetime import date

from ckanext.ppidbontang.documents.hygiene import defused, plain
from ckanext.ppidbontang.documents.tables import Cell, Table

_ROWS_A_CHUNK = 100


class Lines(list[str]):
    """Be the file that `csv` writes to."""

    def write(self, line: str) -> int:
        self.append(line)
        return len(line)

    def take(self) -> bytes:
        taken = "".join(self).encode()
        self.clear()
        return taken


def write(table: Table) -> Iterator[bytes]:
    """Yield the file piece by piece; the heading before the first row is asked for."""
    lines = Lines()
    writer = csv.writer(lines)
    writer.writerow(_written(column.title for column in table.columns))
    yield codecs.BOM_UTF8 + lines.take()
    for row in table.rows:
        writer.writerow(_written(row))
        if len(lines) == _ROWS_A_CHUNK:
            yield lines.take()
    if lines:
        yield lines.take()


def _written(row: Iterable[Cell]) -> list[Cell]:
    return [_cell(cell) for cell in row]


def _cell(cell: Cell) -> Cell:
    """Write text so that it stays text, and leave numbers numbers."""
    if isinstance(cell, str):
        return defused(plain(cell))
    return cell.isoformat() if isinstance(cell, date) else cell
