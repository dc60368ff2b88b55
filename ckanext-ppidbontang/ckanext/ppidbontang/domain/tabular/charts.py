"""Which chart shows a table, by rule: a figure over time or over names, or none, and why none.

Two columns make a chart: one that names its rows and one that measures them. Where several rows
have one name their figures are added up, which only what counts or weighs allows: two rates have
no sum. A wrong chart of an office's own figures is worse than none, so doubt draws nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from ckanext.ppidbontang.domain.codes import LabelledCode
from ckanext.ppidbontang.domain.discrepancy import plain
from ckanext.ppidbontang.domain.messages import _
from ckanext.ppidbontang.domain.tabular.columns import Column, Kind, Row

Number = int | float | Decimal

# More bars than these nobody compares, and more points no phone can tell apart.
MOST_BARS = 30
MOST_POINTS = 120
LONGEST_NAME = 80

_TIME = re.compile(
    r"(?:.*_)?(?:tahun|thn|bulan|bln|triwulan|semester|periode|tanggal|tgl|year|month)"
)
# Not added up: what is given for each of something, in hundredths, as a mean or as a mark.
_RATE = re.compile(
    r"(?:^|.*_)(?:persen|persentase|percent|rasio|rata|rerata|indeks|ipm|ikm|skor|nilai|tingkat|laju"
    r"|per|angka|harga|tarif|kadar|kepadatan|capaian|cakupan|prevalensi|median|usia|umur"
    r"|suhu|ph|pm[0-9]+|ug.*|mg.*|db|tinggi|lama|waktu|durasi|menit|jam|hari)(?:_.*|$)"
)
# Numbers that say which, not how much.
_PLACE = re.compile(r"urutan|urut|tahap|peringkat|ranking|minggu.*|berlaku.*|lantai|versi|halaman")
_NUMBERED = re.compile(r"[<>≤≥~±]?\s*[+-]?[0-9]+(?:[.,][0-9]+)*\s*%?")
_NUMBERED_NAMES = frozenset({"rt", "rw"})
_UNIT = frozenset({"satuan", "unit"})
_WHOLE = re.compile(r"(?:grand |sub ?)?(?:jumlah|total)(?: (?:keseluruhan|seluruhnya|kota.*))?")
_CODE = re.compile(r"(?:.*_)?(?:kode|code|id|no|nomor|nik|nip|npwp|telepon|alamat|url)(?:_.*)?")
_OUR_TIME = range(1950, 2100)
_YEAR = re.compile(r"(?:1[89]|20|21)[0-9]{2}")
_MONTHS = ("jan", "feb", "mar", "apr", "mei", "jun", "jul", "ag", "sep", "okt", "nov", "des")
_NUMERALS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


class Shape(StrEnum):
    """Name a kind of chart."""

    LINE = "line"
    BARS = "bars"


class Refusal(LabelledCode):
    """Say why a table has no chart."""

    NO_ROWS = "no-rows", _("It has fewer than two rows.")
    NO_FIGURES = "no-figures", _("No column of it measures anything.")
    NO_NAMES = "no-names", _("No column tells its rows apart by a name or a time.")
    MIXED_UNITS = "mixed-units", _("Its figures have different units.")
    NO_SUM = "no-sum", _("Several rows have one name, and rates or averages have no sum.")
    TOO_MANY = "too-many", _("It has too many rows to compare at a glance.")


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """Say what to draw: the figures of `measure` by the names in `names`, added up or not."""

    shape: Shape
    names: Column
    measure: Column
    adds_up: bool

    @property
    def most(self) -> int:
        """Return how many points can be drawn."""
        return MOST_POINTS if self.shape is Shape.LINE else MOST_BARS


@dataclass(frozen=True, slots=True)
class Point:
    """Hold a name and its figure."""

    name: object
    value: Number


def choose(
    columns: Sequence[Column], rows: Sequence[Row], *, is_whole: bool, about: str = ""
) -> Plan | Refusal:
    """Return what to draw of a table.

    Args:
        columns: its columns, in their order
        rows: its first rows
        is_whole: whether these are all its rows
        about: what the table is called; a figure that it names comes before others
    """
    if len(rows) < 2:
        return Refusal.NO_ROWS
    if any(plain(c.key) in _UNIT and len(_values(c, rows)) > 1 for c in columns):
        return Refusal.MIXED_UNITS
    measures = [column for column in columns if column.is_figure and _is_measured(column, rows)]
    if not measures:
        return Refusal.NO_FIGURES
    named = [_Named.of(column, rows) for column in columns if column not in measures]
    names = _best([found for found in named if found], is_whole)
    if names is None:
        return (
            Refusal.TOO_MANY
            if any(found and found.count > 1 for found in named)
            else Refusal.NO_NAMES
        )
    adds_up = not (is_whole and names.is_unique)
    fit = [column for column in measures if not adds_up or not _RATE.fullmatch(plain(column.key))]
    if not fit:
        return Refusal.NO_SUM
    return Plan(
        shape=Shape.LINE if names.is_time else Shape.BARS,
        names=names.column,
        measure=_named_in(about, fit),
        adds_up=adds_up,
    )


def points(
    plan: Plan, groups: Iterable[tuple[object, Number | None]]
) -> tuple[Point, ...] | Refusal:
    """Return what is drawn of the names and figures that were read: without totals and gaps."""
    found = [
        Point(name, value)
        for name, value in groups
        if value is not None and name not in (None, "") and not _is_whole(name)
    ]
    if len(found) < 2:
        return Refusal.NO_ROWS
    if len(found) > plan.most:
        return Refusal.TOO_MANY
    if plan.shape is Shape.LINE:
        found.sort(key=lambda point: _when(point.name) or (0,))
    return tuple(found)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Named:
    """What is known of a column that may name rows."""

    column: Column
    count: int
    is_unique: bool
    is_time: bool

    @classmethod
    def of(cls, column: Column, rows: Sequence[Row]) -> _Named | None:
        """Look at a column; none where its values are no names."""
        values = _values(column, rows)
        if not values or column.kind not in (Kind.TEXT, Kind.MOMENT, Kind.NUMBER):
            return None
        is_time = _tells_time(column, values)
        if not is_time and (column.kind is not Kind.TEXT or not _are_names(column, values)):
            return None
        filled = sum(_is_named(row[column.key]) for row in rows)
        return cls(
            column=column,
            count=len(values),
            is_unique=len(values) == filled,
            is_time=is_time,
        )

    def can_be_drawn(self) -> bool:
        """Tell whether there are enough of them, and not too many."""
        return (
            (3 if self.is_time else 2) <= self.count <= (MOST_POINTS if self.is_time else MOST_BARS)
        )


def _best(named: Sequence[_Named], is_whole: bool) -> _Named | None:
    """Return the names that say most: each row's own, then a time, then the fewest sums."""
    drawn = [found for found in named if found.can_be_drawn()]
    return max(
        drawn,
        key=lambda found: (found.is_unique and is_whole, found.is_time, found.count),
        default=None,
    )


