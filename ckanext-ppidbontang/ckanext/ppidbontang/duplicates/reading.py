"""Read what entries are compared by, all of them in one statement, unpublished ones too.

Who may be told of which is for the caller to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from ckan import model

from ckanext.ppidbontang import catalogue, registry, visibility
from ckanext.ppidbontang.domain.agencies import Registry
from ckanext.ppidbontang.domain.dates import PartialDate
from ckanext.ppidbontang.domain.exceptions import InvalidDate
from ckanext.ppidbontang.domain.likeness import Comparable, comparable
from ckanext.ppidbontang.domain.titles import Names

_DATES = ("period_start", "period_end", "created_on")
_TEXTS = ("region_code", "information_kind", "information_category", "exemption_status")


@dataclass(frozen=True, kw_only=True, slots=True)
class Listed:
    """Hold what a list tells of an entry, and what it is compared by.

    `is_closed` where it is wholly exempt, or nobody can say that it is not.
    """

    id: str
    name: str
    title: str
    body: str
    private: bool
    is_closed: bool
    period_start: PartialDate | None
    period_end: PartialDate | None
    created_on: PartialDate | None
    comparable: Comparable


def entries(where: sa.ColumnElement[bool]) -> list[Listed]:
    """Read the entries of a condition; drafts that nobody has finished are none yet."""
    columns = (model.Package.id, model.Package.name, model.Package.title, model.Package.private)
    told = (catalogue.field(name).label(name) for name in (*_DATES, *_TEXTS))
    statement = catalogue.with_body(*columns, *told).where(catalogue.ACTIVE, where)
    known = names()
    return [_listed(row, known) for row in model.Session.execute(statement).mappings()]


def names() -> Names:
    """Return the names of places and bodies that the registry knows."""
    return _names(registry.current())


@lru_cache(maxsize=1)
def _names(known: Registry) -> Names:
    return Names(known)


def _listed(row: Mapping[Any, Any], known: Names) -> Listed:
    dates = {name: _date(row[name] or "") for name in _DATES}
    return Listed(
        id=row["id"],
        name=row["name"],
        title=row["title"] or row["name"],
        body=row["body"],
        private=row["private"],
        is_closed=visibility.is_closed(row),
        **dates,
        comparable=comparable(
            known,
            id=row["id"],
            body=row["body"],
            title=row["title"] or "",
            kind=row["information_kind"] or "",
            region_code=row["region_code"] or "",
            **dates,
        ),
    )


@lru_cache(maxsize=4096)
def _date(text: str) -> PartialDate | None:
    """Read a date; one that cannot be read says nothing."""
    with suppress(InvalidDate):
        return PartialDate.parse(text)
    return None
