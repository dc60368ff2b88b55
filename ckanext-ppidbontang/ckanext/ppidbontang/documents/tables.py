"""What a document shows: a titled table whose rows are read once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

Cell = str | int | float | date | None
Row = tuple[Cell, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """Describe a column.

    `width` is in characters. The values of a group column are headings over their rows in a PDF,
    outermost first, and a column like any other elsewhere. The address of a link column lies on
    the first text of its row in a PDF, and is a column like any other elsewhere.
    """

    key: str
    title: str
    width: int
    is_group: bool = False
    is_link: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Signature:
    """Name who signs a printed document: pairs of role and office, never persons."""

    place_and_date: str
    offices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """Hold a table with its titles.

    `name` is the stem of its files, `on` the day that it speaks of (and the date of every document
    made of it, so that the same table gives the same bytes on any day), `language` that of all its
    words, `facts` further members of its JSON.
    """

    name: str
    title: str
    lines: tuple[str, ...] = ()
    columns: tuple[Column, ...]
    rows: Iterable[Row]
    on: date
    language: str = "id"
    facts: Mapping[str, object] = field(default_factory=dict[str, object])
    signature: Signature | None = None
