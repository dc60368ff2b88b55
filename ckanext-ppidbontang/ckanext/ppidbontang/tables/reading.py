"""Read a table of the DataStore: few columns, few rows, little time.

CKAN's `datastore_search` decides who may read and says which columns there are. It finds whole
words of English alone, counts what it found by reading it again, and adds nothing up; so the rows
are read here, over the connection that can only read.
"""

from __future__ import annotations

import datetime as dt
import operator
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan.types import Context
from sqlalchemy.exc import DBAPIError

from ckanext.ppidbontang.domain.tabular.charts import Number, Plan
from ckanext.ppidbontang.domain.tabular.columns import Column, Kind, Row, kind_of, words_of
from ckanext.ppidbontang.tables.question import ROWS, How, Question, Value

# What a chart is chosen by, and a map is made of.
SAMPLE = 500
# A page shows so much of a text; the file has all of it.
LONGEST_CELL = 400
MILLISECONDS = 3_000
MILLISECONDS_OF_A_FILE = 120_000
# No function of PostgreSQL takes more than a hundred arguments.
_JOINED = 90
_BATCH = 500
_OPERATORS = {How.IS: operator.eq, How.LEAST: operator.ge, How.MOST: operator.le}
_ID: sa.ColumnClause[int] = sa.column("_id", sa.Integer)


class TableError(Exception):
    """Say that a table could not be read now: it takes too long, or it is gone meanwhile."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """Hold the rows of a page, and how many there are on all pages."""

    rows: tuple[Row, ...]
    total: int

    @property
    def pages(self) -> int:
        """Return how many pages there are."""
        return _pages(self.total)


def columns(resource_id: str, context: Context | None = None) -> list[Column] | None:
    """Return the columns of a file's table; None where it has no table that the reader may read."""
    asked = {"resource_id": resource_id, "limit": 0, "include_total": False}
    try:
        table = tk.get_action("datastore_search")(context or {}, asked)
    except (tk.ObjectNotFound, tk.NotAuthorized):
        return None
    return [_column(field) for field in table["fields"] if field["id"] != "_id"]


def count(resource_id: str) -> int:
    """Return how many rows a table has."""
    with _connected(MILLISECONDS) as connection:
        return _total(connection, sa.select(sa.func.count()).select_from(sa.table(resource_id)))


def page(resource_id: str, asked: Question) -> Page:
    """Return the rows that are asked for; a page beyond the last is the last."""
    table, where = sa.table(resource_id), _where(asked)
    with _connected(MILLISECONDS) as connection:
        total = _total(connection, sa.select(sa.func.count()).select_from(table).where(*where))
        offset = (min(asked.page, _pages(total)) - 1) * ROWS
        found = _select(_labelled(asked.shown, LONGEST_CELL), table, where, asked)
        found = found.limit(ROWS).offset(offset)
        return Page(rows=tuple(_rows(connection.execute(found), asked.shown)), total=total)


def sample(resource_id: str, chosen: Sequence[Column]) -> list[Row]:
    """Return the first rows of a table: of some columns, for a rule to look at."""
    with _connected(MILLISECONDS) as connection:
        found = sa.select(*_labelled(chosen, LONGEST_CELL)).select_from(sa.table(resource_id))
        return list(_rows(connection.execute(found.order_by(_ID).limit(SAMPLE)), chosen))


def groups(resource_id: str, plan: Plan) -> list[tuple[object, Number | None]]:
    """Return the names and figures of a chart in the order of the table, few more than it shows."""
    name, value = sa.column(plan.names.key), sa.column(plan.measure.key, sa.Numeric)
    table = sa.table(resource_id)
    if plan.adds_up:
        found = sa.select(name, sa.func.sum(value)).group_by(name).order_by(sa.func.min(_ID))
    else:
        found = sa.select(name, value).order_by(_ID)
    # A row more than can be drawn, a total and a line of notes.
    found = found.select_from(table).limit(plan.most + 3)
    with _connected(MILLISECONDS) as connection:
        return [(plain(row[0]), _number(row[1])) for row in connection.execute(found)]


def every_row(resource_id: str, asked: Question) -> Iterator[Row]:
    """Yield all rows that are asked for, of every column, holding only a few at a time."""
    values = _labelled(asked.columns)
    statement = _select(values, sa.table(resource_id), _where(asked), asked)
    with _connected(MILLISECONDS_OF_A_FILE) as connection:
        options = {"stream_results": True, "yield_per": _BATCH}
        yield from _rows(connection.execute(statement, execution_options=options), asked.columns)


