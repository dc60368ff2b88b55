"""CSV: streamed, quoted, and asleep."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from ckanext.ppidbontang.documents.tables import Row
from ckanext.ppidbontang.documents.to_csv import write
from tests.documents.registers import dip, table


def read(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


def test_it_holds_the_headings_and_every_row():
    """Empty cells are empty, dates are ISO, group and link columns are columns."""
    heading, first, second, *rest = read(b"".join(write(dip(60))))
    assert heading == [column.title for column in dip(0).columns]
    assert first[0] == "1"
    assert first[6:] == [
        "2025-01-01",
        "Elektronik",
        "",
        "https://data.bontangkota.go.id/dataset/informasi-0",
    ]
    assert second[1] == "Informasi yang Wajib Disediakan dan Diumumkan Secara Berkala"
    assert len(rest) == 58


def test_excel_sees_utf_8_and_everybody_rfc_4180():
    """It begins with a byte order mark, and lines end in CRLF."""
    data = b"".join(write(table([(1, 'Kata "kutip", koma\ndan baris')])))
    assert data == b'\xef\xbb\xbfNo.,Isi\r\n1,"Kata ""kutip"", koma\ndan baris"\r\n'


def test_the_heading_comes_before_a_row_is_asked_for():
    """The reader gets the first byte at once, and rows as they are read."""
    asked: list[int] = []

    def rows() -> Iterator[Row]:
        for number in range(1000):
            asked.append(number)
            yield number, "isi"

    pieces = write(table(rows()))
    assert next(pieces) == b"\xef\xbb\xbfNo.,Isi\r\n"
    assert asked == []
    next(pieces)
    assert len(asked) < 200


def test_a_formula_is_text_and_a_number_stays_a_number():
    """Only text gets an apostrophe."""
    [_heading, *rows] = read(
        b"".join(write(table([(-5, "=1+1"), (-0.5, "-5"), (None, "\u202e\x00=1")])))
    )
    assert rows == [["-5", "'=1+1"], ["-0.5", "'-5"], ["", "'=1"]]


def test_a_heading_is_text_too():
    """A title of a column could come from a setting."""
    columns = [replace(column, title=f"={column.title}") for column in table([]).columns]
    assert read(b"".join(write(replace(table([]), columns=tuple(columns))))) == [["'=No.", "'=Isi"]]


def test_old_dates_are_dates():
    """CSV knows no first day."""
    assert read(b"".join(write(table([(1, date(1, 1, 1))]))))[1] == ["1", "0001-01-01"]
