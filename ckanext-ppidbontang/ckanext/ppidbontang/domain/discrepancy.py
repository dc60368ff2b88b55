"""Figures on which two tables disagree: a column by its sum, and row by row where rows have names.

Public information has to be accurate (UU 14/2008 Pasal 7 ayat (2)); of two figures one is not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

Row = Mapping[str, object]
Values = tuple[Decimal | None, Decimal | None]
Key = tuple[str, ...]
Meaning = Callable[[str], str]

# So many rows of a column are told.
MOST_ROWS = 5
# Numbers that name, place or date a thing: their sum means nothing.
_NO_FIGURE = re.compile(
    r"_?id|no|nomor|urut|kode.*|.*_kode|tahun|thn|bulan|semester|rt|rw|lat.*|lintang|lon.*|bujur"
)
_TOTAL = frozenset({"jumlah", "total", "jumlah total", "grand total"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """Hold the rows of a table, and which of its columns have numbers and which have words."""

    numbers: tuple[str, ...]
    words: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class RowDifference:
    """Name a row and the two values of it; None where a table has none."""

    row: str
    values: Values


@dataclass(frozen=True, kw_only=True, slots=True)
class Discrepancy:
    """Name a column, its two sums, and the rows that differ: `more` beyond those that are told."""

    column: str
    sums: Values
    rows: tuple[RowDifference, ...]
    more: int


def plain(column: str) -> str:
    """Return the name of a column whatever its case, blanks and punctuation."""
    return "_".join(re.findall(r"[^\W_]+", column.casefold()))


def is_figure(column: str) -> bool:
    """Tell whether the numbers of a column measure something."""
    return _NO_FIGURE.fullmatch(plain(column)) is None


def discrepancies(one: Table, other: Table, meaning: Meaning) -> list[Discrepancy]:
    """Return what two tables give differently, in the order of the first.

    Args:
        one: a table
        other: another one; columns of the same plain name are compared
        meaning: makes one of the ways to write a name; empty for the name of the whole city
    """
    mine, its = _Rows(one, meaning), _Rows(other, meaning)
    names = _naming(mine, its)
    shared = [column for column in mine.numbers if column in its.numbers and is_figure(column)]
    found = (_compared(column, mine, its, names) for column in shared)
    return [difference for difference in found if difference]


class _Rows:
    """The rows of a table without its totals, by the plain names of columns."""

    def __init__(self, table: Table, meaning: Meaning) -> None:
        self.numbers = {plain(column): column for column in table.numbers}
        self.words = {plain(column): column for column in table.words}
        self._meaning = meaning
        parts = [row for row in table.rows if not self._is_total(row)]
        self._rows = parts or list(table.rows)

    def total(self, column: str) -> Decimal | None:
        """Return the sum of a column; None where it has no number."""
        values = [_number(row[self.numbers[column]]) for row in self._rows]
        told = [value for value in values if value is not None]
        return sum(told, Decimal()) if told else None

    def by_name(self, column: str, names: Key) -> dict[Key, tuple[str, Decimal | None]]:
        """Return the number in each row of a column, and the name of the row as it is written."""
        return {
            self.key(row, names): (self._written(row, names), _number(row[self.numbers[column]]))
            for row in self._rows
        }

    def are_named_by(self, names: Key) -> bool:
        """Tell whether these columns give each row a name of its own."""
        keys = [self.key(row, names) for row in self._rows]
        return len(set(keys)) == len(keys) and all(any(key) for key in keys)

    def are_coded_by(self, name: str) -> bool:
        """Tell whether a column of words has codes in it, which say little to a reader."""
        column = self.words[name]
        return all(re.search(r"[0-9]", str(row[column] or "0")) for row in self._rows)

    def key(self, row: Row, names: Key) -> Key:
        """Return the name of a row in one of the ways to write it."""
        return tuple(self._meaning(_text(row[self.words[name]])) for name in names)

    def _written(self, row: Row, names: Key) -> str:
        return ", ".join(_text(row[self.words[name]]) for name in names)

    def _is_total(self, row: Row) -> bool:
        texts = [_text(row[column]) for column in self.words.values()]
        return any(text.casefold() in _TOTAL or not self._meaning(text) for text in texts if text)


def _naming(one: _Rows, other: _Rows) -> Key | None:
    """Return the columns that name the rows of both: one of words if there is, else all."""
    shared = [name for name in one.words if name in other.words]
    shared.sort(key=one.are_coded_by)
    choices = [*((name,) for name in shared), tuple(shared)] if shared else []
    named = (names for names in choices if one.are_named_by(names) and other.are_named_by(names))
    return next(named, None)


def _compared(column: str, one: _Rows, other: _Rows, names: Key | None) -> Discrepancy | None:
    sums = one.total(column), other.total(column)
    rows = (
        list(_differing(one.by_name(column, names), other.by_name(column, names))) if names else []
    )
    if sums[0] == sums[1] and not rows:
        return None
    return Discrepancy(
        column=one.numbers[column],
        sums=sums,
        rows=tuple(rows[:MOST_ROWS]),
        more=len(rows[MOST_ROWS:]),
    )


def _differing(
    one: Mapping[Key, tuple[str, Decimal | None]], other: Mapping[Key, tuple[str, Decimal | None]]
) -> Iterator[RowDifference]:
    for key in {**one, **other}:
        written, mine = one.get(key, ("", None))
        its_written, its = other.get(key, ("", None))
        if mine != its:
            yield RowDifference(row=written or its_written, values=(mine, its))


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()


def _number(value: object) -> Decimal | None:
    number = Decimal("NaN" if value is None else str(value))
    return number if number.is_finite() else None
