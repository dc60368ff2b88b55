"""What is asked of a table: words, one column's value, an order, a page and a part of the columns.

An address may have been typed or bent: what means nothing is left out, never refused, so that every
address shows the table.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from babel.numbers import NumberFormatError, parse_decimal
from ckan.plugins import toolkit as tk

from ckanext.ppidbontang.domain.codes import LabelledCode
from ckanext.ppidbontang.domain.dates import PartialDate
from ckanext.ppidbontang.domain.exceptions import InvalidDate
from ckanext.ppidbontang.domain.messages import _
from ckanext.ppidbontang.domain.tabular.columns import Column, Kind

ROWS = 25
# So many columns are shown at once; a table of a thousand is turned over like pages.
COLUMNS = 12
LONGEST = 200
_MOST_WORDS = 8
_FARTHEST_PAGE = 1_000_000

Value = str | Decimal | dt.date


class How(LabelledCode):
    """Say how the value of a column is compared."""

    CONTAINS = "contains", _("contains")
    IS = "is", _("is exactly")
    LEAST = "least", _("at least")
    MOST = "most", _("at most")


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """Hold what is asked of a table with these columns."""

    columns: tuple[Column, ...]
    words: str = ""
    column: Column | None = None
    how: How = How.CONTAINS
    text: str = ""
    sort: Column | None = None
    descending: bool = False
    page: int = 1
    first: int = 0

    @property
    def shown(self) -> tuple[Column, ...]:
        """Return the columns that are shown: the first of all stays, to tell the rows apart."""
        rest = self.columns[1:]
        return (*self.columns[:1], *rest[self.first : self.first + COLUMNS - 1])

    @property
    def searched(self) -> list[str]:
        """Return the words that a row has to hold."""
        return self.words.split()[:_MOST_WORDS]

    @property
    def value(self) -> Value | None:
        """Return the value that the column is compared with; None where it can't be."""
        if self.column is None or not self.text:
            return None
        if self.how is How.CONTAINS or self.column.kind not in (Kind.NUMBER, Kind.MOMENT):
            return self.text
        return _number(self.text) if self.column.kind is Kind.NUMBER else _day(self.text, self.how)

    @property
    def is_misunderstood(self) -> bool:
        """Tell whether the value is none that the column could be compared with."""
        return bool(self.column and self.text and self.value is None)

    @property
    def narrows(self) -> bool:
        """Tell whether rows are left out."""
        return bool(self.searched) or self.value is not None

    @property
    def is_first_look(self) -> bool:
        """Tell whether nothing is asked: the table as it is, from its beginning."""
        return not self.address()

    def address(self, **changes: object) -> dict[str, str]:
        """Return the parameters of an address that asks the same, but for the changes."""
        asked: dict[str, object] = {
            "q": self.words,
            "column": self.column.key if self.column and self.text else "",
            "how": self.how.value if self.text and self.column else "",
            "value": self.text if self.column else "",
            "sort": self.sort.key if self.sort else "",
            "desc": "1" if self.sort and self.descending else "",
            "from": self.first or "",
            "page": self.page if self.page > 1 else "",
            **changes,
        }
        return {name: str(value) for name, value in asked.items() if value}


def read(columns: Sequence[Column], given: Mapping[str, str]) -> Question:
    """Read a question from the parameters of an address."""
    known = {column.key: column for column in columns}
    in_order = known.get(given.get("sort") or "")
    most = max(len(columns) - 2, 0)
    step = COLUMNS - 1
    return Question(
        columns=tuple(columns),
        words=_clean(given.get("q")),
        column=known.get(given.get("column") or ""),
        how=_how(given.get("how")),
        text=_clean(given.get("value")),
        # What has no kind may have no order either.
        sort=in_order if in_order and in_order.kind is not Kind.OTHER else None,
        descending=bool(given.get("desc")),
        page=max(_whole(given.get("page"), _FARTHEST_PAGE), 1),
        first=_whole(given.get("from"), most) // step * step,
    )


def _clean(text: str | None) -> str:
    """Return a text as it can be looked for: PostgreSQL knows no character zero."""
    return " ".join((text or "").replace("\0", " ").split())[:LONGEST]


def _how(text: str | None) -> How:
    try:
        return How(text or "")
    except ValueError:
        return How.CONTAINS


def _whole(text: str | None, most: int) -> int:
    is_number = text is not None and text.isascii() and text.isdigit() and len(text) < 10
    return min(int(text), most) if is_number and text else 0


def _number(text: str) -> Decimal | None:
    """Read a number as the page writes them, or as programs do."""
    try:
        return parse_decimal(text, locale=tk.h.lang(), strict=True)
    except (NumberFormatError, ValueError):
        pass
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _day(text: str, how: How) -> dt.date | None:
    try:
        date = PartialDate.parse(text)
    except InvalidDate:
        return None
    return date.last_day() if how is How.MOST else date.first_day()
