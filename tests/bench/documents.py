"""Time and weigh the documents of a register.

Run as `documents.py ROWS ROUNDS` with the plugin and the tests on the path; prints the figures as
JSON. A process of its own, so that the memory of its children is that of the typesetter.
"""

from __future__ import annotations

import io
import json
import resource
import statistics
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import replace

import openpyxl
from pypdf import PdfReader

from ckanext.ppidbontang.documents import to_xlsx
from ckanext.ppidbontang.documents.formats import Format, write
from ckanext.ppidbontang.documents.tables import Row, Table
from tests.documents.registers import dip

MEGABYTE = 1024 * 1024


def register(count: int) -> Table:
    """Return a list of public information whose summaries differ, as they do in a city."""
    table = dip(count)
    return replace(table, rows=(_told_apart(row) for row in table.rows))


def _told_apart(row: Row) -> Row:
    number, category, kind, summary, *rest = row
    return (number, category, kind, f"{summary} ({number})", *rest)


def stream(count: int, format: Format, rounds: int) -> dict[str, float]:
    """Time the first piece and the whole, and weigh what is held at most meanwhile."""
    firsts: list[float] = []
    wholes: list[float] = []
    for _round in range(rounds):
        start = time.perf_counter()
        pieces = write(register(count), format)
        next(pieces)
        firsts.append(time.perf_counter() - start)
        _exhaust(pieces)
        wholes.append(time.perf_counter() - start)
    return {
        "first_byte_ms": _ms(firsts),
        "whole_ms": _ms(wholes),
        "peak_kb": round(_peak(lambda: _exhaust(write(register(count), format))) / 1024),
        "peak_kb_of_ten_times_as_many": round(
            _peak(lambda: _exhaust(write(register(count * 10), format))) / 1024
        ),
    }


def spreadsheet(count: int, rounds: int) -> dict[str, float]:
    """Time the workbook against openpyxl's write-only mode, in turn; processor time."""
    table = register(count)
    rows = list(table.rows)
    heading = [column.title for column in table.columns]
    ours: list[float] = []
    theirs: list[float] = []
    for _round in range(rounds):
        theirs.append(_cpu(lambda: _openpyxl(heading, rows)))
        ours.append(_cpu(lambda: to_xlsx.write(replace(table, rows=rows))))
    pairs = zip(ours, theirs, strict=True)
    return {
        "xlsx_ms": _ms(ours),
        "openpyxl_ms": _ms(theirs),
        "ratio": round(statistics.median(our / their for our, their in pairs), 2),
        "peak_mb": round(_peak(lambda: to_xlsx.write(replace(table, rows=rows))) / MEGABYTE, 1),
    }


def print_out(count: int) -> dict[str, float]:
    """Time and weigh the PDF: what this process holds, and what the typesetter did."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    [made] = write(register(count), Format.PDF)
    seconds = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    pages = len(PdfReader(io.BytesIO(made)).pages)
    return {
        "rows": count,
        "pages": pages,
        "seconds": round(seconds, 2),
        "typesetter_cpu_seconds": round(cpu, 2),
        "pages_per_second": round(pages / seconds),
        "pages_per_cpu_second": round(pages / cpu),
        "typesetter_peak_mb": round(after.ru_maxrss / 1024),
        "file_mb": round(len(made) / MEGABYTE, 1),
    }


def _openpyxl(heading: list[str], rows: list[Row]) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(heading)
    for row in rows:
        sheet.append(row)
    book.save(io.BytesIO())


def _exhaust(pieces: Iterator[bytes]) -> None:
    for _piece in pieces:
        pass


def _cpu(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _peak(work: Callable[[], object]) -> int:
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def _ms(seconds: list[float]) -> float:
    return round(statistics.median(seconds) * 1000, 2)


def main(count: int, rounds: int) -> None:
    """Measure everything; the small PDF first, since the peak of the children only grows."""
    figures = {
        "csv": stream(count, Format.CSV, rounds),
        "json": stream(count, Format.JSON, rounds),
        "xlsx": spreadsheet(count, rounds),
        "pdf": [print_out(size) for size in (60, count // 10, count)],
    }
    sys.stdout.write(json.dumps(figures))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
