"""CSV and its kin, written by any program of any country."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain, islice

from ckanext.ppidbontang.documents.hygiene import undefused
from ckanext.ppidbontang.documents.sheets.answer import Answer, Found
from ckanext.ppidbontang.documents.sheets.limits import MAX_FILE_BYTES
from ckanext.ppidbontang.documents.sheets.problems import Problem, Refusal
from ckanext.ppidbontang.documents.sheets.texts import decoded
from ckanext.ppidbontang.domain.written.cells import CellError

_SEPARATORS = ",;\t|"
# The line by which Excel is told the separator; Excel doesn't show it as a row either.
_SEPARATOR_LINE = re.compile(r"(\"?)sep=(.)\1(?:\r\n|\r|\n|$)", re.IGNORECASE)
_SAMPLE = 200
_ERRORS = frozenset(
    ("#REF!", "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#VALUE!", "#SPILL!", "#CALC!")
)
# Put behind the end, to see whether a quotation mark is still open there; no text has one.
_END = "\x00"


def read(data: bytes, answer: Answer) -> None:
    """Hand over the table in a text.

    Raises:
        Refusal: It is no text, or its end can't be told.
    """
    text, encoding = decoded(data)
    told = _SEPARATOR_LINE.match(text)
    if told:
        text = text[told.end() :]
    separator = told[2] if told else guessed_separator(text)
    answer.book("csv", {"encoding": encoding, "separator": separator})
    answer.sheet("", is_hidden=False)
    for number, row in enumerate(_rows(text, separator), start=1):
        if row and row[-1].endswith(_END):
            raise Refusal(Problem.OPEN_QUOTE, row=str(number))
        answer.row(number, map(_cell, row))


def guessed_separator(text: str) -> str:
    """Return the separator that cuts most of the first rows into equally many cells."""
    return max(_SEPARATORS, key=lambda separator: _evenness(text, separator))


def _evenness(text: str, separator: str) -> tuple[float, int]:
    widths = Counter(
        len(row) for row in islice(_rows(text, separator), _SAMPLE) if any(map(str.strip, row))
    )
    width, count = max(
        ((width, count) for width, count in widths.items() if width > 1),
        key=lambda found: found[1],
        default=(0, 0),
    )
    return count / max(widths.total(), 1), width


def _rows(text: str, separator: str) -> Iterator[list[str]]:
    """Yield the rows; one that never ends has the mark of the end in it."""
    csv.field_size_limit(MAX_FILE_BYTES)
    lines = chain(io.StringIO(text, newline=""), [_END])
    for row in csv.reader(lines, delimiter=separator):
        if row != [_END]:
            yield row


def _cell(text: str) -> Found:
    return CellError(text) if text in _ERRORS else undefused(text)
