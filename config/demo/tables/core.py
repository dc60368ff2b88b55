"""Describe a table by axes and columns, and compute its rows the same way every time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from random import Random

Value = str | int | float
Row = dict[str, Value]
Fill = Callable[[list[Row], Random], Sequence[Value]]


@dataclass(frozen=True)
class Axis:
    """What one dimension of a table runs over, and the key columns it is written in."""

    names: tuple[str, ...]
    steps: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True)
class Column:
    """A named column and how its values follow from the rows so far."""

    name: str
    fill: Fill


@dataclass(frozen=True)
class Table:
    """One file of the catalogue: its name gives the format, and the seed of its figures."""

    file: str
    axes: tuple[Axis, ...]
    columns: tuple[Column, ...]

    def rows(self) -> list[Row]:
        """Compute the rows; equal specifications give equal rows."""
        rng = Random(self.file)  # noqa: S311 -- sample figures, nothing secret
        rows = [_keys(self.axes, steps) for steps in product(*(axis.steps for axis in self.axes))]
        for column in self.columns:
            for row, value in zip(rows, column.fill(rows, rng), strict=True):
                row[column.name] = value
        return rows


def _keys(axes: Iterable[Axis], steps: Iterable[tuple[Value, ...]]) -> Row:
    pairs = zip(axes, steps, strict=True)
    return {
        name: value for axis, step in pairs for name, value in zip(axis.names, step, strict=True)
    }


def labels(name: str, *values: Value) -> Axis:
    """Make a one-column axis of the values given."""
    return Axis((name,), tuple((value,) for value in values))


def records(names: str, *rows: tuple[Value, ...]) -> Axis:
    """Make an axis of whole records; `names` are the columns, parted by spaces."""
    return Axis(tuple(names.split()), rows)


def given(name: str, *values: Value) -> Column:
    """State the values themselves, in row order: official figures and fixed texts."""
    return Column(name, lambda _rows, _rng: values)


def constant(name: str, value: Value) -> Column:
    """Repeat one value in every row."""
    return Column(name, lambda rows, _rng: [value] * len(rows))


def numbered(name: str, pattern: str) -> Column:
    """Number the rows by a format pattern, from 1."""
    return Column(name, lambda rows, _rng: [pattern.format(n) for n in range(1, len(rows) + 1)])


def redacted(name: str) -> Column:
    """Show that the column exists and was blacked out (UU 14/2008 Pasal 22 ayat (7) huruf e)."""
    return constant(name, "[dihitamkan]")


def pick(name: str, *options: Value) -> Column:
    """Choose one of the options for each row."""
    return Column(name, lambda rows, rng: [rng.choice(options) for _ in rows])


def count(name: str, low: int, high: int) -> Column:
    """Draw whole numbers between two bounds."""
    return Column(name, lambda rows, rng: [rng.randint(low, high) for _ in rows])


def measure(name: str, low: float, high: float, digits: int = 1) -> Column:
    """Draw decimal numbers between two bounds."""
    return Column(name, lambda rows, rng: [round(rng.uniform(low, high), digits) for _ in rows])


def walk(name: str, start: str, drift: float, step: int = 50) -> Column:
    """Let a price move from row to row, starting anew where the `start` column changes."""

    def fill(rows: list[Row], rng: Random) -> list[Value]:
        values: list[Value] = []
        base = now = 0.0
        for row in rows:
            if float(row[start]) != base:
                base = now = float(row[start])
            values.append(step * round(now / step))
            now *= 1 + rng.uniform(-drift, drift)
        return values

    return Column(name, fill)


def spread(name: str, whole: int, weights: Sequence[float], jitter: float = 0.25) -> Column:
    """Share a known total out over the rows by weights in row order, made a little uneven."""

    def fill(_rows: list[Row], rng: Random) -> list[int]:
        return apportion(whole, [w * rng.uniform(1 - jitter, 1 + jitter) for w in weights])

    return Column(name, fill)


def part(name: str, of: str, low: float, high: float) -> Column:
    """Take a part of another column, between two fractions of it."""

    def fill(rows: list[Row], rng: Random) -> list[int]:
        return [round(float(row[of]) * rng.uniform(low, high)) for row in rows]

    return Column(name, fill)


def rest(name: str, of: str, *parts: str) -> Column:
    """Leave what remains of a column once its parts are taken."""

    def fill(rows: list[Row], _rng: Random) -> list[int]:
        return [int(row[of]) - sum(int(row[p]) for p in parts) for row in rows]

    return Column(name, fill)


def total(name: str, *parts: str) -> Column:
    """Add columns up."""
    return Column(name, lambda rows, _rng: [sum(int(row[p]) for p in parts) for row in rows])


def ratio(name: str, of: str, over: str, *, scale: float = 100, digits: int = 2) -> Column:
    """Divide one column by another: a percentage unless another scale is named."""

    def fill(rows: list[Row], _rng: Random) -> list[float]:
        return [round(scale * float(row[of]) / float(row[over]), digits) for row in rows]

    return Column(name, fill)


def apportion(whole: int, weights: Sequence[float]) -> list[int]:
    """Share a whole number out by weights so that the shares add up (largest remainders)."""
    exact = [whole * weight / sum(weights) for weight in weights]
    shares = [int(share) for share in exact]
    by_remainder = sorted(range(len(exact)), key=lambda i: shares[i] - exact[i])
    for i in by_remainder[: whole - sum(shares)]:
        shares[i] += 1
    return shares