def plain(value: Any) -> Any:
    """Return a value of PostgreSQL as pages and documents take it: a midnight is its day."""
    if isinstance(value, dt.datetime):
        has_hours = value.time() != dt.time.min
        return value.isoformat(sep=" ", timespec="minutes") if has_hours else value.date()
    if value is None or isinstance(value, (str, int, float, dt.date)):
        return value
    return _number(value) if hasattr(value, "as_tuple") else str(value)


@contextmanager
def _connected(milliseconds: int) -> Iterator[sa.Connection]:
    """Connect for reading, for a time.

    Raises:
        TableError: It takes longer, or the table is gone.
    """
    from ckanext.datastore.backend.postgres import get_read_engine

    try:
        with get_read_engine().connect() as connection, connection.begin():
            connection.execute(sa.text("SET TRANSACTION READ ONLY"))
            connection.execute(sa.text(f"SET LOCAL statement_timeout = {milliseconds}"))
            yield connection
    except DBAPIError as err:
        raise TableError from err


def _pages(rows: int) -> int:
    return max(-(-rows // ROWS), 1)


def _total(connection: sa.Connection, statement: sa.Select[tuple[int]]) -> int:
    return connection.execute(statement).scalar_one()


def _column(field: dict[str, Any]) -> Column:
    told = field.get("info") or {}
    return Column(
        key=field["id"],
        kind=kind_of(field["type"]),
        label=(told.get("label") or "").strip() or words_of(field["id"]),
        notes=(told.get("notes") or "").strip(),
    )


def _labelled(chosen: Sequence[Column], longest: int = 0) -> list[sa.ColumnElement[Any]]:
    """Name columns by their places: what a column is called may be anything."""
    found: list[sa.ColumnElement[Any]] = []
    for at, column in enumerate(chosen):
        value: sa.ColumnElement[Any] = sa.column(column.key)
        if longest and column.kind is Kind.TEXT:
            value = sa.func.left(value, longest)
        found.append(value.label(f"c{at}"))
    return found


def _select(
    values: Sequence[sa.ColumnElement[Any]],
    table: sa.TableClause,
    where: Sequence[sa.ColumnElement[bool]],
    asked: Question,
) -> sa.Select[Any]:
    found = sa.select(*values).select_from(table).where(*where)
    if asked.sort is None:
        return found.order_by(_ID)
    by = sa.column(asked.sort.key)
    return found.order_by((by.desc() if asked.descending else by.asc()).nulls_last(), _ID)


def _rows(result: sa.CursorResult[Any], chosen: Sequence[Column]) -> Iterator[Row]:
    keys = [column.key for column in chosen]
    for row in result:
        yield dict(zip(keys, map(plain, row), strict=True))


def _where(asked: Question) -> list[sa.ColumnElement[bool]]:
    found = [_holds(asked.columns, word) for word in asked.searched]
    value = asked.value
    if asked.column is not None and value is not None:
        found.append(_compared(sa.column(asked.column.key), asked.how, value))
    return found


def _compared(column: sa.ColumnElement[Any], how: How, value: Value) -> sa.ColumnElement[bool]:
    """Return the condition on a column: texts whatever their case, days without their hours."""
    compared = value
    if how is How.CONTAINS:
        return sa.cast(column, sa.Text).icontains(value, autoescape=True)
    if isinstance(value, dt.date):
        column = sa.cast(column, sa.Date)
    elif isinstance(value, str):
        column, compared = sa.func.lower(sa.cast(column, sa.Text)), value.lower()
    return _OPERATORS[how](column, compared)


def _holds(searched: Sequence[Column], word: str) -> sa.ColumnElement[bool]:
    """Return the condition that a row holds a text, in any column, in part of a word as well."""
    pieces = (searched[at : at + _JOINED] for at in range(0, len(searched), _JOINED))
    texts = (sa.func.concat_ws(" ", *(sa.column(c.key) for c in piece)) for piece in pieces)
    return sa.or_(sa.false(), *(text.icontains(word, autoescape=True) for text in texts))


def _number(value: Any) -> int | float | Any:
    """Return a number as it is written: without the zeros of its scale, and never NaN."""
    if value is None or isinstance(value, int):
        return value
    if not (value == value and abs(value) != float("inf")):  # noqa: PLR0124 (NaN alone differs from itself)
        return None
    return int(value) if value == int(value) else float(value)
