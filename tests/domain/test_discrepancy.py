"""Where the figures of two tables differ: in sums, and in rows where rows have names."""

from __future__ import annotations

import math
from collections.abc import Mapping
from decimal import Decimal

import pytest

from ckanext.ppidbontang.domain.discrepancy import MOST_ROWS, Table, discrepancies


def table(*rows: Mapping[str, object]) -> Table:
    columns = list(rows[0])
    words = tuple(name for name in columns if any(isinstance(row[name], str) for row in rows))
    return Table(
        numbers=tuple(name for name in columns if name not in words), words=words, rows=rows
    )


def meaning(text: str) -> str:
    """Take one spelling for two, and the city for the whole."""
    return {"Kota": "", "Berebas": "berbas"}.get(text, text.casefold())


def said(one: Table, other: Table) -> list[tuple[object, ...]]:
    return [
        (
            found.column,
            *(None if value is None else float(value) for value in found.sums),
            [(row.row, *row.values) for row in found.rows],
        )
        for found in discrepancies(one, other, meaning)
    ]


VILLAGES = table({"kel": "Berbas", "kk": 5}, {"kel": "Guntung", "kk": 7})


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (table({"KEL": "guntung", "KK": 7.0}, {"KEL": "Berebas", "KK": Decimal("5.00")}), []),
        (
            table({"kel": "Berebas", "kk": 4}, {"kel": "Guntung", "kk": 8}),
            [("kk", 12, 12, [("Berbas", 5, 4), ("Guntung", 7, 8)])],
        ),
        (
            table({"kel": "Berbas", "kk": 5}, {"kel": "Kanaan", "kk": 7}),
            [("kk", 12, 12, [("Guntung", 7, None), ("Kanaan", None, 7)])],
        ),
        # A row of the whole is no part of it, however it is called.
        (table({"kel": "Total", "kk": 12}, *VILLAGES.rows), []),
        (table(*VILLAGES.rows, {"kel": "Kota", "kk": 12}), []),
        # Rows without names of their own are compared by their sum alone.
        (
            table({"kel": "Guntung", "kk": 7}, {"kel": "Guntung", "kk": 6}),
            [("kk", 12, 13, [])],
        ),
        (
            table({"kel": "Berbas", "kk": None}, {"kel": "Guntung", "kk": math.nan}),
            [("kk", 12, None, [("Berbas", 5, None), ("Guntung", 7, None)])],
        ),
        (table({"kel": "Berbas", "jiwa": 4}), []),
    ],
)
def test_what_differs(other, expected):
    assert said(VILLAGES, other) == expected


def test_rows_that_only_two_columns_name():
    one, other = (
        table(
            {"kel": "Berbas", "jk": "L", "jiwa": 1},
            {"kel": "Berbas", "jk": "P", "jiwa": women},
            {"kel": "Guntung", "jk": "P", "jiwa": 1},
        )
        for women in (2, 3)
    )
    assert said(one, other) == [("jiwa", 4, 5, [("Berbas, P", 2, 3)])]


def test_a_table_of_years_of_the_city_has_no_total():
    one, other = (
        table(
            {"wilayah": "Kota", "periode": "2023", "persen": 4.1},
            {"wilayah": "Kota", "periode": "2024", "persen": later},
        )
        for later in (4.0, 3.9)
    )
    assert said(one, other) == [("persen", 8.1, 8.0, [("2024", Decimal("4.0"), Decimal("3.9"))])]


@pytest.mark.parametrize("column", ["kode", "kode_kel", "Tahun", "no", "lat", "longitude", "RT"])
def test_numbers_that_measure_nothing_are_not_compared(column):
    assert said(table({column: 1}), table({column: 2})) == []


def test_so_many_rows_are_told_and_the_others_counted():
    one, other = (
        table(*({"kel": f"Kel {letter}", "kk": number} for letter in "abcdefg"))
        for number in (1, 2)
    )
    [found] = discrepancies(one, other, meaning)
    assert (len(found.rows), found.more) == (MOST_ROWS, 2)
