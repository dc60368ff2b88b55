"""Read a register from the database: rows in its order, a page or all of them, and its totals.

The conditions are those of `domain.register` once more, in SQL; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa
from ckan import model

from ckanext.ppidbontang import bodies, catalogue, mapping
from ckanext.ppidbontang.catalogue import field
from ckanext.ppidbontang.domain import register
from ckanext.ppidbontang.domain.categories import ExemptionStatus
from ckanext.ppidbontang.domain.entries import Entry
from ckanext.ppidbontang.domain.register import Place, RegisterKind, Row
from ckanext.ppidbontang.registers.question import Question, Sort

_TITLE = sa.func.lower(model.Package.title.collate("C"))
_GROUPS = ("information_category", "information_kind", "exemption_status")
# A word is looked for where the columns of a register come from.
_PROSE = (model.Package.title, model.Package.notes, field("controlling_unit"), catalogue.BODY)


def place(as_of: date) -> Place:
    """Return what a register of this day calls its bodies."""
    return Place(as_of=as_of, titles=bodies.titles_of_page())


def rows(
    question: Question, where: Place, *, limit: int | None = None, offset: int = 0
) -> Iterator[Row]:
    """Yield the rows that are asked for, a few in memory at a time."""
    asked = _asked(question).order_by(*_order(question))
    found = catalogue.entries(asked.limit(limit).offset(offset))
    return register.rows(found, question.kind, where, first=offset + 1)


def entries(question: Question) -> Iterator[Entry]:
    """Yield the entries of the rows that are asked for, in no order."""
    return catalogue.entries(_asked(question))


def count(question: Question) -> int:
    """Return how many rows there are; of a whole DIP its index alone tells."""
    counted = (
        sa.select(sa.func.count())
        .select_from(model.Package)
        .where(catalogue.PUBLISHED, *_conditions(question))
    )
    if question.opd or question.words:  # the conditions that name a body
        counted = _asked(question).with_only_columns(sa.func.count())
    return model.Session.execute(counted).scalar_one()


def totals(question: Question) -> Mapping[tuple[str, ...], int]:
    """Return how many rows stand under each heading, in the order of the register."""
    columns = [field(name).label(name) for name in _GROUPS]
    counted = (
        _asked(question)
        .with_only_columns(*columns, sa.func.count().label("count"))
        .group_by(*columns)
    )
    found = [
        (mapping.item_from_package(dict(row)), row["count"])
        for row in model.Session.execute(counted).mappings()
    ]
    kind = question.kind
    found.sort(key=lambda counted: register.order_of_groups(counted[0], kind))
    return register.totals((register.groups(item, kind), count) for item, count in found)


def closed(question: Question) -> Mapping[str, int]:
    """Return how much of what is asked of the DIK is closed wholly, and how much in part."""
    found = totals(question)
    named = {"wholly": ExemptionStatus.SELURUHNYA, "partly": ExemptionStatus.SEBAGIAN}
    return {name: found.get((status.label,), 0) for name, status in named.items()}


def held(kind: RegisterKind) -> sa.ColumnElement[bool]:
    """Return the condition for the published entries that a register holds."""
    if kind is RegisterKind.DIP:
        # UU 14/2008 Pasal 11 ayat (1) huruf a: exempt information is left out.
        return catalogue.IS_OPEN
    is_open = sa.and_(catalogue.OPEN_CATEGORY, catalogue.has_status(ExemptionStatus.TERBUKA))
    return sa.not_(sa.func.coalesce(is_open, sa.false()))


def _asked(question: Question) -> sa.Select[Any]:
    return catalogue.published(*_conditions(question))


def _conditions(question: Question) -> Iterator[sa.ColumnElement[bool]]:
    yield held(question.kind)
    if named := question.bodies:  # asks the database once
        yield catalogue.BODY.in_(named)
    if question.category:
        yield field("information_category") == question.category
    if question.information_kind:
        yield field("information_kind") == question.information_kind
    if question.year:
        yield _about(question.year)
    for word in question.words:
        yield sa.or_(*(text.icontains(word, autoescape=True) for text in _PROSE))


def _about(year: str) -> sa.ColumnElement[bool]:
    """Return the condition for entries about a year: of their period, or else of their making."""
    started, ended, made = (
        sa.func.nullif(field(name), "") for name in ("period_start", "period_end", "created_on")
    )
    first = sa.func.coalesce(started, ended, made)
    last = sa.func.coalesce(ended, first)
    return sa.literal(year).between(sa.func.left(first, 4), sa.func.left(last, 4))


def _order(question: Question) -> list[sa.ColumnElement[Any]]:
    match question.sort:
        case Sort.TITLE:
            first = []
        case Sort.BODY:
            first = [catalogue.BODY]
        case Sort.NEWEST:
            first = [sa.func.coalesce(field("created_on"), "").collate("C").desc()]
        case _:
            first = _lawful_order(question.kind)
    return [*first, _TITLE, model.Package.id.collate("C")]


def _lawful_order(kind: RegisterKind) -> list[sa.ColumnElement[Any]]:
    """Return the order of the register itself, as `domain.register.order_of_groups` has it."""
    if kind is RegisterKind.DIP:
        code = sa.func.coalesce(sa.func.nullif(field("information_kind"), ""), "~")
        return [field("information_category").collate("C"), code.collate("C")]
    in_part = sa.and_(catalogue.OPEN_CATEGORY, catalogue.has_status(ExemptionStatus.SEBAGIAN))
    return [sa.func.coalesce(in_part, sa.false())]
