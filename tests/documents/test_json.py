"""JSON: streamed, whole, and the text as it is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from ckanext.ppidbontang.documents.tables import Row
from ckanext.ppidbontang.documents.to_json import write
from tests.documents.registers import SUMMARIES, dip, table


def test_it_holds_titles_columns_facts_and_rows():
    """A row is an object of the keys of the columns."""
    document = json.loads(b"".join(write(dip(60))))
    assert list(document) == ["title", "lines", "columns", "total", "kind", "rows"]
    assert document["title"] == "Daftar Informasi Publik"
    assert document["lines"][0] == "Pemerintah Kota Bontang"
    assert document["columns"][0] == {"key": "number", "title": "No."}
    assert document["total"] == len(document["rows"]) == 60
    assert document["rows"][0] == {
        "number": 1,
        "category": "Informasi yang Wajib Disediakan dan Diumumkan Secara Berkala",
        "kind": "Profil badan publik",
        "summary": SUMMARIES[0],
        "holder": "Dinas Kesehatan",
        "maker": "Kepala Dinas Kesehatan",
        "made": "2025-01-01",
        "forms": "Elektronik",
        "retention": None,
        "link": "https://data.bontangkota.go.id/dataset/informasi-0",
    }


@pytest.mark.parametrize("count", [0, 1, 100, 101, 250])
def test_it_is_json_whatever_the_number_of_rows(count):
    """Pieces meet in a comma or in none."""
    document = json.loads(b"".join(write(table((number, "isi") for number in range(count)))))
    assert [row["n"] for row in document["rows"]] == list(range(count))


def test_the_head_comes_before_a_row_is_asked_for():
    """The reader gets the first byte at once."""
    asked: list[int] = []

    def rows() -> Iterator[Row]:
        for number in range(1000):
            asked.append(number)
            yield number, "isi"

    pieces = write(table(rows()))
    assert next(pieces).endswith(b'"rows":[')
    assert asked == []
    next(pieces)
    assert len(asked) < 200


def test_text_is_data():
    """Nothing is put before a formula; only what no file can carry is missing."""
    [row] = json.loads(b"".join(write(table([(1, '=1\t"\u202e\x00\ud800\n')]))))["rows"]
    assert row["text"] == '=1\t"\u202e\n'


def test_facts_may_be_deep():
    """Dates in them are ISO, and their texts as clean as those of the rows."""
    facts = {"filter": {"q": "a\ud800", "since": date(2026, 3, 3)}, "totals": [(1, None, 0.5)]}
    document = json.loads(b"".join(write(replace(table([]), facts=facts))))
    assert document["filter"] == {"q": "a", "since": "2026-03-03"}
    assert document["totals"] == [[1, None, 0.5]]
