"""What somebody asks of a register, read from an address or the API; refused by name if wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, NoReturn

import ckan.plugins.toolkit as tk

from ckanext.ppidbontang import bodies, config
from ckanext.ppidbontang.domain.categories import Category
from ckanext.ppidbontang.domain.codes import LabelledCode
from ckanext.ppidbontang.domain.kinds import KINDS
from ckanext.ppidbontang.domain.messages import _
from ckanext.ppidbontang.domain.register import RegisterKind

# Of the law on public information, and one that no file of today is about.
FIRST_YEAR, LAST_YEAR = 1900, 2199
WORDS_LENGTH = 200
# In an address a unit is a body with those below it.
WITH_UNITS = "ya"


class Sort(LabelledCode):
    """Name an order of the rows; without one the register's own order stands."""

    TITLE = "judul", _("Title")
    BODY = "instansi", _("Responsible body")
    NEWEST = "terbaru", _("Date made, newest first")


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """Hold what is asked for; names and values are those of the address."""

    kind: RegisterKind
    opd: str = ""
    units: str = ""
    category: str = ""
    information_kind: str = ""
    year: str = ""
    q: str = ""
    sort: str = ""

    @property
    def bodies(self) -> tuple[str, ...]:
        """Return the names of the bodies asked for; nothing stands for all."""
        if not self.opd or (self.opd == config.root_organization() and self.units):
            return ()
        return bodies.with_units(self.opd) if self.units else (self.opd,)

    @property
    def words(self) -> tuple[str, ...]:
        """Return the words of which each must be in a row."""
        return tuple(self.q.split())

    @property
    def is_narrowed(self) -> bool:
        """Say whether rows are left out by more than their body."""
        return bool(self.category or self.information_kind or self.year or self.q)

    def address(self, **changes: str | None) -> dict[str, str]:
        """Return the parameters of this question, with changes, without what is empty."""
        given = {**asdict(self), **changes}
        return {name: str(value) for name, value in given.items() if value}


def read(data: Mapping[str, Any]) -> Question:
    """Read a question from the parameters of an address or of the API.

    Raises:
        ValidationError: a value is none that the portal knows; it names field, value and rule.
    """
    given = {
        name: str(data.get(name) or "").strip()
        for name in Question.__dataclass_fields__
        if name != "kind"
    }
    question = Question(kind=_kind(str(data.get("kind") or "")), **given)
    _check_body(question)
    _check_codes(question)
    _check_year("year", question.year)
    if len(question.q) > WORDS_LENGTH:
        message = tk._('"{field}" has {length} characters; the limit is {limit}.')
        refuse("q", message, length=len(question.q), limit=WORDS_LENGTH)
    return question


def year(field: str, text: str) -> int:
    """Read a year.

    Raises:
        ValidationError: it is none that information can be about.
    """
    _check_year(field, text)
    return int(text)


def refuse(field: str, message: str, **words: object) -> NoReturn:
    """Refuse a value, in the reader's language."""
    raise tk.ValidationError({field: [message.format(field=_label(field), **words)]})


def _kind(text: str) -> RegisterKind:
    if text not in list(RegisterKind):
        _refuse_code("kind", text, list(RegisterKind))
    return RegisterKind(text)


def _check_body(question: Question) -> None:
    if question.opd and question.opd not in bodies.titles_of_page():
        refuse("opd", tk._('"{field}": "{value}" is no body of this portal.'), value=question.opd)
    if question.units not in ("", WITH_UNITS):
        _refuse_code("units", question.units, [WITH_UNITS])


def _check_codes(question: Question) -> None:
    allowed: Mapping[str, list[str]] = {
        "category": list(Category),
        "information_kind": [kind.code for kind in KINDS],
        "sort": list(Sort),
    }
    for field, codes in allowed.items():
        value = getattr(question, field)
        if value and value not in codes:
            _refuse_code(field, value, codes)


def _check_year(field: str, text: str) -> None:
    if not text:
        return
    if not (text.isascii() and text.isdecimal()) or not FIRST_YEAR <= int(text[:9]) <= LAST_YEAR:
        message = tk._('"{field}": "{value}" is no year between {first} and {last}.')
        refuse(field, message, value=text[:40], first=FIRST_YEAR, last=LAST_YEAR)


def _refuse_code(field: str, value: str, allowed: list[str]) -> NoReturn:
    message = tk._('"{field}": "{value}" is none of {allowed}.')
    refuse(field, message, value=value[:100], allowed=", ".join(allowed))


def _label(field: str) -> str:
    labels = {
        "kind": tk._("Register"),
        "opd": tk._("Body"),
        "units": tk._("With the units below it"),
        "category": tk._("Information category"),
        "information_kind": tk._("Kind of information"),
        "year": tk._("Year"),
        "q": tk._("Words"),
        "sort": tk._("Order"),
    }
    return labels.get(field, field)
