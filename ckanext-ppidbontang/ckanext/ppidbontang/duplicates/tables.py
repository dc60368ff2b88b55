"""Compare the figures of pairs: their tables in the DataStore, read only, few rows, little time."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import product

import ckan.plugins as p
import sqlalchemy as sa
from ckan import model
from sqlalchemy.exc import DBAPIError, OperationalError

from ckanext.ppidbontang.domain import discrepancy
from ckanext.ppidbontang.domain.discrepancy import Discrepancy, Table, is_figure, plain
from ckanext.ppidbontang.duplicates import reading
from ckanext.ppidbontang.duplicates.pairs import Pair

# A table with more rows is not compared, nor what the time of a page is not enough for.
MOST_ROWS = 5000
MILLISECONDS = 2000
SECONDS = 5.0

_NUMBERS = ("numeric", "integer", "bigint", "smallint", "double precision", "real")
_OWN_COLUMNS = ("_id", "_full_text")
# No name of a row is longer.
_LONGEST = 200
_COLUMNS = sa.text(
    "SELECT table_name, column_name, data_type FROM information_schema.columns"
    " WHERE table_schema = 'public' AND table_name = ANY(:tables)"
    " ORDER BY table_name, ordinal_position"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Compared:
    """Hold what was compared: which columns, and those that differ."""

    columns: tuple[str, ...]
    discrepancies: tuple[Discrepancy, ...]


@dataclass(slots=True)
class _Columns:
    """The columns of a table: those with figures, and those with words."""

    numbers: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def add(self, column: str, kind: str) -> None:
        """Put a column where it belongs, if anywhere."""
        if column in _OWN_COLUMNS:
            return
        if kind == "text":
            self.words.append(column)
        elif kind in _NUMBERS and is_figure(column):
            self.numbers.append(column)

    def shared(self, other: _Columns) -> tuple[str, ...]:
        """Return the columns of figures that another table has too."""
        its = set(map(plain, other.numbers))
        return tuple(column for column in self.numbers if plain(column) in its)


def compare(pairs: Sequence[Pair]) -> list[Compared | None]:
    """Compare the figures of each pair; None where there are no two tables to compare.

    What is wholly exempt is never looked at (UU 14/2008 Pasal 54), on whichever side it is.
    """
    ids = {entry.id for pair in pairs if _is_open(pair) for entry in (pair.one, pair.other)}
    if not ids or not p.plugin_loaded("datastore"):
        return [None] * len(pairs)
    from ckanext.datastore.backend.postgres import get_read_engine

    files = _files(ids)
    try:
        with get_read_engine().connect() as connection:
            reader = _Reader(connection, [file for held in files.values() for file in held])
            return [
                reader.compared(files[pair.one.id], files[pair.other.id])
                if _is_open(pair)
                else None
                for pair in pairs
            ]
    except OperationalError:  # it does not answer: the pairs are shown without figures
        return [None] * len(pairs)


class _Reader:
    """Reads tables of the DataStore, each once, until its time is over."""

    def __init__(self, connection: sa.Connection, tables: Iterable[str]) -> None:
        self._connection = connection
        self._until = time.monotonic() + SECONDS
        self._columns: defaultdict[str, _Columns] = defaultdict(_Columns)
        self._tables: dict[str, Table | None] = {}
        with connection.begin():
            for table, column, kind in connection.execute(_COLUMNS, {"tables": list(tables)}):
                self._columns[table].add(column, kind)

    def compared(self, mine: Iterable[str], its: Iterable[str]) -> Compared | None:
        """Compare the two tables that have the most columns of figures in common."""
        choices = (
            (self._columns[one].shared(self._columns[other]), one, other)
            for one, other in product(mine, its)
            if one in self._columns and other in self._columns
        )
        columns, *tables = max(choices, key=lambda choice: len(choice[0]), default=((), "", ""))
        if not columns:
            return None
        one, other = map(self._table, tables)
        if one is None or other is None:
            return None
        found = discrepancy.discrepancies(one, other, reading.names().meaning)
        return Compared(columns=columns, discrepancies=tuple(found))

    def _table(self, name: str) -> Table | None:
        """Return a table; None where it is too long, or there is no time left for it."""
        if name not in self._tables and time.monotonic() < self._until:
            self._tables[name] = self._read(name)
        return self._tables.get(name)

    def _read(self, name: str) -> Table | None:
        columns = self._columns[name]
        numbers = (sa.column(column) for column in columns.numbers)
        words = (
            sa.func.left(sa.column(column), _LONGEST).label(column) for column in columns.words
        )
        statement = sa.select(*numbers, *words).select_from(sa.table(name)).limit(MOST_ROWS + 1)
        try:
            with self._connection.begin():
                self._connection.execute(sa.text("SET TRANSACTION READ ONLY"))
                self._connection.execute(sa.text(f"SET LOCAL statement_timeout = {MILLISECONDS}"))
                rows = [dict(row._mapping) for row in self._connection.execute(statement)]
        except DBAPIError:  # it takes too long, or it is gone since its columns were read
            return None
        if len(rows) > MOST_ROWS:
            return None
        return Table(numbers=tuple(columns.numbers), words=tuple(columns.words), rows=tuple(rows))


def _is_open(pair: Pair) -> bool:
    return not (pair.one.is_closed or pair.other.is_closed)


def _files(entries: Iterable[str]) -> dict[str, list[str]]:
    """Return the ids of the files of each entry, in their order."""
    resource = model.Resource
    rows = model.Session.execute(
        sa.select(resource.package_id, resource.id)
        .where(resource.state == model.State.ACTIVE, resource.package_id.in_(entries))
        .order_by(resource.package_id, resource.position)
    )
    files: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows:
        files[row.package_id].append(row.id)
    return files
