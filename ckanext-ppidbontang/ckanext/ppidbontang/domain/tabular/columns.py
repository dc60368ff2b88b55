"""The columns of a table as its reader meets them: what they are called and what they hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ckanext.ppidbontang.domain.codes import LabelledCode
from ckanext.ppidbontang.domain.discrepancy import is_figure, plain
from ckanext.ppidbontang.domain.messages import _

Value = str | int | float | date | None
Row = Mapping[str, Value]


class Kind(LabelledCode):
    """Say what the values of a column are."""

    NUMBER = "number", _("number")
    TEXT = "text", _("text")
    MOMENT = "moment", _("date")
    TRUTH = "truth", _("yes or no")
    OTHER = "other", _("other")


_NUMBERS = re.compile(
    r"(?:big|small)?int|int\d?|integer|numeric|float\d?|real|double precision|money"
)
_MOMENTS = re.compile(r"date|timestamp.*")
_TEXTS = re.compile(r"text|varchar|name|citext")


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """Hold a column: the name by which it is asked for, and what people call it."""

    key: str
    kind: Kind
    label: str
    notes: str = ""

    @property
    def is_figure(self) -> bool:
        """Tell whether it measures something; years and codes are numbers that do not."""
        return self.kind is Kind.NUMBER and is_figure(self.key)


def kind_of(stored: str) -> Kind:
    """Return the kind of a column by the name that PostgreSQL gives its type."""
    if _NUMBERS.fullmatch(stored):
        return Kind.NUMBER
    if _TEXTS.fullmatch(stored):
        return Kind.TEXT
    if _MOMENTS.fullmatch(stored):
        return Kind.MOMENT
    return Kind.TRUTH if stored.startswith("bool") else Kind.OTHER


def words_of(name: str) -> str:
    """Return the name of a column as words: `jumlah_penduduk` is `Jumlah penduduk`."""
    words = " ".join(plain(name).split("_")) if "_" in name else name.strip()
    return words[:1].upper() + words[1:]
