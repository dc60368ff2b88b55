"""What holds for any text in any cell."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from datetime import date
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from ckanext.ppidbontang.documents import to_csv, to_json, to_pdf, to_xlsx
from ckanext.ppidbontang.documents.hygiene import defused, legal, plain
from ckanext.ppidbontang.documents.tables import Column, Signature, Table
from tests.documents.registers import DAY

quick = settings(max_examples=60, deadline=None, database=None)
fair = settings(max_examples=30, deadline=None, database=None)
slow = settings(max_examples=8, deadline=None, database=None)

FORMULA = re.compile(r"[\s\"]*[=+@＝＋－＠-]")
FORBIDDEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

fragments = st.sampled_from(
    ["=", "+", "-", "@", "＝", "\t", "\r", "\n", "\r\n", ";", ",", '"', "'", " ", "\u00a0",
     "\u202e", "\u2067", "\u200b", "\x00", "\x1b", "\ud83d", "\ude00", "😀", "\uffff", "\u2028",
     "<r>", "</r>", "<f>1+1</f>", "&", "]]>", "_x000D_", "#panic()", "$", "\\", "@ref", "{", "[",
     "https://x.id/", "#", "A1", "=cmd|'/C calc'!A0", '=HYPERLINK("http://x.id";"Klik")',
     "Bontang", "a" * 40]
)  # fmt: skip
texts = st.lists(fragments | st.text(max_size=4), max_size=8).map("".join)
numbers = st.integers(-(10**9), 10**9) | st.floats(allow_nan=False, allow_infinity=False, width=32)
cells = st.none() | texts | numbers | st.dates()
columns = (
    Column(key="a", title="A", width=5),
    Column(key="b", title="B", width=30, is_group=True),
    Column(key="c", title="C", width=20),
    Column(key="d", title="D", width=20, is_link=True),
)
tables = st.builds(
    Table,
    name=st.just("uji"),
    title=texts,
    lines=st.lists(texts, max_size=2).map(tuple),
    columns=st.just(columns),
    rows=st.lists(st.tuples(cells, cells, texts, texts), max_size=4).map(tuple),
    on=st.just(DAY),
    facts=st.dictionaries(st.just("fakta"), texts),
    signature=st.none()
    | st.builds(Signature, place_and_date=texts, offices=st.tuples(st.tuples(texts, texts))),
)


def read(data: bytes, delimiter: str = ",") -> list[list[str]]:
    """Read as Excel does: a quote within an unquoted cell is a letter."""
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=delimiter))


def written(cell: object) -> str:
    """Say what a cell of CSV is read back as."""
    match cell:
        case None:
            return ""
        case str():
            return defused(plain(cell))
        case date():
            return cell.isoformat()
        case _:
            return str(cell)


@quick
@given(tables)
def test_csv_comes_back_as_it_was_written(table):
    """Cell by cell, whatever quotes, commas and ends of lines are in it."""
    rows = read(b"".join(to_csv.write(table)))[1:]
    assert rows == [[written(cell) for cell in row] for row in table.rows]


@quick
@given(st.lists(st.lists(texts, min_size=4, max_size=4).map(tuple), max_size=4).map(tuple))
def test_no_cell_of_csv_begins_like_a_formula(rows):
    """Neither for a program that expects commas nor for one that expects semicolons or tabs."""
    table = Table(name="uji", title="", columns=columns, rows=rows, on=DAY)
    data = b"".join(to_csv.write(table))
    for delimiter in ",;\t":
        for cell in (cell for row in read(data, delimiter) for cell in row):
            assert not FORMULA.match(cell)
            assert delimiter != "," or not FORBIDDEN.search(cell)


@quick
@given(tables)
def test_json_is_json_and_the_text_is_as_it_was(table):
    """Less what no file can carry."""
    document = json.loads(b"".join(to_json.write(table)))
    assert document["title"] == legal(table.title)
    assert [row["c"] for row in document["rows"]] == [legal(row[2]) for row in table.rows]


@pytest.mark.filterwarnings("ignore:Cannot parse header")  # of an empty title
@fair
@given(tables)
def test_xlsx_opens_and_has_no_formula(table):
    """Every text is text, what looks like a formula is kept asleep, and it is the same twice."""
    data = to_xlsx.write(table)
    sheet: Any = openpyxl.load_workbook(io.BytesIO(data)).active
    found = list(sheet.iter_rows(min_row=len(table.lines) + 4))
    assert len(found) == len(table.rows)
    for cell in (cell for row in sheet for cell in row):
        assert cell.data_type != "f"
        if isinstance(cell.value, str) and FORMULA.match(cell.value):
            assert cell.quotePrefix
    for cells, wanted in zip(found, table.rows, strict=True):
        text = (cells[2].value or "").replace("_x005F_", "_")
        assert text.rstrip() == plain(wanted[2]).rstrip()
        assert cells[3].hyperlink is None or cells[3].hyperlink.target.startswith("https://")
    assert data == to_xlsx.write(table)


@slow
@given(tables)
def test_pdf_opens_and_is_the_same_twice(table):
    """Whatever stands in titles, groups, cells, addresses and signatures."""
    data = to_pdf.write(table)
    root: Any = PdfReader(io.BytesIO(data)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert data == to_pdf.write(replace(table, rows=iter(table.rows)))
