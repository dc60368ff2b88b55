"""The rows of a form as CSV: semicolons, as Excel wants them under Indonesian settings.

UTF-8 with a byte order mark, by which Excel knows it. What looks like a formula is put to sleep,
and the reader of spreadsheets wakes it.
"""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from ckanext.ppidbontang.documents.hygiene import asleep, kept
from ckanext.ppidbontang.documents.to_csv import Lines

_ROWS_A_CHUNK = 100


def write(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """Yield the file piece by piece; rows are read once."""
    lines = Lines()
    writer = csv.writer(lines, delimiter=";")
    yield codecs.BOM_UTF8
    for row in chain((headings,), rows):
        writer.writerow([asleep(kept(text)) for text in row])
        if len(lines) == _ROWS_A_CHUNK:
            yield lines.take()
    if lines:
        yield lines.take()
