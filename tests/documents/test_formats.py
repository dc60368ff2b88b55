"""The formats by name, and their dates and bytes."""

from __future__ import annotations

from datetime import date

import pytest

from ckanext.ppidbontang.documents.formats import Format, write
from ckanext.ppidbontang.domain.dates import PartialDate
from tests.documents.registers import dik, dip

BEGINNINGS = {
    Format.CSV: b"\xef\xbb\xbfNo.",
    Format.JSON: b'{"title":',
    Format.PDF: b"%PDF-",
    Format.XLSX: b"PK",
}


@pytest.mark.parametrize("format", Format)
def test_the_same_table_gives_the_same_bytes(format):
    """Whenever and however often it is written."""
    once, twice = (b"".join(write(dip(40), format)) for _time in range(2))
    assert once == twice
    assert once.startswith(BEGINNINGS[format])
    assert once != b"".join(write(dik(4), format))


def test_a_format_knows_its_name_and_its_media_type():
    """The extension is the name in the address of a register."""
    assert [format.extension for format in Format] == ["csv", "xlsx", "pdf", "json"]
    assert Format("pdf").media_type == "application/pdf"
    assert Format.CSV.media_type == "text/csv; charset=utf-8"


@pytest.mark.parametrize(
    ("day", "words"),
    [(date(2025, 3, 3), "3 Maret 2025"), (date(1, 12, 31), "31 Desember 1")],
)
def test_dates_are_indonesian(day, words):
    """A day has no leading zero."""
    assert PartialDate.of(day).in_words() == words