def _named_in(about: str, measures: Sequence[Column]) -> Column:
    """Return the first of the figures that share most words with what the table is called."""
    told = set(plain(about).split("_"))
    return max(measures, key=lambda column: len(told.intersection(plain(column.key).split("_"))))


def _is_measured(column: Column, rows: Sequence[Row]) -> bool:
    """Tell whether a column measures; numbers that are all years of our time are years."""
    values = [value for row in rows if (value := row[column.key]) is not None]
    if not values or _PLACE.fullmatch(plain(column.key)):
        return False
    return not all(isinstance(value, int) and value in _OUR_TIME for value in values)


def _values(column: Column, rows: Iterable[Row]) -> set[object]:
    return {row[column.key] for row in rows if _is_named(row[column.key])}


def _is_named(value: object) -> bool:
    return value not in (None, "") and not _is_whole(value)


def _is_whole(name: object) -> bool:
    """Tell whether a row is the sum of the others."""
    return _WHOLE.fullmatch(" ".join(plain(str(name)).split("_"))) is not None


def _are_names(column: Column, values: Collection[object]) -> bool:
    name, texts = plain(column.key), [str(value).strip() for value in values]
    if _CODE.fullmatch(name) or any(len(text) > LONGEST_NAME for text in texts):
        return False
    # A measurement beyond a limit ("<10") makes its column text, and names nothing.
    return name in _NUMBERED_NAMES or not any(map(_NUMBERED.fullmatch, texts))


def _tells_time(column: Column, values: Iterable[object]) -> bool:
    if column.kind is Kind.MOMENT:
        return True
    return _TIME.fullmatch(plain(column.key)) is not None and all(map(_when, values))


def _when(value: object) -> tuple[int, ...] | None:
    """Return the place of a time among others, or nothing where it tells none."""
    if isinstance(value, date):
        return value.timetuple()[:6]
    words = plain(str(value)).split("_")
    years = [int(word) for word in words if _YEAR.fullmatch(word)]
    parts = list(_parts(words))
    return (*years[:1], *parts) if years or parts else None


def _parts(words: Iterable[str]) -> Iterator[int]:
    """Yield the numbers of months and other parts of a year, in the order they are told."""
    for word in words:
        if word in _NUMERALS:
            yield _NUMERALS.index(word) + 1
        elif word.isascii() and word.isdigit() and len(word) <= 2:
            yield int(word)
        else:
            yield from (at for at, month in enumerate(_MONTHS, 1) if word.startswith(month))
